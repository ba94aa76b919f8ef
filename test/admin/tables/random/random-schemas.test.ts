import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { PanelColumn } from '../../../../src/admin/tables/panel-table.js';
import { commitBatch } from '../../../../src/db/batch.js';
import { migrateUp, readMigrations } from '../../../../src/db/migrations/migrator.js';
import { migrationsFolder } from '../../../../src/paths.js';
import { openBook, PASSWORD } from '../../../helpers/books/logins.js';
import { describeOnEngines, type TestEngine } from '../../../helpers/engines/engines.js';
import { said } from '../../../helpers/messages/said.js';
import { openPanels, type Person } from '../../../helpers/panels/driver.js';
import { volume } from '../../../helpers/run/volume.js';
import { expectExported } from '../../foreign/files-of-foreign.js';
import { foreignWorld, type ForeignWorld, type OpenedTable } from '../../foreign/foreign-world.js';
import { expectEditsAlone } from '../../foreign/forms-of-foreign.js';
import { expectEveryRowOnce } from '../../foreign/pages.js';
import { addedRows, readStored } from '../../foreign/stored.js';
import { randomSchemas, type RandomTable } from './random-schemas.js';

/**
 * Whatever SQLite takes as a schema has its panels. The same few schemas unless RANDOM_SCHEMAS says
 * how many new ones are tried; the title of a test has the seed of its schema, which SCHEMA_SEED
 * tries alone.
 */
const seeds = [7, 20240506, 1143210];

function seedsOf(engine: TestEngine): number[] {
  const { RANDOM_SCHEMAS: count, SCHEMA_SEED: only } = process.env;
  if (only !== undefined) return [Number(only)];
  if (count === undefined) return seeds.slice(0, engine.name === 'embedded' ? volume(3) : 1);
  const first = Date.now() % 2 ** 31;
  return Array.from({ length: Number(count) }, (_, index) => first + index);
}

describeOnEngines('panels of random schemas', (engine) => {
  it.each(seedsOf(engine))(
    'lists, records, forms and files of every table hold its values, or say why they cannot (seed %i)',
    async (seed) => {
      const [tables = []] = fc.sample(randomSchemas, { seed, numRuns: 1 });
      await tryPanels(engine, tables).catch((error: unknown) => {
        throw new Error(
          `the schema of seed ${seed}: ${String(error)}\n${sqlOf(tables).join(';\n')}`,
          { cause: error },
        );
      });
    },
    120_000,
  );
});

function sqlOf(tables: readonly RandomTable[]): string[] {
  return [...tables.flatMap(({ ddl }) => ddl ?? []), ...tables.flatMap(({ rows }) => rows)];
}

async function tryPanels(engine: TestEngine, tables: readonly RandomTable[]): Promise<void> {
  const book = await openBook(engine);
  await migrateUp(book.context.database, [
    ...readMigrations(migrationsFolder),
    {
      ...{ name: '20990101000000_random', hash: 'x', down: ['SELECT 1'] },
      up: tables.flatMap(({ ddl }) => ddl ?? []),
    },
  ]);
  // Tables refer to each other in circles.
  const deferred = sql`PRAGMA defer_foreign_keys = on`;
  const rows = tables.flatMap((table) => table.rows.map((text) => sql.raw(text)));
  await commitBatch(book.context.database, [deferred, ...rows]);
  await book.user('anna');
  const server = await openPanels(book.context);
  const anna = await server.signIn('anna', PASSWORD);
  const world = foreignWorld(
    { anna, server, book },
    new Map(tables.map((one) => [one.name, one.facts])),
  );
  for (const { name, kind } of tables) {
    const table = withShownTimes(await world.open(name));
    const { id, readOnlyReason, columns } = table.resource.table;
    await opens(anna, `/resources/${id}`);
    const sortable = columns.filter((column) => table.resource.access.sort.has(column.name));
    const paths = sortable.map(({ path }) => path);
    await expectEveryRowOnce(anna, id, paths, table.stored.length);
    expect(columns.filter(isMute), 'read only without a reason').toEqual([]);
    for (const { path } of columns) {
      const filter = `filters.${encodeURIComponent(path)}`;
      await opens(anna, `/api/resources/${id}/actions/list?${filter}=x`);
    }
    await expectExported(world, table);
    if (kind !== 'table') expect(readOnlyReason).not.toBeNull();
    if (readOnlyReason === null) await useTable(world, table);
    else expect(readOnlyReason).not.toBe('');
  }
}

/** A column of texts may hold times and be no column of times: its panel shows the texts. */
function withShownTimes(table: OpenedTable): OpenedTable {
  const isTime = (name: string) =>
    table.columns.some((column) => column.name === name && column.kind === 'datetime');
  const times = Object.entries(table.facts.times ?? {}).filter(([name]) => isTime(name));
  return { ...table, facts: { ...table.facts, times: Object.fromEntries(times) } };
}

const isMute = ({ info, kind, isKey, readOnlyReason }: PanelColumn) =>
  (info.isGenerated || (kind === 'blob' && isKey)) && (readOnlyReason ?? '') === '';

/** A row is made by a post, shown, and changed; each value of a row that was there is changed alone. */
async function useTable(world: ForeignWorld, opened: OpenedTable): Promise<void> {
  const { anna, book } = world;
  const { table, access } = opened.resource;
  await expectEditsAlone(world, opened, 2);
  if (!access.actions.has('new')) {
    expect(access.note && said(access.note)).toMatch(
      /^new rows cannot be created here: .* must have a value and holds/,
    );
    return;
  }
  const before = await readStored(book, table.info);
  const writable = table.columns.filter(
    ({ name, readOnlyReason }) => access.create.has(name) && readOnlyReason === null,
  );
  const values = Object.fromEntries(
    writable.flatMap((column) => {
      const value = sampleOf(column);
      return value === null ? [] : [[column.path, value]];
    }),
  );
  await opens(anna, `/resources/${table.id}/actions/new`);
  const created = await anna.submitFiles(`/api/resources/${table.id}/actions/new`, values);
  expect(created.json.notice.type, `${JSON.stringify(values)} ${created.text}`).toBe('success');
  expect(addedRows(before, await readStored(book, table.info))).toHaveLength(1);
  const record = `resources/${table.id}/records/${encodeURIComponent(created.json.record.id)}`;
  await opens(anna, `/${record}/show`);
  await opens(anna, `/api/${record}/show`);
  // where every column is the key, computed or binary, there is nothing to edit
  if (!access.actions.has('edit')) {
    expect(access.edit.size).toBe(0);
    return;
  }
  await opens(anna, `/${record}/edit`);
  await opens(anna, `/api/${record}/edit`);
}

async function opens(person: Person, path: string): Promise<void> {
  const { status, text } = await person.get(path);
  expect(status, `${path}: ${text.slice(0, 500)}`).toBe(200);
}

/** A text that a person would type, or a file; null for references, which may stay empty. */
function sampleOf({ kind, info }: PanelColumn): string | File | null {
  switch (kind) {
    case 'blob':
      return new File([new Uint8Array([0, 255, 13, 10])], 'a.bin');
    case 'reference':
      return null;
    case 'boolean':
      return 'true';
    case 'enum':
      return String(info.values?.[0]);
    case 'integer':
      return info.keyPosition > 0 ? '77' : '3';
    case 'number':
    case 'money':
      return '1.5';
    case 'json':
      return '{"a": "it\'s"}';
    case 'datetime':
      return '2026-04-01T10:00:00.000Z';
    case 'date':
      return '2026-04-30';
    case 'time':
      return '10:30';
    case 'text':
    case 'long_text':
    case 'percent':
      if (info.name.startsWith('ref ')) return null;
      return /\((\d)\)|UUID|TIME/.test(info.declaredType) ? 'XY9' : "it's <b> 100% é🂡";
  }
}
