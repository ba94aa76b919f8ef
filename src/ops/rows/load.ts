import { REPEATABLE } from '../../db/engines/d1/repeatable.js';
import type { Statement } from '../../db/types.js';
import type { Cell } from './cells.js';
import { bound, quote, type Row, type RowTable } from './pages.js';

/** Statements that insert rows exactly as they were read. */

/** Size of a JSON parameter, about; a page needs some of them (D1 takes 2 MB a value). */
const JSON_BYTES = 400_000;
/** Cells of a long row from this size are parameters of their own. */
const LONG_CELL_BYTES = 16_000;
const PARAMETERS = 90;

/**
 * Makes the inserts of a page. A repeated insert changes nothing: the key is there already.
 * @param first number of the first row, the rowid of rows that have none
 */
export function insertsOf(table: RowTable, rows: readonly Row[], first: bigint): Statement[] {
  const statements: Statement[] = [];
  let chunk: Cell[][] = [];
  let bytes = 0;
  const close = () => {
    if (chunk.length > 0) statements.push(insertOf(table, chunk, new Set()));
    chunk = [];
    bytes = 0;
  };
  rows.forEach(({ rowid, cells }, index) => {
    const key = table.rowid === null ? [] : [rowid ?? first + BigInt(index)];
    const row = [...key, ...cells];
    const size = row.reduce<number>((total, cell) => total + sizeOf(cell), 0);
    const apart = apartIn(row, size);
    if (apart.size > 0) statements.push(insertOf(table, [row], apart));
    else {
      if (bytes + size > JSON_BYTES) close();
      chunk.push(row);
      bytes += size;
    }
  });
  close();
  return statements;
}

/** Positions of cells that JSON does not carry: long ones, and fractions that SQLite reads inexactly. */
function apartIn(row: readonly Cell[], size: number): Set<number> {
  const positions = row.flatMap((cell, index) => {
    const isLong = size > JSON_BYTES && sizeOf(cell) > LONG_CELL_BYTES;
    return isLong || isHard(cell) ? [index] : [];
  });
  return new Set(positions.slice(0, PARAMETERS));
}

/** Powers of ten beyond those that a double holds exactly; D1's SQLite rounds there. */
function isHard(cell: Cell): boolean {
  if (typeof cell !== 'number' || cell === 0 || !Number.isFinite(cell)) return false;
  const size = Math.abs(cell);
  return size >= 1e22 || size < 1e-5;
}

function sizeOf(cell: Cell): number {
  if (typeof cell === 'string') return cell.length;
  if (cell instanceof Uint8Array) return cell.length * 2;
  return typeof cell === 'object' && cell !== null ? cell.text.length * 2 : 8;
}

function insertOf(table: RowTable, rows: readonly Cell[][], apart: ReadonlySet<number>): Statement {
  const names = [...(table.rowid === null ? [] : [table.rowid]), ...table.columns.map(quote)];
  const params: Statement['params'][number][] = [];
  const cells = names.map((_, index) => {
    if (apart.has(index)) {
      const { sql, value } = bound(rows[0]?.[index] ?? null);
      params.push(value);
      return sql;
    }
    const plain = `json_extract(value, '$[${index}]')`;
    if (rows.every((row) => !isBytes(row[index] ?? null))) return plain;
    return `CASE json_type(value, '$[${index}]') WHEN 'object' THEN unhex(json_extract(value, '$[${index}].b'))
      WHEN 'array' THEN CAST(unhex(json_extract(value, '$[${index}][0]')) AS TEXT) ELSE ${plain} END`;
  });
  params.push(`[${rows.map((row) => jsonOf(row, apart)).join(',')}]`);
  const sql = `${REPEATABLE} INSERT INTO ${quote(table.name)} (${names.join(', ')})
    SELECT ${cells.join(', ')} FROM json_each(?) WHERE true ON CONFLICT DO NOTHING`;
  return { sql, params };
}

const isBytes = (cell: Cell) => typeof cell === 'object' && cell !== null;

function jsonOf(row: readonly Cell[], apart: ReadonlySet<number>): string {
  return `[${row.map((cell, index) => (apart.has(index) ? 'null' : jsonCell(cell))).join(',')}]`;
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** JSON of SQLite keeps whole numbers of 64 bits, and tells 5.0 from 5. */
function jsonCell(cell: Cell): string {
  if (typeof cell === 'bigint') return String(cell);
  if (typeof cell === 'number') {
    if (!Number.isFinite(cell)) return cell > 0 ? '9e999' : '-9e999';
    const text = Object.is(cell, -0) ? '-0.0' : String(cell);
    return /[.e]/.test(text) ? text : `${text}.0`;
  }
  if (cell === null || typeof cell === 'string') return JSON.stringify(cell);
  return cell instanceof Uint8Array ? `{"b":"${hex(cell)}"}` : `["${hex(cell.text)}"]`;
}
