import type { ActionContext } from 'adminjs';
import { sql } from 'drizzle-orm';
import { createHash } from 'node:crypto';
import { commitBatch, inList } from '../../db/batch.js';
import { afterOthers } from '../../http/turns.js';
import { message, type Message } from '../../messages/message.js';
import { inSeries } from '../../messages/series.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import type { Values } from '../rows/stored-values.js';
import type { PanelColumn } from '../tables/panel-table.js';
import type { Parsed } from '../codecs/codec.js';
import { parseValue } from '../codecs/values.js';
import type { ImportFile, ImportFileRow } from './file.js';
import { importColumns } from './mapping.js';
import {
  cellText,
  LONGEST_CELL,
  readReferences,
  type ColumnInFile,
  type References,
} from './references.js';

/** Parses rows of a file as new rows of the table, each with its problems. */

export interface ImportRow extends ImportFileRow {
  /** Values by column name; an empty cell is left to the table's default. */
  values: Values;
  problems: Message[];
}

/** Rows between two turns: less than a millisecond of reading cells. */
const ROWS_BETWEEN_TURNS = 100;
const REQUESTS_BETWEEN_TURNS = 16;
/**
 * Length from which a unique column's value is remembered as its hash: a file has up to 100,000 of
 * them.
 */
const LONGEST_KEPT_VALUE = 44;

export interface RowSource {
  resource: ScopedResource;
  file: ImportFile;
  mapping: readonly string[];
  call: ActionContext;
}

/**
 * Yields the parsed rows with every problem that can be known before anything is written, some at a
 * time as the file has them. Other requests are served in between.
 * @param signal aborts when the client has closed the connection
 * @throws DomainError as `ImportFile.rows`; the signal's reason
 */
export async function* readImportRows(
  { resource, file, mapping, call }: RowSource,
  signal?: AbortSignal,
): AsyncGenerator<ImportRow[]> {
  const columns = importColumns(resource).map((column): MappedColumn => ({
    column,
    index: mapping.indexOf(column.path),
    seen: resource.table.info.uniques.some(
      ([name, ...rest]) => name === column.name && rest.length === 0,
    )
      ? new Map()
      : null,
  }));
  const references: References = new Map();
  for await (const some of file.rows()) {
    signal?.throwIfAborted();
    await readReferences(resource, some, columns, references, call);
    const rows: ImportRow[] = [];
    for (const row of some) {
      rows.push(readImportRow(row, file.headers.length, columns, references));
      if (rows.length % ROWS_BETWEEN_TURNS === 0) {
        await afterOthers(resource.context, REQUESTS_BETWEEN_TURNS);
      }
    }
    yield rows;
  }
}

/** Finds the values of unique columns that stored rows have already, by column. */
export async function findTaken(
  resource: ScopedResource,
  rows: readonly ImportRow[],
): Promise<Map<string, Set<string>>> {
  const columns = uniqueColumns(resource);
  if (columns.length === 0) return new Map();
  const found = await commitBatch(
    resource.context.engine.longReads,
    columns.map(({ name }) => selectTaken(resource, name, rows)),
  );
  return new Map(
    columns.map(({ name }, index): [string, Set<string>] => [
      name,
      new Set(found[index]?.map(({ value }) => String(value))),
    ]),
  );
}

/** Returns the imported columns in which no value may occur twice. */
export function uniqueColumns(resource: ScopedResource): PanelColumn[] {
  const { uniques } = resource.table.info;
  return importColumns(resource).filter(
    ({ name, encrypted }) =>
      encrypted === null && uniques.some((unique) => unique.length === 1 && unique[0] === name),
  );
}

/**
 * Selects the taken values of a unique column, outside of the actor's scope too: a value is taken,
 * whoever has it.
 */
export function selectTaken({ table }: ScopedResource, name: string, rows: readonly ImportRow[]) {
  const values = rows.flatMap(({ values: { [name]: value } }) =>
    typeof value === 'string' || typeof value === 'number' ? [value] : [],
  );
  const column = sql.identifier(name);
  return sql`SELECT ${column} AS value FROM ${sql.identifier(table.info.name)}
    WHERE ${column} IN ${inList(values)}`;
}

/** Joins the problems of a row into one message; null for a good row. */
export function importRowProblem(
  resource: ScopedResource,
  row: ImportRow,
  taken: ReadonlyMap<string, ReadonlySet<string>>,
): Message | null {
  const isTaken = uniqueColumns(resource)
    .filter(({ name }) => taken.get(name)?.has(String(row.values[name])) === true)
    .map((column) => problemOf(column, message('tables.taken')));
  const problems = [...row.problems, ...isTaken];
  return problems.length === 0 ? null : inSeries(problems);
}

interface MappedColumn extends ColumnInFile {
  /** Line of each value of a unique column, by `keptValue`; null for other columns. */
  seen: Map<string, number> | null;
}

function readImportRow(
  { line, cells }: ImportFileRow,
  width: number,
  columns: readonly MappedColumn[],
  references: References,
): ImportRow {
  const values: Values = {};
  const problems: Message[] = [];
  if (cells.length !== width) {
    problems.push(message('files.row_width', { cells: cells.length, headers: width }));
  }
  for (const { column, index, seen } of columns) {
    const text = cellText(cells, index);
    const parsed = parseCell(column, text, references);
    if ('problem' in parsed) problems.push(problemOf(column, parsed.problem));
    else if (parsed.value === null) {
      if (column.isRequired) problems.push(problemOf(column, message('tables.required')));
    } else {
      values[column.name] = parsed.value;
      const value = keptValue(parsed.value);
      const first = seen?.get(value);
      if (first === undefined) seen?.set(value, line);
      else problems.push(problemOf(column, message('files.repeated_value', { line: first })));
    }
  }
  return { line, cells, values, problems };
}

function problemOf({ label }: PanelColumn, problem: Message): Message {
  return message('tables.column_problem', { column: label, problem });
}

function parseCell(column: PanelColumn, text: string, references: References): Parsed {
  if (text.length > LONGEST_CELL) {
    return { problem: message('tables.longest', { limit: LONGEST_CELL }) };
  }
  if (column.references === null || text === '')
    return parseValue(column, text === '' ? null : text);
  const key = references.get(column.path)?.get(text);
  if (key === undefined) return { problem: message('files.unknown_name') };
  return key === null ? { problem: message('files.ambiguous_name') } : parseValue(column, key);
}

function keptValue(value: unknown): string {
  const text = String(value);
  if (text.length < LONGEST_KEPT_VALUE) return text;
  return createHash('sha256').update(text).digest('base64');
}
