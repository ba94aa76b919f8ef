import { sql, type SQL } from 'drizzle-orm';
import { commitBatch, rows } from '../../db/batch.js';
import type { Actor } from '../../domain/actor.js';
import { message, type Message } from '../../messages/message.js';
import { scopeColumns } from '../query/scope.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import { listedName, placeValues, samePlace } from '../stored-rows/guards.js';
import { listedValue, toJsonList } from '../values/exact-value.js';
import type { Effect } from './decide.js';
import { groupEdits, type EditGroup } from './edits.js';

/**
 * Finds changes that would take their rows out of the actor's scope, without a trial: a trial would
 * tell which unique values the rows of others have.
 * @returns the problems by the lines of the rows
 */
export async function findLeaving(
  resource: ScopedResource,
  actor: Actor,
  effects: readonly Effect[],
): Promise<Map<number, Message>> {
  const { context, table } = resource;
  const edits = effects.flatMap((effect) => (effect.kind === 'change' ? [effect] : []));
  const changed = groupEdits(resource, edits).filter(({ stored: [first = {}] }) =>
    scopeColumns(resource.access.rows).some((name) => Object.hasOwn(first, name)),
  );
  const results = await commitBatch(
    context.engine.longReads,
    changed.map((group) => rows<{ n: number }>(selectLeaving(resource, actor, group))),
  );
  const said = message('tables.row_of_others');
  return new Map(
    results.flatMap((found, index) =>
      found.flatMap(({ n }): [number, Message][] => {
        const edit = changed[index]?.edits[n];
        return edit === undefined || table.declaration === null ? [] : [[edit.row.line, said]];
      }),
    ),
  );
}

/** Selects the positions of a group's rows that are out of scope with their new values. */
function selectLeaving(resource: ScopedResource, actor: Actor, group: EditGroup): SQL {
  const { table, access } = resource;
  const [first = {}] = group.stored;
  const names = scopeColumns(access.rows);
  const changed = names.filter((name) => Object.hasOwn(first, name));
  const places = group.edits.map(({ found }) => placeValues(found));
  const width = places[0]?.length ?? 1;
  const list = toJsonList(
    group.stored.map((values, index) => [
      ...(places[index] ?? []),
      ...changed.map((name) => values[name] ?? null),
    ]),
  );
  const listed = Array.from(
    { length: width + changed.length },
    (_, index) => sql`${listedValue(index)} AS ${listedName(index)}`,
  );
  const own = sql`${sql.identifier(table.info.name)}`;
  const columns = names.map((name) => {
    const at = changed.indexOf(name);
    const value = at < 0 ? sql`${own}.${sql.identifier(name)}` : sql`__j.${listedName(width + at)}`;
    return sql`${value} AS ${sql.identifier(name)}`;
  });
  return sql`SELECT __n AS n FROM (
      SELECT __j.__n, ${sql.join(columns, sql`, `)}
      FROM (SELECT key AS __n, ${sql.join(listed, sql`, `)} FROM json_each(${list})) AS __j
        CROSS JOIN ${own} ON ${samePlace(table, own)})
    WHERE NOT coalesce(${resource.scope(actor)}, 0)`;
}
