import { sql, type SQL } from 'drizzle-orm';

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
}

const MS_A_DAY = 86_400_000;
const JULIAN_1970 = 2_440_587.5;

/** Builds the condition that the instant of a column's value is in the range. */
export function isWithin(column: SQL, { from, before }: InstantRange): SQL {
  const instant = instantOf(column);
  const ends = [
    ...(from === null ? [] : [sql`${instant} >= ${from}`]),
    ...(before === null ? [] : [sql`${instant} < ${before}`]),
  ];
  return sql`(${isNear(column, { from, before })}) AND ${sql.join(ends, sql` AND `)}`;
}

/**
 * Bounds the values of each notation, so that an index on the column leads to them. An offset moves
 * the day of a text by one at the most.
 */
function isNear(column: SQL, { from, before }: InstantRange): SQL {
  const between = (least: string | number | null, most: string | number | null) => {
    const ends = [
      ...(least === null ? [] : [sql`${column} >= ${least}`]),
      ...(most === null ? [] : [sql`${column} < ${most}`]),
    ];
    return sql`(${sql.join(ends, sql` AND `)})`;
  };
  const scaled = (factor: number, slack: number, [least, most]: readonly [number, number]) =>
    between(
      from === null ? least : Math.max(from * factor - slack, least),
      before === null ? most : Math.min(before * factor + slack, most),
    );
  const texts = between(
    from === null ? '' : dayNear(from, -1),
    before === null ? null : dayNear(before, 2),
  );
  const julian = (time: number) => time / MS_A_DAY + JULIAN_1970;
  const numbers = [
    scaled(1e-3, 1, [-1e11, 1e11]),
    scaled(1, 1, [1e11, 1e14]),
    scaled(1e3, 1000, [1e14, 1e17]),
    between(
      from === null ? 2_000_000 : julian(from) - 1e-3,
      before === null ? 3_000_000 : julian(before) + 1e-3,
    ),
  ];
  return sql.join([texts, ...numbers], sql` OR `);
}

function dayNear(time: number, days: number): string {
  return new Date(time + days * MS_A_DAY).toISOString().slice(0, 10);
}

/** Milliseconds since 1970 of a value in any notation; NULL where it is no time. */
function instantOf(column: SQL): SQL {
  const text = sql`CASE WHEN ${column} GLOB '*:*[-+][0-9][0-9][0-9][0-9]'
    THEN substr(${column}, 1, length(${column}) - 2) || ':' || substr(${column}, -2) ELSE ${column} END`;
  const ofJulian = (days: SQL) => sql`CAST(round((${days} - 2440587.5) * 86400000.0) AS INTEGER)`;
  return sql`CASE typeof(${column})
    WHEN 'text' THEN CASE WHEN ${column} GLOB '[0-9][0-9][0-9][0-9]-*'
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
