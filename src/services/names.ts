import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../context.js';
import { commitBatch, inList, rows } from '../db/batch.js';
import type { Actor } from '../domain/actor.js';
import type { Person, PersonTable } from '../messages/message.js';
import type { NameOf } from '../messages/render.js';

/**
 * Names of the persons in stored messages, which keep ids only. A viewer sees the names of rows
 * in its scope; for others a message says "a customer".
 */
export async function loadNames(
  context: Context,
  actor: Actor,
  persons: readonly Person[],
): Promise<NameOf> {
  const tables = [...new Set(persons.map(({ table }) => table))];
  if (tables.length === 0) return () => null;
  const idsOf = (table: PersonTable) => [
    ...new Set(persons.flatMap((person) => (person.table === table ? person.id : []))),
  ];
  const found = await commitBatch(
    context.database,
    tables.map((table) => selectNames(table, idsOf(table), actor)),
  );
  const names = new Map(
    tables.flatMap((table, index) =>
      (found[index] ?? []).map(({ id, name }): [string, string] => [`${table}:${id}`, name]),
    ),
  );
  return ({ table, id }) => names.get(`${table}:${id}`) ?? null;
}

function selectNames(table: PersonTable, ids: readonly string[], actor: Actor) {
  const ofActor = scopeOf(table, actor);
  const name = table === 'users' ? sql`username` : sql`name`;
  return rows<{ id: string; name: string }>(
    sql`SELECT id AS id, ${name} AS name FROM ${sql.raw(table)} WHERE id IN ${inList(ids)}
      AND ${ofActor}`,
  );
}

/** Returns the condition on the rows whose names the actor may see. */
function scopeOf(table: PersonTable, { role, userId, agentId, customerId }: Actor): SQL {
  if (role === 'admin') return sql`1`;
  if (table === 'users') return sql`id = ${userId}`;
  if (table === 'customers') {
    return role === 'agent' ? sql`agent_id = ${agentId}` : sql`id = ${customerId}`;
  }
  return role === 'agent' ? sql`id = ${agentId}` : sql`0`;
}
