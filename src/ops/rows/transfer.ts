import type { D1Database } from '../../db/types.js';
import { CellHash } from './cells.js';
import { insertsOf } from './load.js';
import { pagesOf, type RowTable } from './pages.js';

/** Carries the rows of a table from one database into another, and compares both sides. */

export interface RowDigest {
  rows: number;
  /** SHA-256 of all rows with their types, in the order of the key. */
  hash: string;
  /** Sum of each column that was asked for. */
  sums: Record<string, number>;
}

export interface DigestOptions {
  summed?: readonly string[];
  hidesRowid?: boolean;
}

/** Copies all rows; the tables of both sides have the same columns. Returns their number. */
export async function loadRows(
  source: D1Database,
  from: RowTable,
  target: D1Database,
  to: RowTable,
): Promise<number> {
  let loaded = 0;
  for await (const rows of pagesOf(source, from)) {
    const inserts = insertsOf(to, rows, BigInt(loaded + 1));
    await target.batch(inserts.map(({ sql, params }) => target.prepare(sql).bind(...params)));
    loaded += rows.length;
  }
  return loaded;
}

/**
 * Counts and hashes all rows.
 * @param options sums that are wanted; `hidesRowid` for the stage of a table WITHOUT ROWID
 */
export async function digestRows(
  database: D1Database,
  table: RowTable,
  { summed = [], hidesRowid = false }: DigestOptions = {},
): Promise<RowDigest> {
  const hash = new CellHash();
  /** Ten-thousandths, so that sums are exact and do not depend on the order. */
  const sums = new Map(summed.map((column) => [column, 0n]));
  let count = 0;
  for await (const rows of pagesOf(database, table)) {
    count += rows.length;
    for (const { rowid, cells } of rows) hash.add(hidesRowid ? cells : [rowid, ...cells]);
    for (const [column, sum] of sums) {
      const index = table.columns.indexOf(column);
      const cells = rows.map(({ cells: row }) => ten4(Number(row[index] ?? 0)));
      sums.set(
        column,
        cells.reduce((total, cell) => total + cell, sum),
      );
    }
  }
  return {
    rows: count,
    hash: hash.digest(),
    sums: Object.fromEntries([...sums].map(([column, sum]) => [column, Number(sum) / 10_000])),
  };
}

function ten4(value: number): bigint {
  const scaled = Math.round(value * 10_000);
  return Number.isFinite(scaled) ? BigInt(scaled) : 0n;
}
