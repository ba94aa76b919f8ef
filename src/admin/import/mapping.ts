import { DomainError } from '../../errors.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import type { PanelColumn } from '../tables/panel-table.js';

/** Which column of a file goes into which column of the table. */

/** Added to a file of rows that were refused; left out when it comes back. */
export const PROBLEM_HEADER = 'Problem';

/** Columns that the person may fill in a new row. */
export function importColumns({ table, access }: ScopedResource): PanelColumn[] {
  return table.columns.filter(({ name }) => access.create.has(name));
}

/** By the headers, as far as they tell: paths, or empty. Each column of the table once. */
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
 * @param text JSON that the form posted
 * @throws DomainError `invalid` on `mapping`
 */
export function readMapping(
  resource: ScopedResource,
  headers: readonly string[],
  text: string,
): string[] {
  const mapping = parseTexts(text);
  if (mapping?.length !== headers.length) throw mappingError('the columns do not fit the file');
  const used = mapping.filter((path) => path !== '');
  const open = importColumns(resource).map(({ path }) => path);
  if (used.some((path) => !open.includes(path))) throw mappingError('a column cannot be imported');
  if (new Set(used).size < used.length) {
    throw mappingError('two columns of the file go into the same column', 'leave one of them out');
  }
  return mapping;
}

/** Why nothing of the file can be taken yet, or null. */
export function mappingProblem(
  resource: ScopedResource,
  headers: readonly string[],
  mapping: readonly string[],
  isChosen: boolean,
): string | null {
  const { table } = resource;
  const missing = importColumns(resource).filter(
    ({ isRequired, path }) => isRequired && !mapping.includes(path),
  );
  if (missing.length > 0) {
    const names = missing.map(({ label }) => label).join(', ');
    const hint =
      headers.length === 1
        ? '; only one column was found: is the separator a comma, a semicolon or a tab?'
        : '';
    return `the file needs a column for ${names}${hint}`;
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

function mappingError(message: string, hint?: string): DomainError {
  return new DomainError('invalid', message, { field: 'mapping', hint });
}
