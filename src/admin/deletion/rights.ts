import { sql } from 'drizzle-orm';
import type { Actor } from '../../domain/actor.js';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';
import type { PanelResource } from '../records/panel-resource.js';
import { keepsRows } from '../tables/deletable.js';
import type { PanelTable } from '../tables/panel-table.js';
import { isAmong, nameOfRow, readRows, type StoredRow } from '../stored-rows/rows.js';

/** Checks that a role may delete or change the rows which the schema deletes or changes with others. */

/**
 * Requires that the role may delete rows, or change these columns of them.
 * @param columns that change; null where the rows are deleted
 * @throws DomainError `forbidden`
 */
export async function requireOpenRows(
  { resourceOf }: PanelResource,
  actor: Actor,
  table: PanelTable,
  rows: readonly StoredRow[],
  columns: readonly string[] | null,
): Promise<void> {
  const resource = resourceOf(table.info.name);
  // One answer for all rows that the role does not see, whatever their table.
  if (!resource || !(await seesAll(resource, actor, rows))) {
    throw new DomainError('forbidden', message('deletion.reaches_others'));
  }
  if (!isOpen(resource, columns)) {
    throw new DomainError('forbidden', message('deletion.reaches_kept', { table: table.label }));
  }
}

async function seesAll(
  resource: PanelResource,
  actor: Actor,
  rows: readonly StoredRow[],
): Promise<boolean> {
  const { table, access, context } = resource;
  if (access.rows === 'all') return true;
  const where = sql`${isAmong(table, rows)} AND ${resource.scope(actor)}`;
  const [own = []] = await readRows(context.database, [
    { table, where, limit: rows.length, isWhole: false },
  ]);
  const names = new Set(own.map(nameOfRow));
  return rows.every((row) => names.has(nameOfRow(row)));
}

function isOpen({ table, access }: PanelResource, columns: readonly string[] | null): boolean {
  if (table.declaration === null) return columns !== null || keepsRows(table) === null;
  if (columns === null) return access.actions.has('delete');
  return columns.every((name) => access.edit.has(name));
}
