import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { resources } from '../../../../resources/index.js';
import type { ResourceDeclaration } from '../../../../src/admin/declaration/resource.js';
import { createPanels } from '../../../../src/admin/panels/panels.js';
import { commitBatch } from '../../../../src/db/batch.js';
import { ProblemsError } from '../../../../src/errors.js';
import type { Engine } from '../../../../src/db/types.js';
import { openBook, openBookOf, type Book } from '../../../helpers/books/logins.js';
import { preparedBook } from '../../../helpers/books/prepared.js';
import type { TestEngine } from '../../../helpers/engines/engines.js';
import { stubAssets } from '../../../helpers/panels/driver.js';
import { openPair } from '../pair.js';
import type { PairTarget } from '../rows-of-both.js';
import type { Both, Pair } from '../types.js';
import { boldness, declarationOf, type Boldness } from './random-declarations.js';
import {
  cellsOf,
  ddlOf,
  insertOf,
  tenantTables,
  type TenantRow,
  type TenantTable,
} from './random-tables.js';

/** Two worlds of random tables: rows of the caller in both, rows of others as each world has them. */

export interface RandomWorlds {
  tables: TenantTable[];
  statements: string[];
  pair: Pair;
  /** Requests' targets for a role. */
  targetsOf: (role: 'agent' | 'customer') => PairTarget[];
}

type Origin = 'own' | 'both' | 'first' | 'second';

/** Numbers of rows, far from each other so that a key is never taken for another number. */
const rowsFrom: Record<Origin, { from: number; count: number }> = {
  own: { from: 101_001, count: 6 },
  both: { from: 202_001, count: 4 },
  first: { from: 303_001, count: 2 },
  second: { from: 505_001, count: 14 },
};

export async function openRandomWorlds(engine: TestEngine, seed: number): Promise<RandomWorlds> {
  const [tables = []] = fc.sample(tenantTables, { seed, numRuns: 1 });
  const books: Both<Book> = [
    await openTenants(engine, tables, ['own', 'both', 'first']),
    await openTenants(engine, tables, ['own', 'both', 'second']),
  ];
  const declarations = await fittingDeclarations(books[0], tables);
  const pair = await openPair(books, [...resources, ...declarations]);
  return {
    tables,
    statements: tables.map(ddlOf),
    pair,
    targetsOf: (role) => tables.map((_, index) => targetOf(pair, tables, index, role)),
  };
}

async function openTenants(
  engine: TestEngine,
  tables: readonly TenantTable[],
  origins: readonly Origin[],
): Promise<Book> {
  const isSecond = origins.includes('second');
  const rows = origins.flatMap((origin) => rowsOf(origin, isSecond));
  const inserts = tables.flatMap((table, index) =>
    rows.map((row) => insertOf(table, cellsOf(tables, index, row))),
  );
  const { file } = await preparedBook('random-tenants', makePeople);
  const book = await openBook({ open: () => engine.open({ copyOf: file }) });
  const statements = [...tables.map(ddlOf), ...inserts];
  await commitBatch(
    book.context.database,
    statements.map((text) => sql.raw(text)),
  );
  return book;
}

/** Three agents with a customer each, and logins of the first two. */
async function makePeople(engine: Engine): Promise<void> {
  await openBookOf(
    { open: () => Promise.resolve(engine) },
    {
      agents: ['a1', 'a2', 'a3'],
      customers: { c1: 'a1', c2: 'a2', c3: 'a3' },
      logins: { gus: { agent: 'a1' }, cleo: { customer: 'c1' } },
    },
  );
}

function rowsOf(origin: Origin, isSecond: boolean): TenantRow[] {
  const { from, count } = rowsFrom[origin];
  return Array.from({ length: count }, (_, index): TenantRow => {
    const isOwn = origin === 'own';
    const number = from + index;
    const owner = isOwn ? '1' : String(2 + (index % 2));
    return {
      ...{ number, agent: `a${owner}`, customer: `c${owner}`, parent: number },
      // Rows that both worlds have are others in the second one.
      values: 1 + index + (isOwn ? 0 : origin === 'both' && !isSecond ? 100 : 200 + (from % 97)),
      // A row of the caller refers to rows of others; some rows of others refer to those of the caller.
      ref: isOwn
        ? index % 2 === 0
          ? number
          : rowsFrom.both.from + (index % 4)
        : origin === 'second' && index === 0
          ? rowsFrom.own.from
          : number,
    };
  });
}

/** Declares each table with as much as the checks at start let through. */
async function fittingDeclarations(
  { context }: Book,
  tables: readonly TenantTable[],
): Promise<ResourceDeclaration[]> {
  const chosen: Boldness[] = tables.map(() => 'all');
  const declared = () => chosen.map((bold, index) => declarationOf(tables, index, bold));
  for (;;) {
    try {
      await createPanels(context, [...resources, ...declared()], { assets: stubAssets });
      return declared();
    } catch (error) {
      if (!(error instanceof ProblemsError)) throw error;
      const wrong = tables.findIndex(
        ({ name }, index) => error.text.includes(`${name}.`) && chosen[index] !== boldness.at(-1),
      );
      const now = chosen[wrong];
      if (now === undefined) throw error;
      chosen[wrong] = boldness[boldness.indexOf(now) + 1] ?? 'reading';
    }
  }
}

function targetOf(
  { worlds }: Pair,
  tables: readonly TenantTable[],
  index: number,
  role: 'agent' | 'customer',
): PairTarget {
  const name = tables[index]?.name ?? '';
  const { panels } = worlds[0].server;
  const resource = panels.resources(role).get(name);
  const { key, id } = resource?.table ?? {};
  const rowsFor = (origin: Origin, isSecond: boolean) =>
    rowsOf(origin, isSecond).map((row) => {
      const cells = cellsOf(tables, index, row);
      const values = Object.fromEntries(cells) as Record<string, unknown>;
      return {
        rowid: `${origin} ${row.number}`,
        key: key?.encodeValues([cells.get('id') ?? null]) ?? '',
        values,
      };
    });
  const own = rowsFor('own', false);
  const others = [...rowsFor('first', false), ...rowsFor('second', true), ...rowsFor('both', true)];
  const foreign = [others[0], others[2], others.at(-1)].filter((row) => row !== undefined);
  return {
    table: name,
    id: id ?? name,
    columns: [...Object.keys(own[0]?.values ?? {}), 'picked'],
    rows: [...own, ...others],
    actions: new Map(panels.routes(role).resources.get(id ?? name) ?? []),
    visible: new Set(own.map(({ rowid }) => rowid)),
    own,
    foreign,
  };
}
