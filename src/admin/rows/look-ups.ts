import type { ActionContext, Filter } from 'adminjs';
import { sql, type SQL } from 'drizzle-orm';
import type { Row } from '../../db/batch.js';
import { placeColumns, placeOf, type ListOrder } from '../query/page.js';
import { PanelFilter } from '../query/filter.js';
import { mergeRows, readRow, selectRows } from '../query/select.js';
import { isLargeTable } from '../query/table-size.js';
import type { RecordKey } from '../keys/column-key.js';
import { readExact, selectExact } from '../values/exact-value.js';
import type { AlternateKey, JointReference } from '../tables/panel-table.js';
import { PanelRecord } from '../records/record.js';
import type { FoundRecord, PanelResource } from '../records/panel-resource.js';
import { populateTitles } from '../records/titles.js';

/** Reads rows by their keys: whole ones, or their titles for the references of other rows. */

const LARGEST_LOOKUP = 1_000;
const SEARCH_LIMIT = 50;
const LONGEST_TEXT = 200;

/** Parts of a SELECT beside its columns. */
export interface SelectOptions {
  /** Columns to read, of the readable ones; all of those unless given. */
  names?: readonly string[] | undefined;
  /** Order of the list in which each row has its place. */
  order?: ListOrder;
  filter?: Filter;
  /** Keys, beside the table's own, that identify the records. */
  keys?: readonly RecordKey[];
}

/** Reads rows in the actor's scope as records, with the keys of the rows that they refer to. */
export async function selectRecords(
  resource: PanelResource,
  call: ActionContext | undefined,
  where: (scope: SQL) => SQL,
  { names, order, filter, keys = [] }: SelectOptions = {},
): Promise<PanelRecord[]> {
  const { table, access, context } = resource;
  const columns = table.columns.filter(
    ({ name }) => access.read.has(name) && (names?.includes(name) ?? true),
  );
  const joint = table.joint.filter((reference) =>
    reference.columns.every((name) => access.read.has(name)),
  );
  const more = [
    ...(order === undefined ? [] : placeColumns(table, order)),
    ...keys.flatMap((key) =>
      key.columns.map(({ expression, alias }) => sql`${expression} AS ${sql.identifier(alias)}`),
    ),
    ...joint.flatMap(jointColumns),
  ];
  const isWalk = order !== undefined;
  // Reads of one turn are one batch, hence one snapshot.
  const answers = await Promise.all(
    selectRows(table, columns, more, isWalk).map((select) =>
      resource.readScoped(call, (scope) => select(where(scope)), filter),
    ),
  );
  return mergeRows(table, answers).map((row) => {
    const { id, params } = readRow(context, table, row);
    return new PanelRecord(params, resource, id, table.key?.read(row), {
      place: order === undefined ? null : placeOf(table, order, row),
      ids: new Map(keys.map((key) => [key, idBy(key, row)])),
      joint: new Map(joint.map((reference, index) => [reference, jointId(reference, index, row)])),
    });
  });
}

const jointAlias = (index: number, place: number) => `__joint${index}_${place}`;

function jointColumns({ columns }: JointReference, index: number): SQL[] {
  return columns.map(
    (name, place) =>
      sql`${selectExact(sql`${sql.identifier(name)}`)} AS ${sql.identifier(jointAlias(index, place))}`,
  );
}

function jointId({ key, columns }: JointReference, index: number, row: Row): string | null {
  return key.encodeValues(
    columns.map((_, place) => readExact(row[jointAlias(index, place)] ?? null)),
  );
}

/** Returns the id of a row by a key that other tables refer to; null where it holds NULL. */
function idBy(key: RecordKey, row: Row): string | null {
  return key.read(row).includes(null) ? null : key.encode(row);
}

/** Reads one row; null where it does not exist or is out of the actor's scope. */
export async function findRecord(
  resource: PanelResource,
  id: string,
  call: ActionContext | undefined,
): Promise<PanelRecord | null> {
  const { key, alternates } = resource.table;
  const isRow = key?.where(id) ?? sql`0`;
  const keys = alternates.map((alternate) => alternate.key);
  const where = (scope: SQL) => sql`${scope} AND ${isRow} LIMIT 1`;
  const [record] = await selectRecords(resource, call, where, { keys });
  return record ?? null;
}

/** Reads the rows of these ids that are in the actor's scope. */
export function findRecords(
  resource: PanelResource,
  ids: readonly (string | number)[],
  call: ActionContext | undefined,
): Promise<PanelRecord[]> {
  const wanted = ids.slice(0, LARGEST_LOOKUP).map(String);
  return selectRecords(resource, call, ofThese(resource.table.key?.whereIn(wanted) ?? sql`0`));
}

/**
 * Finds rows by the ids that references to them have, in the actor's scope only.
 * @param key columns that the references refer to
 */
export async function findTitles(
  resource: PanelResource,
  ids: readonly string[],
  call: ActionContext | undefined,
  key: RecordKey | null = resource.table.key,
): Promise<Map<string, PanelRecord>> {
  if (key === null) {
    resource.actor(call);
    return new Map();
  }
  const { title, titleForm } = resource.table;
  const isOwn = key === resource.table.key;
  const records = await selectRecords(resource, call, ofThese(key.whereIn([...new Set(ids)])), {
    names: title,
    keys: isOwn ? [] : [key],
  });
  await populateTitles(resource, records, call, { columns: titleForm.parents, isFixed: true });
  return new Map(
    records.flatMap((record): [string, PanelRecord][] => {
      const id = isOwn ? record.id() : record.ids.get(key);
      return id == null ? [] : [[id, record]];
    }),
  );
}

/**
 * Finds rows by a part of their title or by their key, with their titles only, for reference
 * inputs.
 * @param by columns that the reference refers to, where they are not the key
 */
export async function searchRecords(
  resource: PanelResource,
  text: string,
  call: ActionContext | undefined,
  by: AlternateKey | null,
): Promise<FoundRecord[]> {
  const { table, access, context } = resource;
  if (!access.actions.has('search')) return [];
  const key = by === null || by.key === table.key ? null : by.key;
  const { title, titleForm } = table;
  const isLong = table.declaration === null && (await isLargeTable(context, table));
  const column = table.columns.find(({ name }) => name === title[0]);
  const found = await resource.find(
    new PanelFilter(resource, [], text.slice(0, LONGEST_TEXT), { isLong }),
    {
      limit: SEARCH_LIMIT,
      columns: [...title, ...(by?.key.names ?? [])],
      keys: key === null ? [] : [key],
      ...(column ? { sort: { sortBy: column.path, direction: 'asc' as const } } : {}),
    },
    call,
  );
  const records = key === null ? found : found.filter(({ ids }) => ids.get(key) != null);
  await populateTitles(resource, records, call, { columns: titleForm.parents });
  return records;
}

/** Forces a primary-key lookup. Without the CASE, SQLite scans every row in scope. */
const ofThese = (isAmong: SQL) => (scope: SQL) =>
  sql`${isAmong} AND CASE WHEN ${scope} THEN 1 ELSE 0 END LIMIT ${LARGEST_LOOKUP}`;
