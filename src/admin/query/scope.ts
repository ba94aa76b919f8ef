import { sql, type SQL } from 'drizzle-orm';
import type { Actor } from '../../domain/actor.js';
import type { ActorValue } from '../declaration/actions.js';
import type { RowCondition, Rows } from '../declaration/resource.js';

/** Compiles declared scopes to SQL, the only place that does. */

/**
 * Compiles a scope to a condition that holds for every row that the actor may see. A value that the
 * actor lacks opens nothing.
 */
export function scopeCondition(rows: Rows, actor: Actor): SQL {
  return rows === 'all' ? sql`1` : compileRowCondition(rows, actor);
}

/** Owners of the rows of a scope of many owners. */
export interface Owners {
  /** Column that names a row's owner. */
  column: string;
  /** SELECT of the owners, each once, as `__owner`. */
  select: SQL;
}

/** Most SELECTs that D1 takes in one UNION. */
const MOST_PARTS = 5;

/**
 * Finds the column that names a row's owner: in a scope of one owner, or of many; no column in any
 * other scope.
 */
export function ownerColumns(rows: Rows): Record<'one' | 'many', string[]> {
  const parts = partsOf(rows);
  const [column, ...others] = new Set(parts.map((part) => ('any' in part ? null : part.column)));
  if (column == null || others.length > 0) return { one: [], many: [] };
  const isOne = parts.every((part) => 'equals' in part);
  return isOne ? { one: [column], many: [] } : { one: [], many: [column] };
}

/** Selects the owners of a scope; null where it is not a scope of many owners. */
export function ownersOf(rows: Rows, actor: Actor): Owners | null {
  const [column] = ownerColumns(rows).many;
  const parts = partsOf(rows);
  if (column === undefined || parts.length > MOST_PARTS) return null;
  const selects = parts.map((part) => {
    if ('in' in part) {
      const { table, column: target, where } = part.in;
      return sql`SELECT DISTINCT ${sql.identifier(target)} AS "__owner"
        FROM ${sql.identifier(table)} WHERE ${compileRowCondition(where, actor)}`;
    }
    const value = 'equals' in part ? actorValue(part.equals, actor) : null;
    return sql`SELECT ${value} AS "__owner"`;
  });
  return { column, select: sql.join(selects, sql` UNION `) };
}

function partsOf(rows: Rows): readonly RowCondition[] {
  if (rows === 'all') return [];
  return 'any' in rows ? rows.any : [rows];
}

/** Lists the columns of the table itself that a scope reads. */
export function scopeColumns(rows: Rows): string[] {
  const read = (condition: RowCondition): string[] =>
    'any' in condition ? condition.any.flatMap(read) : [condition.column];
  return rows === 'all' ? [] : [...new Set(read(rows))];
}

/** Returns a value of the actor; null where the actor lacks it. */
export function actorValue(value: ActorValue, actor: Actor): string | null {
  switch (value) {
    case 'actor.userId':
      return actor.userId;
    case 'actor.agentId':
      return actor.agentId;
    case 'actor.customerId':
      return actor.customerId;
  }
}

function compileRowCondition(condition: RowCondition, actor: Actor): SQL {
  if ('any' in condition) {
    const parts = condition.any.map((part) => compileRowCondition(part, actor));
    return parts.length === 0 ? sql`0` : sql`(${sql.join(parts, sql` OR `)})`;
  }
  const column = sql.identifier(condition.column);
  if ('in' in condition) {
    const { table, column: target, where } = condition.in;
    return sql`${column} IN (SELECT ${sql.identifier(target)} FROM ${sql.identifier(table)}
      WHERE ${compileRowCondition(where, actor)})`;
  }
  const value = actorValue(condition.equals, actor);
  return value === null ? sql`0` : sql`${column} = ${value}`;
}
