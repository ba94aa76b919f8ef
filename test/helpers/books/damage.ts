import Sqlite from 'better-sqlite3';
import fs from 'node:fs';

/** Damage to closed database files: pages overwritten with noise, as a dying disk leaves them. */

/** Lists the leaf pages of a table, in order. */
export function leafPagesOf(file: string, table: string): number[] {
  const sqlite = new Sqlite(file, { readonly: true });
  try {
    return sqlite
      .prepare<[string], number>(
        `SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY pageno`,
      )
      .pluck()
      .all(table);
  } finally {
    sqlite.close();
  }
}

/** Overwrites pages with noise, the same in each run. */
export function overwritePages(file: string, pages: readonly number[]): void {
  const bytes = fs.readFileSync(file);
  const pageSize = bytes.readUInt16BE(16);
  let state = 1;
  for (const page of pages) {
    for (let at = (page - 1) * pageSize; at < page * pageSize; at += 1) {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      bytes[at] = state >>> 16;
    }
  }
  fs.writeFileSync(file, bytes);
}
