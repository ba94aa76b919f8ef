import { sql, type SQL } from 'drizzle-orm';
import { rows, type Query } from '../../db/batch.js';
import type { ColumnInfo } from '../../db/introspection/introspect.js';
import type { ColumnKind } from '../contract/panel.js';
import type { ColumnFormat, ColumnReading, ReadingReason } from '../tables/column-reading.js';

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
}

/** Describes all of a declaration that decides how a column is read. */
export function declarationOf(column: ColumnInfo): string {
  const { declaredType, affinity, defaultExpression, values, isJson, bounds } = column;
  return JSON.stringify([declaredType, affinity, defaultExpression, values, isJson, bounds]);
}

/** Selects all decisions. */
export function selectReadings(): Query<ReadingRow> {
  return rows(sql`SELECT table_name, column_name, declared, kind, format, reason, sampled, chosen_by
    FROM column_readings`);
}

/** Converts a row of `selectReadings`. */
export function toStoredReading(row: ReadingRow): StoredReading {
  return {
    table: row.table_name,
    column: row.column_name,
    declared: row.declared,
    sampled: row.sampled,
    chosenBy: row.chosen_by,
    reading: {
      kind: row.kind as ColumnKind,
      reason: row.reason as ReadingReason,
      format: parseFormat(row.format),
    },
  };
}

/** Builds the write of a decision, in the place of an earlier one. */
export function readingWrite(stored: StoredReading, now: string): SQL {
  const { table, column, declared, reading, sampled, chosenBy } = stored;
  return sql`INSERT INTO column_readings
    (table_name, column_name, declared, kind, format, reason, sampled, chosen_by, read_at)
    VALUES (${table}, ${column}, ${declared}, ${reading.kind}, ${formatText(reading.format)},
      ${reading.reason}, ${sampled}, ${chosenBy}, ${now})
    ON CONFLICT (table_name, column_name) DO UPDATE SET declared = excluded.declared,
      kind = excluded.kind, format = excluded.format, reason = excluded.reason,
      sampled = excluded.sampled, chosen_by = excluded.chosen_by, read_at = excluded.read_at`;
}

/** Builds the write of many decisions in one parameter; none replaces an earlier one. */
export function newReadingsWrite(stored: readonly StoredReading[], now: string): SQL {
  const list = stored.map(({ table, column, declared, reading, sampled }) => [
    ...[table, column, declared, reading.kind, formatText(reading.format), reading.reason],
    sampled,
  ]);
  const fields = list[0]?.map((_, index) => sql.raw(`value ->> ${index}`)) ?? [];
  return sql`INSERT INTO column_readings
    (table_name, column_name, declared, kind, format, reason, sampled, read_at)
    SELECT ${sql.join(fields, sql`, `)}, ${now} FROM json_each(${JSON.stringify(list)}) WHERE true
    ON CONFLICT (table_name, column_name) DO NOTHING`;
}

/** An integer is `{ "i": digits }`: JSON has no class of integers. */
function formatText({ like, ...format }: ColumnFormat): string {
  const example = typeof like === 'bigint' ? { i: String(like) } : like;
  return JSON.stringify({ ...format, ...(like === undefined ? {} : { like: example }) });
}

type StoredFormat = Omit<ColumnFormat, 'like'> & { like?: string | number | { i: string } };

function parseFormat(text: string): ColumnFormat {
  const { like, ...format } = JSON.parse(text) as StoredFormat;
  if (like === undefined) return format;
  return { ...format, like: typeof like === 'object' ? BigInt(like.i) : like };
}
