import { ValidationError } from 'adminjs';
import { sql, type SQL } from 'drizzle-orm';
import { commitBatch } from '../../db/batch.js';
import type { SqlValue } from '../../db/types.js';
import { DomainError } from '../../errors.js';
import { decryptColumn } from '../../services/encryption/columns.js';
import type { PanelColumn } from '../tables/panel-table.js';
import { plainText, presentValue } from '../tables/values.js';
import { fieldError, type FieldErrors } from './field-errors.js';
import type { PanelResource } from './panel-resource.js';
import type { Values } from './stored-values.js';

/** Two people with one record: what each of them has in a column that both changed. */

/** Columns that somebody else changed while the form was open, with their values now, by path. */
export class ConflictError extends ValidationError {
  constructor(
    errors: FieldErrors,
    readonly conflicts: Record<string, unknown>,
  ) {
    super(errors);
  }
}

export interface Edit {
  column: PanelColumn;
  /** The value that the column had when the form was opened. */
  original: SqlValue;
  value: SqlValue;
}

/** Both values of each column that is not what it was. */
export async function conflictOf(
  resource: PanelResource,
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
export async function readNow(
  resource: PanelResource,
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
export function opened(resource: PanelResource, column: PanelColumn, value: SqlValue): SqlValue {
  if (!column.encrypted || typeof value !== 'string') return value;
  return decryptColumn(resource.context, resource.table.info.name, column.name, value);
}
