import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch, inList } from '../../db/batch.js';
import { toTimestamp } from '../../db/ids.js';
import { networkOf } from './addresses.js';
import { hashToken } from './devices.js';
import { hashKey } from './names.js';

/** The counts of failed sign-ins that the throttle compares with its limits. */

/** Hours for which a failure counts against its account. */
const MEMORY_HOURS = 24;
/** Minutes for which a failure counts against its address. */
export const ADDRESS_MINUTES = 15;

const MINUTE = 60_000;

/** Browser or address of an attempt. */
export type Source =
  /** A browser that signed in to this account before, by the value of its device cookie. */
  | { kind: 'device'; token: string }
  /** A browser that is signed in to it and types the password again. */
  | { kind: 'session' }
  /** Any other browser; `isKnown` when the account signed in from its address before. */
  | { kind: 'address'; isKnown: boolean };

export interface Attempted {
  /** Key of the account: of the typed name, or of the login (names.ts). */
  account: string;
  address: string | undefined;
  source: Source;
}

export interface Failures {
  count: number;
  lastAt: string | null;
}

/** Keys, bounds and conditions of one attempt. */
export interface Counters {
  sourceHash: string;
  isKnown: boolean;
  network: string;
  /** Failures of its source since the last success. */
  own: SQL;
  /** Failures of all unknown sources; null for a known one. */
  strangers: SQL | null;
}

/** Returns the counters of an attempt at this time. */
export function countersOf({ account, address, source }: Attempted, now: Date): Counters {
  const network = networkOf(address);
  const isKnown = source.kind !== 'address' || source.isKnown;
  const sourceHash = hashKey(account, ...partsOf(source, network));
  const since = toTimestamp(hoursBefore(now));
  return {
    sourceHash,
    isKnown,
    network,
    own: ownFailures(sourceHash, since),
    strangers: isKnown
      ? null
      : sql`FROM login_attempts WHERE account_hash = ${account} AND created_at > ${since}
          AND succeeded = 0 AND is_known = 0`,
  };
}

/** Reads a counter. */
export async function readFailures(context: Context, failures: SQL): Promise<Failures> {
  const row = await context.db.get<{ failures: number; lastAt: string | null } | undefined>(
    sql`SELECT count(*) AS failures, max(created_at) AS lastAt ${failures}`,
  );
  return { count: row?.failures ?? 0, lastAt: row?.lastAt ?? null };
}

/** Counts the recent failures from a network, whatever the account. */
export async function countOfAddress(
  context: Context,
  network: string,
  now: Date,
): Promise<number> {
  const since = new Date(now.getTime() - ADDRESS_MINUTES * MINUTE);
  const row = await context.db.get<{ failures: number } | undefined>(
    sql`SELECT count(*) AS failures FROM login_attempts
      WHERE address = ${network} AND created_at > ${toTimestamp(since)} AND succeeded = 0`,
  );
  return row?.failures ?? 0;
}

/**
 * Returns the write after which no failure counts against the accounts with these keys. The failures
 * count against their addresses as before.
 */
export function forgetFailuresWrite(accounts: readonly string[]): SQL {
  return sql`UPDATE login_attempts SET account_hash = '', source_hash = NULL
    WHERE ${failuresOfAccounts(accounts)}`;
}

/** Counts the failures that count against the accounts with these keys. */
export async function countFailures(
  context: Context,
  accounts: readonly string[],
): Promise<number> {
  const since = toTimestamp(hoursBefore(context.clock.now()));
  const row = await context.db.get<{ failures: number }>(
    sql`SELECT count(*) AS failures FROM login_attempts
      WHERE ${failuresOfAccounts(accounts)} AND created_at > ${since}`,
  );
  return row.failures;
}

/** Deletes attempts which no longer count. */
export async function purgeAttempts(context: Context): Promise<void> {
  const before = toTimestamp(hoursBefore(context.clock.now()));
  await commitBatch(context.database, [
    sql`DELETE FROM login_attempts WHERE created_at < ${before}`,
  ]);
}

/** An address that becomes known keeps its counter, or a sign-in would open a second one. */
function partsOf(source: Source, network: string): string[] {
  switch (source.kind) {
    case 'device':
      return ['device', hashToken(source.token)];
    case 'session':
      return ['session'];
    case 'address':
      return ['address', network];
  }
}

/**
 * Selects the failures after the last success, by id: ids increase with time within a second too. The
 * names of the index keep statistics from turning the search into one of all ids.
 */
function ownFailures(sourceHash: string, since: string): SQL {
  return sql`FROM login_attempts INDEXED BY idx_login_attempts_source
    WHERE source_hash = ${sourceHash} AND created_at > ${since} AND succeeded = 0 AND id > coalesce(
      (SELECT max(id) FROM login_attempts INDEXED BY idx_login_attempts_source
        WHERE source_hash = ${sourceHash} AND succeeded = 1), '')`;
}

function failuresOfAccounts(accounts: readonly string[]): SQL {
  return sql`account_hash IN ${inList(accounts)} AND succeeded = 0`;
}

function hoursBefore(now: Date): Date {
  return new Date(now.getTime() - MEMORY_HOURS * 60 * MINUTE);
}
