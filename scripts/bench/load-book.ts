import Sqlite from 'better-sqlite3';
import { bookWrites, type BookSize } from './book-sql.js';

/** Writes the large book into a migrated file, without indexes and triggers, which it restores at the end. */
export function loadBook(file: string, size: BookSize): void {
  const sqlite = new Sqlite(file);
  try {
    // Needed to switch the journal off; a half-made book is deleted.
    sqlite.unsafeMode(true);
    const mode: unknown = sqlite.pragma('journal_mode = OFF', { simple: true });
    if (mode !== 'off') throw new Error(`the journal is ${String(mode)}, not off`);
    sqlite.pragma('synchronous = OFF');
    sqlite.pragma('cache_size = -400000');
    sqlite.pragma('temp_store = MEMORY');
    const list = `SELECT type, name, sql FROM sqlite_schema
      WHERE type IN ('index', 'trigger') AND sql IS NOT NULL ORDER BY type, name`;
    const aside = sqlite.prepare(list).all() as { type: string; name: string; sql: string }[];
    for (const { type, name } of aside) sqlite.exec(`DROP ${type} "${name}"`);
    for (const write of bookWrites(size)) sqlite.exec(write);
    for (const { sql } of aside) sqlite.exec(sql);
    const now = sqlite.prepare(list).all();
    if (JSON.stringify(now) !== JSON.stringify(aside)) throw new Error('the schema has changed');
    const [problem] = sqlite.pragma('foreign_key_check') as unknown[];
    if (problem) throw new Error(`a foreign key is broken: ${JSON.stringify(problem)}`);
    sqlite.pragma('journal_mode = WAL');
  } finally {
    sqlite.close();
  }
}
