/** Schemas of other programs, with rows that never change: what panels of foreign tables meet. */

export interface ForeignSchema {
  name: string;
  /** Statements that make the tables and their rows, in order. */
  sql: readonly string[];
  /** Tables and views by name. */
  tables: Readonly<Record<string, ForeignTable>>;
}

/** Facts of a table that its declared types alone do not say. */
export interface ForeignTable {
  /** Columns that people call a row by; each row's title has their values. */
  title?: readonly string[];
  /** Columns that hold instants, with the format that the program writes. */
  times?: Readonly<Record<string, TimeFormat>>;
  /** Columns that hold days. */
  days?: readonly string[];
  /** Typed values of a new row whose values must not repeat. */
  fresh?: Readonly<Record<string, string>>;
  /** Columns that rows of other tables refer to, or a part of a reference by several columns. */
  bound?: readonly string[];
  isReadOnly?: boolean;
}

export type TimeFormat = 'text' | 'seconds' | 'milliseconds' | 'microseconds' | 'julian';

export type Cell = null | string | number | bigint | Uint8Array;

/**
 * Builds the statements that insert rows, a few dozen rows each.
 * @param columns all unless given
 */
export function insertRows(
  table: string,
  rows: readonly (readonly Cell[])[],
  columns?: readonly string[],
): string[] {
  const into = columns ? `${quoted(table)} (${columns.map(quoted).join(', ')})` : quoted(table);
  const statements: string[] = [];
  for (let start = 0; start < rows.length; start += 40) {
    const some = rows.slice(start, start + 40).map((row) => `(${row.map(literal).join(', ')})`);
    statements.push(`INSERT INTO ${into} VALUES ${some.join(',\n')}`);
  }
  return statements;
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Writes a value as SQL. */
export function literal(value: Cell): string {
  if (value === null) return 'NULL';
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  if (value instanceof Uint8Array) return `x'${Buffer.from(value).toString('hex')}'`;
  return String(value);
}

/** Makes one row for each number from 1 to `count`. */
export function rowsOf(count: number, row: (number: number) => Cell[]): Cell[][] {
  return Array.from({ length: count }, (_, index) => row(index + 1));
}

/** Picks from a list, in turn. */
export function pick<Item>(items: readonly Item[], number: number): Item {
  const item = items[number % items.length];
  if (item === undefined) throw new Error('a list to pick from is empty');
  return item;
}

/** Pads a number with zeros. */
export function digits(number: number, length: number): string {
  return String(number).padStart(length, '0');
}

/** Bytes that are no text. */
export function bytes(number: number): Uint8Array {
  return Uint8Array.from([0x89, 0x50, 0x00, 0xff, number % 256]);
}
