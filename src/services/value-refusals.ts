import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../context.js';
import { commitBatch, guard, inList, rows, type Write } from '../db/batch.js';
import { GuardError } from '../db/errors.js';
import { toTimestamp } from '../db/ids.js';
import type { Actor } from '../domain/actor.js';
import { DomainError } from '../errors.js';
import { message } from '../messages/message.js';
import { render } from '../messages/render.js';
import { auditWrite } from './audit.js';

/**
 * Counts the values of a login that were refused because a row outside its scope has them: each
 * refusal tells one fact about another tenant. Beyond the limit the login writes no such value for a
 * while. Each write takes a place before it is tried, so that parallel ones cannot share a count.
 */

export const REFUSAL_LIMIT = { most: 10, windowMinutes: 60 } as const;

/** Time after which a place counts no more that its process never gave back. */
const LOST_AFTER_MINUTES = 5;
const MINUTE = 60_000;
/** Rounds of taking places when other processes come in between. */
const ROUNDS = 10;

/** Places that a write has taken: it may be refused so often. */
export interface Places {
  readonly ids: readonly string[];
}

/** Table and columns of a refused value. */
export interface RefusedValue {
  table: string;
  columns: readonly string[];
}

/**
 * Takes places for a write, as many as are left.
 * @param wanted places at most
 * @throws DomainError `throttled` when none is left, with the time to wait
 */
export async function takePlaces(context: Context, actor: Actor, wanted: number): Promise<Places> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const now = context.clock.now();
    const taken = takenBy(actor, now);
    const [[found]] = await commitBatch(context.database, [
      rows<{ places: number; until: string | null }>(
        sql`SELECT count(*) AS places, min(created_at) AS until ${taken}`,
      ),
    ]);
    const places = found?.places ?? 0;
    const left = REFUSAL_LIMIT.most - places;
    if (left <= 0) throw stopped(now, found?.until ?? null);
    const ids = Array.from({ length: Math.min(left, wanted) }, () => context.newId());
    try {
      await commitBatch(context.database, [
        guard('value_refusals', sql`(SELECT count(*) ${taken}) = ${places}`),
        sql`INSERT INTO value_refusals (id, user_id, refused, created_at)
          SELECT value, ${actor.userId}, 0, ${toTimestamp(now)}
          FROM json_each(${JSON.stringify(ids)})`,
      ]);
      return { ids };
    } catch (error) {
      if (!(error instanceof GuardError)) throw error;
    }
  }
  throw stopped(context.clock.now(), null);
}

/** Returns the write, for the batch of a write that succeeds, which gives its places back. */
export function returnPlaces({ ids }: Places): Write {
  return sql`DELETE FROM value_refusals WHERE refused = 0 AND id IN ${inList(ids)}`;
}

/** Gives places back whose write was not refused for a hidden value. */
export async function freePlaces(context: Context, places: Places): Promise<void> {
  await commitBatch(context.database, [returnPlaces(places)]);
}

/** Keeps a place for each refused value, with its audit row, and gives the others back. */
export async function keepRefusals(
  context: Context,
  actor: Actor,
  places: Places,
  refused: readonly RefusedValue[],
): Promise<void> {
  const kept = places.ids.slice(0, refused.length);
  const isFull = sql`(SELECT count(*) ${takenBy(actor, context.clock.now())})`;
  const [[count]] = await commitBatch(context.database, [
    rows<{ places: number }>(sql`SELECT ${isFull} AS places`),
    sql`UPDATE value_refusals SET refused = 1 WHERE id IN ${inList(kept)}`,
    returnPlaces(places),
    ...refused.map(({ table, columns }) =>
      auditWrite(context, actor, {
        action: 'login.value_refused',
        tableName: table,
        reason: render(message('tables.hidden_row_has_value'), 'en'),
        after: { columns },
      }),
    ),
  ]);
  const others = (count?.places ?? 0) - places.ids.length;
  if (others + kept.length < REFUSAL_LIMIT.most) return;
  await commitBatch(context.database, [
    auditWrite(context, actor, {
      action: 'login.writes_stopped',
      tableName: 'users',
      recordId: actor.userId,
      reason: render(message('tables.values_refused', { count: REFUSAL_LIMIT.most }), 'en'),
    }),
  ]);
}

/** Deletes refusals that no longer count. */
export async function purgeRefusals(context: Context): Promise<void> {
  const before = minutesBefore(context.clock.now(), REFUSAL_LIMIT.windowMinutes);
  await commitBatch(context.database, [
    sql`DELETE FROM value_refusals WHERE created_at <= ${before}`,
  ]);
}

function takenBy({ userId }: Actor, now: Date): SQL {
  const since = minutesBefore(now, REFUSAL_LIMIT.windowMinutes);
  const recent = minutesBefore(now, LOST_AFTER_MINUTES);
  return sql`FROM value_refusals WHERE user_id = ${userId} AND created_at > ${since}
    AND (refused = 1 OR created_at > ${recent})`;
}

const minutesBefore = (now: Date, minutes: number) =>
  toTimestamp(new Date(now.getTime() - minutes * MINUTE));

function stopped(now: Date, oldest: string | null): DomainError {
  const from = oldest === null ? now.getTime() : Date.parse(`${oldest.replace(' ', 'T')}Z`);
  const until = from + REFUSAL_LIMIT.windowMinutes * MINUTE;
  const count = Math.max(1, Math.ceil((until - now.getTime()) / MINUTE));
  return new DomainError('throttled', message('tables.values_stopped'), {
    hint: message('accounts.wait_minutes', { count }),
  });
}

/** The latest work of each login, so that its writes follow each other in this process. */
const latest = new Map<string, Promise<unknown>>();

/** Runs the work of a login when its earlier work has ended: places are few. */
export async function afterOwnWork<Result>(
  { userId }: Actor,
  work: () => Promise<Result>,
): Promise<Result> {
  const before = latest.get(userId) ?? Promise.resolve();
  const own = before.then(work, work);
  const settled = own.catch(() => undefined);
  latest.set(userId, settled);
  try {
    return await own;
  } finally {
    if (latest.get(userId) === settled) latest.delete(userId);
  }
}
