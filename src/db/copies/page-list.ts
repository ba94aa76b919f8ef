import { createHash, hash } from 'node:crypto';
import fs from 'node:fs';

/**
 * Hashes of a database's pages. Two lists tell which pages differ, so that an increment holds those
 * alone; the root, one hash of a whole list, proves that a rebuilt file is the copied one.
 */

/** Half of a SHA-256: it tells pages apart, while the file's own hash proves them. */
const HASH_BYTES = 16;
const CHUNK_BYTES = 2 ** 20;
/** https://www.sqlite.org/fileformat2.html#the_database_header */
const HEADER_BYTES = 100;
const PAGE_SIZE_AT = 16;
const LARGEST_PAGE = 65_536;

export class PageList {
  /** @param hashes of all pages, one behind the other */
  constructor(
    readonly pageSize: number,
    readonly hashes: Buffer,
  ) {}

  /** Number of pages. */
  get count(): number {
    return this.hashes.length / HASH_BYTES;
  }

  /** Returns the hash of the whole list. */
  root(): string {
    return createHash('sha256')
      .update(`pages of ${this.pageSize}\n`)
      .update(this.hashes)
      .digest('hex');
  }

  /** Lists the pages, from 0, that `before` lacks or has with other bytes. */
  changedSince(before: PageList): number[] {
    const changed: number[] = [];
    for (let page = 0; page < this.count; page += 1) {
      if (!this.#hashOf(page).equals(before.#hashOf(page))) changed.push(page);
    }
    return changed;
  }

  /** Returns the list after pages were replaced, cut or filled to `count`. */
  with(pages: ReadonlyMap<number, Buffer>, count: number): PageList {
    const hashes = Buffer.alloc(count * HASH_BYTES);
    this.hashes.copy(hashes);
    for (const [page, digest] of pages) digest.copy(hashes, page * HASH_BYTES);
    return new PageList(this.pageSize, hashes);
  }

  #hashOf(page: number): Buffer {
    return this.hashes.subarray(page * HASH_BYTES, (page + 1) * HASH_BYTES);
  }
}

/** Returns the hash of one page. */
export function hashPage(page: Uint8Array): Buffer {
  return hash('sha256', page, 'buffer').subarray(0, HASH_BYTES);
}

/**
 * Reads a whole file and hashes its pages, on the calling thread.
 * @throws Error when the file is no database of whole pages
 */
export function listPages(file: string): PageList {
  const opened = fs.openSync(file, 'r');
  try {
    const pageSize = readPageSize(opened);
    const { size } = fs.fstatSync(opened);
    if (size % pageSize !== 0) throw new Error(`${file} does not consist of whole pages`);
    const hashes = Buffer.alloc((size / pageSize) * HASH_BYTES);
    const chunk = Buffer.alloc(CHUNK_BYTES);
    let page = 0;
    for (let at = 0; at < size; at += CHUNK_BYTES) {
      const read = readFully(opened, chunk, Math.min(CHUNK_BYTES, size - at), at);
      for (let start = 0; start < read; start += pageSize) {
        hashPage(chunk.subarray(start, start + pageSize)).copy(hashes, page * HASH_BYTES);
        page += 1;
      }
    }
    return new PageList(pageSize, hashes);
  } finally {
    fs.closeSync(opened);
  }
}

/** Reads some pages of a file, in the given order. */
export function* readPages(
  file: string,
  pageSize: number,
  pages: Iterable<number>,
): Generator<{ page: number; bytes: Buffer }> {
  const opened = fs.openSync(file, 'r');
  try {
    for (const page of pages) {
      const bytes = Buffer.alloc(pageSize);
      readFully(opened, bytes, pageSize, page * pageSize);
      yield { page, bytes };
    }
  } finally {
    fs.closeSync(opened);
  }
}

function readPageSize(opened: number): number {
  const header = Buffer.alloc(HEADER_BYTES);
  readFully(opened, header, HEADER_BYTES, 0);
  if (header.toString('latin1', 0, PAGE_SIZE_AT) !== 'SQLite format 3\0') {
    throw new Error('the file has no header of a SQLite database');
  }
  const stored = header.readUInt16BE(PAGE_SIZE_AT);
  return stored === 1 ? LARGEST_PAGE : stored;
}

function readFully(opened: number, into: Buffer, length: number, at: number): number {
  let done = 0;
  while (done < length) {
    const read = fs.readSync(opened, into, done, length - done, at + done);
    if (read === 0) throw new Error('the file ends within a page');
    done += read;
  }
  return done;
}
