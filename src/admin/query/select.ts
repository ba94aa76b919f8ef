import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../context.js';
import type { Row } from '../../db/batch.js';
import { LIMITS } from '../../db/limits.js';
import type { SqlValue } from '../../db/types.js';
import { decryptColumn } from '../../services/encryption/columns.js';
import { presentValue } from '../codecs/values.js';
import { readExact, selectAny, selectExact, type ExactValue } from '../values/exact-value.js';
import type { PanelColumn, PanelTable } from '../tables/panel-table.js';
import { KEY_PATH } from '../keys/record-key.js';
import { piecesOf } from '../values/pieces.js';
import { walkedTable } from './order.js';
import { tableOfOwners } from './owners.js';
import type { Owners } from './scope.js';

/** Builds the SELECTs of a panel, which name their columns, and converts their rows for AdminJS. */

/**
 * Builds the SELECTs that read rows by named columns: one, or several with the key in each where one
 * answer of D1 does not hold all columns. Each takes the scope, further conditions, and everything
 * else up to the end of the query. `mergeRows` joins their answers.
 */
export function selectRows(
  { info, key }: PanelTable,
  columns: readonly PanelColumn[],
  /** Further selections, each with its alias. */
  more: readonly SQL[] = [],
  /** The rows are walked in an order, not looked up by their keys. */
  isWalk = false,
): ((where: SQL) => SQL)[] {
  const keys = (key?.columns ?? []).map(
    ({ expression, alias }) => sql`${expression} AS ${sql.identifier(alias)}`,
  );
  const selected = [
    ...columns.map((column) => sql`${selectValue(column)} AS ${sql.identifier(column.path)}`),
    ...more,
  ];
  const table = isWalk ? walkedTable(info) : sql.identifier(info.name);
  // Rows without a key cannot be told apart in two answers.
  const size = key === null ? selected.length : LIMITS.resultColumns - keys.length;
  return piecesOf(selected, Math.max(1, size)).map((piece) => (where) => {
    const parts = [...keys, ...piece];
    const list = parts.length === 0 ? sql`1 AS nothing` : sql.join(parts, sql`, `);
    return sql`SELECT ${list} FROM ${table} WHERE ${where}`;
  });
}

/** Joins the answers of `selectRows`, which come from one snapshot, in the order of the first. */
export function mergeRows({ key }: PanelTable, [first = [], ...others]: readonly Row[][]): Row[] {
  if (key === null || others.length === 0) return first;
  const parts = others.map((rows) => new Map(rows.map((row) => [key.encode(row), row])));
  return first.map((row) => {
    const id = key.encode(row);
    return Object.assign({}, row, ...parts.map((part) => part.get(id))) as Row;
  });
}

/** Selects a column for `readValue`: of binary data that is no key, the size only. */
export function selectValue({ name, kind, info, isKey, isOwn }: PanelColumn): SQL {
  const column = sql`${sql.identifier(name)}`;
  if (kind === 'blob' && !isKey) return sql`length(${column})`;
  if (isOwn) return keepsIntegers(info) ? selectExact(column) : column;
  return info.affinity === 'text' ? column : selectAny(column);
}

/** Decodes a value that `selectValue` selected. */
export function readValue(
  { kind, info, isKey, isOwn }: PanelColumn,
  selected: SqlValue,
): ExactValue {
  const isSize = kind === 'blob' && !isKey;
  const isPlain = isOwn ? !keepsIntegers(info) : info.affinity === 'text';
  return isSize || isPlain ? selected : readExact(selected);
}

/** Returns false for columns of TEXT and REAL affinity, which convert integers. */
function keepsIntegers({ affinity }: PanelColumn['info']): boolean {
  return affinity !== 'text' && affinity !== 'real';
}

/**
 * Builds a SELECT that counts to `cap` at most: an exact count of a large table costs more than its
 * page.
 */
export function selectCount(
  table: PanelTable,
  owners: Owners | null,
  where: SQL,
  cap: number,
): SQL {
  return sql`SELECT count(*) AS total FROM
    (SELECT 1 FROM ${tableOfOwners(table, owners)} WHERE ${where} LIMIT ${cap})`;
}

/** Builds a SELECT that evaluates a column in every row of a condition. */
export function selectEvaluation({ info }: PanelTable, name: string, where: SQL): SQL {
  return sql`SELECT count(${sql.identifier(name)}) AS total FROM ${walkedTable(info)}
        WHERE ${where}`;
}

/** Reads a row's id and its values by path, decrypted and converted for forms and cells. */
export function readRow(
  context: Context,
  { info, key, columns }: PanelTable,
  row: Row,
): { id: string; params: Record<string, unknown> } {
  const id = key?.encode(row) ?? '';
  const params: Record<string, unknown> = {};
  for (const column of columns) {
    const value = row[column.path];
    if (value === undefined) {
      if (column.name === key?.column) params[column.path] = id;
      continue;
    }
    const stored = readValue(column, value);
    const isSealed = column.encrypted !== null && typeof stored === 'string';
    const plain = isSealed ? decryptColumn(context, info.name, column.name, stored) : stored;
    params[column.path] = presentValue(column, plain);
  }
  if (key?.column == null) params[KEY_PATH] = id;
  return { id, params };
}
