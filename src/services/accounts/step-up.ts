import { eq, sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch, guard, rows, type Write } from '../../db/batch.js';
import { GuardError } from '../../db/errors.js';
import { users } from '../../db/schema/book.js';
import type { Actor } from '../../domain/actor.js';
import { DomainError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';
import { render } from '../../messages/render.js';
import { auditWrite } from '../audit.js';
import type { StepUpFlags } from '../step-up/state.js';
import { accessProblem, findAccount, type Account } from './account.js';
import { passwordMatches } from '../passwords/passwords.js';
import { checkSecondFactor } from './second-factor.js';
import { hashSessionId } from './session-lookup.js';

/**
 * Confirms a step-up: the person at the browser types password and code again. The session gets a new
 * id, so that a copy of its cookie has no part in the step-up. Wrong tries end the session: whoever
 * stole it cannot lock the login out, whose sign-in counts them not.
 */

/** Tries of a session before it ends. */
export const STEP_UP_TRIES = 5;

export interface StepUpInput {
  password: string;
  /** Code of the authenticator or recovery code; not read for a login without a second factor. */
  code: string;
  /** Cookie's id of the session, and the one that takes its place. */
  sessionId: string;
  newSessionId: string;
}

/**
 * Checks password and code, and renames the session in the batch that keeps its step-up.
 * @throws DomainError `invalid` on `password` or `code`, `throttled`, `conflict` when another request
 * renewed the session first, `unauthenticated` when the session has ended
 */
export async function confirmStepUp(
  context: Context,
  actor: Actor,
  { password, code, sessionId, newSessionId }: StepUpInput,
): Promise<Required<StepUpFlags>> {
  const session = hashSessionId(sessionId);
  const account = await requireAccount(context, actor.userId);
  if (password === '') throw wrong('password', message('step_up.type_password'));
  if (account.hasSecondFactor && code.trim() === '') {
    throw wrong('code', message('step_up.type_code'));
  }
  const tries = await countTry(context, actor, session);
  const fail = (refusal: DomainError) => refuseTry(context, actor, { session, tries, refusal });
  if (!(await passwordMatches(context, password, await readHash(context, actor.userId)))) {
    throw await fail(wrong('password', message('step_up.wrong_password')));
  }
  const spent = account.hasSecondFactor
    ? await checkSecondFactor(context, account, actor, code)
    : [];
  if (spent === null) throw await fail(wrongCode());
  const by = account.hasSecondFactor ? 'factor' : 'password';
  const flags: Required<StepUpFlags> = { stepUp: { at: context.clock.now().getTime(), by } };
  try {
    await commitBatch(context.database, [
      ...renameSession(session, hashSessionId(newSessionId), flags),
      ...spent,
      auditWrite(context, actor, {
        action: 'step_up.confirmed',
        tableName: 'users',
        recordId: actor.userId,
        after: { by },
      }),
    ]);
  } catch (error) {
    if (!(error instanceof GuardError)) throw error;
    throw new DomainError('conflict', message('step_up.elsewhere'), {
      hint: message('step_up.try_again'),
    });
  }
  return flags;
}

/** Keeps the absolute expiry: a step-up makes no session live longer. */
function renameSession(from: string, to: string, flags: StepUpFlags): Write[] {
  return [
    guard('session', sql`EXISTS (SELECT 1 FROM sessions WHERE id_hash = ${from})`),
    sql`UPDATE sessions SET id_hash = ${to}, data = ${JSON.stringify(flags)}
      WHERE id_hash = ${from}`,
  ];
}

/**
 * Counts a try of the session as wrong before it is checked, so that parallel tries cannot share one
 * count; a right one forgets them all.
 * @returns number of tries with this one
 */
async function countTry(context: Context, actor: Actor, session: string): Promise<number> {
  const count = sql.raw(`coalesce(json_extract(data, '$.stepUpTries'), 0)`);
  const [[counted]] = await commitBatch(context.database, [
    rows<{ tries: number }>(
      sql`UPDATE sessions SET data = json_set(data, '$.stepUpTries', ${count} + 1)
        WHERE id_hash = ${session} AND ${count} < ${STEP_UP_TRIES} RETURNING ${count} AS tries`,
    ),
  ]);
  if (counted) return counted.tries;
  await endSession(context, actor, session);
  throw sessionEnded();
}

/** Writes a wrong try into the audit trail; the last one ends the session. */
async function refuseTry(
  context: Context,
  actor: Actor,
  { session, tries, refusal }: { session: string; tries: number; refusal: DomainError },
): Promise<DomainError> {
  await commitBatch(context.database, [
    auditWrite(context, actor, {
      action: 'step_up.failed',
      tableName: 'users',
      recordId: actor.userId,
      reason: render(refusal.said, 'en'),
    }),
  ]);
  if (tries < STEP_UP_TRIES) return refusal;
  await endSession(context, actor, session);
  return sessionEnded();
}

async function endSession(context: Context, actor: Actor, session: string): Promise<void> {
  await commitBatch(context.database, [
    auditWrite(context, actor, {
      action: 'step_up.session_ended',
      tableName: 'users',
      recordId: actor.userId,
    }),
    sql`DELETE FROM sessions WHERE id_hash = ${session}`,
  ]);
}

async function requireAccount(context: Context, userId: string): Promise<Account> {
  const account = await findAccount(context, eq(users.id, userId));
  const problem = account ? accessProblem(account) : message('accounts.login_deleted');
  if (account && problem === null) return account;
  throw new DomainError('forbidden', problem ?? message('accounts.login_deleted'));
}

async function readHash(context: Context, userId: string): Promise<string | null> {
  const row = await context.db
    .select({ passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.id, userId))
    .get();
  return row?.passwordHash ?? null;
}

function wrong(field: 'password' | 'code', said: Message): DomainError {
  return new DomainError('invalid', said, { field });
}

function wrongCode(): DomainError {
  return new DomainError('invalid', message('accounts.wrong_code'), {
    field: 'code',
    hint: message('accounts.wait_for_code'),
  });
}

function sessionEnded(): DomainError {
  return new DomainError('unauthenticated', message('step_up.too_many_tries'), {
    hint: message('requests.sign_in_again'),
  });
}
