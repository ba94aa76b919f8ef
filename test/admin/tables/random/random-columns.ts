import fc from 'fast-check';
import type { Cell } from '../../../helpers/foreign/schema.js';
import { plainColumns, type ColumnType } from './random-cells.js';

/** Columns and keys of random schemas. */

const text = (value: string) => `'${value.replaceAll("'", "''")}'`;

const lists = fc.uniqueArray(fc.constantFrom('a', 'b c', "it's", 'x,y', '(', 'é', 'NULL', ' '), {
  minLength: 1,
  maxLength: 4,
});

/** A CHECK of allowed values in one of its spellings. */
const listChecks = fc
  .tuple(lists, fc.constantFrom('in', 'or', 'null', 'spread'))
  .map(([values, spelling]): ColumnType => {
    const all = values.map(text);
    const cell = (row: number): Cell => values[row % values.length] ?? null;
    const checks = {
      or: all.map((value) => `NAME = ${value}`).join(' OR '),
      null: `NAME IS NULL OR NAME IN (${all.join(',')})`,
      spread: `\n( NAME\tin (\n${all.join('\n,\n')}\n) )`,
      in: `NAME IN (${all.join(', ')})`,
    };
    return { type: 'TEXT', rest: `CHECK (${checks[spelling]})`, cell };
  });

/** A column of any type, some with a CHECK of allowed values. */
export const anyColumn = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...plainColumns) },
  { weight: 1, arbitrary: listChecks },
);

/** Keys: the declaration of the columns, and the values of a row's key. */
export const keyKinds = {
  text: {
    columns: ['TEXT PRIMARY KEY NOT NULL'],
    type: 'TEXT',
    of: (row: number): Cell[] => [`k-${row}`],
  },
  typed: {
    columns: ['TEXT PRIMARY KEY CHECK (length("key id") > 0)'],
    type: 'TEXT',
    of: (row: number): Cell[] => [`${row}/ü%`],
  },
  natural: {
    columns: ['VARCHAR(5) PRIMARY KEY NOT NULL'],
    type: 'VARCHAR(5)',
    of: (row: number): Cell[] => [`AB${row}`],
  },
  number: { columns: ['INTEGER PRIMARY KEY'], type: 'INTEGER', of: (row: number): Cell[] => [row] },
  counted: {
    columns: ['INTEGER PRIMARY KEY AUTOINCREMENT'],
    type: 'INTEGER',
    of: (row: number): Cell[] => [row],
  },
  big: {
    columns: ['BIGINT PRIMARY KEY NOT NULL'],
    type: 'BIGINT',
    of: (row: number): Cell[] => [9_007_199_254_740_990n + BigInt(row)],
  },
  composite: {
    columns: ['TEXT NOT NULL', 'INTEGER NOT NULL'],
    type: '',
    of: (row: number): Cell[] => [row % 2 === 0 ? 'a/b' : 'ü', row],
  },
  none: { columns: [], type: '', of: (): Cell[] => [] },
};
