import { sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch, guard, rows, type BatchRows, type Write } from '../../db/batch.js';
import { GuardError } from '../../db/errors.js';
import type { Actor, StepUp } from '../../domain/actor.js';
import { DomainError, StepUpError } from '../../errors.js';
import { message } from '../../messages/message.js';
import { sumNeeds, type StepUpNeed } from './need.js';

/**
 * Permits a batch to an actor. Without a step-up, a session may move STEP_UP_ABOVE dollars and change
 * STEP_UP_ROWS rows at once until its next step-up: both add up over its requests, so that many small
 * operations move no more than a large one.
 */

export interface Permit {
  /** Writes for the front of the batch. They fail it where another request was faster. */
  writes: Write[];
  /** Notes that the batch was committed. */
  settle: () => void;
}

const nothing: Permit = { writes: [], settle: () => undefined };

/** Steps-up whose one operation has begun in this request: its further batches belong to it. */
const spent = new WeakSet<StepUp>();

/**
 * Returns true where the actor needs no permit: the machine's operator, background work, and a
 * session with a step-up.
 */
export function isSteppedUp({ stepUp }: Actor): boolean {
  return stepUp === undefined || stepUp.state === 'fresh' || spent.has(stepUp);
}

/**
 * Checks the need of a batch and returns its permit.
 * @throws StepUpError; DomainError `unauthenticated` when the session has ended
 */
export async function permit(
  context: Context,
  actor: Actor,
  needs: StepUpNeed | readonly StepUpNeed[],
): Promise<Permit> {
  const need = sumNeeds('length' in needs ? needs : [needs]);
  const { stepUp } = actor;
  const isNeeded = need.always || need.cents > 0 || need.rows > 0;
  if (stepUp === undefined || isSteppedUp(actor) || !isNeeded) return nothing;
  const allowance = need.always ? null : await allow(context, stepUp, need);
  if (allowance !== null) return { writes: allowance, settle: () => undefined };
  if (stepUp.state === 'none') throw new StepUpError(stepUp.needsCode);
  await requireUnspent(context, stepUp);
  return { writes: spend(stepUp), settle: () => void spent.add(stepUp) };
}

/**
 * Commits a batch with its permit, so that neither is written without the other.
 * @throws as `permit` and `commitBatch`
 */
export async function commitPermitted<const Writes extends readonly Write[]>(
  context: Context,
  actor: Actor,
  needs: StepUpNeed | readonly StepUpNeed[],
  writes: Writes,
): Promise<BatchRows<Writes>> {
  const { writes: first, settle } = await permit(context, actor, needs);
  try {
    const results = await commitBatch(context.database, [...first, ...writes]);
    settle();
    return results.slice(first.length) as BatchRows<Writes>;
  } catch (error) {
    // Says so where another request of the session used the permit up.
    if (error instanceof GuardError && first.length > 0) await permit(context, actor, needs);
    throw error;
  }
}

const movedCents = sql.raw(`coalesce(json_extract(data, '$.movedCents'), 0)`);
const changedRows = sql.raw(`coalesce(json_extract(data, '$.changedRows'), 0)`);

/** Returns the writes that count what a batch does without a step-up; null where it is too much. */
async function allow(
  { config, database }: Context,
  { sessionId }: StepUp,
  need: Required<StepUpNeed>,
): Promise<Write[] | null> {
  const most = { cents: config.stepUpAboveCents, rows: config.stepUpRows };
  const [[session]] = await commitBatch(database, [
    rows<{ cents: number; changed: number }>(
      sql`SELECT ${movedCents} AS cents, ${changedRows} AS changed
        FROM sessions WHERE id_hash = ${sessionId}`,
    ),
  ]);
  if (!session) throw sessionEnded();
  const isAbove = (asked: number, before: number, limit: number) =>
    asked > 0 && before + asked > limit;
  if (isAbove(need.cents, session.cents, most.cents)) return null;
  if (isAbove(need.rows, session.changed, most.rows)) return null;
  return [
    guard(
      'step_up',
      sql`EXISTS (SELECT 1 FROM sessions WHERE id_hash = ${sessionId}
        AND (${need.cents} = 0 OR ${movedCents} + ${need.cents} <= ${most.cents})
        AND (${need.rows} = 0 OR ${changedRows} + ${need.rows} <= ${most.rows}))`,
    ),
    sql`UPDATE sessions SET data = json_set(data, '$.movedCents', ${movedCents} + ${need.cents},
      '$.changedRows', ${changedRows} + ${need.rows}) WHERE id_hash = ${sessionId}`,
  ];
}

const isUnspent = (sessionId: string) =>
  sql`EXISTS (SELECT 1 FROM sessions WHERE id_hash = ${sessionId}
    AND json_extract(data, '$.stepUp.at') IS NOT NULL)`;

/** Returns the writes that use up the step-up for one operation. */
function spend({ sessionId }: StepUp): Write[] {
  return [
    guard('step_up', isUnspent(sessionId)),
    sql`UPDATE sessions SET data = json_remove(data, '$.stepUp') WHERE id_hash = ${sessionId}`,
  ];
}

async function requireUnspent(
  { database }: Context,
  { sessionId, needsCode }: StepUp,
): Promise<void> {
  const [[found]] = await commitBatch(database, [
    rows<{ unspent: number }>(sql`SELECT ${isUnspent(sessionId)} AS unspent`),
  ]);
  if (found?.unspent !== 1) throw new StepUpError(needsCode);
}

function sessionEnded(): DomainError {
  return new DomainError('unauthenticated', message('requests.session_ended'), {
    hint: message('requests.sign_in_again'),
  });
}
