import { sql, type SQL } from 'drizzle-orm';
import { createHash, randomBytes } from 'node:crypto';
import type { Context } from '../../context.js';
import { commitBatch, type Write } from '../../db/batch.js';
import { toTimestamp } from '../../db/ids.js';
import { toAddress, networkOf } from './addresses.js';

/**
 * Browsers that signed in to a login before, each known by a random cookie. A stranger's failures do
 * not make them wait. The cookie signs nobody in: it has a counter of its own, and a new value after
 * each sign-in. https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies
 */

/** Days without a sign-in after which a device is a new one. */
export const DEVICE_DAYS = 90;
/** Days for which the address of a sign-in is a known one. */
export const ADDRESS_DAYS = 30;
/** Devices of one login: as many counters there are. */
export const MOST_DEVICES = 20;

const DAY = 24 * 60 * 60_000;

/** A request's device cookie and address. */
export interface DeviceOrigin {
  address: string | undefined;
  /** Value of the device cookie, or any other text. */
  device?: string | undefined;
}

/** Earlier sign-ins of a login: by this browser, by another one from this address, or by neither. */
export type Recognition = 'device' | 'address' | null;

/** Reads how the origin is known to a login; the same query finds nothing for an unknown login. */
export async function recognize(
  context: Context,
  userId: string | undefined,
  { address, device }: DeviceOrigin,
): Promise<Recognition> {
  const row = await context.db.get<{ byDevice: number | null; byNetwork: number | null }>(
    sql`SELECT max(token_hash = ${hashToken(device ?? '')}) AS byDevice,
        max(network = ${networkOrNull(address)} AND last_used_at > ${daysAgo(context, ADDRESS_DAYS)}) AS byNetwork
      FROM known_devices WHERE user_id = ${userId ?? ''} AND forgotten_at IS NULL
        AND last_used_at > ${daysAgo(context, DEVICE_DAYS)}`,
  );
  if (row.byDevice === 1) return 'device';
  return row.byNetwork === 1 ? 'address' : null;
}

/**
 * Makes the value of a device cookie, and the writes that make it known to the login, for the batch
 * of its sign-in. The browser's other logins know it by the new value too; the old one is worthless.
 */
export function rememberDevice(
  context: Context,
  userId: string,
  { address, device }: DeviceOrigin,
): { token: string; writes: Write[] } {
  const token = randomBytes(32).toString('base64url');
  const hash = hashToken(token);
  const now = toTimestamp(context.clock.now());
  return {
    token,
    writes: [
      sql`UPDATE known_devices SET token_hash = ${hash}
        WHERE token_hash = ${hashToken(device ?? '')}`,
      insertDevice(context, { userId, hash, network: networkOrNull(address), now }),
      sql`DELETE FROM known_devices WHERE user_id = ${userId} AND id IN (
        SELECT id FROM known_devices WHERE user_id = ${userId}
        ORDER BY last_used_at DESC, id DESC LIMIT -1 OFFSET ${MOST_DEVICES})`,
    ],
  };
}

/** Returns the write that makes an address known to a login which has not signed in from it. */
export function knowAddressWrite(context: Context, userId: string, address: string): Write {
  const now = toTimestamp(context.clock.now());
  const hash = hashToken(randomBytes(32).toString('base64url'));
  return insertDevice(context, { userId, hash, network: networkOf(address), now });
}

/**
 * Returns the write after which a login's devices count as new ones, for the batch of a change by
 * which its user shuts others out.
 * @param except the device cookie of the acting browser
 */
export function forgetDevicesWrite(context: Context, userId: string, except?: string): SQL {
  return sql`UPDATE known_devices SET forgotten_at = ${toTimestamp(context.clock.now())}
    WHERE user_id = ${userId} AND token_hash != ${hashToken(except ?? '')}
      AND forgotten_at IS NULL`;
}

/** Deletes devices that have not signed in for so long that they are new ones. */
export async function purgeDevices(context: Context): Promise<void> {
  await commitBatch(context.database, [
    sql`DELETE FROM known_devices WHERE last_used_at <= ${daysAgo(context, DEVICE_DAYS)}`,
  ]);
}

/** Returns the SHA-256 of a device cookie, by which the database knows the device. */
export function hashToken(token: string): string {
  return createHash('sha256').update(`device:${token}`).digest('hex');
}

function insertDevice(context: Context, { userId, hash, network, now }: DeviceRow): SQL {
  return sql`INSERT INTO known_devices (id, user_id, token_hash, network, created_at, last_used_at)
    VALUES (${context.newId()}, ${userId}, ${hash}, ${network}, ${now}, ${now})
    ON CONFLICT (token_hash, user_id) DO UPDATE SET network = excluded.network,
      last_used_at = excluded.last_used_at, forgotten_at = NULL`;
}

interface DeviceRow {
  userId: string;
  hash: string;
  network: string | null;
  now: string;
}

function networkOrNull(address: string | undefined): string | null {
  return toAddress(address) === undefined ? null : networkOf(address);
}

function daysAgo(context: Context, days: number): string {
  return toTimestamp(new Date(context.clock.now().getTime() - days * DAY));
}
