import { sql, type SQL } from 'drizzle-orm';
import type { SqlValue } from '../../db/types.js';
import { bindExact, listedValue, toJsonList, type ExactValue } from '../values/exact-value.js';
import { isWithin, type InstantRange } from './instants.js';

/** Conditions of filters on columns, and their SQL. */

export const operators = ['eq', 'ne', 'in', 'from', 'to', 'contains', 'starts', 'empty'] as const;
/**
 * Operators of conditions. No address names the last four: `within` compares the instants of times
 * in any notation; `before` is the end of a period;
 * `begins` and `begins_later` match the beginning of a text, or of the text after its first word,
 * by an index on just that.
 */
export type Operator = (typeof operators)[number] | 'before' | 'begins' | 'begins_later' | 'within';

export interface Condition {
  /** Name in the database. */
  column: string;
  /** Column that is compared instead, such as a blind index. */
  indexColumn?: string;
  operator: Operator;
  values: ExactValue[];
  /** Instants of `within`. */
  range?: InstantRange;
}

/** Compiles conditions to SQL. */
export function compileConditions(conditions: readonly Condition[]): SQL[] {
  return conditions.map(compileCondition);
}

function compileCondition({ column: own, indexColumn, operator, values, range }: Condition): SQL {
  const name = indexColumn ?? own;
  const column = sql.identifier(name);
  const [value = null] = values.map(bindOne);
  switch (operator) {
    case 'eq':
      return sql`${column} = ${value}`;
    case 'ne':
      return sql`${column} IS NOT ${value}`;
    case 'in':
      return isAmong(column, values);
    case 'from':
      return sql`${column} >= ${value}`;
    case 'to':
      return sql`${column} <= ${value}`;
    case 'before':
      return sql`${column} < ${value}`;
    case 'begins':
    case 'begins_later':
      return beginsWith(indexedBeginning(name, operator), String(values[0]));
    case 'contains':
      return containsText(name, String(values[0]));
    case 'starts':
      return sql`substr(lower(${column}), 1, length(${value})) = lower(${value})`;
    case 'within':
      return isWithin(sql`${column}`, range ?? { from: null, before: null, unit: null });
    case 'empty':
      return values[0] === 1
        ? sql`(${column} IS NULL OR ${column} = '')`
        : sql`(${column} IS NOT NULL AND ${column} <> '')`;
  }
}

export type Beginning = 'begins' | 'begins_later';

/** Expression of the index on the beginning of a text, or of the text after its first word. */
export function indexedBeginning(name: string, beginning: Beginning): SQL {
  const column = sql.identifier(name);
  return beginning === 'begins'
    ? sql`lower(${column})`
    : sql`lower(substr(${column}, instr(${column}, ' ') + 1))`;
}

/** Sorts after every text that begins with the same characters. */
export const LAST = '\u{10FFFF}';

/** Compares as a range, for which an index on the expression can be used. */
function beginsWith(expression: SQL, text: string): SQL {
  return sql`${expression} >= lower(${text}) AND ${expression} <= lower(${text + LAST})`;
}

/**
 * Searches without wildcards and without LIKE's limit of 50 bytes; folds the case of ASCII letters.
 */
export function containsText(column: string, text: string): SQL {
  return sql`instr(lower(${sql.identifier(column)}), lower(${text})) > 0`;
}

/** Binds an integer beyond 2^53 exactly, and every other value as it is. */
function bindOne(value: ExactValue): SQL | SqlValue {
  return typeof value === 'bigint' ? bindExact(value) : value;
}

/** Compares with a list in one parameter, whose integers JSON holds exactly. */
function isAmong(column: Identifier, values: readonly ExactValue[]): SQL {
  const items = values.filter((item) => item !== null);
  if (items.some((item) => item instanceof Uint8Array)) {
    const rows = toJsonList(items.map((item) => [item]));
    return sql`${column} IN (SELECT ${listedValue(0)} FROM json_each(${rows}))`;
  }
  const json = `[${items.map((item) => (typeof item === 'bigint' ? item : JSON.stringify(item))).join(',')}]`;
  return sql`${column} IN (SELECT value FROM json_each(${json}))`;
}

type Identifier = ReturnType<typeof sql.identifier>;
