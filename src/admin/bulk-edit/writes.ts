import { sql, type SQL } from 'drizzle-orm';
import { guard, type Write } from '../../db/batch.js';
import { guardRows } from '../stored-rows/guards.js';
import { isAmong, type StoredRow } from '../stored-rows/rows.js';
import { auditRows } from '../stored-rows/audit.js';
import { maskValues, plainValues, stampsNow } from '../row-values/stored-values.js';
import type { PanelColumn } from '../tables/panel-table.js';
import { bindExact, type ExactValue } from '../values/exact-value.js';
import type { ChangedRow } from './decide.js';
import { encodeValues } from './rows.js';
import type { EditTarget } from './target.js';

/** Builds the writes of changed rows, each guarded by its values before and after. */

/** Builds the updates with their guards: a row changed since, or an ignored update, fails them. */
export function updateRows(target: EditTarget, changed: readonly ChangedRow[]): SQL[] {
  if (changed.length === 0) return [];
  const { resource, actor, columns } = target;
  const { table, access } = resource;
  const rows = changed.map(({ row }) => row);
  const isRow = isAmong(table, rows);
  const name = sql.identifier(table.info.name);
  return [
    ...guardRows(table, rows),
    ...groupsOf(changed).map((group) => updateGroup(target, group)),
    ...guardRows(
      table,
      changed.map((one) => withValues(one, columns)),
    ),
    ...(access.rows === 'all'
      ? []
      : [
          guard(
            'rows.in_scope',
            sql`SELECT count(*) = ${rows.length} FROM ${name}
              WHERE ${isRow} AND ${resource.scope(actor)}`,
          ),
        ]),
  ];
}

/** Builds all writes of a chunk: the updates, their audit rows and what the declaration adds. */
export function editWrites(
  target: EditTarget,
  operationId: string,
  changed: readonly ChangedRow[],
): Write[] {
  const { resource, actor, columns } = target;
  const { table, context } = resource;
  const masked = (values: readonly ExactValue[]) => maskValues(resource, named(columns, values));
  const audit = { context, actor, operationId };
  const entries = changed.map(({ item, before, after }) => ({
    recordId: item.recordId,
    before: masked(before),
    after: masked(after),
  }));
  const onEdit = table.declaration?.hooks?.onEdit;
  return [
    ...updateRows(target, changed),
    ...auditRows(audit, table.info.name, 'edited', entries),
    ...changed.flatMap(
      ({ item, before, after }) =>
        onEdit?.(context, actor, {
          id: item.recordId,
          before: plainValues(named(columns, before)),
          after: plainValues(named(columns, after)),
        }) ?? [],
    ),
  ];
}

function named(
  columns: readonly PanelColumn[],
  values: readonly ExactValue[],
): Record<string, ExactValue> {
  return Object.fromEntries(columns.map(({ name }, index) => [name, values[index] ?? null]));
}

/** Groups rows that get the same values: one statement updates them. */
function groupsOf(changed: readonly ChangedRow[]): ChangedRow[][] {
  const groups = new Map<string, ChangedRow[]>();
  for (const one of changed) {
    const key = encodeValues(one.after);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()];
}

function updateGroup({ resource, actor, columns }: EditTarget, group: readonly ChangedRow[]): SQL {
  const { table } = resource;
  const [first] = group;
  const values = [
    ...Object.entries(stampsNow(resource, /^updated_at$/)),
    ...columns.map(({ name }, index): [string, ExactValue] => [name, first?.after[index] ?? null]),
  ];
  const assignments = values.map(
    ([name, value]) => sql`${sql.identifier(name)} = ${bindExact(value)}`,
  );
  const isRow = isAmong(
    table,
    group.map(({ row }) => row),
  );
  return sql`UPDATE ${sql.identifier(table.info.name)} SET ${sql.join(assignments, sql`, `)}
    WHERE ${isRow} AND ${resource.scope(actor)}`;
}

function withValues({ row, after }: ChangedRow, columns: readonly PanelColumn[]): StoredRow {
  const values = new Map(row.values);
  columns.forEach(({ name }, index) => values.set(name, after[index] ?? null));
  return { ...row, values };
}
