import type { Context } from '../../context.js';
import { commitBatch, type Write } from '../../db/batch.js';
import { toTimestamp } from '../../db/ids.js';
import { sameName, type ColumnInfo, type TableInfo } from '../../db/introspection/introspect.js';
import type { ResourceDeclaration } from '../declaration/resource.js';
import { isOwnTable, readColumn } from '../columns/column-kinds.js';
import type { ColumnSample } from '../columns/column-reading.js';
import type { Readings } from '../tables/describe.js';
import { looksSecret, systemTables } from '../tables/secrets.js';
import { possibleKinds, readAs } from './kinds.js';
import { sampleTables, type TableToSample } from './sample.js';
import {
  declarationOf,
  newReadingsWrite,
  readingWrite,
  selectReadings,
  toStoredReading,
  type StoredReading,
} from './store.js';

/**
 * Reads how other programs store values, once: decisions of a sample are stored, so that a restart
 * never changes a column's kind. The book's own tables and tables with a resource file need none.
 */

/** Readings of all columns, and the choices of administrators among them. */
export interface ReadColumns {
  readings: Readings;
  chosen: readonly StoredReading[];
}

/** Decides on each column of foreign tables that has no decision for its present declaration. */
export async function readColumns(
  context: Context,
  tables: readonly TableInfo[],
  declarations: readonly ResourceDeclaration[],
): Promise<ReadColumns> {
  const foreign = tables.filter((info) => isForeign(info, declarations));
  // A database before the migration of the decisions has no place for them.
  if (!tables.some(({ name }) => name === 'column_readings')) {
    return { readings: new Map(), chosen: [] };
  }
  const [found] = await commitBatch(context.database, [selectReadings()]);
  const stored = found.flatMap((row) => toStoredReading(row) ?? []);
  const isNew = newTo(found.map(({ table_name, column_name }) => keyOf(table_name, column_name)));
  const decided = new Map(stored.map((one) => [keyOf(one.table, one.column), one]));
  const open = foreign.flatMap((info): TableToSample[] => {
    const columns = sampledColumns(info).filter(
      (column) => decided.get(keyOf(info.name, column.name))?.declared !== declarationOf(column),
    );
    return columns.length === 0 ? [] : [{ info, columns }];
  });
  const fresh = await decide(context, open, decided);
  if (fresh.length > 0) await commitBatch(context.database, writesOf(context, fresh, isNew));
  for (const one of fresh) decided.set(keyOf(one.table, one.column), one);
  const all = [...decided.values()];
  return { readings: groupByTable(all), chosen: all.filter(({ chosenBy }) => chosenBy !== null) };
}

/** Returns true for a table whose columns are read by a sample of their values. */
export function isForeign(
  { name, kind, problem }: TableInfo,
  declarations: readonly ResourceDeclaration[],
): boolean {
  const isKnown = isOwnTable(name) || systemTables.includes(name);
  const isStored = kind === 'table' || kind === 'virtual';
  return (
    isStored &&
    !isKnown &&
    problem === null &&
    !declarations.some(({ table }) => sameName(table, name))
  );
}

/** Returns the columns of a foreign table that a sample may read. */
export function sampledColumns({ columns }: TableInfo): ColumnInfo[] {
  return columns.filter(({ name, problem }) => !looksSecret(name) && problem === null);
}

/** Returns true for a column whose value identifies a row: one line is enough for it. */
export function isIdentifying({ primaryKey, uniques }: TableInfo, column: string): boolean {
  return (
    primaryKey.includes(column) ||
    uniques.some(([name, ...rest]) => name === column && rest.length === 0)
  );
}

async function decide(
  context: Context,
  tables: readonly TableToSample[],
  decided: ReadonlyMap<string, StoredReading>,
): Promise<StoredReading[]> {
  const samples = await sampleTables(context, tables);
  return tables.flatMap(({ info, columns }, index) => {
    const sample = samples[index];
    // Its rows cannot be read now, so its declaration alone decides, for this start.
    if (sample == null) return [];
    return columns.map((column) => {
      const before = decided.get(keyOf(info.name, column.name));
      return toDecision(info, column, sample.get(column.name) ?? { values: [] }, before);
    });
  });
}

/**
 * Reads a column by its sample. A choice of an administrator holds while the declaration can have
 * it; afterwards the decision names it as lapsed.
 * @param before decision on an earlier declaration; undefined for none, or to forget a choice
 */
export function toDecision(
  info: TableInfo,
  column: ColumnInfo,
  sample: ColumnSample | null,
  before?: StoredReading,
): StoredReading {
  const chosen = before?.chosenBy == null ? null : (before.lapsed ?? before.reading.kind);
  const isPossible = chosen !== null && possibleKinds(column).includes(chosen);
  return {
    table: info.name,
    column: column.name,
    declared: declarationOf(column),
    sampled: sample?.values.length ?? 0,
    chosenBy: before?.chosenBy ?? null,
    lapsed: isPossible ? null : chosen,
    readAt: isPossible ? (before?.readAt ?? null) : null,
    reading: isPossible
      ? readAs(chosen, column, sample)
      : readColumn({
          table: info.name,
          column,
          sample,
          isIdentifying: isIdentifying(info, column.name),
        }),
  };
}

/** Text of one parameter, well below the megabyte that D1 takes. */
const READINGS_A_WRITE = 1_000;

function writesOf(
  context: Context,
  readings: readonly StoredReading[],
  isNew: (one: StoredReading) => boolean,
): Write[] {
  const now = toTimestamp(context.clock.now());
  const added = readings.filter(isNew);
  const chunks = Array.from({ length: Math.ceil(added.length / READINGS_A_WRITE) }, (_, index) =>
    added.slice(index * READINGS_A_WRITE, (index + 1) * READINGS_A_WRITE),
  );
  return [
    ...chunks.map((chunk) => newReadingsWrite(chunk, now)),
    ...readings.filter((one) => !isNew(one)).map((one) => readingWrite(one, one.readAt ?? now)),
  ];
}

const keyOf = (table: string, column: string) => JSON.stringify([table, column]);

/** Recognises decisions without a stored row. */
function newTo(stored: readonly string[]): (one: StoredReading) => boolean {
  const keys = new Set(stored);
  return ({ table, column }) => !keys.has(keyOf(table, column));
}

function groupByTable(all: readonly StoredReading[]): Readings {
  const tables = new Map<string, Map<string, StoredReading['reading']>>();
  for (const { table, column, reading } of all) {
    const columns = tables.get(table) ?? new Map<string, StoredReading['reading']>();
    tables.set(table, columns.set(column, reading));
  }
  return tables;
}
