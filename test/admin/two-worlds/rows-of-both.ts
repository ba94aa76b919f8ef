import type { Actor } from '../../../src/domain/actor.js';
import { visibleRows } from '../access-matrix/policy.js';
import { targetsOf, type Target } from '../access-matrix/probes.js';
import { dump, type Dump } from '../access-matrix/world.js';
import type { Both, Pair } from './types.js';

/** Rows of both worlds together: ids and values that requests name, whichever world has them. */

/** Table of requests, with the rows that its caller sees and three that the caller does not. */
export interface PairTarget extends Target {
  /** Numbers of the caller's rows; null where the caller must not know of the table. */
  visible: ReadonlySet<string> | null;
  own: Target['rows'];
  /** A row of the first world alone, one of the second alone, and one with another value in each. */
  foreign: Target['rows'];
}

export interface RowsOfBoth {
  rows: Dump;
  targets: PairTarget[];
  visible: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Reads the rows of both worlds as one caller's own and others. */
export async function readRowsOfBoth(
  { worlds }: Pair,
  actor: Actor,
  addedTable: string,
): Promise<RowsOfBoth> {
  const dumps: Both<Dump> = [await dump(worlds[0].book), await dump(worlds[1].book)];
  const rows = merged(dumps);
  const visible = new Map<string, ReadonlySet<string>>();
  const isKnown = new Set<string>();
  for (const table of rows.keys()) {
    const where = visibleRows(actor, table, addedTable);
    if (where !== null) isKnown.add(table);
    const own = await worlds[0].book.rows(
      `SELECT CAST(rowid AS TEXT) AS id FROM ${table} WHERE ${where ?? '0'}`,
    );
    visible.set(table, new Set(own.map(({ id }) => String(id))));
  }
  const targets = targetsOf(worlds[0].server.panels, rows).map((target): PairTarget => {
    const own = visible.get(target.table) ?? new Set();
    const foreign = target.rows.filter(({ rowid }) => !own.has(rowid));
    const isIn = (dumped: Dump, key: string) =>
      dumped.get(target.table)?.some((row) => String(row['id'] ?? row['rowid']) === key) === true;
    const first = foreign.find(({ key }) => isIn(dumps[0], key) && !isIn(dumps[1], key));
    const second = foreign.findLast(({ key }) => !isIn(dumps[0], key) && isIn(dumps[1], key));
    const changed = foreign.find(({ rowid }) => rowid.startsWith(SECOND) && rowid.endsWith(ALSO));
    return {
      ...target,
      visible: isKnown.has(target.table) ? own : null,
      own: target.rows.filter(({ rowid }) => own.has(rowid)),
      foreign: [first, second, changed].filter((row) => row !== undefined),
    };
  });
  return { rows, targets, visible };
}

/** Marks of rows that the second world has in the place of, or beside, those of the first. */
const SECOND = 'second ';
const ALSO = ' also';

function merged([one, other]: Both<Dump>): Dump {
  const all: Dump = new Map();
  for (const [table, rows] of one) {
    const known = new Set(rows.map((row) => JSON.stringify(row)));
    const ids = new Set(rows.map((row) => row['id'] ?? row['rowid']));
    const more = (other.get(table) ?? []).filter((row) => !known.has(JSON.stringify(row)));
    const marked = more.map((row) => ({
      ...row,
      rowid: `${SECOND}${String(row['rowid'])}${ids.has(row['id'] ?? row['rowid']) ? ALSO : ''}`,
    }));
    all.set(table, [...rows, ...marked]);
  }
  return all;
}
