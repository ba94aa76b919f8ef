import { and, eq, isNull, sql, type SQL } from 'drizzle-orm';
import { createHash, randomBytes } from 'node:crypto';
import type { Context } from '../../context.js';
import { guard } from '../../db/batch.js';
import { toTimestamp } from '../../db/ids.js';
import { recoveryCodes } from '../../db/schema/system.js';

/** Recovery codes: 80 random bits each, stored as a hash, valid for one sign-in. */

const CODES = 10;
const BYTES = 10;
/** Crockford's base 32, without letters that look like digits: https://www.crockford.com/base32.html */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** Makes new codes, and the writes that put them in the place of the old ones. */
export function createRecoveryCodes(
  context: Context,
  userId: string,
): { codes: string[]; writes: SQL[] } {
  const codes = Array.from({ length: CODES }, createCode);
  const now = toTimestamp(context.clock.now());
  const rows = codes.map((code) => ({ id: context.newId(), hash: hashCode(userId, code) }));
  return {
    codes,
    writes: [
      deleteRecoveryCodes(userId),
      sql`INSERT INTO recovery_codes (id, user_id, code_hash, created_at)
        SELECT json_extract(value, '$.id'), ${userId}, json_extract(value, '$.hash'), ${now}
        FROM json_each(${JSON.stringify(rows)})`,
    ],
  };
}

/** Returns the write that deletes all codes of a login. */
export function deleteRecoveryCodes(userId: string): SQL {
  return sql`DELETE FROM recovery_codes WHERE user_id = ${userId}`;
}

/** Returns the writes that use up a recovery code; null when the login has no such code. */
export async function findRecoveryCode(
  context: Context,
  userId: string,
  typed: string,
): Promise<SQL[] | null> {
  const row = await context.db
    .select({ id: recoveryCodes.id })
    .from(recoveryCodes)
    .where(
      and(
        eq(recoveryCodes.userId, userId),
        eq(recoveryCodes.codeHash, hashCode(userId, typed)),
        isNull(recoveryCodes.usedAt),
      ),
    )
    .get();
  if (!row) return null;
  return [
    guard('recovery_code', sql`SELECT used_at IS NULL FROM recovery_codes WHERE id = ${row.id}`),
    sql`UPDATE recovery_codes SET used_at = ${toTimestamp(context.clock.now())}
      WHERE id = ${row.id}`,
  ];
}

/** Counts the unused codes of a login. */
export async function countRecoveryCodes(context: Context, userId: string): Promise<number> {
  return context.db.$count(
    recoveryCodes,
    and(eq(recoveryCodes.userId, userId), isNull(recoveryCodes.usedAt)),
  );
}

/** `abcd-efgh-jkmn-pqrs` */
function createCode(): string {
  let bits = 0n;
  for (const byte of randomBytes(BYTES)) bits = (bits << 8n) | BigInt(byte);
  let text = '';
  for (let index = 0; index < (BYTES * 8) / 5; index += 1) {
    text += ALPHABET[Number(bits & 31n)] ?? '';
    bits >>= 5n;
  }
  return (text.match(/.{4}/g) ?? []).join('-');
}

function hashCode(userId: string, code: string): string {
  const normal = code
    .toLowerCase()
    .replace(/o/g, '0')
    .replace(/[il]/g, '1')
    .replace(/[^a-z0-9]/g, '');
  return createHash('sha256').update(`${userId}:${normal}`).digest('hex');
}
