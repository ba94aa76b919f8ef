import { createHash } from 'node:crypto';
import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch, guard, rows, type Query } from '../../db/batch.js';
import type { ColumnInfo } from '../../db/introspection/introspect.js';
import type { ColumnKind } from '../contract/panel.js';
import type { ColumnFormat, ColumnReading, ReadingReason } from '../columns/column-reading.js';
import { isColumnKind } from './kinds.js';

/** Stores decisions on columns in `column_readings`. */

export interface StoredReading {
  table: string;
  column: string;
  /** Declaration of the column when it was read, from `declarationOf`. */
  declared: string;
  reading: ColumnReading;
  /** Number of values that decided. */
  sampled: number;
  /** Id of the login that chose the kind; null where the values decided. */
  chosenBy: string | null;
  /** Kind that was chosen and that the present declaration cannot have; null for any other. */
  lapsed: ColumnKind | null;
  /** Time of the decision as stored; null for one that is not stored yet. */
  readAt: string | null;
}

interface ReadingRow {
  table_name: string;
  column_name: string;
  declared: string;
  kind: string;
  format: string;
  reason: string;
  sampled: number;
  chosen_by: string | null;
  read_at: string;
}

/** Describes all of a declaration that decides how a column is read. */
export function declarationOf(column: ColumnInfo): string {
  const { declaredType, affinity, defaultExpression, values, isJson, bounds } = column;
  return JSON.stringify([declaredType, affinity, defaultExpression, values, isJson, bounds]);
}

/** Selects all decisions. */
export function selectReadings(): Query<ReadingRow> {
  return rows(sql`SELECT table_name, column_name, declared, kind, format, reason, sampled, chosen_by,
    read_at FROM column_readings`);
}

/** A decision with the username of the login that chose it. */
export type NamedReading = StoredReading & { chosenByName: string | null };

/** Reads the decisions on a table's columns, and all choices of administrators. */
export async function loadReadings(context: Context, table: string): Promise<NamedReading[]> {
  const [found] = await commitBatch(context.database, [
    rows<ReadingRow & { username: string | null }>(sql`SELECT r.table_name AS table_name,
      r.column_name AS column_name, r.declared AS declared, r.kind AS kind, r.format AS format,
      r.reason AS reason, r.sampled AS sampled, r.chosen_by AS chosen_by, r.read_at AS read_at,
      u.username AS username
      FROM column_readings AS r LEFT JOIN users AS u ON u.id = r.chosen_by
      WHERE r.table_name = ${table} OR r.chosen_by IS NOT NULL
      ORDER BY r.table_name, r.column_name`),
  ]);
  return found.flatMap((row) => {
    const stored = toStoredReading(row);
    return stored === null ? [] : [{ ...stored, chosenByName: row.username }];
  });
}

/** Names a state of a decision, so that a page can tell whether it has changed since. */
export function versionOf(stored: StoredReading | null): string {
  if (stored === null) return 'none';
  const { declared, reading, chosenBy, lapsed, readAt } = stored;
  const state = [declared, reading.kind, formatText(reading.format, lapsed), chosenBy, readAt];
  return createHash('sha256').update(JSON.stringify(state)).digest('base64url').slice(0, 22);
}

/** Converts a row of `selectReadings`; null for one that this version cannot have written. */
export function toStoredReading(row: ReadingRow): StoredReading | null {
  if (!isColumnKind(row.kind)) return null;
  const { lapsed, format } = parseFormat(row.format);
  return {
    table: row.table_name,
    column: row.column_name,
    declared: row.declared,
    sampled: row.sampled,
    chosenBy: row.chosen_by,
    lapsed,
    readAt: row.read_at,
    reading: { kind: row.kind, reason: row.reason as ReadingReason, format },
  };
}

/** Builds the write of a decision, in the place of an earlier one. */
export function readingWrite(stored: StoredReading, now: string): SQL {
  const { table, column, declared, reading, sampled, chosenBy } = stored;
  const format = formatText(reading.format, stored.lapsed);
  return sql`INSERT INTO column_readings
    (table_name, column_name, declared, kind, format, reason, sampled, chosen_by, read_at)
    VALUES (${table}, ${column}, ${declared}, ${reading.kind}, ${format},
      ${reading.reason}, ${sampled}, ${chosenBy}, ${now})
    ON CONFLICT (table_name, column_name) DO UPDATE SET declared = excluded.declared,
      kind = excluded.kind, format = excluded.format, reason = excluded.reason,
      sampled = excluded.sampled, chosen_by = excluded.chosen_by, read_at = excluded.read_at`;
}

/** Builds the write of many decisions in one parameter; none replaces an earlier one. */
export function newReadingsWrite(stored: readonly StoredReading[], now: string): SQL {
  const list = stored.map(({ table, column, declared, reading, sampled }) => [
    ...[table, column, declared, reading.kind, formatText(reading.format, null), reading.reason],
    sampled,
  ]);
  const fields = list[0]?.map((_, index) => sql.raw(`value ->> ${index}`)) ?? [];
  return sql`INSERT INTO column_readings
    (table_name, column_name, declared, kind, format, reason, sampled, read_at)
    SELECT ${sql.join(fields, sql`, `)}, ${now} FROM json_each(${JSON.stringify(list)}) WHERE true
    ON CONFLICT (table_name, column_name) DO NOTHING`;
}

/** Builds the write that forgets a decision. */
export function forgetWrite({ table, column }: StoredReading): SQL {
  return sql`DELETE FROM column_readings WHERE table_name = ${table} AND column_name = ${column}`;
}

/** Code of the guard of a decision that somebody else has changed. */
export const READING_CHANGED = 'column_reading_changed';

/** Aborts the batch unless the stored decision is still this one; null for none. */
export function unchangedReading(
  { table, column }: Pick<StoredReading, 'table' | 'column'>,
  seen: StoredReading | null,
): SQL {
  const same = sql`SELECT count(*) FROM column_readings
    WHERE table_name = ${table} AND column_name = ${column}`;
  if (seen === null) return guard(READING_CHANGED, sql`(${same}) = 0`);
  const { declared, reading, chosenBy, readAt } = seen;
  const format = formatText(reading.format, seen.lapsed);
  return guard(
    READING_CHANGED,
    sql`(${same} AND declared = ${declared} AND kind = ${reading.kind}
      AND format = ${format} AND chosen_by IS ${chosenBy} AND read_at = ${readAt}) = 1`,
  );
}

/** An integer is `{ "i": digits }`: JSON has no class of integers. */
function formatText({ like, ...format }: ColumnFormat, lapsed: ColumnKind | null): string {
  const example = typeof like === 'bigint' ? { i: String(like) } : like;
  return JSON.stringify({
    ...format,
    ...(like === undefined ? {} : { like: example }),
    ...(lapsed === null ? {} : { lapsed }),
  });
}

type StoredFormat = Omit<ColumnFormat, 'like'> & {
  like?: string | number | { i: string };
  lapsed?: ColumnKind;
};

function parseFormat(text: string): Pick<StoredReading, 'lapsed'> & { format: ColumnFormat } {
  const { like, lapsed = null, ...format } = JSON.parse(text) as StoredFormat;
  if (like === undefined) return { lapsed, format };
  return { lapsed, format: { ...format, like: typeof like === 'object' ? BigInt(like.i) : like } };
}
