import fs from 'node:fs';
import path from 'node:path';
import { DomainError } from '../../errors.js';
import { toDatabaseError } from '../errors.js';
import { checkLimits, LIMITS } from '../limits.js';
import { createDatabase } from '../seam.js';
import type { Engine, Execute, Statement, StatementResult } from '../types.js';
import { Connection } from './connection.js';
import { Thread } from './thread.js';

/**
 * SQLite in this process over one WAL file: short reads on the main thread, all writes on one
 * thread, long reads on another. `batch` is one immediate transaction.
 */

export interface EmbeddedOptions {
  file: string;
  busyTimeoutMs?: number;
  /** Refuse what D1 would refuse. */
  enforceD1Limits?: boolean;
}

export function openEmbedded(options: EmbeddedOptions): Engine {
  const file = path.resolve(options.file);
  const busyTimeoutMs = options.busyTimeoutMs ?? 5000;
  prepareFile(file, busyTimeoutMs);

  const main = new Connection({ file, mode: 'read', busyTimeoutMs });
  const writer = new Thread({ file, mode: 'write', busyTimeoutMs });
  let reader: Thread | undefined;

  const check = options.enforceD1Limits === true ? checkAsD1 : () => undefined;
  const typed =
    (run: (statements: readonly Statement[]) => Promise<StatementResult[]>): Execute =>
    async (statements) => {
      statements.forEach(check);
      try {
        return await run(statements);
      } catch (error) {
        if (error instanceof DomainError) throw error;
        throw toDatabaseError(error instanceof Error ? error.message : String(error), error);
      }
    };

  const onlyReads = (statements: readonly Statement[]) =>
    statements.every(({ sql }) => main.isRead(sql));

  return {
    name: 'embedded',
    location: file,
    features: { fileBackup: true, fullTextSearch: true, unboundedReads: true },
    database: createDatabase(
      typed(async (statements) =>
        onlyReads(statements) ? main.execute(statements) : writer.execute(statements),
      ),
    ),
    longReads: createDatabase(
      typed(async (statements) => {
        if (!onlyReads(statements)) return writer.execute(statements);
        reader ??= new Thread({ file, mode: 'read', busyTimeoutMs });
        return reader.execute(statements);
      }),
    ),
    // The writer closes last: only a connection that may write takes the WAL back into the file.
    inScope: (_scope, work) => work(),
    close: async () => {
      main.close();
      await reader?.close();
      await writer.close();
    },
  };
}

/** Opens the file once for writing, so that what is wrong with it is said at start, and by name. */
function prepareFile(file: string, busyTimeoutMs: number): void {
  const folder = path.dirname(file);
  if (!fs.existsSync(folder)) {
    throw new DomainError('configuration', `the database's folder ${folder} does not exist`, {
      hint: 'create it, or set DATABASE_URL to another file',
    });
  }
  try {
    const connection = new Connection({ file, mode: 'write', busyTimeoutMs });
    connection.execute([{ sql: 'SELECT count(*) FROM sqlite_schema', params: [] }]);
    connection.close();
  } catch (error) {
    throw new DomainError('configuration', `cannot open ${file}: ${openProblem(error)}`, {
      hint: 'nothing was changed',
      cause: error,
    });
  }
}

function openProblem(error: unknown): string {
  const code = (error as { code?: string }).code ?? '';
  if (code.startsWith('SQLITE_NOTADB')) return 'it is not a SQLite database';
  if (code.startsWith('SQLITE_BUSY')) return 'it is locked by another program';
  if (code.startsWith('SQLITE_CANTOPEN')) return 'it cannot be opened (is it a readable file?)';
  if (code.startsWith('SQLITE_READONLY')) return 'it is read-only';
  if (code.startsWith('SQLITE_CORRUPT')) return 'it is damaged; restore a backup';
  return error instanceof Error ? error.message : String(error);
}

function checkAsD1(statement: Statement): void {
  checkLimits(statement);
  const tooLong = statement.params.some(
    (value) => typeof value === 'string' && Buffer.byteLength(value) > LIMITS.likePatternBytes,
  );
  if (tooLong && /\bLIKE\b/i.test(statement.sql)) {
    throw new DomainError(
      'invalid',
      `the statement was not sent: a LIKE pattern of more than ${LIMITS.likePatternBytes} bytes`,
    );
  }
}
