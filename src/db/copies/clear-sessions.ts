import Sqlite from 'better-sqlite3';

/**
 * Ends all sessions of a database file that no process has open, and returns their number. Sessions
 * of a copy may have been ended since it was made.
 */
export function clearSessions(file: string): number {
  const sqlite = new Sqlite(file, { fileMustExist: true });
  try {
    const table = sqlite
      .prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'sessions'`)
      .get();
    return table ? sqlite.prepare('DELETE FROM sessions').run().changes : 0;
  } finally {
    sqlite.close();
  }
}
