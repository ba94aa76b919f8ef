import { ValidationError, type PropertyErrors } from 'adminjs';
import { ConstraintError } from '../../db/errors.js';
import { DomainError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';
import { listTitles } from '../../messages/series.js';
import { recordError } from '../request/record-errors.js';
import type { PanelColumn, PanelTable } from '../tables/panel-table.js';
import { isFile } from './file-columns.js';

/** Turns refusals of services and of the database into messages beside their fields. */

export type FieldErrors = PropertyErrors;

/** Builds a message beside the field of a column. */
export function fieldError(column: PanelColumn, problem: Message): FieldErrors {
  return { [column.path]: recordError(problem, 'invalid') };
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
        fieldError(column, isConstraint ? constraintProblem(error, column) : error.whole),
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
  // A row that is too large fits with smaller files.
  if (error.kind === 'size') return table.columns.filter(isFile);
  if (error.kind === 'foreign_key') {
    const named = table.info.foreignKeys.flatMap(({ columns }) => columns);
    return table.columns.filter(({ name }) => named.includes(name));
  }
  return [];
}

/** Describes a broken constraint with the columns that it names. */
export function constraintMessage(error: ConstraintError, table: PanelTable): Message {
  return constraintSummary(error, blamedColumns(error, table));
}

/** SQLite names an unnamed CHECK by its expression. */
const squashSpaces = (text: string | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();

function constraintProblem(error: ConstraintError, column: PanelColumn): Message {
  switch (error.kind) {
    case 'unique':
      return message(error.columns.length > 1 ? 'tables.combination_taken' : 'tables.taken');
    case 'hidden':
      return message('tables.not_accepted');
    case 'not_null':
      return message('tables.required');
    case 'foreign_key':
      return message('tables.no_referenced_row');
    case 'datatype':
    case 'size':
      return error.said;
    case 'rule':
    case 'trigger':
      return error.whole;
    case 'check':
      return column.info.values === null
        ? error.said
        : message('tables.one_of', { values: column.info.values.map(String) });
  }
}

/** Says which constraint a row breaks, by the titles of its columns. */
export function constraintReason(error: ConstraintError, table: PanelTable): Message {
  return constraintSummary(error, blamedColumns(error, table));
}

/** Describes a broken constraint whose columns the form lacks. */
function constraintSummary(error: ConstraintError, columns: readonly PanelColumn[]): Message {
  const [first, ...others] = columns.filter(({ isSecret }) => !isSecret);
  if (!first) {
    const isSaid = ['rule', 'trigger', 'size'].includes(error.kind);
    return isSaid ? error.whole : message('tables.rule_broken');
  }
  const problem = constraintProblem(error, first);
  return others.length === 0
    ? message('tables.column_problem', { column: first.label, problem })
    : message('tables.columns_problem', {
        columns: listTitles([first, ...others].map(({ label }) => label)),
        problem,
      });
}

/** Builds the refusal to delete a row: rows carry money and history. */
export function cannotDelete(table: string): DomainError {
  return new DomainError('forbidden', message('tables.cannot_delete', { table }), {
    hint: message('tables.deactivate'),
  });
}
