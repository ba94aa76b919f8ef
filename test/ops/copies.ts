import { createContext, type Context } from '../../src/context.js';
import { readMigrations } from '../../src/db/migrations/migrator.js';
import type { Engine } from '../../src/db/types.js';
import { migrationsFolder } from '../../src/paths.js';
import { query, testConfig } from '../helpers/books/book.js';
import { openDemoBook } from '../helpers/books/demo-book.js';
import { type TestEngine } from '../helpers/engines/engines.js';

/** Books to copy, and empty databases to copy them into. */

export const migrations = readMigrations(migrationsFolder);

/** Opens an engine as the context of a book. */
export async function contextOn(engine: Engine): Promise<Context> {
  return createContext(testConfig(), { engine, passwordCost: 4 });
}

/** Opens a database without a schema. */
export async function emptyContext(on: TestEngine): Promise<Context> {
  return contextOn(await on.open({ empty: true }));
}

/** Opens a demo book of two weeks. */
export async function smallBook(on: TestEngine): Promise<Context> {
  const { context } = await openDemoBook(on, { book: { weeks: 2, customers: 20, wagers: 80 } });
  return context;
}

/** Reads the whole database: every object's DDL, every row in its order, every type. */
export async function dump(context: Context): Promise<Record<string, unknown>> {
  const objects = await query<{ type: string; name: string; sql: string }>(
    context,
    `SELECT type, name, sql FROM sqlite_schema
      WHERE name NOT GLOB '_cf_*' AND name NOT GLOB 'sqlite_*' ORDER BY type, name`,
  );
  const tables = objects.filter(({ type }) => type === 'table').map(({ name }) => name);
  const rows: Record<string, unknown> = {};
  for (const name of [...tables, 'sqlite_sequence']) {
    const columns = await query<{ name: string }>(
      context,
      'SELECT name FROM pragma_table_info(?)',
      name,
    );
    const order = name === 'pair' ? 'b COLLATE BINARY, a' : `"${name}".rowid`;
    const types = columns.map((column) => `typeof("${column.name}")`).join(` || ' ' || `);
    const found = await query(
      context,
      `SELECT *, ${types} AS types FROM "${name}" ORDER BY ${order}`,
    );
    // The engines return a blob as different classes.
    rows[name] = found.map((row) =>
      Object.entries(row).map(([column, cell]) => [
        column,
        cell instanceof Uint8Array ? Buffer.from(cell).toString('base64') : cell,
      ]),
    );
  }
  return { objects, rows };
}
