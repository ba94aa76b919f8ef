import Sqlite from 'better-sqlite3';
import { planRestore, type RestoreRequest } from '../../../src/ops/restore/plan.js';
import { restoreBook, type RestoreReport } from '../../../src/ops/restore/restore.js';
import { testConfig } from './book.js';
import { openCopiedBook, type CopiedBook } from './copies.js';

/** A book with a copy of each balance: 100, 125 and 120 dollars, and 119 at last. */
export async function openFourBalances(): Promise<CopiedBook> {
  const book = await openCopiedBook();
  await book.copy();
  for (const dollars of [25, -5]) {
    await book.pay(dollars);
    await book.copy();
  }
  await book.pay(-1);
  return book;
}

export const configOf = (book: CopiedBook) =>
  testConfig({ DATABASE_URL: `file:${book.engine.location}`, BACKUP_FOLDER: book.folder });

export const planOf = (book: CopiedBook, request: Partial<RestoreRequest> = {}) =>
  planRestore(configOf(book), { folder: book.folder, ...request });

export const restore = (
  book: CopiedBook,
  request: Partial<RestoreRequest> = {},
): Promise<RestoreReport> =>
  restoreBook(planOf(book, request), configOf(book), { now: book.clock.now() });

/** A value of a file: the balance unless another is asked for. */
export function read(file: string, sql = 'SELECT balance FROM customers'): unknown {
  const sqlite = new Sqlite(file, { fileMustExist: true });
  try {
    return sqlite.prepare(sql).pluck().get();
  } finally {
    sqlite.close();
  }
}
