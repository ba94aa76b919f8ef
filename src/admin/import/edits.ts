import { sql, type SQL } from 'drizzle-orm';
import { guard, type Write } from '../../db/batch.js';
import type { Actor } from '../../domain/actor.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import {
  maskValues,
  plainValues,
  stampsNow,
  toStored,
  type Values,
} from '../row-values/stored-values.js';
import { auditRows } from '../stored-rows/audit.js';
import {
  changesGuard,
  guardRows,
  listedName,
  placeValues,
  samePlace,
} from '../stored-rows/guards.js';
import { isAmong } from '../stored-rows/rows.js';
import { listedValue, toJsonList, type ExactValue } from '../values/exact-value.js';
import type { Effect } from './decide.js';

/** Builds the writes that change stored rows: one statement for changes of the same columns. */

type Edit = Extract<Effect, { kind: 'change' }>;

/** Edits of the same columns. */
export interface EditGroup {
  edits: Edit[];
  stored: Values[];
}

/** Groups edits by the columns that they change. */
export function groupEdits(resource: ScopedResource, edits: readonly Edit[]): EditGroup[] {
  const stamps = stampsNow(resource, /^updated_at$/);
  const groups = new Map<string, EditGroup>();
  for (const edit of edits) {
    const after = edit.changes.map(({ column, after: value }): [string, ExactValue] => [
      column.name,
      value,
    ]);
    const stored: Values = toStored(resource, { ...stamps, ...Object.fromEntries(after) });
    const name = JSON.stringify(Object.keys(stored).sort());
    const group = groups.get(name) ?? { edits: [], stored: [] };
    groups.set(name, group);
    group.edits.push(edit);
    group.stored.push(stored);
  }
  return [...groups.values()];
}

/** Builds the statement of a group, with guards that its rows were written and stay in scope. */
export function bareEdits(resource: ScopedResource, actor: Actor, group: EditGroup): SQL[] {
  return [
    updateAlike(resource, group),
    ...changesGuard(resource.table, group.edits.length),
    ...scopeGuard(resource, actor, group),
  ];
}

function scopeGuard(resource: ScopedResource, actor: Actor, { edits }: EditGroup): SQL[] {
  const { table, access } = resource;
  if (access.rows === 'all') return [];
  const rows = edits.map(({ found }) => found);
  const own = sql`SELECT count(*) = ${rows.length} FROM ${sql.identifier(table.info.name)}
    WHERE ${isAmong(table, rows)} AND ${resource.scope(actor)}`;
  return [guard('rows.in_scope', own)];
}

function updateAlike({ table }: ScopedResource, { edits, stored }: EditGroup): SQL {
  const name = sql.identifier(table.info.name);
  const columns = Object.keys(stored[0] ?? {});
  const places = edits.map(({ found }) => placeValues(found));
  const width = places[0]?.length ?? 1;
  const list = toJsonList(
    stored.map((values, index) => [
      ...(places[index] ?? []),
      ...columns.map((column) => values[column] ?? null),
    ]),
  );
  const listed = Array.from(
    { length: width + columns.length },
    (_, index) => sql`${listedValue(index)} AS ${listedName(index)}`,
  );
  const assignments = columns.map(
    (column, index) => sql`${sql.identifier(column)} = __j.${listedName(width + index)}`,
  );
  return sql`UPDATE ${name} SET ${sql.join(assignments, sql`, `)}
    FROM (SELECT ${sql.join(listed, sql`, `)} FROM json_each(${list})) AS __j
    WHERE ${samePlace(table, sql`${name}`)}`;
}

/** Builds the writes of a group, with guards of every value that was read. */
export function writeEdits(
  resource: ScopedResource,
  actor: Actor,
  operationId: string,
  group: EditGroup,
): Write[] {
  const { context, table } = resource;
  const { edits } = group;
  const compared = edits.map(({ found, changes }) => {
    const names = [...new Set([...changes.map(({ column }) => column.name), ...placeNames(found)])];
    const values = names.map((name): [string, ExactValue] => [
      name,
      found.values.get(name) ?? null,
    ]);
    return { table, place: found.place, values: new Map(values) };
  });
  const entries = edits.map(({ found, changes }) => ({
    recordId: found.id,
    before: maskValues(resource, valuesOf(changes, 'before')),
    after: maskValues(resource, valuesOf(changes, 'after')),
  }));
  const audit = { context, actor, operationId };
  return [
    ...guardRows(table, compared),
    ...scopeGuard(resource, actor, group),
    ...bareEdits(resource, actor, group),
    ...auditRows(audit, table.info.name, 'edited', entries),
    ...edits.flatMap(
      ({ found, changes }) =>
        table.declaration?.hooks?.onEdit?.(context, actor, {
          id: found.id,
          before: plainValues(valuesOf(changes, 'before')),
          after: plainValues(valuesOf(changes, 'after')),
        }) ?? [],
    ),
  ];
}

function placeNames({ table, values }: Edit['found']): string[] {
  return table.info.primaryKey.filter((name) => values.has(name) && table.info.withoutRowid);
}

function valuesOf(changes: Edit['changes'], which: 'before' | 'after'): Values {
  return Object.fromEntries(changes.map((change) => [change.column.name, change[which]]));
}
