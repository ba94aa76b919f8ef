import { expect } from 'vitest';
import type { TableInfo } from '../../../src/db/introspection/introspect.js';
import { quoted } from '../../helpers/foreign/schema.js';

/** Rows as the database stores them: the class and the bytes of each value. */

export interface StoredRow {
  /** Texts of the key's values: what tells the row from others, whatever addresses call it. */
  key: string;
  /** Class and bytes of each value, by the name of its column. */
  cells: Record<string, StoredCell>;
}

export interface StoredCell {
  type: 'null' | 'integer' | 'real' | 'text' | 'blob';
  /** The bytes of a text or of binary data, in hexadecimal; the digits of a number. */
  bytes: string;
}

interface Reader {
  rows: (sql: string) => Promise<Record<string, unknown>[]>;
}

/** Reads all rows of a table in the order of their keys, the same order as long as keys stay. */
export async function readStored(book: Reader, info: TableInfo): Promise<StoredRow[]> {
  const names = info.columns.map(({ name }) => name);
  const selected = names.flatMap((name, index) => {
    const column = quoted(name);
    return [
      `typeof(${column}) AS t${index}`,
      `CASE typeof(${column}) WHEN 'real' THEN printf('%!.17g', ${column})
        WHEN 'integer' THEN CAST(${column} AS TEXT) ELSE hex(${column}) END AS b${index}`,
    ];
  });
  const order = info.primaryKey.length > 0 ? info.primaryKey.map(quoted).join(', ') : '1';
  const rows = await book.rows(
    `SELECT ${selected.join(', ')} FROM ${quoted(info.name)} ORDER BY ${order}`,
  );
  return rows.map((row) => {
    const cells = Object.fromEntries(
      names.map((name, index): [string, StoredCell] => [
        name,
        { type: row[`t${index}`] as StoredCell['type'], bytes: String(row[`b${index}`]) },
      ]),
    );
    return { key: keyOf(info.primaryKey.flatMap((name) => cells[name] ?? [])), cells };
  });
}

const keyOf = (cells: readonly StoredCell[]) => cells.map(textOf).join('\u{1F}');

/** Text of a stored value: that of a form, where the form has no format of its own. */
export function textOf({ type, bytes }: StoredCell): string {
  if (type === 'integer') return bytes;
  if (type === 'real') return String(Number(bytes));
  return type === 'null' ? '' : Buffer.from(bytes, 'hex').toString('utf8');
}

/** Difference between two readings of a table. */
export interface Difference {
  key: string;
  column: string;
  before: StoredCell;
  after: StoredCell;
}

/** Compares two readings of a table, without new rows, byte by byte. */
export function differences(before: readonly StoredRow[], after: readonly StoredRow[]) {
  expect(after.map(({ key }) => key)).toEqual(before.map(({ key }) => key));
  return before.flatMap((row, index): Difference[] =>
    Object.entries(row.cells).flatMap(([column, cell]) => {
      const now = after[index]?.cells[column];
      if (now === undefined || (now.type === cell.type && now.bytes === cell.bytes)) return [];
      return [{ key: row.key, column, before: cell, after: now }];
    }),
  );
}

/** Expects that a table kept all its rows as they were, and returns the new ones. */
export function addedRows(
  before: readonly StoredRow[],
  after: readonly StoredRow[],
): readonly StoredRow[] {
  const known = new Set(before.map(({ key }) => key));
  expect(
    differences(
      before,
      after.filter(({ key }) => known.has(key)),
    ),
  ).toEqual([]);
  return after.filter(({ key }) => !known.has(key));
}
