import type { ActionContext } from 'adminjs';
import { sql } from 'drizzle-orm';
import { DomainError } from '../../errors.js';
import { presentValue } from '../codecs/values.js';
import { DUPLICATE_FIELD } from '../contract/panel.js';
import type { PanelColumn } from '../tables/panel-table.js';
import type { ExactValue } from '../values/exact-value.js';
import { decryptStored, readStoredColumns } from './conflict.js';
import type { PanelResource } from '../records/panel-resource.js';

/**
 * Duplicates a row: the form for a new row begins with its values. The form names the row, so that a
 * value which nobody touched is stored again in the same notation and storage class.
 */

/**
 * Reads the values that a duplicate takes over, by column. Binary values stay behind: no form has
 * them.
 * @throws DomainError `not_found` when the row no longer exists or is out of scope
 */
export async function readOriginal(
  resource: PanelResource,
  call: ActionContext | undefined,
  id: string,
): Promise<Map<PanelColumn, ExactValue>> {
  const isRow = resource.table.key?.where(id) ?? sql`0`;
  const isRowInScope = sql`${isRow} AND ${resource.scope(resource.actor(call))}`;
  const columns = copiedColumns(resource);
  const values = new Map<PanelColumn, ExactValue>();
  if (columns.length === 0) return values;
  const stored = await readStoredColumns(
    resource,
    isRowInScope,
    columns.map((column) => ({ column })),
  );
  for (const column of columns) {
    const value = decryptStored(resource, column, stored);
    const isBinary = value instanceof Uint8Array && column.referencedKey === null;
    if (!isBinary) values.set(column, value);
  }
  return values;
}

/** Reads the row that a posted form duplicates; null for another form, or when the row is gone. */
export async function originalOf(
  resource: PanelResource,
  call: ActionContext | undefined,
  params: Record<string, unknown>,
): Promise<Map<PanelColumn, ExactValue> | null> {
  const id = params[DUPLICATE_FIELD];
  if (typeof id !== 'string' || !resource.access.actions.has('duplicate')) return null;
  try {
    return await readOriginal(resource, call, id);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'not_found') return null;
    throw error;
  }
}

/** Presents the values of a row for the form that duplicates it, by path. */
export function presentOriginal(
  original: ReadonlyMap<PanelColumn, ExactValue>,
): Record<string, unknown> {
  return Object.fromEntries(
    [...original].map(([column, value]) => [column.path, presentValue(column, value)]),
  );
}

/** Lists the columns of the form whose values another row may have too. */
function copiedColumns({ table, access }: PanelResource): PanelColumn[] {
  const unique = new Set(
    table.info.uniques.map((columns) => columns.at(-1)).filter((name) => name !== undefined),
  );
  return table.columns.filter(
    ({ name, kind, isKey, isSecret, info }) =>
      access.create.has(name) &&
      access.read.has(name) &&
      !access.fixed.has(name) &&
      !(isKey || isSecret || info.isGenerated || kind === 'blob') &&
      // The last of several unique columns tells the rows of the others apart.
      !unique.has(name),
  );
}
