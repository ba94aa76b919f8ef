import { sql, type SQL } from 'drizzle-orm';
import { isInt64 } from '../values/exact-value.js';
import type { PanelColumn, PanelTable } from '../tables/panel-table.js';
import { LAST } from './conditions.js';

/**
 * Searches the keys of a table for reference inputs: each condition is a range or an equality, for
 * which the key's index can be used.
 */

const MOST_DIGITS = 19;

/** Builds the conditions for rows whose key is the text, or begins with it. */
export function keyConditions(table: PanelTable, text: string): SQL[] {
  const names = new Set([
    ...(table.key?.names ?? []),
    ...table.alternates.flatMap(({ key }) => key.names),
  ]);
  const columns = table.columns.filter(({ name, isSecret }) => names.has(name) && !isSecret);
  return columns.flatMap((column) => columnConditions(column, text.trim()));
}

function columnConditions({ name, info }: PanelColumn, text: string): SQL[] {
  if (text === '') return [];
  const column = sql`${sql.identifier(name)}`;
  switch (info.affinity) {
    case 'text':
      return [sql`(${column} >= ${text} AND ${column} <= ${text + LAST})`];
    case 'integer':
      // Numbers in the text, not parameters: D1 takes a hundred of those.
      return integerRanges(text).map(
        ([from, to]) => sql`${column} BETWEEN ${sql.raw(String(from))} AND ${sql.raw(String(to))}`,
      );
    case 'real':
    case 'numeric':
    case 'blob':
      return [
        sql`${column} = ${text}`,
        ...(isInt64(text) ? [sql`${column} = CAST(${text} AS INTEGER)`] : []),
        ...(/^([0-9a-f]{2})+$/i.test(text) ? [sql`${column} = unhex(${text})`] : []),
      ];
  }
}

/** Lists the ranges of integers that begin with these digits: 12, 120 to 129, 1200 to 1299, … */
function integerRanges(text: string): [bigint, bigint][] {
  if (!isInt64(text)) return [];
  const first = BigInt(text);
  if (first <= 0n) return [[first, first]];
  const ranges: [bigint, bigint][] = [];
  for (let width = 1n; String(first * width).length <= MOST_DIGITS; width *= 10n) {
    const from = first * width;
    if (!isInt64(String(from))) break;
    const to = from + width - 1n;
    ranges.push([from, isInt64(String(to)) ? to : 2n ** 63n - 1n]);
  }
  return ranges;
}
