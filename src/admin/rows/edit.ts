import { ValidationError, type ActionContext } from 'adminjs';
import { sql, type SQL } from 'drizzle-orm';
import { commitBatch, guard, rows, toStatement, type Write } from '../../db/batch.js';
import { GuardError } from '../../db/errors.js';
import { LIMITS } from '../../db/limits.js';
import type { SqlValue } from '../../db/types.js';
import type { Actor } from '../../domain/actor.js';
import { toLineFeeds } from '../../domain/text.js';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';
import { auditWrite } from '../../services/audit.js';
import { commitPermitted } from '../../services/step-up/permit.js';
import { plainText } from '../codecs/values.js';
import { ORIGINAL_PREFIX } from '../contract/panel.js';
import { singularOf } from '../names/words.js';
import { bindExact, type ExactValue } from '../values/exact-value.js';
import { piecesOf } from '../values/pieces.js';
import type { PanelColumn } from '../tables/panel-table.js';
import { withinAllowance } from './allowance.js';
import {
  conflictIn,
  conflictOf,
  decryptStored,
  readStoredColumns,
  type StoredColumns,
  type TypedEdit,
} from './conflict.js';
import { fieldError, throwAsFieldErrors, type FieldErrors } from '../row-values/field-errors.js';
import { needOfValues } from '../row-values/step-up.js';
import { isFile } from '../row-values/file-columns.js';
import { findSurplus, isStillStored, parseFormValue } from '../row-values/file-values.js';
import { writeHiding } from '../row-values/hidden-values.js';
import type { PanelResource } from '../records/panel-resource.js';
import {
  maskValues,
  plainValues,
  refuseForeignRows,
  stampsNow,
  toStored,
  writtenGuard,
} from '../row-values/stored-values.js';

/**
 * Writes the changed columns of a row, if they still hold the values of the opened form, in one
 * batch with the audit row. Returns the names of the changed columns.
 * @throws ValidationError naming fields, ConflictError, DomainError
 */
export async function editRow(
  resource: PanelResource,
  actor: Actor,
  call: ActionContext | undefined,
  id: string,
  params: Record<string, unknown>,
): Promise<string[]> {
  const { table, access } = resource;
  const isRow = table.key?.where(id) ?? null;
  if (!access.actions.has('edit') || isRow === null) {
    throw new DomainError('forbidden', message('tables.cannot_change', { table: table.label }));
  }
  const isRowInScope = sql`${isRow} AND ${resource.scope(actor)}`;
  const typed = readEdits(resource, params);
  if (typed.length === 0) return [];
  const stored = await readStoredColumns(resource, isRowInScope, typed);
  const conflict = conflictIn(resource, stored, typed);
  const parsed = await parseEdits(resource, call, typed, stored);
  if (conflict !== null) throw conflict;
  const edits = parsed.filter(({ before, after }) => !isSameValue(before, after));
  if (edits.length === 0) return [];
  const change = {
    isRow,
    unchanged: unchangedConditions(isRowInScope, edits, stored),
    values: new Map(edits.map(({ column, after }) => [column.name, after])),
    before: valuesOf(edits, 'before'),
    after: valuesOf(edits, 'after'),
  };
  const { before, after, unchanged } = change;
  const hooks = table.declaration?.hooks;
  try {
    const names = edits.map(({ column }) => column.name);
    const toRow = () => ({ stored: toStored(resource, Object.fromEntries(change.values)), isRow });
    const write = (guards: readonly SQL[]) =>
      writeHiding(resource, actor, names, toRow, async (also) => {
        if (hooks?.edit) {
          await refuseChanged(resource, isRowInScope, edits, unchanged);
          await hooks.edit(resource.context, actor, { id, before, after });
          if (also.length > 0) await commitBatch(resource.context.database, also);
        } else {
          await updateRow(resource, actor, id, change, [...guards, ...also]);
        }
      });
    await withinAllowance(resource, actor, { id, before, after }, write);
  } catch (error) {
    if (error instanceof GuardError) {
      throw await conflictOf(resource, isRowInScope, edits, error);
    }
    return throwAsFieldErrors(error, table, new Set(edits.map(({ column }) => column.path)));
  }
  return edits.map(({ column }) => column.name);
}

/** Column with its old and its new value, each in its storage class. */
interface Edit extends TypedEdit {
  before: ExactValue;
  after: ExactValue;
}

interface RowChange {
  isRow: SQL;
  unchanged: readonly SQL[];
  values: ReadonlyMap<string, ExactValue>;
  before: Record<string, SqlValue>;
  after: Record<string, SqlValue>;
}

/**
 * Picks the changed columns of a form.
 * @throws ValidationError for a column that came without the value of the opened form
 */
function readEdits(resource: PanelResource, params: Record<string, unknown>): TypedEdit[] {
  const errors: FieldErrors = {};
  const edits = resource.table.columns
    .filter(({ name, path }) => resource.access.edit.has(name) && Object.hasOwn(params, path))
    .flatMap((column): TypedEdit[] => {
      const originalKey = ORIGINAL_PREFIX + column.path;
      if (!Object.hasOwn(params, originalKey)) {
        Object.assign(errors, fieldError(column, message('tables.no_opened_value')));
        return [];
      }
      const opened = params[originalKey] ?? null;
      const typed = params[column.path] ?? null;
      return isUntouched(column, opened, typed) ? [] : [{ column, opened, typed }];
    });
  if (Object.keys(errors).length > 0) throw new ValidationError(errors);
  return edits;
}

/** NULL and the empty text are two values where a column has both. */
function isUntouched(column: PanelColumn, opened: unknown, typed: unknown): boolean {
  const isApart = column.mayBeEmpty && !column.info.notNull;
  if (isApart && (opened === null) !== (typed === null)) return false;
  const isText = typeof typed !== 'object' || typed === null;
  return isText && toLineFeeds(plainText(typed)) === toLineFeeds(plainText(opened));
}

/**
 * Parses the typed values, each in the notation and the storage class of the stored one.
 * @throws ValidationError naming the wrong fields
 */
async function parseEdits(
  resource: PanelResource,
  call: ActionContext | undefined,
  typed: readonly TypedEdit[],
  stored: StoredColumns,
): Promise<Edit[]> {
  const errors: FieldErrors = {};
  const edits = typed.flatMap((edit): Edit[] => {
    const { column } = edit;
    const before = decryptStored(resource, column, stored);
    const isBinary = before instanceof Uint8Array && column.referencedKey === null;
    const parsed =
      isBinary && !isFile(column)
        ? { problem: message('tables.binary_field') }
        : parseFormValue(column, edit.typed, before);
    if ('problem' in parsed) {
      Object.assign(errors, fieldError(column, parsed.problem));
      return [];
    }
    if (parsed.value === null && column.info.notNull) {
      Object.assign(errors, fieldError(column, message('tables.required')));
      return [];
    }
    return [{ ...edit, before, after: parsed.value }];
  });
  const written = edits.map(({ column, after }) => ({ column, value: after }));
  Object.assign(errors, findSurplus(written));
  Object.assign(errors, await refuseForeignRows(resource, call, written));
  if (Object.keys(errors).length > 0) throw new ValidationError(errors);
  return edits;
}

function isSameValue(one: ExactValue, other: ExactValue): boolean {
  const areBytes = one instanceof Uint8Array && other instanceof Uint8Array;
  return areBytes ? Buffer.compare(one, other) === 0 : one === other;
}

function valuesOf(edits: readonly Edit[], which: 'before' | 'after'): Record<string, SqlValue> {
  return plainValues(Object.fromEntries(edits.map((edit) => [edit.column.name, edit[which]])));
}

/**
 * D1 takes 100 parameters, and an expression of a depth of 100, to which each AND adds one.
 * https://www.sqlite.org/limits.html#max_expr_depth
 */
const COLUMNS_AT_ONCE = 25;

/** Builds conditions that hold together while every edited column has the value that was read. */
function unchangedConditions(isRow: SQL, edits: readonly Edit[], stored: StoredColumns): SQL[] {
  const parts = edits.map(({ column }) => isStillStored(column, stored.get(column.name) ?? null));
  return piecesOf(parts, COLUMNS_AT_ONCE).map(
    (piece) => sql`${isRow} AND ${sql.join(piece, sql` AND `)}`,
  );
}

async function refuseChanged(
  resource: PanelResource,
  isRow: SQL,
  edits: readonly TypedEdit[],
  unchanged: readonly SQL[],
): Promise<void> {
  const name = sql.identifier(resource.table.info.name);
  const answers = await commitBatch(
    resource.context.database,
    unchanged.map((condition) =>
      rows<{ found: number }>(sql`SELECT count(*) AS found FROM ${name} WHERE ${condition}`),
    ),
  );
  if (answers.some(([row]) => row?.found !== 1))
    throw await conflictOf(resource, isRow, edits, undefined);
}

async function updateRow(
  resource: PanelResource,
  actor: Actor,
  id: string,
  { isRow, unchanged, values, before, after }: RowChange,
  also: readonly Write[],
): Promise<void> {
  const { context, table, access } = resource;
  const stored = toStored(resource, {
    ...stampsNow(resource, /^updated_at$/),
    ...Object.fromEntries(values),
  });
  const name = sql.identifier(table.info.name);
  const assignments = Object.entries(stored).map(
    ([column, value]) => sql`${sql.identifier(column)} = ${bindExact(value)}`,
  );
  const isRowInScope = sql`${isRow} AND ${resource.scope(actor)}`;
  // `unchanged` holds the scope too, for a form of so many fields that D1 takes no other parameter.
  const { params } = toStatement(isRowInScope);
  const fits = assignments.length + params.length <= LIMITS.parameters;
  const needs = needOfValues(
    table.declaration,
    [...values].map(([column, value]) => [column, before[column] ?? null, value]),
  );
  await commitPermitted(context, actor, needs, [
    ...unchanged.map((condition) =>
      guard('row.unchanged', sql`SELECT count(*) FROM ${name} WHERE ${condition}`),
    ),
    sql`UPDATE ${name} SET ${sql.join(assignments, sql`, `)}
      WHERE ${fits ? isRowInScope : isRow}`,
    ...writtenGuard(resource),
    ...(access.rows === 'all'
      ? []
      : [guard('row.in_scope', sql`SELECT count(*) FROM ${name} WHERE ${isRowInScope}`)]),
    auditWrite(context, actor, {
      action: `${singularOf(table.info.name)}.edited`,
      tableName: table.info.name,
      recordId: id,
      before: maskValues(resource, before),
      after: maskValues(resource, after),
    }),
    ...(table.declaration?.hooks?.onEdit?.(context, actor, { id, before, after }) ?? []),
    ...also,
  ]);
}
