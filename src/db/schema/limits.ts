import { sql } from 'drizzle-orm';
import {
  check,
  index,
  integer,
  primaryKey,
  real,
  sqliteTable,
  text,
} from 'drizzle-orm/sqlite-core';
import { agents, customers, timestampColumn } from './book.js';

/** Tables of the limits of bets: rules, and the running totals that some of them bound. */

/**
 * Limits of bets of a book, an agent or a customer, by who places them. Of all that apply, the
 * strictest decides. Money in dollars; an empty column limits nothing.
 */
export const limitRules = sqliteTable(
  'limit_rules',
  {
    id: text('id').primaryKey(),
    /** Refusals show it to the person who places the bet. */
    name: text('name').notNull(),
    scope: text('scope').notNull().default('book'),
    agentId: text('agent_id').references(() => agents.id),
    customerId: text('customer_id').references(() => customers.id),
    placedBy: text('placed_by').notNull().default('anybody'),
    leastStake: real('least_stake'),
    greatestStake: real('greatest_stake'),
    greatestWin: real('greatest_win'),
    /** Decimal odds, whatever the notation of the book: 101 is +10,000. */
    greatestOdds: real('greatest_odds'),
    greatestOpenStakes: real('greatest_open_stakes'),
    status: text('status').notNull().default('active'),
    createdAt: timestampColumn('created_at'),
    updatedAt: timestampColumn('updated_at'),
  },
  (table) => [
    index('idx_limit_rules_scope').on(table.scope),
    index('idx_limit_rules_agent').on(table.agentId),
    index('idx_limit_rules_customer').on(table.customerId),
    check('limit_rules_scope_check', sql.raw("scope IN ('book', 'agent', 'customer')")),
    check('limit_rules_placed_by_check', sql.raw("placed_by IN ('customer', 'agent', 'anybody')")),
    check('limit_rules_status_check', sql.raw("status IN ('active', 'inactive')")),
  ],
);

/** Sums of the stakes of open wagers, kept by triggers: of the book, each agent and each customer. */
export const openStakes = sqliteTable(
  'open_stakes',
  {
    scope: text('scope').notNull(),
    /** Id of the agent or customer; empty for the book. */
    ownerId: text('owner_id').notNull().default(''),
    openCents: integer('open_cents').notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.scope, table.ownerId] }),
    check('open_stakes_scope_check', sql.raw("scope IN ('book', 'agent', 'customer')")),
  ],
);
