import fs from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';

/**
 * A lock that the operating system releases at the end of its process, however that ends. SQLite
 * holds it, because Node has no file locks: https://www.sqlite.org/lockingv3.html
 */

export interface OwnerLock {
  release(): void;
}

/** Takes the lock of a file, which is made when it does not exist; null while another has it. */
export function takeLock(file: string): OwnerLock | null {
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const sqlite = new Sqlite(file, { timeout: 0 });
  try {
    // Nothing is written, and a journal in a file would outlive a killed process.
    sqlite.pragma('journal_mode = MEMORY');
    sqlite.exec('BEGIN EXCLUSIVE');
    return {
      release: () => {
        sqlite.close();
      },
    };
  } catch (error) {
    sqlite.close();
    if (String((error as { code?: unknown }).code).startsWith('SQLITE_BUSY')) return null;
    throw error;
  }
}

/** Returns true while a process holds the lock. */
export function isLocked(file: string): boolean {
  if (!fs.existsSync(file)) return false;
  const lock = takeLock(file);
  lock?.release();
  return lock === null;
}
