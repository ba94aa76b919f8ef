import type { Context } from '../../context.js';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';
import { dataKeysOf, fingerprint, hasConfiguredKey, seal, sealedKeyId, unseal } from './sealing.js';

/**
 * Declares the columns that are encrypted at rest. Every writer and reader of their tables calls
 * `encryptColumn` before it binds a value, `decryptColumn` after it reads one, and `blindIndex` for
 * the declared `indexColumn` whenever it writes the value. An equality filter becomes
 * `indexColumn IN blindIndexes(…)`; lists offer no sort, contains, starts-with or range on such a
 * column. The audit trail holds `MASK` in its place.
 */

export const MASK = '[encrypted]';

export interface EncryptedColumn {
  /** `always`, or only with a DATA_KEY of the operator's. */
  when: 'always' | 'configured';
  /** Holds the blind index for equality search. */
  indexColumn?: string;
  /** Writes equal values alike before the index is computed. */
  normalise?: (value: string) => string;
}

/** Encrypted columns by table and column. */
export const encryptedColumns: Readonly<
  Record<string, Readonly<Record<string, EncryptedColumn>> | undefined>
> = {
  users: { totp_secret: { when: 'always' } },
  customers: {
    phone: {
      when: 'configured',
      indexColumn: 'phone_index',
      // +1 (555) 010-0199 and 1-555-010-0199 are one number.
      normalise: (value) => value.replace(/\D/g, '') || value.trim().toLowerCase(),
    },
  },
};

/** Finds a declaration. A table of another program may be named like a property of every object. */
function declaredColumn(table: string, column: string): EncryptedColumn | undefined {
  const columns = Object.hasOwn(encryptedColumns, table) ? encryptedColumns[table] : undefined;
  return columns && Object.hasOwn(columns, column) ? columns[column] : undefined;
}

/** Returns the declaration of a column that this configuration encrypts; undefined for others. */
export function encryptedColumn(
  context: Context,
  table: string,
  column: string,
): EncryptedColumn | undefined {
  const declared = declaredColumn(table, column);
  if (!declared) return undefined;
  return declared.when === 'always' || hasConfiguredKey(context) ? declared : undefined;
}

/**
 * Returns the value to store: encrypted, or plain for a column that is not encrypted here.
 * @throws DomainError `invalid` when a plain value looks like an encrypted one
 */
export function encryptColumn(
  context: Context,
  table: string,
  column: string,
  value: string | null,
): string | null {
  if (value === null || value === '') return value;
  if (sealedKeyId(value) !== null && declaredColumn(table, column)) {
    throw new DomainError('invalid', message('database.looks_encrypted'), { field: column });
  }
  if (!encryptedColumn(context, table, column)) return value;
  return seal(context, `${table}.${column}`, value);
}

/**
 * Returns the plain value. It leaves values from before the encryption of the column unchanged.
 * @throws DomainError `configuration` when the key is missing or another one
 */
export function decryptColumn(
  context: Context,
  table: string,
  column: string,
  value: string | null,
): string | null {
  if (value === null || !declaredColumn(table, column)) return value;
  return sealedKeyId(value) === null ? value : unseal(context, `${table}.${column}`, value);
}

/** Returns the value of `indexColumn`; null for columns without one and for no value. */
export function blindIndex(
  context: Context,
  table: string,
  column: string,
  value: string | null,
): string | null {
  return blindIndexes(context, table, column, value)[0] ?? null;
}

/** Returns each value that `indexColumn` may hold: one a key, while a key is being replaced. */
export function blindIndexes(
  context: Context,
  table: string,
  column: string,
  value: string | null,
): string[] {
  const declared = encryptedColumn(context, table, column);
  if (!declared?.indexColumn || value === null || value === '') return [];
  const normal = declared.normalise?.(value) ?? value;
  return dataKeysOf(context).map((key) => fingerprint(key, `${table}.${column}`, normal));
}
