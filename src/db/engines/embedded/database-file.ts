import Sqlite from 'better-sqlite3';
import fs from 'node:fs';
import path from 'node:path';
import { DomainError } from '../../../errors.js';
import { message, verbatim, type Message } from '../../../messages/message.js';
import { findMachineFault } from '../../machine-faults.js';
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
    throw new DomainError('configuration', message('database.folder_missing', { folder }), {
      hint: message('database.folder_missing_hint'),
    });
  }
  try {
    const found = fs.statSync(file, { throwIfNoEntry: false });
    if (found?.isDirectory()) throw cannotOpen(file, message('setup.file_is_folder'));
    if ((found?.size ?? 0) > 0) {
      undoInterrupted(file, busyTimeoutMs);
      refuseForeignFile(file, busyTimeoutMs);
    }
    if (found === undefined) makePrivate(file);
    const connection = new Connection({ file, mode: 'write', busyTimeoutMs });
    connection.execute([{ sql: 'SELECT count(*) FROM sqlite_schema', params: [] }]);
    connection.close();
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw cannotOpen(file, openProblem(error), error);
  }
}

/**
 * Makes the file, which SQLite would open to others; it gives the log and its index the same mode.
 * A problem is SQLite's to name.
 */
function makePrivate(file: string): void {
  try {
    fs.closeSync(fs.openSync(file, 'ax', 0o600));
  } catch {
    // The connection opens the file in a moment, and names the problem.
  }
}

/** @throws DomainError `configuration` when the file does not exist */
export function refuseMissing(file: string): void {
  if (fs.existsSync(file)) return;
  throw new DomainError('configuration', message('database.missing', { file }), {
    hint: message('database.missing_hint'),
  });
}

/**
 * Undoes a transaction that was killed half-way with its journal beside the file, such as a VACUUM:
 * a connection that only reads may not. https://www.sqlite.org/lockingv3.html#hot_journals
 */
function undoInterrupted(file: string, busyTimeoutMs: number): void {
  if (!fs.existsSync(`${file}-journal`)) return;
  const sqlite = new Sqlite(file, { fileMustExist: true, timeout: busyTimeoutMs });
  try {
    sqlite.prepare('SELECT count(*) FROM sqlite_schema').get();
  } finally {
    sqlite.close();
  }
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

function cannotOpen(file: string, problem: Message, cause?: unknown): DomainError {
  return new DomainError('configuration', message('database.cannot_open', { file, problem }), {
    hint: findMachineFault(codeOf(cause), false)?.hint ?? message('shared.nothing_changed'),
    cause,
  });
}

function codeOf(error: unknown): string {
  return (error as { code?: string } | undefined)?.code ?? '';
}

/** Names a problem; the words of another one help the operator, who alone starts a server. */
function openProblem(error: unknown): Message {
  const code = codeOf(error);
  if (code.startsWith('SQLITE_NOTADB')) return message('database.not_sqlite');
  if (code.startsWith('SQLITE_BUSY')) return message('database.locked');
  if (code.startsWith('SQLITE_READONLY')) return message('database.read_only');
  if (code.startsWith('SQLITE_CANTOPEN')) return message('database.unreadable');
  const fault = findMachineFault(code, false);
  if (fault) return fault.said;
  return verbatim(error instanceof Error ? error.message : String(error));
}
