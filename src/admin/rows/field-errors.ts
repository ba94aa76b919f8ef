import { ValidationError } from 'adminjs';
import { ConstraintError } from '../../db/errors.js';
import { DomainError } from '../../errors.js';
import type { PanelColumn, PanelTable } from '../tables/panel-table.js';

/** Turns refusals of services and of the database into messages beside their fields. */

export type FieldErrors = Record<string, { type: string; message: string }>;

/** Builds a message beside the field of a column. */
export function fieldError(column: PanelColumn, message: string): FieldErrors {
  return { [column.path]: { type: 'invalid', message } };
}

/**
 * Throws the error of a write again, as messages beside the form's fields where it has some.
 * @param fields paths of the form's inputs: a message never stands beside a field that the form
 *   lacks
 * @throws ValidationError for what the user can correct; DomainError `conflict` for a constraint on
 *   columns outside the form; any other error unchanged
 */
export function throwAsFieldErrors(
  error: unknown,
  table: PanelTable,
  fields: ReadonlySet<string>,
): never {
  if (!(error instanceof DomainError)) throw error;
  const isConstraint = error instanceof ConstraintError;
  const columns = isConstraint ? blamedColumns(error, table) : columnsNamed(error.field, table);
  const open = columns.filter(({ path }) => fields.has(path));
  if (open.length === 0) {
    if (!isConstraint) throw error;
    throw new DomainError('conflict', constraintSummary(error, columns), { cause: error });
  }
  throw new ValidationError(
    Object.assign(
      {},
      ...open.map((column) =>
        fieldError(column, isConstraint ? constraintText(error, column) : error.text),
      ),
    ) as FieldErrors,
  );
}

function columnsNamed(field: string | undefined, table: PanelTable): PanelColumn[] {
  return table.columns.filter(({ name, path }) => name === field || path === field);
}

function blamedColumns(error: ConstraintError, table: PanelTable): PanelColumn[] {
  if (error.columns.length > 0) {
    return table.columns.filter(({ name }) => error.columns.includes(name));
  }
  if (error.kind === 'check') {
    const check = table.info.checks.find(
      ({ name }) => squashSpaces(name) === squashSpaces(error.constraint),
    );
    return table.columns.filter(({ name }) => check?.columns.includes(name));
  }
  if (error.kind === 'foreign_key') {
    const named = table.info.foreignKeys.flatMap(({ columns }) => columns);
    return table.columns.filter(({ name }) => named.includes(name));
  }
  return [];
}

/** SQLite names an unnamed CHECK by its expression. */
const squashSpaces = (text: string | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();

function constraintText(error: ConstraintError, column: PanelColumn): string {
  switch (error.kind) {
    case 'unique':
      return error.columns.length > 1 ? 'this combination is already taken' : 'is already taken';
    case 'not_null':
      return 'is required';
    case 'foreign_key':
      return 'refers to a row that does not exist';
    case 'datatype':
      return 'has the wrong type';
    case 'rule':
      return error.text;
    case 'check':
      return column.info.values === null
        ? 'is not allowed here'
        : `must be one of ${column.info.values.map(String).join(', ')}`;
  }
}

/** Describes a broken constraint whose columns the form lacks. */
function constraintSummary(error: ConstraintError, columns: readonly PanelColumn[]): string {
  if (error.kind === 'rule') return error.text;
  const names = columns.filter(({ isSecret }) => !isSecret).map(({ label }) => label);
  return names.length === 0
    ? 'the database refused this: a rule of the table is broken'
    : `${names.join(' and ')} ${constraintText(error, columns[0] as PanelColumn)}`;
}
