import Sqlite from 'better-sqlite3';
import fs from 'node:fs';
import path from 'node:path';
import { DomainError } from '../../../errors.js';
import { message, verbatim, type Message } from '../../../messages/message.js';
import { hasHeader } from '../../copies/header.js';
import { MachineError, toDatabaseError } from '../../errors.js';
import { createDatabase } from '../../seam.js';
import type { D1Database, SqlValue } from '../../types.js';
import { Connection } from './connection.js';

/** SQLite file of another program, opened for reading only: not one byte of it changes. */

export interface ForeignFile {
  /** Real path. */
  path: string;
  /** Bytes of the file and of its write-ahead log. */
  size: number;
  /** For introspection; refuses every write. */
  database: D1Database;
  /** Reads rows by one statement. */
  rows(sql: string): SqlValue[][];
  close(): void;
}

/** Time to wait for a program that is writing the file. */
const BUSY_TIMEOUT_MS = 2_000;

/**
 * Opens a file of another program.
 * @throws DomainError `invalid` for a file that is missing, empty, locked, damaged, encrypted or no
 * database
 */
export function openForeignFile(file: string): ForeignFile {
  const found = fs.statSync(file, { throwIfNoEntry: false });
  if (!found) throw cannotRead(file, message('adoption.missing'));
  if (!found.isFile()) throw cannotRead(file, message('setup.file_is_folder'));
  if (found.size === 0) throw cannotRead(file, message('adoption.empty_file'));
  const real = fs.realpathSync(file);
  const hadLog = fs.existsSync(`${real}-wal`);
  let connection: Connection | undefined;
  try {
    connection = new Connection({ file: real, mode: 'read', busyTimeoutMs: BUSY_TIMEOUT_MS });
    const reader = connection;
    const encoding = String(rowsOf(reader, 'PRAGMA encoding')[0]?.[0]);
    rowsOf(reader, 'SELECT count(*) FROM sqlite_schema');
    // https://www.sqlite.org/lang_attach.html: all databases of a connection have one encoding.
    if (encoding !== 'UTF-8') {
      throw cannotRead(file, message('adoption.encoding', { encoding }));
    }
    return {
      path: real,
      size: found.size + (fs.statSync(`${real}-wal`, { throwIfNoEntry: false })?.size ?? 0),
      database: createDatabase('embedded', (statements) => readOnly(real, reader, statements)),
      rows: (sql) => readableRows(real, () => rowsOf(reader, sql)),
      close: () => {
        reader.close();
        if (!hadLog) removeEmptyLog(real);
      },
    };
  } catch (error) {
    connection?.close();
    if (!hadLog) removeEmptyLog(real);
    if (error instanceof DomainError) throw error;
    throw unreadable(real, error);
  }
}

/** Says why SQLite cannot read a file. */
export function unreadable(file: string, error: unknown): DomainError {
  return cannotRead(file, openProblem(file, error), error);
}

function rowsOf(connection: Connection, sql: string): SqlValue[][] {
  return connection.execute([{ sql, params: [] }])[0]?.rows ?? [];
}

/** @throws DomainError where SQLite cannot read the file any more */
function readableRows(file: string, read: () => SqlValue[][]): SqlValue[][] {
  try {
    return read();
  } catch (error) {
    const code = (error as { code?: string }).code ?? '';
    if (!/^SQLITE_(?:BUSY|CANTOPEN|CORRUPT|IOERR|NOTADB)/.test(code)) throw error;
    throw unreadable(file, error);
  }
}

/**
 * Removes the empty log that a reader of a file in WAL mode makes and leaves. Only a connection
 * that may write removes it, and SQLite keeps it while another program has the file open.
 */
function removeEmptyLog(file: string): void {
  if (fs.statSync(`${file}-wal`, { throwIfNoEntry: false })?.size !== 0) return;
  try {
    const sqlite = new Sqlite(file, { fileMustExist: true, timeout: 0 });
    try {
      sqlite.prepare('SELECT count(*) FROM sqlite_schema').get();
    } finally {
      sqlite.close();
    }
  } catch {
    // The folder is read-only, or another program uses the file: the log is not ours to remove.
  }
}

async function readOnly(
  file: string,
  connection: Connection,
  statements: Parameters<Connection['execute']>[0],
): Promise<ReturnType<Connection['execute']>> {
  try {
    return await Promise.resolve(connection.execute(statements));
  } catch (error) {
    const known = toDatabaseError(error instanceof Error ? error.message : String(error), error);
    // Damage of another program's file: no copy of the book helps.
    throw known instanceof MachineError ? unreadable(file, error) : known;
  }
}

function cannotRead(file: string, problem: Message, cause?: unknown): DomainError {
  const place = { file: path.resolve(file), problem };
  return new DomainError('invalid', message('adoption.cannot_read', place), {
    hint: message('shared.nothing_changed'),
    cause,
  });
}

/** Names the problem of a file that SQLite does not open. */
function openProblem(file: string, error: unknown): Message {
  const code = (error as { code?: string }).code ?? '';
  // https://www.sqlite.org/rescode.html#readonly_cantinit
  if (/^SQLITE_READONLY_(?:CANTINIT|DIRECTORY|RECOVERY|CANTLOCK)/.test(code)) {
    return message('adoption.log_folder');
  }
  // https://www.sqlite.org/rescode.html#readonly_rollback
  if (code.startsWith('SQLITE_READONLY')) return message('adoption.unfinished_write');
  if (code.startsWith('SQLITE_BUSY')) return message('database.locked');
  if (code.startsWith('SQLITE_CANTOPEN')) return message('database.unreadable');
  if (code.startsWith('SQLITE_CORRUPT')) return message('adoption.damaged');
  if (code.startsWith('SQLITE_NOTADB')) {
    return hasHeader(file) ? message('adoption.damaged') : message('adoption.no_database');
  }
  return verbatim(error instanceof Error ? error.message : String(error));
}
