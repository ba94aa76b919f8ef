import type { D1Database } from '../../../src/db/types.js';

/** A schema as comparable facts: read by pragmas and, for CHECKs, from the stored DDL. */

export interface ColumnFacts {
  name: string;
  type: string;
  required: boolean;
  default: string | null;
  key: number;
}

export interface TableFacts {
  columns: ColumnFacts[];
  /** Whitespace, quotes and parentheses around do not count. */
  checks: string[];
  /** `customer_id → customers.id`, with actions where there are any. */
  foreignKeys: string[];
  /** Column lists that are unique, however that is written; the primary key is not among them. */
  uniqueKeys: string[];
  /** Named, not unique: `idx_a: x, y`. */
  indexes: string[];
  options: string;
}

export interface SchemaFacts {
  tables: Record<string, TableFacts>;
  /** Triggers and views. */
  others: string[];
}

const OURS = `name NOT GLOB 'sqlite_*' AND name NOT GLOB '_cf_*' AND name <> 'migrations'`;

export async function schemaFacts(database: D1Database): Promise<SchemaFacts> {
  const rows = async <T>(sql: string, ...params: string[]) =>
    (
      await database
        .prepare(sql)
        .bind(...params)
        .all<T>()
    ).results;
  const tables = await rows<{ name: string; sql: string; wr: number; strict: number }>(
    `SELECT t.name, t.sql, l.wr, l.strict
      FROM (SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND ${OURS}) t
      JOIN pragma_table_list l ON l.name = t.name ORDER BY t.name`,
  );
  const others = await rows<{ name: string }>(
    `SELECT name FROM sqlite_schema WHERE type NOT IN ('table', 'index') AND ${OURS} ORDER BY name`,
  );
  const facts: SchemaFacts = { tables: {}, others: others.map(({ name }) => name) };
  for (const table of tables) {
    const columns = await rows<
      Record<'name' | 'type', string> &
        Record<'notnull' | 'pk', number> & { dflt_value: string | null }
    >(
      'SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_xinfo(?) ORDER BY cid',
      table.name,
    );
    const foreignKeys = await rows<
      Record<'from' | 'table' | 'to' | 'on_update' | 'on_delete', string>
    >(
      'SELECT "from", "table", "to", on_update, on_delete FROM pragma_foreign_key_list(?)',
      table.name,
    );
    const indexes = await rows<{
      name: string;
      unique: number;
      origin: string;
      partial: number;
      columns: string;
    }>(
      `SELECT l.name, l."unique", l.origin, l.partial,
          (SELECT group_concat(i.name || iif(i."desc", ' DESC', '') || iif(i.coll = 'BINARY', '', ' ' || i.coll), ', ' ORDER BY i.seqno)
            FROM pragma_index_xinfo(l.name) i WHERE i.key = 1) AS columns
        FROM pragma_index_list(?) l ORDER BY l.name`,
      table.name,
    );
    facts.tables[table.name] = {
      columns: columns.map(({ name, type, notnull, dflt_value, pk }) => ({
        name,
        type: type.toUpperCase(),
        // A key column is required: SQLite lets NULL into a TEXT key only by an old mistake.
        required: notnull === 1 || pk > 0,
        default: dflt_value,
        key: pk,
      })),
      checks: checksIn(table.sql).sort(),
      foreignKeys: foreignKeys
        .map((key) => `${key.from} → ${key.table}.${key.to} ${key.on_update} / ${key.on_delete}`)
        .sort(),
      uniqueKeys: indexes
        .filter(({ unique, origin, partial }) => unique === 1 && origin !== 'pk' && partial === 0)
        .map((index) => index.columns)
        .sort(),
      indexes: indexes
        .filter(({ unique, partial }) => unique === 0 || partial === 1)
        .map((index) => `${index.name}: ${index.columns}${index.partial ? ' (partial)' : ''}`),
      options: `${table.wr ? 'WITHOUT ROWID' : ''}${table.strict ? 'STRICT' : ''}`,
    };
  }
  return facts;
}

function checksIn(sql: string): string[] {
  const checks: string[] = [];
  for (const match of sql.matchAll(/\bCHECK\s*\(/gi)) {
    const start = match.index + match[0].length;
    let depth = 1;
    let end = start;
    for (; depth > 0 && end < sql.length; end += 1) {
      if (sql[end] === '(') depth += 1;
      if (sql[end] === ')') depth -= 1;
    }
    checks.push(
      sql
        .slice(start, end - 1)
        .replace(/[`"\s]+/g, ' ')
        .trim(),
    );
  }
  return checks;
}
