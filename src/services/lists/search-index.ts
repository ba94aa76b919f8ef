import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch, inList, rows } from '../../db/batch.js';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';

/**
 * Trigram indexes for "contains" in the two tables that grow. An operator builds, drops and rebuilds
 * them, never a migration, because D1 cannot export a database that has one. Triggers keep an index
 * up to date. It holds no texts of its own (FTS5 external content) and finds rows by their rowid:
 * rebuild it after a VACUUM, which may renumber rows.
 */

export interface SearchIndex {
  table: string;
  /** The FTS5 table; the names of an index's triggers begin with it. */
  name: string;
  columns: readonly string[];
}

export type SearchIndexState =
  | 'absent'
  /** Being built, set aside or left unfinished: lists do not use it. */
  | 'unfinished'
  | 'ready';

/** The indexes that an operator may build. */
export const searchIndexes: readonly SearchIndex[] = [
  { table: 'wagers', name: 'search_index_wagers', columns: ['wager_number', 'description'] },
  { table: 'transactions', name: 'search_index_transactions', columns: ['reference', 'description'] }, // prettier-ignore
];

/** A trigram has three characters: the index cannot find a shorter text. */
export const SHORTEST_SEARCH = 3;
const ROWS_A_STEP = 5_000;

/**
 * Returns the index of a table.
 * @throws DomainError `invalid` for a table without one
 */
export function searchIndexOf(table: string): SearchIndex {
  const index = searchIndexes.find((candidate) => candidate.table === table);
  if (index) return index;
  const tables = searchIndexes.map((candidate) => candidate.table);
  throw new DomainError('invalid', message('lists.no_search_index', { table }), {
    hint: message('lists.indexed_tables', { tables }),
  });
}

const trigger = ({ name }: SearchIndex, event: 'insert' | 'update') => `${name}_${event}`;

/** A trigger that never fires: the mark of an index that has to come back. */
const mark = ({ name }: SearchIndex) => `${name}_aside`;

/** Reads an index's state. The trigger on updates is made last: with it, the index is complete. */
export async function searchIndexState(
  context: Context,
  index: SearchIndex,
): Promise<SearchIndexState> {
  const [found] = await commitBatch(context.database, [
    rows<{ name: string }>(sql`SELECT name FROM sqlite_schema
      WHERE name IN (${index.name}, ${trigger(index, 'update')}, ${mark(index)})`),
  ]);
  const names = found.map(({ name }) => name);
  if (names.includes(trigger(index, 'update'))) return 'ready';
  return names.length === 0 ? 'absent' : 'unfinished';
}

/**
 * Builds the index in steps, so that other writers get their turn, after it has removed an unfinished
 * one. Triggers index new rows from the first step on.
 * @throws DomainError `conflict` when the index exists
 */
export async function buildSearchIndex(
  context: Context,
  index: SearchIndex,
  onProgress: (done: number, of: number) => void = () => undefined,
): Promise<void> {
  if ((await searchIndexState(context, index)) === 'ready') {
    throw new DomainError(
      'conflict',
      message('lists.search_index_exists', { table: index.table }),
      {
        hint: message('lists.rebuild_search_index'),
      },
    );
  }
  const { name, table, columns } = index;
  const list = columns.join(', ');
  const values = (row: string) => columns.map((column) => `${row}.${column}`).join(', ');
  const begun = await commitBatch(context.database, [
    ...dropParts(index),
    sql.raw(`CREATE VIRTUAL TABLE ${name} USING fts5(${list}, content='${table}',
      content_rowid='rowid', tokenize='trigram')`),
    sql.raw(`CREATE TRIGGER ${trigger(index, 'insert')} AFTER INSERT ON ${table} BEGIN
      INSERT INTO ${name} (rowid, ${list}) VALUES (NEW.rowid, ${values('NEW')}); END`),
    sql.raw(`SELECT coalesce(max(rowid), 0) AS last FROM ${table}`),
  ]);
  const last = Number(begun.at(-1)?.[0]?.['last'] ?? 0);
  for (let from = 0; from < last; from += ROWS_A_STEP) {
    await commitBatch(context.database, [
      sql`INSERT INTO ${sql.raw(name)} (rowid, ${sql.raw(list)})
        SELECT rowid, ${sql.raw(list)} FROM ${sql.raw(table)}
        WHERE rowid > ${from} AND rowid <= ${Math.min(from + ROWS_A_STEP, last)}`,
    ]);
    onProgress(Math.min(from + ROWS_A_STEP, last), last);
  }
  await commitBatch(context.database, [
    sql.raw(`CREATE TRIGGER ${trigger(index, 'update')} AFTER UPDATE OF ${list} ON ${table} BEGIN
      INSERT INTO ${name} (${name}, rowid, ${list}) VALUES ('delete', OLD.rowid, ${values('OLD')});
      INSERT INTO ${name} (rowid, ${list}) VALUES (NEW.rowid, ${values('NEW')}); END`),
    dropMark(index),
  ]);
}

/**
 * Drops the indexes for a moment, all in one batch, and marks each as to come back: D1's export
 * refuses a database that has one. Returns their tables.
 */
export async function setSearchIndexesAside(context: Context): Promise<string[]> {
  const found: SearchIndex[] = [];
  for (const index of searchIndexes) {
    if ((await searchIndexState(context, index)) !== 'absent') found.push(index);
  }
  await commitBatch(
    context.database,
    found.flatMap((index) => [
      ...dropWrites(index),
      sql.raw(`CREATE TRIGGER ${mark(index)} AFTER INSERT ON ${index.table} WHEN 0 BEGIN
        SELECT 1; END`),
    ]),
  );
  return found.map(({ table }) => table);
}

/**
 * Builds every index that was set aside, also one whose export or build was killed. Returns their
 * tables.
 */
export async function bringSearchIndexesBack(
  context: Context,
  onProgress: (table: string, done: number, of: number) => void = () => undefined,
): Promise<string[]> {
  const [marks] = await commitBatch(context.database, [
    rows<{ name: string }>(sql`SELECT name FROM sqlite_schema
      WHERE type = 'trigger' AND name IN ${inList(searchIndexes.map(mark))}`),
  ]);
  const names = new Set(marks.map(({ name }) => name));
  const aside = searchIndexes.filter((index) => names.has(mark(index)));
  for (const index of aside) {
    await buildSearchIndex(context, index, (done, of) => onProgress(index.table, done, of));
  }
  return aside.map(({ table }) => table);
}

/** Makes lists stop using an index until it is built again: without its last trigger it is unfinished. */
export function suspendStatement(index: SearchIndex): string {
  return `DROP TRIGGER IF EXISTS ${trigger(index, 'update')}`;
}

/** Drops an index; returns false when there was none. */
export async function dropSearchIndex(context: Context, index: SearchIndex): Promise<boolean> {
  const state = await searchIndexState(context, index);
  await commitBatch(context.database, dropWrites(index));
  return state !== 'absent';
}

function dropWrites(index: SearchIndex): SQL[] {
  return [...dropParts(index), dropMark(index)];
}

const dropMark = (index: SearchIndex) => sql.raw(`DROP TRIGGER IF EXISTS ${mark(index)}`);

function dropParts(index: SearchIndex): SQL[] {
  return [
    sql.raw(`DROP TRIGGER IF EXISTS ${trigger(index, 'update')}`),
    sql.raw(`DROP TRIGGER IF EXISTS ${trigger(index, 'insert')}`),
    sql.raw(`DROP TABLE IF EXISTS ${index.name}`),
  ];
}

/** The rows that an index found, as the list behind `rowid IN`. */
export interface Found {
  rows: SQL;
  count: number;
}

/**
 * Finds the rows that hold the text in the column. Returns null without an index and for a text that
 * is too short, and `many` when more than `most` rows hold it. The thread for long reads finds more
 * than `few`.
 */
export async function findByIndex(
  context: Context,
  { table, column, text }: { table: string; column: string; text: string },
  { few, most }: { few: number; most: number },
): Promise<Found | 'many' | null> {
  const index = searchIndexes.find((candidate) => candidate.table === table);
  if (!index?.columns.includes(column) || Array.from(text).length < SHORTEST_SEARCH) return null;
  if ((await searchIndexState(context, index)) !== 'ready') return null;
  const phrase = `{${column}} : "${text.replaceAll('"', '""')}"`;
  const name = sql.identifier(index.name);
  const matching = sql`SELECT rowid AS "row" FROM ${name} WHERE ${name} MATCH ${phrase}`;
  try {
    const [first] = await commitBatch(context.database, [
      rows<{ row: number }>(sql`${matching} LIMIT ${few + 1}`),
    ]);
    if (first.length <= few) {
      return { rows: inList(first.map(({ row }) => row)), count: first.length };
    }
    // One text, which the reads pass on unparsed.
    const [[found]] = await commitBatch(context.engine.longReads, [
      rows<{ total: number; numbers: string | null }>(sql`SELECT count(*) AS total,
          CASE WHEN count(*) <= ${most} THEN json_group_array("row") END AS numbers
        FROM (${matching} LIMIT ${most + 1})`),
    ]);
    if (found?.numbers == null) return 'many';
    const { total, numbers } = found;
    return { rows: sql`(SELECT value FROM json_each(${numbers}))`, count: total };
  } catch (error) {
    // The index was dropped between the two reads.
    if ((await searchIndexState(context, index)) !== 'ready') return null;
    throw error;
  }
}
