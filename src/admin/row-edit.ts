import { ValidationError, type ActionContext } from 'adminjs';
import { sql, type SQL } from 'drizzle-orm';
import { commitBatch, guard } from '../db/batch.js';
import { GuardError } from '../db/errors.js';
import { toTimestamp } from '../db/ids.js';
import type { SqlValue } from '../db/types.js';
import type { Actor } from '../domain/actor.js';
import { DomainError } from '../errors.js';
import { auditStatement } from '../services/audit.js';
import { decryptColumn } from '../services/encryption-columns.js';
import type { PanelColumn } from './columns.js';
import { ORIGINAL_PREFIX } from './components/contract.js';
import { fieldError, throwAsFieldErrors, type FieldErrors } from './field-errors.js';
import { masked, refuseForeignRows, stampColumns, toStored, type Values } from './row-values.js';
import type { ScopedResource } from './scoped-resource.js';
import { singularOf } from './table-defaults.js';
import { parseValue, plainText, presentValue, unpresentValue } from './values.js';

/** Columns that somebody else changed while the form was open, with their values now, by path. */
export class ConflictError extends ValidationError {
  constructor(
    errors: FieldErrors,
    readonly conflicts: Record<string, unknown>,
  ) {
    super(errors);
  }
}

interface Edit {
  column: PanelColumn;
  /** The value that the column had when the form was opened. */
  original: SqlValue;
  value: SqlValue;
}

/**
 * Writes the changed columns of a row, if they still hold what they held when the form was opened,
 * in one batch with the audit row. Answers the names of the columns that were changed.
 * @throws ValidationError naming fields, ConflictError, DomainError
 */
export async function editRow(
  resource: ScopedResource,
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
  const edits = await readEdits(resource, context, params);
  if (edits.length === 0) return [];
  const before = Object.fromEntries(edits.map(({ column, original }) => [column.name, original]));
  const after = Object.fromEntries(edits.map(({ column, value }) => [column.name, value]));
  const fields = new Set(edits.map(({ column }) => column.path));
  const hooks = table.declaration?.hooks;
  try {
    const isRowInScope = sql`${isRow} AND ${resource.scope(actor)}`;
    const isUnchanged = await unchangedCondition(resource, isRowInScope, edits);
    if (hooks?.edit) {
      await refuseChanged(resource, isRowInScope, edits, isUnchanged);
      await hooks.edit(resource.context, actor, { id, before, after });
    } else {
      await updateRow(resource, actor, { id, isRow, isUnchanged, before, after });
    }
  } catch (error) {
    if (error instanceof GuardError) {
      const isRowInScope = sql`${isRow} AND ${resource.scope(actor)}`;
      throw await conflictOf(resource, isRowInScope, edits, error);
    }
    return throwAsFieldErrors(error, table, fields);
  }
  return edits.map(({ column }) => column.name);
}

async function readEdits(
  resource: ScopedResource,
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

/** True while every edited column still holds what it held when the form was opened. */
async function unchangedCondition(
  resource: ScopedResource,
  isRow: SQL,
  edits: readonly Edit[],
): Promise<SQL> {
  const sealed = edits.filter(({ column }) => column.encrypted !== null);
  const stored = sealed.length === 0 ? {} : await readNow(resource, isRow, sealed);
  const parts = edits.map(({ column, original }) => {
    const name = sql.identifier(column.name);
    if (column.encrypted) {
      const now = stored[column.name] ?? null;
      const isSame = plainText(opened(resource, column, now)) === plainText(original);
      return isSame ? sql`${name} IS ${now}` : sql`0`;
    }
    return original === null ? sql`(${name} IS NULL OR ${name} = '')` : sql`${name} IS ${original}`;
  });
  return sql`${isRow} AND ${sql.join(parts, sql` AND `)}`;
}

async function refuseChanged(
  resource: ScopedResource,
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
  resource: ScopedResource,
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

/** Both values of each column that is not what it was. */
async function conflictOf(
  resource: ScopedResource,
  isRow: SQL,
  edits: readonly Edit[],
  cause: unknown,
): Promise<Error> {
  const now = await readNow(resource, isRow, edits);
  const errors: FieldErrors = {};
  const conflicts: Record<string, unknown> = {};
  for (const { column, original, value } of edits) {
    const current = presentValue(column, opened(resource, column, now[column.name] ?? null));
    if (plainText(current) === plainText(presentValue(column, original))) continue;
    conflicts[column.path] = current;
    const typed = plainText(presentValue(column, value)) || 'nothing';
    Object.assign(
      errors,
      fieldError(
        column,
        `somebody else changed this to ${plainText(current) || 'nothing'} while you typed ${typed}`,
      ),
    );
  }
  if (Object.keys(errors).length > 0) return new ConflictError(errors, conflicts);
  return new DomainError('conflict', 'somebody else changed this record at the same moment', {
    hint: 'reload and try again',
    cause,
  });
}

/** The edited columns as they are stored now; empty when the row is gone or out of scope. */
async function readNow(
  resource: ScopedResource,
  isRow: SQL,
  edits: readonly Edit[],
): Promise<Values> {
  const columns = edits.map(({ column }) => sql`${sql.identifier(column.name)}`);
  const [rows] = await commitBatch(resource.context.database, [
    sql`SELECT ${sql.join(columns, sql`, `)} FROM ${sql.identifier(resource.table.info.name)}
      WHERE ${isRow}`,
  ]);
  const [row] = rows ?? [];
  if (!row) throw new DomainError('not_found', 'this record does not exist any more');
  return row as Values;
}

/** An encrypted value as people know it. */
function opened(resource: ScopedResource, column: PanelColumn, value: SqlValue): SqlValue {
  if (!column.encrypted || typeof value !== 'string') return value;
  return decryptColumn(resource.context, resource.table.info.name, column.name, value);
}
