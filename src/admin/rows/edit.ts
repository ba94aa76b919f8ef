import { ValidationError, type ActionContext } from 'adminjs';
import { sql, type SQL } from 'drizzle-orm';
import { commitBatch, guard } from '../../db/batch.js';
import { GuardError } from '../../db/errors.js';
import { toTimestamp } from '../../db/ids.js';
import type { Actor } from '../../domain/actor.js';
import { DomainError } from '../../errors.js';
import { auditStatement } from '../../services/audit.js';
import { ORIGINAL_PREFIX } from '../contract/panel.js';
import { singularOf } from '../tables/defaults.js';
import { isUntyped, likeStored } from '../tables/untyped.js';
import { parseValue, plainText, unpresentValue } from '../tables/values.js';
import { conflictOf, opened, readNow, type Edit } from './conflict.js';
import { fieldError, throwAsFieldErrors, type FieldErrors } from './field-errors.js';
import type { PanelResource } from './panel-resource.js';
import { masked, refuseForeignRows, stampColumns, toStored, type Values } from './stored-values.js';

/**
 * Writes the changed columns of a row, if they still hold what they held when the form was opened,
 * in one batch with the audit row. Answers the names of the columns that were changed.
 * @throws ValidationError naming fields, ConflictError, DomainError
 */
export async function editRow(
  resource: PanelResource,
  actor: Actor,
  context: ActionContext | undefined,
  id: string,
  params: Record<string, unknown>,
): Promise<string[]> {
  const { table, access } = resource;
  const isRow = table.key?.where(id) ?? null;
  if (!access.actions.has('edit') || isRow === null) {
    throw new DomainError('forbidden', `${table.label} are read only`);
  }
  const isRowInScope = sql`${isRow} AND ${resource.scope(actor)}`;
  const typed = await readEdits(resource, context, params);
  const stored = await readAsKept(resource, isRowInScope, typed);
  const edits = typed.map((edit) => inKeptType(edit, stored));
  if (edits.length === 0) return [];
  const before = Object.fromEntries(edits.map(({ column, original }) => [column.name, original]));
  const after = Object.fromEntries(edits.map(({ column, value }) => [column.name, value]));
  const fields = new Set(edits.map(({ column }) => column.path));
  const hooks = table.declaration?.hooks;
  try {
    const isUnchanged = unchangedCondition(resource, isRowInScope, edits, stored);
    if (hooks?.edit) {
      await refuseChanged(resource, isRowInScope, edits, isUnchanged);
      await hooks.edit(resource.context, actor, { id, before, after });
    } else {
      await updateRow(resource, actor, { id, isRow, isUnchanged, before, after });
    }
  } catch (error) {
    if (error instanceof GuardError) {
      throw await conflictOf(resource, isRowInScope, edits, error);
    }
    return throwAsFieldErrors(error, table, fields);
  }
  return edits.map(({ column }) => column.name);
}

async function readEdits(
  resource: PanelResource,
  context: ActionContext | undefined,
  params: Record<string, unknown>,
): Promise<Edit[]> {
  const errors: FieldErrors = {};
  const edits = resource.table.columns
    .filter(({ name, path }) => resource.access.edit.has(name) && Object.hasOwn(params, path))
    .flatMap((column): Edit[] => {
      const originalKey = ORIGINAL_PREFIX + column.path;
      if (!Object.hasOwn(params, originalKey)) {
        const message = 'came without the value that it had when the form was opened; reload';
        Object.assign(errors, fieldError(column, message));
        return [];
      }
      const typed = params[column.path];
      if (isSameText(typed, params[originalKey])) return [];
      const opened = unpresentValue(column, params[originalKey]);
      const original = opened === '' ? null : opened;
      const parsed = parseValue(column, typed);
      if ('problem' in parsed) {
        Object.assign(errors, fieldError(column, parsed.problem));
        return [];
      }
      if (parsed.value === original) return [];
      if (parsed.value === null && column.info.notNull) {
        Object.assign(errors, fieldError(column, 'is required'));
        return [];
      }
      return [{ column, original, value: parsed.value }];
    });
  Object.assign(errors, await refuseForeignRows(resource, context, edits));
  if (Object.keys(errors).length > 0) throw new ValidationError(errors);
  return edits;
}

const isSameText = (left: unknown, right: unknown) => plainText(left) === plainText(right);

/** What cannot be compared with what a form holds: encrypted, or of a type that only it knows. */
async function readAsKept(
  resource: PanelResource,
  isRow: SQL,
  edits: readonly Edit[],
): Promise<Values> {
  const kept = edits.filter(({ column }) => column.encrypted !== null || isUntyped(column));
  return kept.length === 0 ? {} : readNow(resource, isRow, kept);
}

/** @throws ValidationError where binary data is kept */
function inKeptType(edit: Edit, stored: Values): Edit {
  if (!isUntyped(edit.column)) return edit;
  const now = stored[edit.column.name] ?? null;
  if (now instanceof Uint8Array) {
    throw new ValidationError(fieldError(edit.column, 'holds binary data, which is not edited'));
  }
  return { ...edit, value: likeStored(edit.value, now) };
}

/** True while every edited column still holds what it held when the form was opened. */
function unchangedCondition(
  resource: PanelResource,
  isRow: SQL,
  edits: readonly Edit[],
  stored: Values,
): SQL {
  const parts = edits.map(({ column, original }) => {
    const name = sql.identifier(column.name);
    if (column.encrypted || isUntyped(column)) {
      const now = stored[column.name] ?? null;
      const isSame = plainText(opened(resource, column, now)) === plainText(original);
      return isSame ? sql`${name} IS ${now}` : sql`0`;
    }
    return original === null ? sql`(${name} IS NULL OR ${name} = '')` : sql`${name} IS ${original}`;
  });
  return sql`${isRow} AND ${sql.join(parts, sql` AND `)}`;
}

async function refuseChanged(
  resource: PanelResource,
  isRow: SQL,
  edits: readonly Edit[],
  isUnchanged: SQL,
): Promise<void> {
  const name = sql.identifier(resource.table.info.name);
  const [rows] = await commitBatch(resource.context.database, [
    sql`SELECT count(*) AS found FROM ${name} WHERE ${isUnchanged}`,
  ]);
  if (rows?.[0]?.['found'] !== 1) throw await conflictOf(resource, isRow, edits, undefined);
}

async function updateRow(
  resource: PanelResource,
  actor: Actor,
  change: { id: string; isRow: SQL; isUnchanged: SQL; before: Values; after: Values },
): Promise<void> {
  const { context, table, access } = resource;
  const { id, isRow, isUnchanged, before, after } = change;
  const now = toTimestamp(context.clock.now());
  const stamps = stampColumns(resource, /^updated_at$/).filter(({ name }) => !(name in after));
  const stored = toStored(resource, {
    ...Object.fromEntries(stamps.map(({ name }) => [name, now])),
    ...after,
  });
  const name = sql.identifier(table.info.name);
  const assignments = Object.entries(stored).map(
    ([column, value]) => sql`${sql.identifier(column)} = ${value}`,
  );
  await commitBatch(context.database, [
    guard('row.unchanged', sql`SELECT count(*) FROM ${name} WHERE ${isUnchanged}`),
    sql`UPDATE ${name} SET ${sql.join(assignments, sql`, `)}
      WHERE ${isRow} AND ${resource.scope(actor)}`,
    ...(access.rows === 'all'
      ? []
      : [
          guard(
            'row.in_scope',
            sql`SELECT count(*) FROM ${name} WHERE ${isRow} AND ${resource.scope(actor)}`,
          ),
        ]),
    auditStatement(context, actor, {
      action: `${singularOf(table.info.name)}.edited`,
      tableName: table.info.name,
      recordId: id,
      before: masked(resource, before),
      after: masked(resource, after),
    }),
    ...(table.declaration?.hooks?.onEdit?.(context, actor, { id, before, after }) ?? []),
  ]);
}
