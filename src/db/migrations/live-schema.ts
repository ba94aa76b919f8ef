import type { D1Database } from '../types.js';
import { HISTORY } from './history.js';
import type { SchemaObject } from './scratch.js';
import type { ObjectType } from './statements.js';

/** The schema of a live database, as a script finds it. */

export interface LiveSchema {
  /** Every object in the order of its making: those of migrations, adopted and made by hand. */
  objects: SchemaObject[];
  /** The same as one text, by which a batch sees that it is still so. */
  text: string;
}

/** SQL expression of the schema as one text, without the history, which the first batch makes. */
export const SCHEMA_TEXT = `(SELECT json_group_array(json_array(type, name, tbl_name, sql))
  FROM (SELECT type, name, tbl_name, sql FROM sqlite_schema
    WHERE sql IS NOT NULL AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '_cf_*'
      AND name NOT GLOB 'd1_*' AND name <> '${HISTORY}' ORDER BY rowid))`;

/** Statement that makes the history; no migration does. */
export const MAKE_HISTORY = `CREATE TABLE IF NOT EXISTS ${HISTORY} (name TEXT PRIMARY KEY NOT NULL, hash TEXT NOT NULL, applied_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP)`;

/** Reads the schema. */
export async function readLiveSchema(database: D1Database): Promise<LiveSchema> {
  const row = await database.prepare(`SELECT ${SCHEMA_TEXT} AS text`).first<{ text: string }>();
  const text = row?.text ?? '[]';
  const found = JSON.parse(text) as [ObjectType, string, string, string][];
  const history: SchemaObject = {
    type: 'table',
    name: HISTORY,
    tableName: HISTORY,
    sql: MAKE_HISTORY,
  };
  const objects = found.map(([type, name, tableName, sql]) => ({ type, name, tableName, sql }));
  return { objects: [history, ...objects], text };
}
