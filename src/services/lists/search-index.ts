import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch, inList } from '../../db/batch.js';
import { DomainError } from '../../errors.js';

/**
 * Trigram indexes for "contains" in the two tables that grow: made, dropped and rebuilt by an
 * operator, never by a migration, because D1 cannot export a database that has one. Triggers keep
 * an index up to date while it is there. It holds no texts of its own (FTS5 external content), and
 * finds rows by their rowid: after a VACUUM, which may number rows anew, it is to be rebuilt.
 */

export interface SearchIndex {
  table: string;
  /** The FTS5 table. Everything of an index has a name that begins so. */
  name: string;
  columns: readonly string[];
}

export type SearchIndexState =
  | 'absent'
  /** being built, or left unfinished: not used */
  | 'unfinished'
  | 'ready';

export const searchIndexes: readonly SearchIndex[] = [
  { table: 'wagers', name: 'search_index_wagers', columns: ['wager_number', 'description'] },
  { table: 'transactions', name: 'search_index_transactions', columns: ['reference', 'description'] }, // prettier-ignore
];

/** A trigram has three characters: a shorter text is not looked up. */
export const SHORTEST_SEARCH = 3;
const ROWS_A_STEP = 5_000;

/** @throws DomainError `invalid` for a table that has none */
export function searchIndexOf(table: string): SearchIndex {
  const index = searchIndexes.find((candidate) => candidate.table === table);
  if (index) return index;
  const tables = searchIndexes.map((candidate) => candidate.table).join(', ');
  throw new DomainError('invalid', `there is no search index for ${table}`, {
    hint: `the tables are ${tables}`,
  });
}

const trigger = ({ name }: SearchIndex, event: 'insert' | 'update') => `${name}_${event}`;

/** The last of an index to be made is its trigger on updates: with it, the index is whole. */
export async function searchIndexState(
  context: Context,
  index: SearchIndex,
): Promise<SearchIndexState> {
  const [rows = []] = await commitBatch(context.database, [
    sql`SELECT name FROM sqlite_schema
      WHERE name IN (${index.name}, ${trigger(index, 'update')})`,
  ]);
  const names = rows.map(({ name }) => name);
  if (names.includes(trigger(index, 'update'))) return 'ready';
  return names.length === 0 ? 'absent' : 'unfinished';
}

/**
 * Builds the index in steps, so that writers get in between; what is left of an unfinished one is
 * removed first. New rows are indexed by trigger from the first step on.
 * @throws DomainError `conflict` when it is there already
 */
export async function buildSearchIndex(
  context: Context,
  index: SearchIndex,
  onProgress: (done: number, of: number) => void = () => undefined,
): Promise<void> {
  if ((await searchIndexState(context, index)) === 'ready') {
    throw new DomainError('conflict', `the search index of ${index.table} is there already`, {
      hint: 'rebuild makes it anew',
    });
  }
  const { name, table, columns } = index;
  const list = columns.join(', ');
  const values = (row: string) => columns.map((column) => `${row}.${column}`).join(', ');
  const begun = await commitBatch(context.database, [
    ...dropWrites(index),
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
  ]);
}

/** Answers whether there was one. */
export async function dropSearchIndex(context: Context, index: SearchIndex): Promise<boolean> {
  const state = await searchIndexState(context, index);
  await commitBatch(context.database, dropWrites(index));
  return state !== 'absent';
}

function dropWrites(index: SearchIndex): SQL[] {
  return [
    sql.raw(`DROP TRIGGER IF EXISTS ${trigger(index, 'update')}`),
    sql.raw(`DROP TRIGGER IF EXISTS ${trigger(index, 'insert')}`),
    sql.raw(`DROP TABLE IF EXISTS ${index.name}`),
  ];
}

/** The rows that an index found, as what stands behind `rowid IN`. */
export interface Found {
  rows: SQL;
  count: number;
}

/**
 * Rows that hold the text in the column, by the index; null when it cannot say: it is not there,
 * the text is too short, or more than `most` rows hold it. More than `few` are looked up on the
 * thread for long reads.
 */
export async function findByIndex(
  context: Context,
  { table, column, text }: { table: string; column: string; text: string },
  { few, most }: { few: number; most: number },
): Promise<Found | null> {
  const index = searchIndexes.find((candidate) => candidate.table === table);
  if (!index?.columns.includes(column) || Array.from(text).length < SHORTEST_SEARCH) return null;
  if ((await searchIndexState(context, index)) !== 'ready') return null;
  const phrase = `{${column}} : "${text.replaceAll('"', '""')}"`;
  const name = sql.identifier(index.name);
  const matching = sql`SELECT rowid AS "row" FROM ${name} WHERE ${name} MATCH ${phrase}`;
  try {
    const [rows = []] = await commitBatch(context.database, [sql`${matching} LIMIT ${few + 1}`]);
    if (rows.length <= few) {
      return { rows: inList(rows.map((row) => Number(row['row']))), count: rows.length };
    }
    // As one text, which is passed on to the reads as it came.
    const [found] = await commitBatch(context.engine.longReads, [
      sql`SELECT count(*) AS total,
          CASE WHEN count(*) <= ${most} THEN json_group_array("row") END AS numbers
        FROM (${matching} LIMIT ${most + 1})`,
    ]);
    const { total, numbers } = found?.[0] ?? {};
    if (typeof numbers !== 'string') return null;
    return { rows: sql`(SELECT value FROM json_each(${numbers}))`, count: Number(total) };
  } catch (error) {
    // Dropped between the two questions.
    if ((await searchIndexState(context, index)) !== 'ready') return null;
    throw error;
  }
}
