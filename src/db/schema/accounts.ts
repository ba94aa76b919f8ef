import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { timestampColumn, users } from './book.js';

/** Tables of signing in, and of the keys that encrypt personal data. */

/** Signed-in browsers. The id is the SHA-256 of the cookie's, so a copy of the table opens nothing. */
export const sessions = sqliteTable(
  'sessions',
  {
    idHash: text('id_hash').primaryKey(),
    /** Null while a second factor is outstanding. */
    userId: text('user_id').references(() => users.id),
    data: text('data').notNull(),
    address: text('address'),
    userAgent: text('user_agent'),
    createdAt: timestampColumn('created_at'),
    lastSeenAt: timestampColumn('last_seen_at'),
    expiresAt: text('expires_at').notNull(),
  },
  (table) => [
    index('idx_sessions_user').on(table.userId),
    index('idx_sessions_expires_at').on(table.expiresAt),
  ],
);

/** Failed and successful sign-ins, for the throttle by account, by source and by address. */
export const loginAttempts = sqliteTable(
  'login_attempts',
  {
    id: text('id').primaryKey(),
    /** SHA-256 of the typed name, folded, whether or not a login has it. */
    accountHash: text('account_hash').notNull(),
    address: text('address').notNull(),
    succeeded: integer('succeeded', { mode: 'boolean' }).notNull(),
    createdAt: timestampColumn('created_at'),
    // Additions, in their own migration:
    /** SHA-256 of the account with the device or address that tried: one counter each. */
    sourceHash: text('source_hash'),
    /** True from a device or address that signed in to the account before. */
    isKnown: integer('is_known', { mode: 'boolean' }).notNull().default(false),
  },
  (table) => [
    index('idx_login_attempts_account').on(table.accountHash, table.createdAt),
    index('idx_login_attempts_source').on(table.sourceHash, table.createdAt),
    index('idx_login_attempts_address').on(table.address, table.createdAt),
    index('idx_login_attempts_created_at').on(table.createdAt),
    check('login_attempts_succeeded_check', sql.raw('succeeded IN (0, 1)')),
  ],
);

/**
 * Values that a login was refused because a row outside its scope has them, and places of writes
 * that are not decided yet.
 */
export const valueRefusals = sqliteTable(
  'value_refusals',
  {
    id: text('id').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    refused: integer('refused', { mode: 'boolean' }).notNull(),
    createdAt: timestampColumn('created_at'),
  },
  (table) => [
    index('idx_value_refusals_user').on(table.userId, table.createdAt),
    index('idx_value_refusals_created_at').on(table.createdAt),
    check('value_refusals_refused_check', sql.raw('refused IN (0, 1)')),
  ],
);

/**
 * Browsers that signed in to a login. The token is the SHA-256 of the device cookie's, so a copy of
 * the table makes no browser known.
 */
export const knownDevices = sqliteTable(
  'known_devices',
  {
    id: text('id').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    tokenHash: text('token_hash').notNull(),
    /** Network of its last sign-in, as the throttle counts addresses. */
    network: text('network'),
    createdAt: timestampColumn('created_at'),
    lastUsedAt: timestampColumn('last_used_at'),
    /** Set when the login no longer trusts the device, which then counts as a new one. */
    forgottenAt: text('forgotten_at'),
  },
  (table) => [
    uniqueIndex('known_devices_token_user_unique').on(table.tokenHash, table.userId),
    index('idx_known_devices_user').on(table.userId, table.network),
  ],
);

/** Events of a login's security, shown on its pages until its user has acknowledged them. */
export const accountNotices = sqliteTable(
  'account_notices',
  {
    id: text('id').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    /** `NoticeKind` of services/accounts/notices.ts. */
    kind: text('kind').notNull(),
    /** The login that did it, when it was not the login's own user: an administrator. */
    actorUserId: text('actor_user_id').references(() => users.id),
    address: text('address'),
    userAgent: text('user_agent'),
    createdAt: timestampColumn('created_at'),
    acknowledgedAt: text('acknowledged_at'),
  },
  (table) => [
    index('idx_account_notices_user').on(table.userId, table.createdAt),
    index('idx_account_notices_open')
      .on(table.userId)
      .where(sql`acknowledged_at IS NULL`),
  ],
);

/** One-time codes that replace a lost second factor. */
export const recoveryCodes = sqliteTable(
  'recovery_codes',
  {
    id: text('id').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    codeHash: text('code_hash').notNull(),
    usedAt: text('used_at'),
    createdAt: timestampColumn('created_at'),
  },
  (table) => [uniqueIndex('recovery_codes_user_code_unique').on(table.userId, table.codeHash)],
);

/** Wrong codes of second factors, by login: the lasting cap of guesses. */
export const codeAttempts = sqliteTable(
  'code_attempts',
  {
    id: text('id').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    /** True after a right code: it no longer makes the login wait, and counts within the window. */
    isCleared: integer('is_cleared', { mode: 'boolean' }).notNull().default(false),
    createdAt: timestampColumn('created_at'),
  },
  (table) => [
    index('idx_code_attempts_user').on(table.userId, table.createdAt),
    index('idx_code_attempts_created_at').on(table.createdAt),
    check('code_attempts_is_cleared_check', sql.raw('is_cleared IN (0, 1)')),
  ],
);

/** Data keys of this database, each with a known text that it encrypted: a wrong key cannot read it. */
export const dataKeys = sqliteTable('data_keys', {
  keyId: text('key_id').primaryKey(),
  checkValue: text('check_value').notNull(),
  createdAt: timestampColumn('created_at'),
});
