import { createHash } from 'node:crypto';
import type { SqlValue } from '../../db/types.js';

/** Values of a row as SQLite stores them, read through either engine without a loss. */

/** A text that JavaScript cannot hold: its bytes are not UTF-8. */
export interface OddText {
  text: Uint8Array;
}

/** `bigint` is INTEGER, `number` is REAL. */
export type Cell = null | bigint | number | string | Uint8Array | OddText;

/** Type of a cell in one letter, as `typeof` begins. */
type CellType = 'n' | 'i' | 'r' | 't' | 'b';

/**
 * SQL that selects the types of columns as one text, and each cell. Whole numbers beyond 2^53 and
 * infinities come as texts, because D1 answers in JSON.
 * @param asBytes reads texts as bytes
 */
export function selectCells(columns: readonly string[], asBytes: boolean): string {
  const types = columns.map((column) => `substr(typeof(${column}), 1, 1)`).join(' || ');
  const cells = columns.map(
    (c, index) => `CASE
      WHEN typeof(${c}) = 'integer' AND (${c} > 9007199254740991 OR ${c} < -9007199254740991)
        OR typeof(${c}) = 'real' AND ${c} <> 0 AND ${c} = ${c} * 2 THEN CAST(${c} AS TEXT)
      ${asBytes ? `WHEN typeof(${c}) = 'text' THEN CAST(${c} AS BLOB)` : ''} ELSE ${c} END AS c${index}`,
  );
  return [`${types} AS types`, ...cells].join(', ');
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Makes a cell of a selected value and its type. */
export function toCell(type: string | undefined, value: SqlValue): Cell {
  switch (type as CellType) {
    case 'i':
      return BigInt(value as number | string);
    case 'r':
      return typeof value === 'string' ? (value === 'Inf' ? Infinity : -Infinity) : Number(value);
    case 't':
      return value instanceof Uint8Array ? textOf(value) : value;
    case 'b':
      return value;
    case 'n':
      return null;
  }
}

function textOf(bytes: Uint8Array): Cell {
  try {
    return decoder.decode(bytes);
  } catch {
    return { text: bytes };
  }
}

/** Returns true for a text in which an engine may have replaced bytes that are not UTF-8. */
export const maybeOdd = (cell: Cell): boolean =>
  typeof cell === 'string' && cell.includes('\uFFFD');

/** Hash of rows; a cell enters with its type and the number of its bytes. */
export class CellHash {
  readonly #hash = createHash('sha256');

  add(cells: readonly Cell[]): void {
    const parts: (string | Uint8Array)[] = [];
    for (const cell of cells) {
      if (cell === null) parts.push('n;');
      else if (typeof cell === 'bigint') parts.push(`i${cell};`);
      // D1 answers -0.0 as 0.
      else if (typeof cell === 'number') parts.push(`r${cell === 0 ? 0 : cell};`);
      else if (typeof cell === 'string') parts.push(`t${Buffer.byteLength(cell)};`, cell);
      else if (cell instanceof Uint8Array) parts.push(`b${cell.length};`, cell);
      else parts.push(`t${cell.text.length};`, cell.text);
    }
    if (parts.every((part) => typeof part === 'string')) this.#hash.update(parts.join(''));
    else for (const part of parts) this.#hash.update(part);
  }

  digest(): string {
    return this.#hash.digest('hex');
  }
}
