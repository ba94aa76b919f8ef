import {
  introspect,
  type ColumnInfo,
  type TableInfo,
} from '../../../src/db/introspection/introspect.js';
import type { D1Database } from '../../../src/db/types.js';
import type { TestEngine } from '../../helpers/engines/engines.js';

/** Schemas made by statements, as the introspection sees them. */

export async function schemaOf(
  engine: TestEngine,
  ...statements: string[]
): Promise<Map<string, TableInfo>> {
  const { database } = await engine.open({ empty: true });
  await run(database, statements);
  const tables = await introspect(database);
  return new Map(tables.map((table) => [table.name, table]));
}

async function run(database: D1Database, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await database.prepare(statement).run();
}

export function columnOf(
  tables: Map<string, TableInfo>,
  table: string,
  column: string,
): ColumnInfo {
  const found = tables.get(table)?.columns.find(({ name }) => name === column);
  if (!found) throw new Error(`there is no column ${table}.${column}`);
  return found;
}
