import { sql, type SQL } from 'drizzle-orm';
import { commitBatch } from '../../db/batch.js';
import type { D1Database } from '../../db/types.js';
import type { ForeignKey } from '../../db/introspection/introspect.js';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';
import { convertToAffinity } from '../keys/affinity.js';
import type { PanelTable, Referrer } from '../tables/panel-table.js';
import {
  MOST_ROWS,
  placesOf,
  refersTo,
  type RowsQuery,
  type StoredRow,
} from '../stored-rows/rows.js';
import { readExact, selectExact, type ExactValue } from '../values/exact-value.js';

/** Finds and counts the rows that refer to others by a foreign key, and reads what they get. */

/** Foreign key that reaches rows, and how many: the commit counts them again. */
export interface ReachedReference {
  referrer: Referrer;
  target: PanelTable;
  rows: Set<string>;
}

/** One step of a walk: the rows that refer to some rows of a table. */
export interface Step {
  referrer: Referrer;
  target: PanelTable;
  parents: readonly StoredRow[];
}

/** Builds the query of a step. Rows that may only forbid the delete are read by their keys. */
export function queryOf({ referrer, target, parents }: Step): RowsQuery {
  const { table, foreignKey } = referrer;
  const { onDelete } = foreignKey;
  const isBlocking = onDelete === 'restrict' || onDelete === 'no action';
  return {
    table,
    where: referringRows(table, foreignKey, target, placesOf(parents)),
    limit: MOST_ROWS + 1,
    isWhole: !isBlocking,
  };
}

/** Returns true for a row that refers to itself. */
export function refersToItself({ table, values }: StoredRow, referrer: Referrer): boolean {
  const { columns, references } = referrer.foreignKey;
  if (referrer.table !== table || references === null) return false;
  return columns.every((name, index) => values.get(name) === values.get(references[index] ?? ''));
}

function referringRows(
  table: PanelTable,
  { columns, references }: ForeignKey,
  target: PanelTable,
  places: readonly string[],
): SQL {
  if (references === null || table.info.problem !== null) {
    throw new DomainError('conflict', message('deletion.unreadable', { table: table.label }));
  }
  return refersTo(table, columns, { table: target, references, places });
}

/** Counts the rows that a reference reaches from these rows. */
export function countReached(
  { referrer, target }: ReachedReference,
  deleted: readonly StoredRow[],
): SQL {
  const places = placesOf(deleted.filter(({ table }) => table === target));
  const { table, foreignKey } = referrer;
  return sql`SELECT count(*) FROM ${sql.identifier(table.info.name)}
    WHERE ${referringRows(table, foreignKey, target, places)}`;
}

/** Evaluates the defaults of columns, as the engine stores them. */
export async function readDefaults(
  database: D1Database,
  { info }: PanelTable,
  names: readonly string[],
): Promise<Map<string, ExactValue>> {
  const columns = info.columns.filter(({ name }) => names.includes(name));
  const rows = await commitBatch(
    database,
    columns.map(
      ({ defaultExpression: written }) =>
        sql`SELECT ${selectExact(written === null ? sql`NULL` : sql.raw(`(${written})`))} AS made`,
    ),
  );
  return new Map(
    columns.map(({ name, affinity }, index) => [
      name,
      convertToAffinity(readExact(rows[index]?.[0]?.['made'] ?? null), affinity),
    ]),
  );
}
