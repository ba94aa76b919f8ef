import Sqlite from 'better-sqlite3';
import type { Context } from '../../../src/context.js';
import { openForeignFile } from '../../../src/db/engines/embedded/foreign-file.js';
import type { Message } from '../../../src/messages/message.js';
import { adoptFile } from '../../../src/ops/adopt/adopt.js';
import { planAdoption, type AdoptionOptions } from '../../../src/ops/adopt/plan.js';
import type { AdoptionReport } from '../../../src/ops/adopt/report.js';
import { openBook } from '../books/book.js';
import { embedded } from '../engines/engines.js';

/** Adoptions, and a SQLite database before and after them. */

/** A table of 3,000 rows with an index, on many pages. */
export const filled = [
  'CREATE TABLE thing (id INTEGER PRIMARY KEY, a TEXT)',
  'CREATE INDEX thing_a ON thing (a)',
  `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
    INSERT INTO thing SELECT i, printf('%050d', i) FROM n`,
];

/** Opens a book without rows. */
export async function openEmpty(): Promise<Context> {
  return (await openBook(embedded)).context;
}

/** Words of the refusal to open a file; an empty text where it opens. */
export function openingRefusal(file: string): string {
  try {
    openForeignFile(file).close();
    return '';
  } catch (error) {
    return String(error);
  }
}

/** Plans the adoption of a file and carries it out. */
export async function adopt(
  context: Context,
  path: string,
  { onProgress, ...options }: AdoptionOptions & { onProgress?: (step: Message) => void } = {},
): Promise<AdoptionReport> {
  const file = openForeignFile(path);
  try {
    const plan = await planAdoption(context, file, options);
    return await adoptFile(context, { userId: null }, plan, onProgress);
  } finally {
    file.close();
  }
}

/** Every object and every row of a database, as SQLite writes them. */
export function dumpOf(file: string, names?: readonly string[]): unknown {
  const sqlite = new Sqlite(file, { readonly: true });
  try {
    const objects = sqlite
      .prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name')
      .all() as { type: string; name: string }[];
    const own = objects.filter(({ name }) => names?.includes(name) ?? name !== 'sqlite_sequence');
    const rows = own
      .filter(({ type }) => type === 'table')
      .map(({ name }) =>
        sqlite.prepare(`SELECT * FROM "${name}" NOT INDEXED`).safeIntegers(true).all(),
      );
    return { own, rows };
  } finally {
    sqlite.close();
  }
}
