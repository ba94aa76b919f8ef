import {
  bytes,
  digits,
  pick,
  type Cell,
  type TimeFormat,
} from '../../../helpers/foreign/schema.js';

/** Columns of random tables: their declarations, and values that other programs may have stored. */

export interface ColumnType {
  type: string;
  /** SQL after the type; `NAME` stands for the column's quoted name. */
  rest: string;
  /** Value of a row, from 1; null where the database computes it. */
  cell: ((row: number) => Cell) | null;
  /** Format of the times that it holds. */
  times?: TimeFormat;
}

const words = [
  'plain',
  'two\nlines',
  'cr\r\nlf',
  "it's <b> 100% é🂡",
  '{"a"',
  '=1+1',
  'NULL',
  '0x1F',
];
/** A text that no other row has; the empty text once. */
const aText = (row: number) => (row === 2 ? '' : `${pick(words, row)} ${row}`);
const aNumber = (row: number) => (row % 4 === 0 ? 9_007_199_254_740_993n + BigInt(row) : row * 10);
const aReal = (row: number) => row * 1.5;
const aDocument = (row: number) => pick([`{"a": ${row}}`, `[1,\n${row}]`, `"${row}"`], row);
const aMixture = (row: number): Cell =>
  pick([row, `0${row}`, row + 0.5, bytes(row), 9_007_199_254_740_993n, `a\nb ${row}`], row);

const orNull =
  (cell: (row: number) => Cell) =>
  (row: number): Cell =>
    row % 5 === 0 ? null : cell(row);

const seconds = (row: number) => 1_714_979_289 + row * 86_411;
const iso = (row: number) => new Date(seconds(row) * 1000).toISOString();

/** Columns that tables of every kind can have. */
export const plainColumns: ColumnType[] = [
  ...['', 'UNIQUE', 'COLLATE NOCASE', 'DEFAULT NULL'].flatMap((rest): ColumnType[] => [
    { type: 'TEXT', rest, cell: orNull(aText) },
    { type: 'INTEGER', rest, cell: orNull(aNumber) },
    { type: 'INT', rest, cell: orNull(aNumber) },
    { type: 'REAL', rest, cell: orNull(aReal) },
  ]),
  { type: 'TEXT', rest: 'NOT NULL', cell: aText },
  { type: 'INTEGER', rest: 'NOT NULL', cell: aNumber },
  { type: 'REAL', rest: 'NOT NULL', cell: aReal },
  { type: 'INTEGER', rest: 'NOT NULL DEFAULT 1 CHECK (NAME IN (0, 1))', cell: (row) => row % 2 },
  { type: 'INTEGER', rest: 'CHECK (NAME BETWEEN 1 AND 9)', cell: (row) => 1 + (row % 8) },
  { type: 'INTEGER', rest: 'NOT NULL CHECK (NAME > 0)', cell: aNumber },
  { type: 'REAL', rest: 'NOT NULL DEFAULT (round(abs(-1.25), 2))', cell: aReal },
  { type: 'REAL', rest: 'CHECK (NAME >= 0 AND NAME < 1000)', cell: orNull(aReal) },
  { type: 'TEXT', rest: 'NOT NULL CHECK (length(NAME) <= 40)', cell: aText },
  { type: 'TEXT', rest: "NOT NULL DEFAULT '' ", cell: aText },
  { type: 'TEXT', rest: "NOT NULL DEFAULT 'it''s' ", cell: aText },
  { type: 'TEXT', rest: "DEFAULT (lower('A' || 'B'))", cell: orNull(aText) },
  { type: 'TEXT', rest: 'CHECK (json_valid(NAME))', cell: orNull(aDocument) },
  { type: 'BLOB', rest: '', cell: orNull(bytes) },
  { type: 'BLOB', rest: "NOT NULL DEFAULT x'00ff'", cell: bytes },
  { type: 'ANY', rest: '', cell: orNull(aMixture) },
  { type: 'ANY', rest: 'NOT NULL', cell: aMixture },
  { type: 'ANY', rest: "CHECK (NAME IN (1, 'a', 2.5))", cell: (row) => pick([1, 'a', 2.5], row) },
  { type: 'INTEGER', rest: 'GENERATED ALWAYS AS (2 * 21) STORED', cell: null },
  { type: 'TEXT', rest: "AS ('gen') VIRTUAL", cell: null },
  {
    type: 'TEXT',
    rest: 'DEFAULT CURRENT_TIMESTAMP',
    cell: orNull((row) => iso(row).slice(0, 19).replace('T', ' ')),
    times: 'text',
  },
  { type: 'TEXT', rest: '', cell: orNull(iso), times: 'text' },
  { type: 'TEXT', rest: 'NOT NULL', cell: (row) => iso(row).replace('.000', ''), times: 'text' },
];

/** Columns with types that STRICT tables do not know. */
export const looseColumns: ColumnType[] = [
  ...(
    [
      ['VARCHAR(20)', (row) => (row === 3 ? 'cr\r\nlf' : `word ${row}`)],
      ['DECIMAL(10,2)', (row) => (row % 2 === 0 ? row : row + 0.25)],
      ['BOOLEAN', (row) => row % 2],
      ['JSON', aDocument],
      ['DOUBLE PRECISION', aReal],
      ['', aMixture],
      ['STRING', aText],
      ['UUID', (row) => `${digits(row, 8)}-0000-4000-8000-000000000001`],
      ['TIME', (row) => `0${row % 9}:30:00`],
      ['BIGINT', aNumber],
    ] as [string, (row: number) => Cell][]
  ).map(([type, cell]) => ({ type, rest: '', cell: orNull(cell) })),
  { type: 'BLOB NOT NULL', rest: '', cell: bytes },
  { type: 'DATETIME', rest: '', cell: orNull(iso), times: 'text' },
  { type: 'DATETIME', rest: '', cell: orNull(seconds), times: 'seconds' },
  {
    type: 'TIMESTAMP',
    rest: '',
    cell: orNull((row) => seconds(row) * 1000 + row),
    times: 'milliseconds',
  },
];
