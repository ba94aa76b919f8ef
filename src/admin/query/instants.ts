import { sql, type SQL } from 'drizzle-orm';
import { PLAUSIBLE, type TimeUnit } from '../values/timestamp-format.js';

/**
 * Compares times by their instants, whatever notation each row has: a column of other programs may
 * mix `2024-05-06 07:08:09`, ISO 8601 with T, Z or an offset, Julian days, and numbers of seconds,
 * milliseconds or microseconds since 1970.
 */

/** Milliseconds since 1970; null for an open end. */
export interface InstantRange {
  /** Inclusive. */
  from: number | null;
  /** Exclusive. */
  before: number | null;
  /** Unit of the column's own numbers; numbers in other units count as times of our centuries. */
  unit: TimeUnit | null;
}

const MS_A_DAY = 86_400_000;
const JULIAN_1970 = 2_440_587.5;

/** Builds the condition that the instant of a column's value is in the range. */
export function isWithin(column: SQL, range: InstantRange): SQL {
  const { from, before } = range;
  const instant = instantOf(column);
  const ends = [
    ...(from === null ? [] : [sql`${instant} >= ${from}`]),
    ...(before === null ? [] : [sql`${instant} < ${before}`]),
  ];
  return sql`(${isNear(column, range)}) AND ${sql.join(ends, sql` AND `)}`;
}

/**
 * Bounds the values of each notation, so that an index on the column leads to them. An offset moves
 * the day of a text by one at the most.
 */
function isNear(column: SQL, range: InstantRange): SQL {
  const { from, before } = range;
  const between = (least: string | number | null, most: string | number | null) => {
    const ends = [
      ...(least === null ? [] : [sql`${column} >= ${least}`]),
      ...(most === null ? [] : [sql`${column} < ${most}`]),
    ];
    return sql`(${sql.join(ends, sql` AND `)})`;
  };
  /** A number in another unit than the column's own is within the plausible centuries. */
  const endsIn = (unit: TimeUnit): Pick<InstantRange, 'from' | 'before'> => {
    if (unit === range.unit) return { from, before };
    return {
      from: Math.max(from ?? -Infinity, PLAUSIBLE.from),
      before: Math.min(before ?? Infinity, PLAUSIBLE.before),
    };
  };
  const scaled = (perSecond: number, slack: number, [least, most]: readonly [number, number]) => {
    const ends = endsIn(perSecond);
    const toUnit = (time: number) => (time * perSecond) / 1e3;
    return between(
      ends.from === null ? least : Math.max(toUnit(ends.from) - slack, least),
      ends.before === null ? most : Math.min(toUnit(ends.before) + slack, most),
    );
  };
  const texts = between(
    from === null ? '' : dayNear(from, -1),
    before === null ? null : dayNear(before, 2),
  );
  const julian = (time: number) => time / MS_A_DAY + JULIAN_1970;
  const days = endsIn('julian');
  const numbers = [
    scaled(1, 1, [-1e11, 1e11]),
    scaled(1e3, 1, [1e11, 1e14]),
    scaled(1e6, 1000, [1e14, 1e17]),
    between(
      days.from === null ? 2_000_000 : julian(days.from) - 1e-3,
      days.before === null ? 3_000_000 : julian(days.before) + 1e-3,
    ),
  ];
  return sql.join([texts, ...numbers], sql` OR `);
}

function dayNear(time: number, days: number): string {
  return new Date(time + days * MS_A_DAY).toISOString().slice(0, 10);
}

/** Milliseconds since 1970 of a value in any notation; NULL where it is no time. */
function instantOf(column: SQL): SQL {
  // SQLite knows no lower-case t, no offset without a colon, and makes March 1 of February 30.
  const capital = sql`replace(${column}, 't', 'T')`;
  const text = sql`CASE WHEN ${column} GLOB '*:*[-+][0-9][0-9][0-9][0-9]'
    THEN substr(${capital}, 1, length(${column}) - 2) || ':' || substr(${column}, -2) ELSE ${capital} END`;
  const day = sql`substr(${column}, 1, 10)`;
  const ofJulian = (days: SQL) => sql`CAST(round((${days} - 2440587.5) * 86400000.0) AS INTEGER)`;
  return sql`CASE typeof(${column})
    WHEN 'text' THEN CASE WHEN ${column} GLOB '[0-9][0-9][0-9][0-9]-*' AND date(${day}) = ${day}
      THEN ${ofJulian(sql`julianday(${text})`)} END
    WHEN 'real' THEN CASE WHEN ${column} > 2000000 AND ${column} < 3000000 THEN ${ofJulian(column)}
      ELSE ${ofEpoch(column)} END
    WHEN 'integer' THEN ${ofEpoch(column)} END`;
}

function ofEpoch(column: SQL): SQL {
  return sql`CASE WHEN abs(${column}) < 1e11 THEN CAST(round(${column} * 1000.0) AS INTEGER)
    WHEN abs(${column}) < 1e14 THEN CAST(${column} AS INTEGER)
    WHEN abs(${column}) < 1e17 THEN CAST(${column} / 1000 AS INTEGER) END`;
}
