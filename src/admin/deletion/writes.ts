import { createHash } from 'node:crypto';
import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { guard } from '../../db/batch.js';
import type { Actor } from '../../domain/actor.js';
import type { AuditedRow } from '../../services/audit.js';
import { maskValues } from '../row-values/stored-values.js';
import type { PanelTable } from '../tables/panel-table.js';
import { auditRows } from '../stored-rows/audit.js';
import { guardRows } from '../stored-rows/guards.js';
import { toJson, toJsonList, type ExactValue } from '../values/exact-value.js';
import { deletedRows, type ChangedRow, type DeletionPlan } from './plan.js';
import { countReached } from './referring.js';
import { isOnlyTraced } from './sizes.js';
import { isAmong, nameOfRow, type StoredRow } from '../stored-rows/rows.js';

/** Builds the batch of a delete: guards, audit rows, the DELETE, and guards of its effects. */

/** Builds the version of all rows that a plan reaches: it changes with any of their values. */
export function versionOf(plan: DeletionPlan): string {
  const hash = createHash('sha256');
  const deleted = deletedRows(plan).map((row): [string, string] => [nameOfRow(row), encode(row)]);
  const changed = plan.changed.map(({ row, after }): [string, string] => [
    nameOfRow(row),
    `${encode(row)} ${encode({ values: after })}`,
  ]);
  const parts = [...deleted, ...changed].sort(([left], [right]) => (left < right ? -1 : 1));
  for (const part of parts) hash.update(JSON.stringify(part));
  return hash.digest('base64url');
}

function encode({ values }: Pick<StoredRow, 'values'>): string {
  const cells = [...values].flatMap(([name, value]): ExactValue[] => [
    name,
    // JSON has no infinite numbers.
    typeof value === 'number' && !Number.isFinite(value) ? String(value) : value,
  ]);
  return toJsonList([cells]);
}

/**
 * Builds the statements that delete the chosen rows, one unless they refer to each other by
 * RESTRICT; the engine does the rest.
 */
export function deleteChosen(table: PanelTable, { steps }: DeletionPlan): SQL[] {
  const name = sql.identifier(table.info.name);
  return steps.map((rows) => sql`DELETE FROM ${name} WHERE ${isAmong(table, rows)}`);
}

/** Builds all writes of a delete, for the batch of its operation. */
export function deletionWrites(
  context: Context,
  actor: Actor,
  operationId: string,
  table: PanelTable,
  plan: DeletionPlan,
): SQL[] {
  const deleted = byTable(deletedRows(plan), (row) => row.table);
  const changed = byTable(plan.changed, ({ row }) => row.table);
  const audit = { context, actor, operationId };
  return [
    ...deleted.flatMap(([one, rows]) => guardRows(one, rows)),
    ...changed.flatMap(([one, rows]) =>
      guardRows(
        one,
        rows.map(({ row }) => row),
      ),
    ),
    ...plan.reached.map((reached) =>
      guard(
        'rows.reached',
        sql`(${countReached(reached, deletedRows(plan))}) = ${reached.rows.size}`,
      ),
    ),
    ...deleted.flatMap(([one, rows]) =>
      auditRows(audit, one.info.name, 'deleted', rows.map(deletedEntry)),
    ),
    ...changed.flatMap(([one, rows]) =>
      auditRows(audit, one.info.name, 'edited', rows.map(changedEntry)),
    ),
    ...deleteChosen(table, plan),
    // A trigger may ignore a delete, or a change: the trail would tell of what nobody did.
    ...deleted.map(([one, rows]) =>
      guard(
        'rows.deleted',
        sql`SELECT count(*) = 0 FROM ${sql.identifier(one.info.name)} WHERE ${isAmong(one, rows)}`,
      ),
    ),
    ...changed.flatMap(([one, rows]) =>
      rows.flatMap(({ row, after }) => guardRows(one, [{ ...row, values: after }])),
    ),
  ];
}

function byTable<T>(list: readonly T[], tableOf: (one: T) => PanelTable): [PanelTable, T[]][] {
  const groups = new Map<PanelTable, T[]>();
  for (const one of list) {
    const table = tableOf(one);
    groups.set(table, [...(groups.get(table) ?? []), one]);
  }
  return [...groups];
}

function deletedEntry(row: StoredRow): AuditedRow {
  return { recordId: row.id ?? row.place, before: masked(row.table, row.values) };
}

function changedEntry({ row, after }: ChangedRow): AuditedRow {
  return {
    recordId: row.id ?? row.place,
    before: masked(row.table, row.values),
    after: masked(row.table, after),
  };
}

function masked(
  table: PanelTable,
  values: ReadonlyMap<string, ExactValue>,
): Record<string, unknown> {
  // The trail is the only place that keeps a deleted row: its files are written whole.
  return maskValues({ table }, Object.fromEntries(values), toJson, isOnlyTraced);
}
