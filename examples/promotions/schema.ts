import { sql } from 'drizzle-orm';
import {
  blob,
  check,
  index,
  integer,
  real,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';
import { agents, timestampColumn, users } from '../../src/db/schema/book.js';

/**
 * The table as Drizzle knows it. In the project it stands last in `src/db/schema/book.ts`, and
 * `npm run db:generate -- --name promotions` writes the migration from it.
 *
 * Introspection reads the kind of each column from the migrated schema. Each comment names the fact
 * that it reads; a kind that no fact shows is declared in the resource file.
 */
export const promotions = sqliteTable(
  'promotions',
  {
    /** A text key whose name ends in `id`: the panels make a UUIDv7 for each new row. */
    id: text('id').primaryKey(),
    /** reference: a foreign key of one column. */
    agentId: text('agent_id')
      .notNull()
      .references(() => agents.id),
    madeBy: text('made_by')
      .notNull()
      .references(() => users.id),
    /** text, required: NOT NULL without a default. */
    name: text('name').notNull(),
    /** text, unique: a second one is refused beside its field. */
    code: text('code').notNull(),
    /** enum: a CHECK of the form `column IN (…)`. */
    status: text('status').notNull().default('draft'),
    /** boolean: an INTEGER with a CHECK of 0 and 1. */
    isPublic: integer('is_public').notNull().default(1),
    /** date: the name ends in `_date`, `_start` or `_end`. */
    firstDate: text('first_date').notNull(),
    /** datetime: the name ends in `_at`. UTC, `YYYY-MM-DD HH:MM:SS`. */
    endsAt: text('ends_at'),
    /** integer: INTEGER affinity. */
    claimsLeft: integer('claims_left'),
    /** number: REAL affinity. The resource file says which of them are money, percent or odds. */
    rollover: real('rollover').notNull().default(1),
    matchRate: real('match_rate').notNull().default(0.5),
    leastOdds: real('least_odds'),
    greatestBonus: real('greatest_bonus').notNull(),
    /** Dollars that the promotion has cost the book; below zero where it has earned. */
    cost: real('cost').notNull().default(0),
    /** json: a CHECK with `json_valid`. */
    rules: text('rules'),
    /** blob: the record's page offers it as a file; a form takes it where `write` lists it. */
    banner: blob('banner'),
    /** text: only the resource file says that it is long. */
    terms: text('terms'),
    contact: text('contact'),
    /** A name that says token, secret, password or hash is secret: no panel reads the column. */
    claimToken: text('claim_token'),
    /** A name that only looks like a secret's; the resource file says so. */
    tokensIssued: integer('tokens_issued').notNull().default(0),
    /** Guards of the service: the row as it was read, and the operation that changed it last. */
    version: integer('version').notNull().default(0),
    operationId: text('operation_id'),
    createdAt: timestampColumn('created_at'),
    updatedAt: timestampColumn('updated_at'),
  },
  (table) => [
    uniqueIndex('promotions_code_unique').on(table.code),
    // Serve each role's list in its order; without them the thread for long reads reads it.
    index('idx_promotions_newest').on(table.createdAt, table.id),
    index('idx_promotions_agent_newest').on(table.agentId, table.createdAt, table.id),
    check('promotions_status_check', sql.raw("status IN ('draft', 'running', 'ended')")),
    check('promotions_is_public_check', sql.raw('is_public IN (0, 1)')),
    check('promotions_rules_check', sql.raw('json_valid(rules)')),
  ],
);
