import { getTableName } from 'drizzle-orm';
import { SQLiteTable } from 'drizzle-orm/sqlite-core';
import * as systemSchema from '../../db/schema/system.js';

/**
 * Lists the columns that no panel may ever read, and the project's own tables, which have a panel
 * only where a resource file declares a read-only one.
 */

const secretColumns: Record<string, readonly string[]> = {
  users: ['password_hash', 'totp_secret', 'totp_last_step'],
  sessions: ['id_hash', 'data'],
  recovery_codes: ['code_hash'],
  login_attempts: ['account_hash'],
  customers: ['phone_index'],
  operations: ['request_hash'],
};

/** Names that make a column secret unless its declaration opens it. */
const secretName =
  /(^|_)(password|passwd|passphrase|secret|secrets|token|tokens|private_key|api_key|otp)(_|$)|_hash$/i;

/** Tables of schema/system.ts, and the migrator's own. */
export const systemTables: readonly string[] = [
  'migrations',
  ...Object.values(systemSchema)
    .filter((value) => value instanceof SQLiteTable)
    .map((table) => getTableName(table)),
];

/** Returns true for a column of the list of secret columns. */
export function isDeclaredSecret(table: string, column: string): boolean {
  // A table of another program may be named `__proto__`.
  return Object.hasOwn(secretColumns, table) && secretColumns[table]?.includes(column) === true;
}

/** Returns true for a column whose name says that it is secret. */
export function looksSecret(column: string): boolean {
  return secretName.test(column.replace(/([a-z0-9])([A-Z])/g, '$1_$2'));
}
