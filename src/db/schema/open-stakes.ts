import { sql } from 'drizzle-orm';
import { check, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

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
