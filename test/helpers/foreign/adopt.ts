import Sqlite from 'better-sqlite3';
import type { Context } from '../../../src/context.js';
import { openForeignFile } from '../../../src/db/engines/embedded/foreign-file.js';
import type { Message } from '../../../src/messages/message.js';
import { adoptFile } from '../../../src/ops/adopt/adopt.js';
import { planAdoption, type AdoptionOptions } from '../../../src/ops/adopt/plan.js';
import type { AdoptionReport } from '../../../src/ops/adopt/report.js';

/** Adoptions, and a SQLite database before and after them. */

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
