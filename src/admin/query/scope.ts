import { sql, type SQL } from 'drizzle-orm';
import type { Actor } from '../../domain/actor.js';
import type { ActorValue } from '../declaration/actions.js';
import type { RowCondition, Rows } from '../declaration/resource.js';

/** Whose rows: the one place where a declared scope becomes SQL. */

/** True for every row that the actor may see; a value that the actor lacks opens nothing. */
export function scopeCondition(rows: Rows, actor: Actor): SQL {
  return rows === 'all' ? sql`1` : compile(rows, actor);
}

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

function compile(condition: RowCondition, actor: Actor): SQL {
  if ('any' in condition) {
    const parts = condition.any.map((part) => compile(part, actor));
    return parts.length === 0 ? sql`0` : sql`(${sql.join(parts, sql` OR `)})`;
  }
  const column = sql.identifier(condition.column);
  if ('in' in condition) {
    const { table, column: target, where } = condition.in;
    return sql`${column} IN (SELECT ${sql.identifier(target)} FROM ${sql.identifier(table)}
      WHERE ${compile(where, actor)})`;
  }
  const value = actorValue(condition.equals, actor);
  return value === null ? sql`0` : sql`${column} = ${value}`;
}
