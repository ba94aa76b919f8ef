import Sqlite from 'better-sqlite3';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../engines/engines.js';

/** SQLite files of other programs. */

/** Makes a closed file by statements; returns its path. */
export function foreignFile(statements: readonly string[], name = 'other.db'): string {
  const file = path.join(temporaryFolder(), name);
  const sqlite = new Sqlite(file);
  sqlite.pragma('foreign_keys = OFF');
  for (const statement of statements) sqlite.exec(statement);
  sqlite.close();
  return file;
}

/** Hash of the file's bytes and the names beside it: shows that nobody wrote there. */
export function traceOf(file: string): string {
  const hash = createHash('sha256').update(fs.readFileSync(file)).digest('hex');
  return [hash, ...fs.readdirSync(path.dirname(file)).sort()].join(' ');
}
