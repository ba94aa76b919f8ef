import { sql } from 'drizzle-orm';
import {
  type AnySQLiteColumn,
  check,
  index,
  integer,
  real,
  sqliteTable,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';

/**
 * The eight specified tables: columns, types, nullability, defaults, checks, keys and the 29 named
 * indexes of the specification (section "Table Schemas" and "Indexes"), together and in its order, so
 * that the two can be read side by side. What the project adds to them stands last in each table;
 * tables with panels that it adds stand last; those without are in system.ts and accounts.ts.
 */

/** A timestamp column; the time of the insert by default. */
export const timestampColumn = (name: string) =>
  text(name)
    .notNull()
    .default(sql`CURRENT_TIMESTAMP`);

const oneOf = (column: string, values: readonly string[]) =>
  sql.raw(`${column} IN (${values.map((value) => `'${value}'`).join(', ')})`);

export const roles = ['admin', 'agent', 'customer'] as const;
export const accountStatuses = ['active', 'inactive', 'suspended'] as const;
export const wagerStatuses = ['pending', 'active', 'settled', 'cancelled', 'voided'] as const;
export const wagerResults = ['win', 'loss', 'push', 'void'] as const;
export const transactionTypes = ['deposit', 'withdrawal', 'wager', 'settlement', 'refund'] as const;
export const transactionStatuses = ['pending', 'completed', 'failed', 'cancelled'] as const;
export const activityTypes = [
  'login',
  'logout',
  'wager_placed',
  'wager_settled',
  'payment',
  'withdrawal',
] as const;
export const limitScopes = ['book', 'agent', 'customer'] as const;
export const limitPlacedBy = ['customer', 'agent', 'anybody'] as const;
export const limitStatuses = ['active', 'inactive'] as const;
export const periods = ['daily', 'weekly', 'monthly'] as const;

export const users = sqliteTable(
  'users',
  {
    id: text('id').primaryKey(),
    username: text('username').notNull(),
    email: text('email').notNull(),
    passwordHash: text('password_hash').notNull(),
    role: text('role', { enum: roles }).notNull(),
    status: text('status', { enum: accountStatuses }).notNull().default('active'),
    createdAt: timestampColumn('created_at'),
    updatedAt: timestampColumn('updated_at'),
    lastLogin: text('last_login'),
    agentId: text('agent_id').references(() => agents.id),
    // Additions, in their own migration:
    customerId: text('customer_id').references((): AnySQLiteColumn => customers.id),
    mustChangePassword: integer('must_change_password', { mode: 'boolean' })
      .notNull()
      .default(false),
    passwordChangedAt: text('password_changed_at'),
    totpSecret: text('totp_secret'),
    totpEnabledAt: text('totp_enabled_at'),
    totpLastStep: integer('totp_last_step'),
  },
  (table) => [
    index('idx_users_newest').on(table.createdAt, table.id),
    uniqueIndex('users_customer_id_unique').on(table.customerId),
    unique('users_username_unique').on(table.username),
    unique('users_email_unique').on(table.email),
    index('idx_users_username').on(table.username),
    index('idx_users_email').on(table.email),
    index('idx_users_role').on(table.role),
    index('idx_users_agent_id').on(table.agentId),
    check('users_role_check', oneOf('role', roles)),
    check('users_status_check', oneOf('status', accountStatuses)),
  ],
);

export const agents = sqliteTable(
  'agents',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    code: text('code').notNull(),
    status: text('status', { enum: accountStatuses }).notNull().default('active'),
    commissionRate: real('commission_rate').notNull().default(0.05),
    createdAt: timestampColumn('created_at'),
    updatedAt: timestampColumn('updated_at'),
    totalVolume: real('total_volume').default(0),
    customerCount: integer('customer_count').default(0),
    // Additions, in their own migration:
    creditLimit: real('credit_limit'),
    creditUsed: real('credit_used').notNull().default(0),
    creditFree: real('credit_free'),
  },
  (table) => [
    unique('agents_code_unique').on(table.code),
    index('idx_agents_code').on(table.code),
    index('idx_agents_status').on(table.status),
    check('agents_status_check', oneOf('status', accountStatuses)),
  ],
);

export const customers = sqliteTable(
  'customers',
  {
    id: text('id').primaryKey(),
    agentId: text('agent_id')
      .notNull()
      .references(() => agents.id),
    name: text('name').notNull(),
    email: text('email').notNull(),
    phone: text('phone'),
    status: text('status', { enum: accountStatuses }).notNull().default('active'),
    bettingLimit: real('betting_limit').default(1000),
    balance: real('balance').default(0),
    createdAt: timestampColumn('created_at'),
    updatedAt: timestampColumn('updated_at'),
    lastActivity: text('last_activity'),
    // Additions, in their own migration:
    version: integer('version').notNull().default(0),
    phoneIndex: text('phone_index'),
  },
  (table) => [
    // Lists, newest first: all customers, and an agent's.
    index('idx_customers_newest').on(table.createdAt, table.id),
    index('idx_customers_agent_newest').on(table.agentId, table.createdAt, table.id),
    index('idx_customers_phone_index').on(table.phoneIndex),
    // For `Ann Marie Smith`: the whole name, and the part after the first word.
    index('idx_customers_folded_name').on(sql`lower(name)`),
    index('idx_customers_later_name').on(sql`lower(substr(name, instr(name, ' ') + 1))`),
    unique('customers_email_unique').on(table.email),
    index('idx_customers_agent_id').on(table.agentId),
    index('idx_customers_email').on(table.email),
    index('idx_customers_status').on(table.status),
    check('customers_status_check', oneOf('status', accountStatuses)),
  ],
);

export const wagers = sqliteTable(
  'wagers',
  {
    id: text('id').primaryKey(),
    wagerNumber: text('wager_number').notNull(),
    customerId: text('customer_id')
      .notNull()
      .references(() => customers.id),
    agentId: text('agent_id')
      .notNull()
      .references(() => agents.id),
    amount: real('amount').notNull(),
    description: text('description').notNull(),
    status: text('status', { enum: wagerStatuses }).notNull().default('pending'),
    odds: real('odds'),
    potentialWin: real('potential_win'),
    createdAt: timestampColumn('created_at'),
    updatedAt: timestampColumn('updated_at'),
    settledAt: text('settled_at'),
    result: text('result', { enum: wagerResults }),
    // Additions, in their own migration:
    version: integer('version').notNull().default(0),
    operationId: text('operation_id'),
    eventStartsAt: text('event_starts_at'),
  },
  (table) => [
    index('idx_wagers_event_starts_at')
      .on(table.eventStartsAt)
      .where(sql.raw('event_starts_at IS NOT NULL')),
    unique('wagers_wager_number_unique').on(table.wagerNumber),
    index('idx_wagers_operation').on(table.operationId),
    // The highest wager number, for the next wager, without a walk over all of them.
    index('idx_wagers_number_sequence')
      .on(sql`CAST(substr(wager_number, 3) AS INTEGER)`)
      .where(sql.raw("wager_number GLOB 'W-[0-9]*' AND length(wager_number) <= 15")),
    // Lists in their order: newest first, ties by id (docs/bench.md).
    index('idx_wagers_newest').on(table.createdAt, table.id),
    index('idx_wagers_status_newest').on(table.status, table.createdAt, table.id),
    index('idx_wagers_agent_newest').on(table.agentId, table.createdAt, table.id),
    index('idx_wagers_agent_status_newest').on(
      table.agentId,
      table.status,
      table.createdAt,
      table.id,
    ),
    index('idx_wagers_customer_newest').on(table.customerId, table.createdAt, table.id),
    // A covering index of open wagers: dashboards and the weekly page add them up.
    index('idx_wagers_open')
      .on(table.agentId, table.customerId, table.amount, table.potentialWin)
      .where(sql.raw("status IN ('pending', 'active')")),
    index('idx_wagers_wager_number').on(table.wagerNumber),
    index('idx_wagers_customer_id').on(table.customerId),
    index('idx_wagers_agent_id').on(table.agentId),
    index('idx_wagers_status').on(table.status),
    index('idx_wagers_created_at').on(table.createdAt),
    index('idx_wagers_customer_status').on(table.customerId, table.status),
    index('idx_wagers_agent_status').on(table.agentId, table.status),
    check('wagers_amount_check', sql.raw('amount > 0')),
    check('wagers_status_check', oneOf('status', wagerStatuses)),
    check('wagers_result_check', oneOf('result', wagerResults)),
  ],
);

export const transactions = sqliteTable(
  'transactions',
  {
    id: text('id').primaryKey(),
    type: text('type', { enum: transactionTypes }).notNull(),
    customerId: text('customer_id')
      .notNull()
      .references(() => customers.id),
    amount: real('amount').notNull(),
    status: text('status', { enum: transactionStatuses }).notNull().default('pending'),
    reference: text('reference'),
    description: text('description'),
    createdAt: timestampColumn('created_at'),
    updatedAt: timestampColumn('updated_at'),
    processedAt: text('processed_at'),
    // Additions, in their own migration:
    version: integer('version').notNull().default(0),
    operationId: text('operation_id'),
  },
  (table) => [
    index('idx_transactions_reference').on(table.reference),
    uniqueIndex('transactions_wager_reference_unique')
      .on(table.reference)
      .where(sql.raw("type = 'wager'")),
    uniqueIndex('transactions_reversal_reference_unique')
      .on(table.reference)
      .where(sql.raw("reference GLOB 'REV-*' AND type IN ('deposit', 'withdrawal')")),
    index('idx_transactions_operation').on(table.operationId),
    index('idx_transactions_ledger')
      .on(table.customerId, table.processedAt, table.id)
      .where(sql.raw("status = 'completed'")),
    index('idx_transactions_payments')
      .on(table.processedAt)
      .where(sql.raw("status = 'completed' AND type IN ('deposit', 'withdrawal')")),
    index('idx_transactions_newest').on(table.createdAt, table.id),
    index('idx_transactions_status_newest').on(table.status, table.createdAt, table.id),
    index('idx_transactions_type_newest').on(table.type, table.createdAt, table.id),
    index('idx_transactions_customer_newest').on(table.customerId, table.createdAt, table.id),
    // Counts transactions of one status of an agent's customers.
    index('idx_transactions_customer_status').on(table.customerId, table.status),
    index('idx_transactions_customer_id').on(table.customerId),
    index('idx_transactions_type').on(table.type),
    index('idx_transactions_status').on(table.status),
    index('idx_transactions_created_at').on(table.createdAt),
    index('idx_transactions_customer_type').on(table.customerId, table.type),
    check('transactions_type_check', oneOf('type', transactionTypes)),
    check('transactions_status_check', oneOf('status', transactionStatuses)),
  ],
);

export const activities = sqliteTable(
  'activities',
  {
    id: text('id').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    type: text('type', { enum: activityTypes }).notNull(),
    action: text('action').notNull(),
    amount: real('amount'),
    metadata: text('metadata'),
    createdAt: timestampColumn('created_at'),
  },
  (table) => [
    index('idx_activities_user_id').on(table.userId),
    index('idx_activities_type').on(table.type),
    index('idx_activities_created_at').on(table.createdAt),
    index('idx_activities_user_type').on(table.userId, table.type),
    check('activities_type_check', oneOf('type', activityTypes)),
  ],
);

export const kpiMetrics = sqliteTable(
  'kpi_metrics',
  {
    id: text('id').primaryKey(),
    metricName: text('metric_name').notNull(),
    metricValue: real('metric_value').notNull(),
    period: text('period', { enum: periods }).notNull(),
    periodStart: text('period_start').notNull(),
    periodEnd: text('period_end').notNull(),
    createdAt: timestampColumn('created_at'),
  },
  (table) => [
    unique('kpi_metrics_metric_name_period_period_start_unique').on(
      table.metricName,
      table.period,
      table.periodStart,
    ),
    index('idx_kpi_metrics_period').on(table.period),
    index('idx_kpi_metrics_period_start').on(table.periodStart),
    index('idx_kpi_metrics_period_name').on(table.period, table.metricName),
    check('kpi_metrics_period_check', oneOf('period', periods)),
  ],
);

export const weeklyStats = sqliteTable(
  'weekly_stats',
  {
    id: text('id').primaryKey(),
    weekStart: text('week_start').notNull(),
    weekEnd: text('week_end').notNull(),
    totalHandle: real('total_handle').notNull().default(0),
    totalWin: real('total_win').notNull().default(0),
    totalVolume: real('total_volume').notNull().default(0),
    totalBets: integer('total_bets').notNull().default(0),
    createdAt: timestampColumn('created_at'),
    updatedAt: timestampColumn('updated_at'),
  },
  (table) => [
    unique('weekly_stats_week_start_unique').on(table.weekStart),
    index('idx_weekly_stats_week_start').on(table.weekStart),
  ],
);

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
    scope: text('scope', { enum: limitScopes }).notNull().default('book'),
    agentId: text('agent_id').references(() => agents.id),
    customerId: text('customer_id').references(() => customers.id),
    placedBy: text('placed_by', { enum: limitPlacedBy }).notNull().default('anybody'),
    leastStake: real('least_stake'),
    greatestStake: real('greatest_stake'),
    greatestWin: real('greatest_win'),
    /** Decimal odds, whatever the notation of the book: 101 is +10,000. */
    greatestOdds: real('greatest_odds'),
    greatestOpenStakes: real('greatest_open_stakes'),
    status: text('status', { enum: limitStatuses }).notNull().default('active'),
    createdAt: timestampColumn('created_at'),
    updatedAt: timestampColumn('updated_at'),
  },
  (table) => [
    index('idx_limit_rules_scope').on(table.scope),
    index('idx_limit_rules_agent').on(table.agentId),
    index('idx_limit_rules_customer').on(table.customerId),
    check('limit_rules_scope_check', oneOf('scope', limitScopes)),
    check('limit_rules_placed_by_check', oneOf('placed_by', limitPlacedBy)),
    check('limit_rules_status_check', oneOf('status', limitStatuses)),
  ],
);
