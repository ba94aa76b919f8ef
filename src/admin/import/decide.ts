import type { Row } from '../../db/batch.js';
import type { Actor } from '../../domain/actor.js';
import { message, verbatim, type Message } from '../../messages/message.js';
import { inSeries } from '../../messages/series.js';
import { decryptColumn } from '../../services/encryption/columns.js';
import { plainText, presentValue } from '../codecs/values.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import type { Values } from '../row-values/stored-values.js';
import { titleOfValue } from '../names/names.js';
import type { PanelColumn, PanelTable } from '../tables/panel-table.js';
import type { ExactValue } from '../values/exact-value.js';
import { shortenText } from '../values/short-text.js';
import { parseChange } from '../import-files/cells.js';
import {
  lookUpRows,
  lookUpTaken,
  SEEN_BYTES,
  seenOf,
  type FoundRow,
  type LookUp,
} from './found.js';
import { problemOf, type ImportRow, type RowSource } from './rows.js';
import { changeColumns, newColumns } from './ways.js';

/** Decides what becomes of each row: added, changed, left as it is, or refused. */

export interface Change {
  column: PanelColumn;
  before: ExactValue;
  after: ExactValue;
}

export type Effect =
  | { kind: 'add'; row: ImportRow; values: Values }
  | { kind: 'change'; row: ImportRow; found: FoundRow; changes: Change[] }
  | { kind: 'same'; row: ImportRow }
  | { kind: 'refused'; row: ImportRow; problem: Message };

/** Reads of the stored rows that decisions on some rows need. */
export interface DecisionReads {
  queries: LookUp<unknown>['queries'];
  /**
   * Decides on the rows from the results of the queries.
   * @param seen hashes of the stored rows at the check; null where none are compared
   */
  decide: (results: readonly Row[][], seen: Buffer | null) => Effect[];
  /** Returns the hashes of the stored rows, in the order of the file's rows. */
  see: (results: readonly Row[][]) => Buffer;
}

/** Prepares the decision on some rows. */
export function readsOf(
  source: RowSource,
  actor: Actor,
  rows: readonly ImportRow[],
): DecisionReads {
  const { resource, key } = source;
  const uniques = source.way === 'update' ? [] : uniqueColumns(resource);
  const taken = uniques.map((column) => ({
    column,
    lookUp: lookUpTaken(
      resource,
      [column.name],
      rows,
      resource.access.rows === 'all' ? null : resource.scope(actor),
    ),
  }));
  const found = key === null ? null : lookUpFound(source, actor, rows);
  const all = [...taken.map(({ lookUp }) => lookUp), ...(found === null ? [] : [found])];
  const read = (results: readonly Row[][]) => {
    let next = 0;
    const parts = all.map(({ queries, read: readOwn }) => {
      const own = results.slice(next, next + queries.length);
      next += queries.length;
      return readOwn(own);
    });
    return {
      stored: found === null ? null : (parts.at(-1) as Map<number, FoundRow[]>),
      taken: taken.map(({ column }, index) => ({
        column,
        lines: parts[index] as Map<number, true>,
      })),
    };
  };
  return {
    queries: all.flatMap(({ queries }) => queries),
    decide: (results, seen) => {
      const known = read(results);
      const used = new Map<string, number>();
      return rows.map((row) => decideRow(source, row, known, { seen, used }));
    },
    see: (results) => {
      const { stored } = read(results);
      return Buffer.concat(rows.map(({ line }) => seenOf(stored?.get(line))));
    },
  };
}

function lookUpFound(source: RowSource, actor: Actor, rows: readonly ImportRow[]) {
  const { resource, key, mapping } = source;
  const names = key?.columns.map(({ name }) => name) ?? [];
  const mapped = resource.table.columns.filter(({ path }) => mapping.includes(path));
  return lookUpRows(resource, resource.scope(actor), names, mapped, rows);
}

/** Returns the columns of new rows in which no value may occur twice. */
export function uniqueColumns(resource: ScopedResource): PanelColumn[] {
  const { primaryKey, uniques } = resource.table.info;
  const single = [primaryKey, ...uniques].flatMap((names) => (names.length === 1 ? names : []));
  return newColumns(resource).filter(
    ({ name, encrypted }) => encrypted === null && single.includes(name),
  );
}

interface Known {
  stored: ReadonlyMap<number, FoundRow[]> | null;
  taken: readonly { column: PanelColumn; lines: ReadonlyMap<number, true> }[];
}

interface Guards {
  seen: Buffer | null;
  /** Line that has changed each stored row. */
  used: Map<string, number>;
}

function decideRow(source: RowSource, row: ImportRow, known: Known, guards: Guards): Effect {
  const found = known.stored?.get(row.line);
  const { seen } = guards;
  if (seen !== null) {
    const start = row.index * SEEN_BYTES;
    if (!seenOf(found).equals(seen.subarray(start, start + SEEN_BYTES))) {
      return refuse(row, message('files.changed_meanwhile'));
    }
  }
  if (found === undefined || found.length === 0) return decideNew(source, row, known);
  const [only, ...others] = found;
  if (only === undefined || others.length > 0) return refuse(row, message('files.several_rows'));
  if (row.shape.length > 0) return refuse(row, inSeries(row.shape));
  const first = guards.used.get(only.place);
  if (first !== undefined) return refuse(row, message('files.same_row', { line: first }));
  guards.used.set(only.place, row.line);
  return decideChange(source, row, only);
}

function refuse(row: ImportRow, problem: Message): Effect {
  return { kind: 'refused', row, problem };
}

function decideNew(source: RowSource, row: ImportRow, { taken }: Known): Effect {
  const { way, key } = source;
  if (way === 'update') {
    const isBlank = key?.columns.some(({ name }) => (row.values[name] ?? null) === null) === true;
    const own = key?.columns.flatMap((column) => keyProblem(column, row)) ?? [];
    const missing = message(isBlank ? 'files.no_key' : 'files.no_such_row');
    const problems = [...row.shape, ...(own.length > 0 ? own : [missing])];
    return refuse(row, inSeries(problems));
  }
  // A key that no row has is not looked up again: a row of others may have it.
  const closed = closedProblems(source, row);
  if (closed.length > 0) return refuse(row, inSeries([...row.shape, ...row.problems, ...closed]));
  const problems = [
    ...row.shape,
    ...row.problems,
    ...taken
      .filter(({ lines }) => lines.has(row.line))
      .map(({ column }) => problemOf(column, message('tables.taken'))),
  ];
  return problems.length > 0
    ? refuse(row, inSeries(problems))
    : { kind: 'add', row, values: row.values };
}

/**
 * Returns the problems of columns that the role does not fill in new rows: a row to change that was
 * not found must not become a new one with them.
 */
function closedProblems({ resource, key }: RowSource, row: ImportRow): Message[] {
  const { importNew } = resource.access;
  return [...row.typed.keys()]
    .filter(({ name }) => !importNew.has(name) && (row.values[name] ?? null) !== null)
    .map((column) =>
      key?.columns.includes(column) === true
        ? message('files.no_such_row')
        : problemOf(column, message('files.not_for_new')),
    );
}

/** Returns the problem of a key's cell that no value can be read from. */
function keyProblem(column: PanelColumn, { typed, values }: ImportRow): Message[] {
  const cell = typed.get(column);
  if (cell === undefined || (values[column.name] ?? null) !== null) return [];
  return 'problem' in cell.typed ? [problemOf(column, cell.typed.problem)] : [];
}

function decideChange(source: RowSource, row: ImportRow, found: FoundRow): Effect {
  const { resource, key } = source;
  const open = changeColumns(resource);
  const problems: Message[] = [];
  const changes: Change[] = [];
  for (const [column, cell] of row.typed) {
    if (key?.columns.includes(column)) continue;
    const before = decrypted(resource, column, found.values.get(column.name) ?? null);
    const parsed = parseChange(column, cell, before);
    if ('problem' in parsed) problems.push(problemOf(column, parsed.problem));
    else if (isSameValue(before, parsed.value)) continue;
    else if (!open.includes(column))
      problems.push(problemOf(column, message('files.fixed_column')));
    else if (parsed.value === null && column.info.notNull) continue;
    else changes.push({ column, before, after: parsed.value });
  }
  if (problems.length > 0) return refuse(row, inSeries(problems));
  return changes.length === 0 ? { kind: 'same', row } : { kind: 'change', row, found, changes };
}

function decrypted({ context, table }: ScopedResource, column: PanelColumn, stored: ExactValue) {
  return column.encrypted && typeof stored === 'string'
    ? decryptColumn(context, table.info.name, column.name, stored)
    : stored;
}

function isSameValue(one: ExactValue, other: ExactValue): boolean {
  const areBytes = one instanceof Uint8Array && other instanceof Uint8Array;
  return areBytes ? Buffer.compare(one, other) === 0 : one === other;
}

/** Characters of a value in the line of its row. */
const SHOWN_LENGTH = 40;

/** Says what becomes of a row that is not refused. */
export function effectText({ table }: ScopedResource, effect: Effect): Message {
  if (effect.kind !== 'change') {
    return message(effect.kind === 'add' ? 'files.becomes_new' : 'files.stays');
  }
  return inSeries(
    effect.changes.map(({ column, before, after }) =>
      message('files.becomes', {
        column: column.label,
        before: shownValue(table, column, before),
        after: shownValue(table, column, after),
      }),
    ),
  );
}

/** Says a value exactly, flags and choices by their words. */
function shownValue({ info }: PanelTable, column: PanelColumn, value: ExactValue): Message {
  if (value === null) return message('tables.no_value');
  const presented = presentValue(column, value);
  if (typeof presented === 'boolean') {
    return message('tables.flag', { flag: presented ? 'flag.yes' : 'flag.no' });
  }
  const text = plainText(presented);
  if (text === '') return message('tables.empty_text');
  if (column.kind !== 'enum') return verbatim(shortenText(text, SHOWN_LENGTH));
  const title = titleOfValue(text, column.info.values);
  return message('value', { value: { table: info.name, title } });
}
