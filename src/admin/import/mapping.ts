import { DomainError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';
import { inSeries, listTitles } from '../../messages/series.js';
import { isFile } from '../rows/file-columns.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import type { PanelColumn } from '../tables/panel-table.js';

/** Maps the columns of a file to the columns of the table. */

/** Heading of the column that a file of refused rows adds; ignored when the file is sent again. */
export const PROBLEM_HEADER = 'Problem';

/** Columns that a line of a file may fill in a new row: no line holds another file. */
export function importColumns({ table, access }: ScopedResource): PanelColumn[] {
  return table.columns.filter((column) => access.create.has(column.name) && !isFile(column));
}

/**
 * Guesses the mapping from the headers: a path for each, or empty. Each column of the table occurs
 * once.
 */
export function guessMapping(resource: ScopedResource, headers: readonly string[]): string[] {
  const mapping = headers.map(() => '');
  const exact = headers.map((header) => header.toLowerCase());
  const known = headers.map(normaliseHeader);
  for (const { path, label, references } of importColumns(resource)) {
    const names = [path, ...(references === null ? [] : [`${label} id`, `${label} code`]), label];
    const index = [
      ...names.map((name) => exact.indexOf(name.toLowerCase())),
      ...names.map((name) => known.indexOf(normaliseHeader(name))),
    ].find((found) => found >= 0);
    if (index !== undefined) mapping[index] = path;
  }
  return mapping;
}

/**
 * Parses the mapping that the user chose.
 * @param text JSON that the form posted
 * @throws DomainError `invalid` on `mapping`
 */
export function readMapping(
  resource: ScopedResource,
  headers: readonly string[],
  text: string,
): string[] {
  const mapping = parseTexts(text);
  if (mapping?.length !== headers.length) throw mappingError(message('files.columns_unfit'));
  const used = mapping.filter((path) => path !== '');
  const open = importColumns(resource).map(({ path }) => path);
  if (used.some((path) => !open.includes(path))) {
    throw mappingError(message('files.column_refused'));
  }
  if (new Set(used).size < used.length) {
    throw mappingError(message('files.same_column'), message('files.leave_one_out'));
  }
  return mapping;
}

/** Returns the reason why the file cannot be imported yet, or null. */
export function mappingProblem(
  resource: ScopedResource,
  headers: readonly string[],
  mapping: readonly string[],
  isChosen: boolean,
): Message | null {
  const { table } = resource;
  const missing = importColumns(resource).filter(
    ({ isRequired, path }) => isRequired && !mapping.includes(path),
  );
  if (missing.length > 0) {
    const columns = listTitles(missing.map(({ label }) => label));
    const needed = message('files.missing_columns', { columns });
    return headers.length === 1 ? inSeries([needed, message('files.one_column')]) : needed;
  }
  const refused = Object.entries(table.declaration?.neverImported ?? {}).find(([name]) => {
    const column = table.columns.find((candidate) => candidate.name === name);
    return column && headers.some((header) => [column.path, column.label].map(normaliseHeader).includes(normaliseHeader(header))); // prettier-ignore
  });
  return refused === undefined || isChosen ? null : refused[1];
}

function normaliseHeader(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

function parseTexts(text: string): string[] | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) && parsed.every((part) => typeof part === 'string')
      ? parsed
      : null;
  } catch {
    return null;
  }
}

function mappingError(said: Message, hint?: Message): DomainError {
  return new DomainError('invalid', said, { field: 'mapping', hint });
}
