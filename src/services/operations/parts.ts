import { sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch, rows } from '../../db/batch.js';
import type { Actor } from '../../domain/actor.js';
import { readOutcome, type OperationOutcome } from './outcome.js';

/**
 * Work that is done in parts, each an operation of its own: the id of a part is that of the work
 * with a number behind, `ID.0`, `ID.1`. Work that stops in the middle continues with the same id.
 */

/** Part of a work that took effect. */
export interface StoredPart {
  outcome: OperationOutcome;
  /** Time of the commit, in UTC. */
  createdAt: string;
}

/** Reads the parts of the actor's work that have taken effect, by their numbers. */
export async function readParts(
  { database }: Context,
  actor: Actor,
  id: string,
): Promise<Map<number, StoredPart>> {
  const [stored] = await commitBatch(database, [
    rows<{ id: string; result: string; createdAt: string }>(
      sql`SELECT id, result, created_at AS createdAt FROM operations
        WHERE id > ${`${id}.`} AND id < ${`${id}/`} AND actor_user_id = ${actor.userId}`,
    ),
  ]);
  const parts = stored.map(({ id: own, result, createdAt }): [number, StoredPart] => [
    Number(own.slice(id.length + 1)),
    { outcome: readOutcome(result), createdAt },
  ]);
  return new Map(parts.sort(([one], [other]) => one - other));
}

/**
 * Finds the latest of the actor's works with ids such as `NAME-0`, `NAME-1`.
 * @returns its number; null where none has taken effect
 */
export async function findLatestWork(
  { database }: Context,
  actor: Actor,
  name: string,
): Promise<number | null> {
  const length = name.length + 2;
  const [[found]] = await commitBatch(database, [
    rows<{ latest: number | null }>(
      sql`SELECT max(CAST(substr(id, ${length}) AS INTEGER)) AS latest FROM operations
        WHERE id > ${`${name}-`} AND id < ${`${name}.`} AND actor_user_id = ${actor.userId}`,
    ),
  ]);
  return found?.latest ?? null;
}
