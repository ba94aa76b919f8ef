import Sqlite from 'better-sqlite3';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';
import { folded, quoted } from '../names.js';
import type { ObjectType } from './statements.js';

/**
 * Database in memory with the schema of a live one and no rows: the place to try what a script does
 * to a schema. SQLite itself says what goes, whatever the script looks like.
 */

export interface SchemaObject {
  type: ObjectType;
  name: string;
  /** Table or view of an index or trigger; its own name for the others. */
  tableName: string;
  sql: string;
}

/** Facts of a table that a rebuild can lose. */
export interface TableFacts {
  name: string;
  columns: string[];
  /** Columns of the primary key and of each UNIQUE of the table itself. */
  keys: string[][];
  /** Columns of each unique index without a condition, those of `keys` too. */
  unique: string[][];
  /** Columns that refer to another table. */
  references: string[];
}

export interface Scratch {
  /** Runs a statement; returns SQLite's words when it refuses. */
  run(sql: string): string | null;
  /** Returns every object by its type and folded name. */
  objects(): Map<string, SchemaObject>;
  /** Returns the ordinary tables, without virtual ones and their shadows, by folded name. */
  tables(): Map<string, TableFacts>;
  close(): void;
}

/** Returns the key of an object in the maps of a scratch database. */
export function keyOf({ type, name }: Pick<SchemaObject, 'type' | 'name'>): string {
  return `${type} ${folded(name)}`;
}

/**
 * Makes a scratch database of a live schema.
 * @param objects the live schema, in the order in which its objects were made
 * @throws DomainError `conflict` naming an object that this program cannot make
 */
export function openScratch(objects: readonly SchemaObject[]): Scratch {
  const sqlite = new Sqlite(':memory:');
  const scratch = scratchOn(sqlite);
  try {
    // A virtual table makes its shadow tables, which the schema lists too.
    const isVirtual = ({ sql }: SchemaObject) => /^CREATE VIRTUAL TABLE\b/i.test(sql);
    const ordered = [
      ...objects.filter(isVirtual),
      ...objects.filter((one) => one.type === 'table' && !isVirtual(one)),
      ...objects.filter((one) => one.type !== 'table'),
    ];
    const made = () => scratch.objects();
    let shadows = new Set<string>();
    for (const object of ordered) {
      if (shadows.has(keyOf(object))) continue;
      let problem = scratch.run(object.sql);
      if (isVirtual(object)) {
        // Without the module nobody reads it; its name is enough to see that it goes.
        if (problem !== null) problem = scratch.run(`CREATE TABLE ${quoted(object.name)} (a)`);
        shadows = new Set(made().keys());
      }
      if (problem === null) continue;
      throw new DomainError(
        'conflict',
        message('database.cannot_try', { object: `object.${object.type}`, name: object.name, problem }),
        { hint: message('database.cannot_try_hint') },
      );
    }
    return scratch;
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

const LISTED = `FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT GLOB 'sqlite_*'`;
const TABLES = `(SELECT name FROM pragma_table_list
  WHERE schema = 'main' AND type = 'table' AND name NOT GLOB 'sqlite_*') t`;

type ReadRows = <Row extends unknown[]>(sql: string) => Row[];

function scratchOn(sqlite: Sqlite.Database): Scratch {
  const rows: ReadRows = (sql) => sqlite.prepare(sql).raw(true).all() as never;
  return {
    run: (sql) => {
      try {
        const statement = sqlite.prepare(sql);
        if (statement.reader) statement.all();
        else statement.run();
        return null;
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    },
    objects: () => {
      const found = rows<[ObjectType, string, string, string]>(
        `SELECT type, name, tbl_name, sql ${LISTED} ORDER BY rowid`,
      ).map(([type, name, tableName, sql]) => ({ type, name, tableName, sql }));
      return new Map(found.map((object) => [keyOf(object), object]));
    },
    tables: () => readTables(rows),
    close: () => sqlite.close(),
  };
}

function readTables(rows: ReadRows): Map<string, TableFacts> {
  const tables = new Map<string, TableFacts>();
  const factsOf = (name: string): TableFacts => {
    const facts = tables.get(folded(name)) ?? { name, columns: [], keys: [], unique: [], references: [] };
    tables.set(folded(name), facts);
    return facts;
  };
  const columns = rows<[string, string, number]>(
    `SELECT t.name, c.name, c.pk FROM ${TABLES}, pragma_table_xinfo(t.name) c
      ORDER BY t.name, c.cid`,
  );
  for (const [table, column] of columns) factsOf(table).columns.push(column);
  const keys = columns.filter(([, , place]) => place > 0).sort(([, , a], [, , b]) => a - b);
  for (const table of new Set(keys.map(([name]) => name))) {
    const key = keys.filter(([name]) => name === table).map(([, name]) => name);
    factsOf(table).keys.push(key);
    factsOf(table).unique.push(key);
  }
  const indexes = rows<[string, string, string | null, string]>(
    `SELECT t.name, i.name, c.name, i.origin FROM ${TABLES}, pragma_index_list(t.name) i,
      pragma_index_info(i.name) c WHERE i."unique" AND NOT i.partial ORDER BY c.seqno`,
  );
  for (const index of new Set(indexes.map(([, name]) => name))) {
    const parts = indexes.filter(([, name]) => name === index);
    const names = parts.flatMap(([, , column]) => column ?? []);
    const [first] = parts;
    // A part without a name is an expression.
    if (!first || names.length < parts.length) continue;
    factsOf(first[0]).unique.push(names);
    if (first[3] === 'u') factsOf(first[0]).keys.push(names);
  }
  const references = rows<[string, string]>(
    `SELECT t.name, f."from" FROM ${TABLES}, pragma_foreign_key_list(t.name) f`,
  );
  for (const [table, column] of references) factsOf(table).references.push(column);
  return tables;
}
