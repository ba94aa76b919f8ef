import Sqlite from 'better-sqlite3';
import { hasHeader } from './header.js';

/**
 * Takes a database file from every other process, or learns that one has it open. SQLite leaves the
 * write-ahead log only when no other connection exists, and after a kill there is none:
 * https://www.sqlite.org/pragma.html#pragma_journal_mode
 */

export interface HeldFile {
  release(): void;
}

/**
 * Empties the write-ahead log into the file and locks the file. Returns `in_use` while another
 * connection exists, and `unreadable` when SQLite cannot read the file.
 */
export function holdAlone(file: string): HeldFile | 'in_use' | 'unreadable' {
  const held = openAlone(file, (sqlite) => {
    sqlite.pragma('journal_mode = DELETE');
    sqlite.exec('BEGIN EXCLUSIVE');
  });
  return typeof held === 'string' ? held : { release: () => held.close() };
}

/** Opens a file that nobody else may have open, which `take` finds out. */
export function openAlone(
  file: string,
  take: (sqlite: Sqlite.Database) => void,
): Sqlite.Database | 'in_use' | 'unreadable' {
  if (!hasHeader(file)) return 'unreadable';
  let sqlite: Sqlite.Database | undefined;
  try {
    sqlite = new Sqlite(file, { fileMustExist: true, timeout: 0 });
    take(sqlite);
    return sqlite;
  } catch (error) {
    sqlite?.close();
    const code = String((error as { code?: unknown }).code);
    if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return 'in_use';
    if (/^SQLITE_(NOTADB|CORRUPT|IOERR|CANTOPEN)/.test(code)) return 'unreadable';
    throw error;
  }
}
