import { ValidationError, type ActionContext } from 'adminjs';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';
import type { EditInput } from '../../services/bulk-runs/records.js';
import { plainText } from '../codecs/values.js';
import { EDIT_PREFIX } from '../contract/bulk.js';
import { READINGS_FIELD } from '../contract/panel.js';
import { versionOfReadings } from '../readings/choices.js';
import { fieldError, type FieldErrors } from '../row-values/field-errors.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import type { PanelColumn } from '../tables/panel-table.js';
import type { ExactValue } from '../values/exact-value.js';
import { parseTyped, referenceProblem } from './decide.js';

/** Reads the form of an edit of many rows: the ticked columns, each with its new value. */

/** D1 takes a hundred parameters and answers a hundred columns. */
const MOST_COLUMNS = 50;

export interface EditForm {
  edit: EditInput;
  columns: PanelColumn[];
  values: ExactValue[];
}

/**
 * Reads a posted form.
 * @throws ValidationError naming fields; DomainError `invalid` without a ticked column, `conflict` for
 *   a form from before a change of readings
 */
export async function readEditForm(
  resource: ScopedResource,
  payload: Record<string, unknown>,
  call: ActionContext,
): Promise<EditForm> {
  const { table, access } = resource;
  const readings = versionOfReadings(table);
  const posted = payload[READINGS_FIELD];
  if (posted !== undefined && posted !== readings) {
    throw new DomainError('conflict', message('readings.outdated_form'), {
      hint: message('shared.reload'),
    });
  }
  const columns = table.columns.filter(
    ({ name, path }) => access.bulkEdit.has(name) && Object.hasOwn(payload, EDIT_PREFIX + path),
  );
  const asked = Object.keys(payload).filter((key) => key.startsWith(EDIT_PREFIX));
  if (asked.length > columns.length) {
    throw new DomainError('forbidden', message('bulk_edits.not_open'));
  }
  if (columns.length === 0) throw new DomainError('invalid', message('bulk_edits.nothing_ticked'));
  if (columns.length > MOST_COLUMNS) {
    throw new DomainError(
      'invalid',
      message('bulk_edits.too_many_columns', { most: MOST_COLUMNS }),
    );
  }
  const typed = columns.map(({ path }) => payload[EDIT_PREFIX + path] ?? null);
  const values = await parseAll(resource, call, columns, typed);
  return {
    columns,
    values,
    edit: {
      table: table.info.name,
      title: table.label,
      readings,
      columns: columns.map(({ name, label }, index) => ({
        name,
        title: label,
        typed: typed[index] === null ? null : plainText(typed[index]),
      })),
    },
  };
}

async function parseAll(
  resource: ScopedResource,
  call: ActionContext,
  columns: readonly PanelColumn[],
  typed: readonly unknown[],
): Promise<ExactValue[]> {
  const errors: FieldErrors = {};
  const values: ExactValue[] = [];
  for (const [index, column] of columns.entries()) {
    const input = typed[index] ?? null;
    const isPlain = input === null || typeof input !== 'object';
    const parsed = isPlain
      ? parseTyped(column, input === null ? null : plainText(input))
      : { problem: message('tables.one_value') };
    if ('problem' in parsed) {
      Object.assign(errors, fieldError(column, parsed.problem));
      continue;
    }
    values.push(parsed.value);
    const problem = await referenceProblem(resource, call, column, parsed.value);
    if (problem !== null) Object.assign(errors, fieldError(column, message('tables.unknown_row')));
  }
  if (Object.keys(errors).length > 0) throw new ValidationError(errors);
  return values;
}

/**
 * Requires that no unique index covers the edited columns alone: of many rows, only one could get
 * these values. A role that sees some rows only edits such columns one by one.
 * @throws ValidationError naming the columns
 */
export function refuseUnique(
  { table, access }: ScopedResource,
  { columns, values }: EditForm,
  rows: number,
): void {
  // A trial would tell a role that sees some rows only which values the others have.
  if (access.rows !== 'all') {
    const names = table.info.uniques.flat();
    const unique = columns.filter(({ name }) => names.includes(name));
    if (unique.length === 0) return;
    const problem = message('bulk_edits.unique_in_scope');
    throw new ValidationError(
      Object.assign({}, ...unique.map((column) => fieldError(column, problem))) as FieldErrors,
    );
  }
  if (rows < 2) return;
  const errors: FieldErrors = {};
  const isSet = (name: string) =>
    columns.some((column, index) => column.name === name && (values[index] ?? null) !== null);
  for (const names of table.info.uniques) {
    if (names.length === 0 || !names.every(isSet)) continue;
    for (const column of columns.filter(({ name }) => names.includes(name))) {
      Object.assign(errors, fieldError(column, message('bulk_edits.unique', { rows })));
    }
  }
  if (Object.keys(errors).length > 0) throw new ValidationError(errors);
}
