import type { Context } from '../../context.js';
import { DomainError } from '../../errors.js';
import { dataKeysOf, fingerprint, hasConfiguredKey, seal, sealedKeyId, unseal } from './sealing.js';

/**
 * Columns that are encrypted at rest, declared. Whoever writes or reads rows of these tables puts
 * values through here: `encryptColumn` before a value is bound, `decryptColumn` after it is read,
 * and where `indexColumn` is declared, `blindIndex` into that column whenever the value is written.
 * An equality filter becomes `indexColumn IN blindIndexes(…)`; sort, contains, starts-with and
 * ranges make no sense on such a column and are not offered. In the audit trail it stands as
 * `MASK`.
 */

export const MASK = '[encrypted]';

export interface EncryptedColumn {
  /** `always`, or only where somebody set DATA_KEY. */
  when: 'always' | 'configured';
  /** Holds the blind index for equality search. */
  indexColumn?: string;
  /** What counts as equal: applied before the index is computed. */
  normalise?: (value: string) => string;
}

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

/** The declaration of a column that is encrypted here and now; undefined for every other column. */
export function encryptedColumn(
  context: Context,
  table: string,
  column: string,
): EncryptedColumn | undefined {
  const columns = encryptedColumns[table];
  const declared = columns && Object.hasOwn(columns, column) ? columns[column] : undefined;
  if (!declared) return undefined;
  return declared.when === 'always' || hasConfiguredKey(context) ? declared : undefined;
}

/**
 * The value as it is stored. Columns that are not encrypted here are stored as they are.
 * @throws DomainError `invalid` when a plain value looks like an encrypted one
 */
export function encryptColumn(
  context: Context,
  table: string,
  column: string,
  value: string | null,
): string | null {
  if (value === null || value === '') return value;
  if (sealedKeyId(value) !== null && encryptedColumns[table]?.[column]) {
    throw new DomainError('invalid', 'may not begin like an encrypted value', { field: column });
  }
  if (!encryptedColumn(context, table, column)) return value;
  return seal(context, `${table}.${column}`, value);
}

/**
 * The value as people know it. Values written before the column was encrypted come back as they
 * are.
 * @throws DomainError `configuration` when the key is missing or another one
 */
export function decryptColumn(
  context: Context,
  table: string,
  column: string,
  value: string | null,
): string | null {
  if (value === null || !encryptedColumns[table]?.[column]) return value;
  return sealedKeyId(value) === null ? value : unseal(context, `${table}.${column}`, value);
}

/** What `indexColumn` holds for the value; null for columns without one and for no value. */
export function blindIndex(
  context: Context,
  table: string,
  column: string,
  value: string | null,
): string | null {
  return blindIndexes(context, table, column, value)[0] ?? null;
}

/** What `indexColumn` may hold for the value: one for each key, while a key is being replaced. */
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
