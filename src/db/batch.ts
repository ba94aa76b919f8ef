import { sql, type SQL } from 'drizzle-orm';
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core';
import type { D1Database, SqlValue, Statement } from './types.js';

/**
 * One unit of work = one atomic batch of reads and writes: Drizzle SQL or query builders, or SQL
 * compiled elsewhere (Knex).
 */

/** Anything that Drizzle can turn into SQL. */
export interface Buildable {
  getSQL(): SQL;
}

/** One entry of a batch. Without `rows`, its rows are of the type `Row`. */
export type Write = SQL | Buildable | Statement;

/** A row of a batch by its columns, where `rows` does not give its type. */
export type Row = Record<string, SqlValue>;

declare const rowType: unique symbol;

/** SQL that returns rows of the type T. The type exists at compile time only. */
export type Query<T> = Write & { readonly [rowType]: T };

/** The rows of each entry of a batch, by its position. */
export type BatchRows<Writes extends readonly Write[]> = {
  -readonly [Position in keyof Writes]: Writes[Position] extends { readonly [rowType]: infer T }
    ? T[]
    : Row[];
};

const dialect = new SQLiteSyncDialect();

/** Compiles an entry of a batch to text and parameters. */
export function toStatement(write: Write): Statement {
  if ('params' in write && 'sql' in write && typeof write.sql === 'string') return write;
  const { sql: text, params } = dialect.sqlToQuery((write as Buildable).getSQL());
  return { sql: text, params: params as Statement['params'] };
}

/**
 * Declares the type of the rows that SQL returns, beside its columns, so that `commitBatch` hands
 * them out without casts: `const [[wager]] = await commitBatch(database, [rows<Wager>(sql`…`)])`.
 */
export function rows<T extends object>(query: Write): Query<T> {
  return query as Query<T>;
}

/**
 * Runs all entries or none, and returns the rows of each (RETURNING, SELECT) as objects.
 * @throws GuardError, ConstraintError, DatabaseError
 */
export async function commitBatch<const Writes extends readonly Write[]>(
  database: D1Database,
  writes: Writes,
): Promise<BatchRows<Writes>> {
  const prepared = writes.map((write) => {
    const { sql: text, params } = toStatement(write);
    return database.prepare(text).bind(...params);
  });
  const results = await database.batch<Row>(prepared);
  return results.map((result) => result.results) as BatchRows<Writes>;
}

/**
 * Aborts the whole batch unless `condition` (a scalar SQL expression) is true at this point of it.
 * The rows a caller meant to change are counted here by their operation id.
 */
export function guard(code: string, condition: SQL): SQL {
  return sql`INSERT INTO guards (code, ok) SELECT ${code}, coalesce((${condition}), 0)`;
}

/** A list as one parameter: `id IN ${inList(ids)}` stays within D1's 100 parameters. */
export function inList(values: readonly (string | number)[]): SQL {
  return sql`(SELECT value FROM json_each(${JSON.stringify(values)}))`;
}

/** Objects as one parameter and a table `j`, to be read by `jsonField` and put in order by `j.key`. */
export function jsonTable(objects: readonly object[]): SQL {
  return sql`json_each(${JSON.stringify(objects)}) AS j`;
}

/** A field of the objects of `jsonTable`. */
export function jsonField(name: string): SQL {
  return sql.raw(`(j.value ->> '$.${name}')`);
}

/** A field of `jsonTable` that holds cents, as the dollars that a column keeps. */
export function jsonDollars(name: string): SQL {
  return sql.raw(`round((j.value ->> '$.${name}') / 100.0, 2)`);
}
