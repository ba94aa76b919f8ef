import { createHash } from 'node:crypto';
import type { FileTransaction, SqlValue } from '../../db/types.js';
import { type ForeignTable, quoted } from './foreign-objects.js';

/** Count and hash of a table's rows, by which both sides of an adoption are compared. */

export interface Digest {
  rows: number;
  hash: string;
}

const CHUNK_BYTES = 1 << 20;
/** Room for a cell without a text: its type, its length or number. */
const CELL_BYTES = 16;

/**
 * Reads a table in the order of its own tree. Texts are read as bytes, because JavaScript would
 * replace those that are not UTF-8.
 */
export function digestOf(
  transaction: FileTransaction,
  schema: 'main' | 'source',
  { name, as, columns, rowid }: ForeignTable,
): Digest {
  const cells = columns.map((column) => {
    const cell = quoted(column);
    return `CASE typeof(${cell}) WHEN 'text' THEN CAST(${cell} AS BLOB)
      WHEN 'blob' THEN hex(${cell}) ELSE ${cell} END`;
  });
  const list = [...(rowid === null ? [] : [rowid]), ...cells].join(', ');
  const hash = new RowHash();
  const table = `${schema}.${quoted(schema === 'main' ? as : name)}`;
  let rows = 0;
  for (const row of transaction.each(`SELECT ${list} FROM ${table} NOT INDEXED`)) {
    for (const cell of row) hash.add(cell);
    rows += 1;
  }
  return { rows, hash: hash.digest() };
}

/** Hashes cells by large chunks: a call for each cell takes longer than the hash. */
class RowHash {
  readonly #hash = createHash('sha256');
  readonly #chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  #length = 0;

  /** Adds a cell with its type and, for bytes, their number, so that no two rows look alike. */
  add(cell: bigint | SqlValue): void {
    if (this.#length + CELL_BYTES > CHUNK_BYTES) this.#flush();
    if (cell === null) this.#tag('n');
    else if (typeof cell === 'bigint') {
      this.#tag('i');
      this.#length = this.#chunk.writeBigInt64LE(cell, this.#length);
    } else if (typeof cell === 'number') {
      this.#tag('r');
      this.#length = this.#chunk.writeDoubleLE(cell, this.#length);
    } else if (typeof cell === 'string') this.#addBytes('b', Buffer.from(cell, 'latin1'));
    else this.#addBytes('t', cell);
  }

  digest(): string {
    this.#flush();
    return this.#hash.digest('hex');
  }

  #tag(type: string): void {
    this.#chunk[this.#length] = type.charCodeAt(0);
    this.#length += 1;
  }

  #addBytes(type: string, bytes: Uint8Array): void {
    this.#tag(type);
    this.#length = this.#chunk.writeUInt32LE(bytes.length, this.#length);
    if (this.#length + bytes.length > CHUNK_BYTES) this.#flush();
    if (bytes.length > CHUNK_BYTES) {
      this.#hash.update(bytes);
      return;
    }
    this.#chunk.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  #flush(): void {
    this.#hash.update(this.#chunk.subarray(0, this.#length));
    this.#length = 0;
  }
}
