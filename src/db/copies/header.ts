import fs from 'node:fs';

/**
 * Returns true for a file that begins as a database does. SQLite takes an empty file for a new
 * database, and deletes the write-ahead log beside it.
 */
export function hasHeader(file: string): boolean {
  const opened = fs.openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(HEADER.length);
    fs.readSync(opened, bytes, 0, bytes.length, 0);
    return bytes.toString('latin1') === HEADER;
  } finally {
    fs.closeSync(opened);
  }
}

/** https://www.sqlite.org/fileformat2.html#magic_header_string */
const HEADER = 'SQLite format 3\0';
