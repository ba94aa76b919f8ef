import { eq, sql } from 'drizzle-orm';
import { Secret, TOTP } from 'otpauth';
import type { Context } from '../../context.js';
import { commitBatch, guard, type Write } from '../../db/batch.js';
import { toTimestamp } from '../../db/ids.js';
import { users } from '../../db/schema/book.js';
import { requireRole, type Actor } from '../../domain/actor.js';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';
import { auditWrite, type AuditActor } from '../audit.js';
import { commitPermitted } from '../step-up/permit.js';
import { decryptColumn, encryptColumn } from '../encryption/columns.js';
import type { Account } from './account.js';
import { beginCode, forgetCodes } from './code-attempts.js';
import {
  createRecoveryCodes,
  deleteRecoveryCodes,
  findRecoveryCode,
} from './second-factor-codes.js';
import { noticeWrites, type NoticeOrigin } from './notices.js';
import { endSessionsWrite } from './sessions.js';

/** The second factor: time-based codes (RFC 6238), each used once, and recovery codes. */

const STEP_SECONDS = 30;
/** Steps by which the phone's clock may be off, either way. */
const WINDOW = 1;
const ISSUER = 'Fire22 Dashboard';

export interface Enrolment {
  /** `otpauth:` address for the QR code. */
  uri: string;
  /** The same secret for typing, in groups of four. */
  secret: string;
}

interface StoredFactor {
  totpSecret: string | null;
  enabled: boolean;
  lastStep: number | null;
}

/**
 * Makes the actor's secret, which takes effect with `confirmSecondFactor`.
 * @throws DomainError `conflict` when a second factor is on already
 */
export async function startSecondFactor(context: Context, actor: Actor): Promise<void> {
  const factor = await readFactor(context, actor.userId);
  if (factor.enabled) throw new DomainError('conflict', message('accounts.second_factor_is_on'));
  const sealed = encryptColumn(context, 'users', 'totp_secret', new Secret({ size: 20 }).base32);
  await commitPermitted(context, actor, { always: true }, [
    guard(
      'second_factor',
      sql`SELECT totp_enabled_at IS NULL FROM users WHERE id = ${actor.userId}`,
    ),
    sql`UPDATE users SET totp_secret = ${sealed}, totp_last_step = NULL WHERE id = ${actor.userId}`,
    auditWrite(context, actor, {
      action: 'second_factor.started',
      tableName: 'users',
      recordId: actor.userId,
    }),
  ]);
}

/** Returns the code to scan between start and confirmation; null before and after. */
export async function pendingSecondFactor(
  context: Context,
  actor: Actor,
): Promise<Enrolment | null> {
  const factor = await readFactor(context, actor.userId);
  if (factor.enabled || factor.totpSecret === null) return null;
  const secret = readTotpSecret(context, factor.totpSecret);
  return {
    uri: createTotp(secret, actor.username).toString(),
    secret: (secret.match(/.{1,4}/g) ?? []).join(' '),
  };
}

/**
 * Turns the second factor on with a first code, ends the actor's other sessions, and returns the
 * recovery codes, which are never shown again.
 * @throws DomainError `invalid` on the field `code`
 */
export async function confirmSecondFactor(
  context: Context,
  actor: Actor,
  code: string,
  { keepSession }: { keepSession?: string | undefined } = {},
): Promise<string[]> {
  const factor = await readFactor(context, actor.userId);
  if (factor.enabled) throw new DomainError('conflict', message('accounts.second_factor_is_on'));
  const step = factor.totpSecret === null ? null : findStep(context, factor.totpSecret, code);
  if (step === null) {
    throw new DomainError('invalid', message('accounts.wrong_code'), {
      field: 'code',
      hint: message('accounts.check_clock'),
    });
  }
  const recovery = createRecoveryCodes(context, actor.userId);
  await commitPermitted(context, actor, { always: true }, [
    guard(
      'second_factor',
      sql`SELECT totp_enabled_at IS NULL AND totp_secret = ${factor.totpSecret}
        FROM users WHERE id = ${actor.userId}`,
    ),
    sql`UPDATE users SET totp_enabled_at = ${toTimestamp(context.clock.now())},
      totp_last_step = ${step} WHERE id = ${actor.userId}`,
    ...recovery.writes,
    endSessionsWrite(actor.userId, keepSession),
    auditWrite(context, actor, {
      action: 'second_factor.enabled',
      tableName: 'users',
      recordId: actor.userId,
    }),
    ...noticeWrites(context, actor, { userId: actor.userId, kind: 'second_factor_enabled' }),
  ]);
  return recovery.codes;
}

/**
 * Replaces the recovery codes and returns the new ones, which are never shown again.
 * @throws DomainError `conflict` when the second factor is off
 */
export async function renewRecoveryCodes(context: Context, actor: Actor): Promise<string[]> {
  const factor = await readFactor(context, actor.userId);
  if (!factor.enabled) throw new DomainError('conflict', message('accounts.second_factor_is_off'));
  const recovery = createRecoveryCodes(context, actor.userId);
  await commitPermitted(context, actor, { always: true }, [
    ...recovery.writes,
    auditWrite(context, actor, {
      action: 'second_factor.codes_renewed',
      tableName: 'users',
      recordId: actor.userId,
    }),
    ...noticeWrites(context, actor, { userId: actor.userId, kind: 'recovery_codes_renewed' }),
  ]);
  return recovery.codes;
}

/**
 * Removes a second factor: the actor's own, or for an administrator any login's (a lost phone). Ends
 * that login's sessions except `keepSession`.
 * @throws DomainError `forbidden` when it is required, or another login's
 */
export async function removeSecondFactor(
  context: Context,
  actor: Actor,
  userId: string,
  { keepSession }: { keepSession?: string | undefined } = {},
): Promise<void> {
  const own = userId === actor.userId;
  if (!own) requireRole(actor, ['admin'], message('accounts.removing_second_factors'));
  if (own && context.config.requireSecondFactor.includes(actor.role)) {
    throw new DomainError(
      'forbidden',
      message('accounts.second_factor_required', { role: `role.${actor.role}` }),
    );
  }
  await readFactor(context, userId);
  await commitPermitted(context, actor, { always: true }, [
    sql`UPDATE users SET totp_secret = NULL, totp_enabled_at = NULL, totp_last_step = NULL
      WHERE id = ${userId}`,
    deleteRecoveryCodes(userId),
    forgetCodes(userId),
    endSessionsWrite(userId, keepSession),
    auditWrite(context, actor, {
      action: 'second_factor.removed',
      tableName: 'users',
      recordId: userId,
    }),
    ...noticeWrites(context, actor, { userId: userId, kind: 'second_factor_removed' }),
  ]);
}

/**
 * Checks a code. Returns null for a wrong one, else the writes that use it up, for the batch of the
 * sign-in; their guard fails when another sign-in used it at the same moment.
 * @throws DomainError `throttled` after too many wrong codes
 */
export async function checkSecondFactor(
  context: Context,
  account: Account,
  origin: Omit<AuditActor & NoticeOrigin, 'userId'>,
  code: string,
): Promise<Write[] | null> {
  const { totpSecret, lastStep } = await readFactor(context, account.userId);
  if (totpSecret === null) return null;
  const attempt = await beginCode(context, account.userId);
  const step = findStep(context, totpSecret, code);
  if (step !== null) {
    if (lastStep !== null && step <= lastStep) {
      await commitBatch(context.database, [attempt.withdrawal]);
      return null;
    }
    return [
      ...attempt.accepted,
      guard(
        'second_factor',
        sql`SELECT coalesce(totp_last_step, -1) < ${step} FROM users WHERE id = ${account.userId}`,
      ),
      sql`UPDATE users SET totp_last_step = ${step} WHERE id = ${account.userId}`,
    ];
  }
  const recovery = await findRecoveryCode(context, account.userId, code);
  const { userId } = account;
  const used = { action: 'second_factor.code_used', tableName: 'users', recordId: userId };
  return (
    recovery && [
      ...attempt.accepted,
      ...recovery,
      auditWrite(context, { userId, ...origin }, used),
      ...noticeWrites(context, { ...origin, userId }, { userId, kind: 'recovery_code_used' }),
    ]
  );
}

/** Returns the time step of the code, or null. */
function findStep(context: Context, stored: string, code: string): number | null {
  const token = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const timestamp = context.clock.now().getTime();
  const totp = createTotp(readTotpSecret(context, stored), '');
  const delta = totp.validate({ token, timestamp, window: WINDOW });
  return delta === null ? null : Math.floor(timestamp / 1000 / STEP_SECONDS) + delta;
}

function createTotp(secret: string, label: string): TOTP {
  return new TOTP({ issuer: ISSUER, label, secret, period: STEP_SECONDS, digits: 6 });
}

function readTotpSecret(context: Context, stored: string): string {
  return decryptColumn(context, 'users', 'totp_secret', stored) ?? '';
}

async function readFactor(context: Context, userId: string): Promise<StoredFactor> {
  const row = await context.db
    .select({
      totpSecret: users.totpSecret,
      enabledAt: users.totpEnabledAt,
      lastStep: users.totpLastStep,
    })
    .from(users)
    .where(eq(users.id, userId))
    .get();
  if (!row) throw new DomainError('not_found', message('accounts.no_login'));
  return { totpSecret: row.totpSecret, enabled: row.enabledAt !== null, lastStep: row.lastStep };
}
