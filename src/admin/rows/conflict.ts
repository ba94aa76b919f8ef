import { ValidationError } from 'adminjs';
import { sql, type SQL } from 'drizzle-orm';
import { commitBatch, type Row } from '../../db/batch.js';
import { DomainError } from '../../errors.js';
import { FormFile } from '../../http/guard/form-file.js';
import { message, type Message } from '../../messages/message.js';
import { decryptColumn } from '../../services/encryption/columns.js';
import { isSamePresented, plainText, presentValue } from '../codecs/values.js';
import { readExact, selectAny, selectExact, type ExactValue } from '../values/exact-value.js';
import { piecesOf } from '../values/pieces.js';
import { FILE_VERSION_PREFIX } from '../contract/panel.js';
import type { PanelColumn } from '../tables/panel-table.js';
import { fieldError, type FieldErrors } from '../row-values/field-errors.js';
import { isFile } from '../row-values/file-columns.js';
import { selectFile, selectIsTooLarge, sizeOf, versionOf } from '../row-values/file-values.js';
import type { PanelResource } from '../records/panel-resource.js';

/** Detects that two users edit one record, with both values of each column that both changed. */

/**
 * Error that names columns which another user changed while the form was open, with their current
 * values by path.
 */
export class ConflictError extends ValidationError {
  constructor(
    errors: FieldErrors,
    readonly conflicts: Record<string, unknown>,
  ) {
    super(errors);
  }
}

/** Column that a form changed, with the form's values: null is NULL. */
export interface TypedEdit {
  column: PanelColumn;
  /** Presented value when the form was opened. */
  opened: unknown;
  typed: unknown;
}

/** Stored values by column name, each in its storage class. */
export type StoredColumns = ReadonlyMap<string, ExactValue>;

/**
 * Compares the stored values with those of the opened form; null where all columns are unchanged.
 */
export function conflictIn(
  resource: PanelResource,
  stored: StoredColumns,
  edits: readonly TypedEdit[],
): ConflictError | null {
  const errors: FieldErrors = {};
  const conflicts: Record<string, unknown> = {};
  for (const { column, opened, typed } of edits) {
    if (isFile(column)) {
      const version = versionOf(stored.get(column.name) ?? null);
      if (version === (opened ?? null)) continue;
      conflicts[column.path] = sizeOf(version);
      conflicts[FILE_VERSION_PREFIX + column.path] = version;
      Object.assign(errors, fieldError(column, fileConflict(version, typed)));
      continue;
    }
    const current = presentValue(column, decryptStored(resource, column, stored));
    if (isSamePresented(column, current, opened)) continue;
    conflicts[column.path] = current;
    Object.assign(
      errors,
      fieldError(column, conflictProblem(plainText(current), plainText(typed))),
    );
  }
  return Object.keys(errors).length === 0 ? null : new ConflictError(errors, conflicts);
}

function fileConflict(version: string | null, typed: unknown): Message {
  if (version !== null) return message('tables.file_replaced');
  return message(
    plainText(typed) === '' && !(typed instanceof FormFile)
      ? 'tables.emptied_too'
      : 'tables.file_removed',
  );
}

function conflictProblem(now: string, typed: string): Message {
  if (now === '') {
    return typed === ''
      ? message('tables.emptied_too')
      : message('tables.emptied_value', { typed });
  }
  return typed === ''
    ? message('tables.changed_emptied', { now })
    : message('tables.changed_value', { now, typed });
}

/** Builds the error of an edit whose guard found another row than the one that was read. */
export async function conflictOf(
  resource: PanelResource,
  isRow: SQL,
  edits: readonly TypedEdit[],
  cause: unknown,
): Promise<Error> {
  const conflict = conflictIn(resource, await readStoredColumns(resource, isRow, edits), edits);
  return (
    conflict ??
    new DomainError(
      'conflict',
      message(resource.table.declaration === null ? 'tables.ignored' : 'tables.changed_at_once'),
      {
        hint: message('shared.reload'),
        cause,
      },
    )
  );
}

/** D1 answers at most 100 columns and takes as many parameters, of which a file needs one. */
const COLUMNS_AT_ONCE = 50;

/**
 * Reads the edited columns, each in its storage class.
 * @throws DomainError `not_found` when the row no longer exists or is out of scope; ValidationError
 * for a file that is too large to compare
 */
export async function readStoredColumns(
  resource: PanelResource,
  isRow: SQL,
  edits: readonly { column: PanelColumn }[],
): Promise<StoredColumns> {
  const columns = edits.map(({ column }, index) => {
    const content = isFile(column)
      ? selectFile(column)
      : (column.isOwn ? selectExact : selectAny)(sql`${sql.identifier(column.name)}`);
    return sql`${content} AS ${sql.identifier(`c${index}`)}`;
  });
  const files = edits.flatMap(({ column }) => (isFile(column) ? [column] : []));
  const tooLarge = files.map(
    (column, index) => sql`${selectIsTooLarge(column)} AS ${sql.identifier(`t${index}`)}`,
  );
  const name = sql.identifier(resource.table.info.name);
  const parts = await commitBatch(
    resource.context.database,
    piecesOf([...columns, ...tooLarge], COLUMNS_AT_ONCE).map(
      (piece) => sql`SELECT ${sql.join(piece, sql`, `)} FROM ${name}
      WHERE ${isRow}`,
    ),
  );
  if (parts.some((part) => part.length === 0)) {
    throw new DomainError('not_found', message('tables.gone'));
  }
  const row: Row = Object.assign({}, ...parts.map(([part]) => part)) as Row;
  const incomparable = files.find((_column, index) => row[`t${index}`] === 1);
  if (incomparable) {
    throw new ValidationError(fieldError(incomparable, message('tables.file_not_compared')));
  }
  return new Map(
    edits.map(({ column }, index) => [column.name, readExact(row[`c${index}`] ?? null)]),
  );
}

/** Returns a column's stored value, decrypted. */
export function decryptStored(
  { context, table }: PanelResource,
  column: PanelColumn,
  stored: StoredColumns,
): ExactValue {
  const value = stored.get(column.name) ?? null;
  if (!column.encrypted || typeof value !== 'string') return value;
  return decryptColumn(context, table.info.name, column.name, value);
}
