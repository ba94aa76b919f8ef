import { IANAZone } from 'luxon';
import { DomainError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';
import { inSeries, listTitles } from '../../messages/series.js';
import type { ImportWay } from '../contract/import.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import type { PanelColumn } from '../tables/panel-table.js';
import { changeColumns, importKeys, newColumns, type KeyChoice } from './ways.js';

/** Maps the columns of a file to the columns of the table. */

/** Heading of the column that a file of refused rows adds; ignored when the file is sent again. */
export const PROBLEM_HEADER = 'Problem';

/**
 * Guesses the mapping from the headers: a path for each, or empty. Each column of the table occurs
 * once. A label that two columns share maps neither.
 */
export function guessMapping(
  columns: readonly PanelColumn[],
  headers: readonly string[],
): string[] {
  const mapping = headers.map(() => '');
  const plain = headers.map((header) => (zoneOf(header) === null ? header : withoutZone(header)));
  const exact = plain.map((header) => header.toLowerCase());
  const known = plain.map(normaliseHeader);
  const isShared = (label: string) =>
    columns.filter((column) => normaliseHeader(column.label) === normaliseHeader(label)).length > 1;
  for (const { path, label, references } of columns) {
    const own = isShared(label) ? [] : [label];
    // An export has the title of a reference too, in a column of the label alone.
    const keys = references === null ? [] : own.flatMap((one) => [`${one} id`, `${one} code`]);
    const names = [...keys, path, ...own];
    const index = [
      ...names.map((name) => exact.indexOf(name.toLowerCase())),
      ...names.map((name) => known.indexOf(normaliseHeader(name))),
    ].find((found) => found >= 0 && mapping[found] === '');
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
  columns: readonly PanelColumn[],
  headers: readonly string[],
  text: string,
): string[] {
  const mapping = parseTexts(text);
  if (mapping?.length !== headers.length) throw mappingError(message('files.columns_unfit'));
  const used = mapping.filter((path) => path !== '');
  if (used.some((path) => !columns.some((column) => column.path === path))) {
    throw mappingError(message('files.column_refused'));
  }
  if (new Set(used).size < used.length) {
    throw mappingError(message('files.same_column'), message('files.leave_one_out'));
  }
  return mapping;
}

export interface MappedFile {
  way: ImportWay;
  /** Key that finds stored rows; null for new rows only, or where the file has none. */
  key: KeyChoice | null;
  headers: readonly string[];
  mapping: readonly string[];
  isChosen: boolean;
}

/** Returns the reason why the file cannot be imported yet, or null. */
export function mappingProblem(
  resource: ScopedResource,
  { way, key, headers, mapping, isChosen }: MappedFile,
): Message | null {
  const { table } = resource;
  const isMapped = ({ path }: PanelColumn) => mapping.includes(path);
  const missing =
    way === 'add'
      ? newColumns(resource).filter((column) => column.isRequired && !isMapped(column))
      : (key?.columns ?? []).filter((column) => !isMapped(column));
  if (missing.length > 0) {
    const columns = listTitles(missing.map(({ label }) => label));
    return withSeparator(headers, message('files.missing_columns', { columns }));
  }
  if (way !== 'add' && key === null) {
    const keys = importKeys(resource).map(({ label }) => label);
    return withSeparator(headers, message('files.missing_key', { keys }));
  }
  const changed = changeColumns(resource).filter((column) => !key?.columns.includes(column));
  if (way === 'update' && !changed.some(isMapped)) {
    return withSeparator(headers, message('files.nothing_to_change'));
  }
  const refused = Object.entries(table.declaration?.neverImported ?? {}).find(([name]) => {
    const column = table.columns.find((candidate) => candidate.name === name);
    return column && headers.some((header) => [column.path, column.label].map(normaliseHeader).includes(normaliseHeader(header))); // prettier-ignore
  });
  return refused === undefined || isChosen ? null : refused[1];
}

function withSeparator(headers: readonly string[], said: Message): Message {
  return headers.length === 1 ? inSeries([said, message('files.one_column')]) : said;
}

/** Returns the time zone that a header names, as in `Paid at (Europe/Madrid)`; null without one. */
export function zoneOf(header: string): string | null {
  const name = / \(([\w/+-]+)\)$/.exec(header)?.[1];
  return name !== undefined && IANAZone.isValidZone(name) ? name : null;
}

const withoutZone = (header: string) => header.replace(/ \([^()]*\)$/, '');

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
