import fs from 'node:fs';
import path from 'node:path';
import { DomainError } from '../../../errors.js';
import { FOREIGN_TABLES, foreignDatabase } from '../../migrations/foreign-database.js';
import { Connection } from './connection.js';

/**
 * Checks the database's file before the engine opens it, so that a problem stops the start and has a
 * name. Never writes to another program's file, not even its journal mode.
 * @throws DomainError `configuration`
 */
export function prepareFile(file: string, busyTimeoutMs: number): void {
  const folder = path.dirname(file);
  if (!fs.existsSync(folder)) {
    throw new DomainError('configuration', `the database's folder ${folder} does not exist`, {
      hint: 'create it, or set DATABASE_URL to another file',
    });
  }
  try {
    const found = fs.statSync(file, { throwIfNoEntry: false });
    if (found?.isDirectory()) throw new Error('it is a folder');
    if ((found?.size ?? 0) > 0) refuseForeignFile(file, busyTimeoutMs);
    const connection = new Connection({ file, mode: 'write', busyTimeoutMs });
    connection.execute([{ sql: 'SELECT count(*) FROM sqlite_schema', params: [] }]);
    connection.close();
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw new DomainError('configuration', `cannot open ${file}: ${openProblem(error)}`, {
      hint: 'nothing was changed',
      cause: error,
    });
  }
}

/** @throws DomainError `configuration` when the file does not exist */
export function refuseMissing(file: string): void {
  if (fs.existsSync(file)) return;
  throw new DomainError('configuration', `there is no database ${file}`);
}

function refuseForeignFile(file: string, busyTimeoutMs: number): void {
  const connection = new Connection({ file, mode: 'read', busyTimeoutMs });
  try {
    const [result] = connection.execute([{ sql: FOREIGN_TABLES, params: [] }]);
    const names = (result?.rows ?? []).map(([name]) => String(name));
    if (names.length > 0) throw foreignDatabase(names);
  } finally {
    connection.close();
  }
}

function openProblem(error: unknown): string {
  const code = (error as { code?: string }).code ?? '';
  if (code.startsWith('SQLITE_NOTADB')) return 'it is not a SQLite database';
  if (code.startsWith('SQLITE_BUSY')) return 'it is locked by another program';
  if (code.startsWith('SQLITE_READONLY')) return 'it is read-only';
  if (code.startsWith('SQLITE_CORRUPT')) return 'it is damaged; restore a backup';
  if (code.startsWith('SQLITE_CANTOPEN')) return 'its file or folder cannot be read and written';
  return error instanceof Error ? error.message : String(error);
}
