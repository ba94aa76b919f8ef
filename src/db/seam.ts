import { channel } from 'node:diagnostics_channel';
import type { D1Database, Engine, Execute, SqlValue, Statement, StatementResult } from './types.js';

/** Cloudflare's `D1Database` on top of one `execute` function, the only one that an engine needs. */

export interface Prepared {
  engine: Engine['name'];
  sql: string;
}

/** Publishes each prepared text as a `Prepared`, for test tools; a server has no subscriber. */
export const prepares = channel('fire22:prepare');

interface PreparedStatement {
  readonly statement: Statement;
  bind(...values: unknown[]): PreparedStatement;
  first(column?: string): Promise<unknown>;
  run(): Promise<Result>;
  all(): Promise<Result>;
  raw(options?: { columnNames?: boolean }): Promise<unknown[][]>;
}

interface Result {
  success: true;
  results: Record<string, SqlValue>[];
  meta: Record<string, unknown>;
}

/** Makes a `D1Database` that runs everything by `execute`, and publishes each prepared text. */
export function createDatabase(engine: Engine['name'], execute: Execute): D1Database {
  const runOne = async (statement: Statement): Promise<StatementResult> => {
    const [result] = await execute([statement]);
    if (!result) throw new Error('the engine answered nothing');
    return result;
  };

  const prepared = (sql: string, params: readonly SqlValue[]): PreparedStatement => {
    const statement = { sql, params };
    const all = async () => toD1Result(await runOne(statement));
    return {
      statement,
      bind: (...values) => prepared(sql, values.map(toSqlValue)),
      all,
      run: all,
      first: async (column) => {
        const row = (await all()).results[0];
        if (row === undefined) return null;
        if (column === undefined) return row;
        if (!(column in row)) throw new TypeError(`the result has no column ${column}`);
        return row[column];
      },
      raw: async (options) => {
        const { columns, rows } = await runOne(statement);
        return options?.columnNames ? [columns, ...rows] : rows;
      },
    };
  };

  const database = {
    prepare: (sql: string) => {
      if (prepares.hasSubscribers) prepares.publish({ engine, sql } satisfies Prepared);
      return prepared(sql, []);
    },
    batch: async (statements: PreparedStatement[]) => {
      if (statements.length === 0) return [];
      return (await execute(statements.map(({ statement }) => statement))).map(toD1Result);
    },
    exec: () => Promise.reject(new Error('exec is not used: prepare one statement each')),
    dump: () => Promise.reject(new Error('dump is not used: D1 deprecates it')),
    withSession: () => {
      throw new Error('sessions are the engine’s own business');
    },
  };
  return database as unknown as D1Database;
}

function toD1Result({ columns, rows, changes, lastRowId }: StatementResult): Result {
  return {
    success: true,
    results: rows.map(rowMaker(columns)),
    meta: { changes, last_row_id: lastRowId, changed_db: changes > 0 },
  };
}

type Row = Record<string, SqlValue>;

/**
 * Makes objects of rows, by setting one property after the other: `Object.fromEntries` takes six
 * times as long, but only it can set `__proto__`.
 */
function rowMaker(columns: readonly string[]): (values: readonly SqlValue[]) => Row {
  if (columns.includes('__proto__')) {
    return (values) =>
      Object.fromEntries(columns.map((column, index) => [column, values[index] ?? null]));
  }
  return (values) => {
    const row: Row = {};
    columns.forEach((column, index) => {
      row[column] = values[index] ?? null;
    });
    return row;
  };
}

function toSqlValue(value: unknown): SqlValue {
  if (value === null || typeof value === 'string' || value instanceof Uint8Array) return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  throw new TypeError(
    `cannot bind a value of type ${value === undefined ? 'undefined' : typeof value}`,
  );
}
