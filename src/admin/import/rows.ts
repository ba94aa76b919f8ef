import type { ActionContext } from 'adminjs';
import { createHash } from 'node:crypto';
import { afterOthers } from '../../http/turns.js';
import { message, type Message } from '../../messages/message.js';
import type { ImportWay } from '../contract/import.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import type { Values } from '../row-values/stored-values.js';
import type { PanelColumn, PanelTable } from '../tables/panel-table.js';
import { parseNew, typedCell, type Typed } from '../import-files/cells.js';
import type { ImportFile, ImportFileRow } from '../import-files/file.js';
import { zoneOf } from './mapping.js';
import { cellName, readReferences, type ColumnInFile, type References } from './references.js';
import { columnsOfWay, newColumns, type KeyChoice } from './ways.js';

/** Parses rows of a file, each with its problems, before anybody looks for stored rows. */

export interface TypedCell {
  typed: Typed;
  /** The cell as the file has it. */
  cell: string;
  /** Time zone of the column in the file. */
  zone: string | null;
}

export interface ImportRow extends ImportFileRow {
  /** Cells that are not empty: an empty one says nothing. */
  typed: ReadonlyMap<PanelColumn, TypedCell>;
  /** Values of a new row by column name; an empty cell is left to the table's default. */
  values: Values;
  /** Problems of a new row. */
  problems: Message[];
  /** Problems whatever becomes of the row. */
  faults: ReadonlyMap<number, Message>;
  shape: Message[];
}

/** Rows between two turns: less than a millisecond of reading cells. */
const ROWS_BETWEEN_TURNS = 100;
const REQUESTS_BETWEEN_TURNS = 16;
/**
 * Length from which a unique value is remembered as its hash: a file has up to 100,000 of them.
 */
const LONGEST_KEPT_VALUE = 44;

export interface RowSource {
  resource: ScopedResource;
  file: ImportFile;
  mapping: readonly string[];
  way: ImportWay;
  /** Key that finds stored rows; null for new rows only. */
  key: KeyChoice | null;
  call: ActionContext;
}

/**
 * Yields the parsed rows with every problem that the file alone shows, some at a time as the file
 * has them. Other requests are served in between.
 * @param signal aborts when the client has closed the connection
 * @throws DomainError as `ImportFile.rows`; the signal's reason
 */
export async function* readImportRows(
  source: RowSource,
  signal?: AbortSignal,
): AsyncGenerator<ImportRow[]> {
  const { resource, file, call } = source;
  const columns = mappedColumns(source);
  const uniques = uniquesIn(source);
  const references: References = new Map();
  for await (const some of file.rows()) {
    signal?.throwIfAborted();
    await readReferences(resource, some, columns, references, call);
    const rows: ImportRow[] = [];
    for (const row of some) {
      rows.push(readImportRow(source, row, columns, references, uniques));
      if (rows.length % ROWS_BETWEEN_TURNS === 0) {
        await afterOthers(resource.context, REQUESTS_BETWEEN_TURNS);
      }
    }
    yield rows;
  }
}

interface MappedColumn extends ColumnInFile {
  zone: string | null;
  isNew: boolean;
}

function mappedColumns({ resource, file, mapping, way }: RowSource): MappedColumn[] {
  const created = newColumns(resource);
  return columnsOfWay(resource, way).map((column) => {
    const index = mapping.indexOf(column.path);
    const zone = zoneOf(file.headers[index] ?? '');
    return { column, index, zone, isNew: created.includes(column) };
  });
}

/** Columns whose values no two rows share, with the line of each value that the file has. */
interface UniqueInFile {
  names: readonly string[];
  seen: Map<string, number>;
}

function uniquesIn({ resource, key }: RowSource): UniqueInFile[] {
  const { primaryKey, uniques } = resource.table.info;
  const lists = [primaryKey, ...uniques, ...(key ? [key.columns.map(({ name }) => name)] : [])];
  const known = new Map(lists.map((names) => [[...names].sort().join('\0'), names]));
  return [...known.values()]
    .filter((names) => names.length > 0)
    .map((names) => ({ names, seen: new Map() }));
}

function readImportRow(
  { resource: { table }, file: { headers }, way }: RowSource,
  row: ImportFileRow,
  columns: readonly MappedColumn[],
  references: References,
  uniques: readonly UniqueInFile[],
): ImportRow {
  const { line, index: position, cells, faults = new Map<number, Message>() } = row;
  const values: Values = {};
  const problems: Message[] = [];
  const typed = new Map<PanelColumn, TypedCell>();
  const shape: Message[] = [];
  if (cells.length !== headers.length) {
    shape.push(message('files.row_width', { cells: cells.length, headers: headers.length }));
  }
  for (const { column, index, zone, isNew } of columns) {
    const cell = cells[index] ?? '';
    const fault = faults.get(index);
    if (fault !== undefined) {
      shape.push(problemOf(column, fault));
      continue;
    }
    const text =
      column.references === null
        ? typedCell(table, column, cell, zone)
        : typedReference(column, cellName(cells, index), references);
    if (text !== null) typed.set(column, { typed: text, cell, zone });
    const parsed = isNew || text !== null ? parseNew(column, text) : { value: null };
    if ('problem' in parsed) problems.push(problemOf(column, parsed.problem));
    else if (parsed.value !== null) values[column.name] = parsed.value;
    else if (isNew && (column.isRequired || isKeyOnly(table, column))) problems.push(problemOf(column, message('tables.required'))); // prettier-ignore
  }
  const repeated = uniques.flatMap((unique) => repeatOf(table, unique, values, line));
  // A problem in a unique column of a new row stands with those of its other columns.
  (way === 'add' ? problems : shape).push(...repeated);
  return { line, index: position, cells, faults, typed, values, problems, shape };
}

/** Without rows' numbers, nothing but its key tells which row an INSERT has made. */
function isKeyOnly({ info, madeKey }: PanelTable, { isKey, name }: PanelColumn): boolean {
  return info.withoutRowid && isKey && madeKey?.column !== name;
}

/** Finds the key of the row that a cell names; a table that the role lacks is known to SQLite only. */
function typedReference(column: PanelColumn, name: string, references: References): Typed | null {
  if (name === '') return null;
  const known = references.get(column.path);
  if (known === undefined) return { text: name };
  const key = known.get(name);
  if (key === undefined) return { problem: message('files.unknown_name') };
  return key === null ? { problem: message('files.ambiguous_name') } : { text: key };
}

function repeatOf(
  table: PanelTable,
  { names, seen }: UniqueInFile,
  values: Values,
  line: number,
): Message[] {
  const parts = names.map((name) => values[name] ?? null);
  if (parts.includes(null)) return [];
  const value = keptValue(parts.map(String).join('\0'));
  const first = seen.get(value);
  if (first === undefined) {
    seen.set(value, line);
    return [];
  }
  const column = table.columns.find(({ name }) => name === names[0]);
  const said = message('files.repeated_value', { line: first });
  return [column === undefined ? said : problemOf(column, said)];
}

/** Names the column of a problem. */
export function problemOf({ label }: PanelColumn, problem: Message): Message {
  return message('tables.column_problem', { column: label, problem });
}

function keptValue(text: string): string {
  if (text.length < LONGEST_KEPT_VALUE) return text;
  return createHash('sha256').update(text).digest('base64');
}
