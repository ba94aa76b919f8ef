/**
 * At least one row for every table, inserted in the level of the schema that creates the table: a
 * small book that adds up (100.00 paid in, one ticket of 10.00 at -110, won).
 */
export const sampleRows: Record<string, string[]> = {
  agents: [
    `INSERT INTO agents (id, name, code, total_volume, customer_count)
      VALUES ('a1', 'North', 'N', 10, 1)`,
  ],
  customers: [
    `INSERT INTO customers (id, agent_id, name, email, phone, balance)
      VALUES ('c1', 'a1', 'Ann', 'ann@example.com', '+1 555 0100', 109.09)`,
  ],
  users: [
    `INSERT INTO users (id, username, email, password_hash, role, agent_id) VALUES
      ('u1', 'root', 'root@example.com', 'x', 'admin', NULL),
      ('u2', 'north', 'north@example.com', 'x', 'agent', 'a1')`,
  ],
  wagers: [
    `INSERT INTO wagers (id, wager_number, customer_id, agent_id, amount, description, status, odds,
        potential_win, created_at, updated_at, settled_at, result)
      VALUES ('w1', 'W-1001', 'c1', 'a1', 10, 'Lions to win', 'settled', -110, 9.09,
        '2026-03-02 10:00:00', '2026-03-02 12:00:00', '2026-03-02 12:00:00', 'win')`,
  ],
  transactions: [
    `INSERT INTO transactions (id, type, customer_id, amount, status, reference, created_at,
        updated_at, processed_at) VALUES
      ('t1', 'deposit', 'c1', 100, 'completed', 'ADJ-o1', '2026-03-02 09:00:00',
        '2026-03-02 09:00:00', '2026-03-02 09:00:00'),
      ('t2', 'wager', 'c1', 10, 'completed', 'W-1001', '2026-03-02 10:00:00',
        '2026-03-02 10:00:00', '2026-03-02 10:00:00'),
      ('t3', 'settlement', 'c1', 19.09, 'completed', 'W-1001', '2026-03-02 12:00:00',
        '2026-03-02 12:00:00', '2026-03-02 12:00:00'),
      ('t4', 'withdrawal', 'c1', 5, 'pending', NULL, '2026-03-02 13:00:00',
        '2026-03-02 13:00:00', NULL)`,
  ],
  activities: [
    `INSERT INTO activities (id, user_id, type, action, amount, metadata)
      VALUES ('x1', 'u1', 'wager_settled', 'settled', 10, '{"wager":"w1"}')`,
  ],
  kpi_metrics: [
    `INSERT INTO kpi_metrics (id, metric_name, metric_value, period, period_start, period_end)
      VALUES ('k1', 'handle', 10, 'daily', '2026-03-02', '2026-03-02')`,
  ],
  weekly_stats: [
    `INSERT INTO weekly_stats (id, week_start, week_end, total_handle, total_win, total_volume,
        total_bets) VALUES ('s1', '2026-03-02', '2026-03-08', 10, -9.09, 10, 1)`,
  ],
  operations: [
    `INSERT INTO operations (id, kind, actor_user_id, request_hash, result)
      VALUES ('o1', 'wager.settle', 'u1', 'h', '{}')`,
  ],
  gradings: [
    `INSERT INTO gradings (id, wager_id, from_status, to_status, to_result, win_delta, created_at,
        actor_user_id, operation_id)
      VALUES ('g1', 'w1', 'active', 'settled', 'win', -9.09, '2026-03-02 12:00:00', 'u1', 'o1')`,
  ],
  audit_log: [
    `INSERT INTO audit_log (actor_user_id, action, table_name, record_id, before, after)
      VALUES ('u1', 'wager.settled', 'wagers', 'w1', '{}', '{}')`,
  ],
  sessions: [
    `INSERT INTO sessions (id_hash, user_id, data, expires_at)
      VALUES ('h', 'u1', '{}', '2026-03-03 00:00:00')`,
  ],
  login_attempts: [
    `INSERT INTO login_attempts (id, account_hash, address, succeeded)
      VALUES ('l1', 'h', '192.0.2.1', 1)`,
  ],
  code_attempts: [
    `INSERT INTO code_attempts (id, user_id, is_cleared) VALUES ('ca1', 'u1', 0)`,
  ],
  value_refusals: [`INSERT INTO value_refusals (id, user_id, refused) VALUES ('f1', 'u1', 1)`],
  recovery_codes: [`INSERT INTO recovery_codes (id, user_id, code_hash) VALUES ('r1', 'u1', 'h')`],
  known_devices: [
    `INSERT INTO known_devices (id, user_id, token_hash, network)
      VALUES ('d1', 'u1', 'h', '192.0.2.1')`,
  ],
  account_notices: [
    `INSERT INTO account_notices (id, user_id, kind, address) VALUES ('n1', 'u1', 'new_device', '192.0.2.1')`,
  ],
  commission_rates: [
    `INSERT INTO commission_rates (id, agent_id, rate, effective_from)
      VALUES ('m1', 'a1', 0.05, '2026-01-01')`,
  ],
  period_states: [
    `INSERT INTO period_states (period, period_start, starts_at, ends_at, computed_at)
      VALUES ('daily', '2026-03-02', '2026-03-02 00:00:00', '2026-03-03 00:00:00',
        '2026-03-03 01:00:00')`,
  ],
  bulk_runs: [
    `INSERT INTO bulk_runs (id, kind, actor_user_id, input, status, total)
      VALUES ('b1', 'wager.settle', 'u1', '{}', 'finished', 1)`,
  ],
  bulk_run_items: [
    `INSERT INTO bulk_run_items (run_id, position, record_id, expected_version, outcome)
      VALUES ('b1', 0, 'w1', 0, 'done')`,
  ],
  saved_views: [
    `INSERT INTO saved_views (id, user_id, list, name, query, shared_with)
      VALUES ('v1', 'u1', 'wagers', 'Open', 'filters.status=active', 'agent')`,
  ],
  list_columns: [
    `INSERT INTO list_columns (user_id, list, columns) VALUES ('u1', 'wagers', '["amount"]')`,
  ],
  column_readings: [
    `INSERT INTO column_readings (table_name, column_name, declared, kind, format, reason, sampled, chosen_by)
      VALUES ('note', 'at', '["TEXT"]', 'datetime', '{}', 'administrator', 3, 'u1')`,
  ],
  data_keys: [`INSERT INTO data_keys (key_id, check_value) VALUES ('d1', 'v')`],
  limit_rules: [
    `INSERT INTO limit_rules (id, name, scope, agent_id, placed_by, greatest_stake)
      VALUES ('l1', 'Stakes of North', 'agent', 'a1', 'agent', 500)`,
  ],
  open_stakes: [`INSERT INTO open_stakes (scope, owner_id) VALUES ('customer', 'c1')`],
};

/** Tables that never hold a row when nothing runs. */
export const emptyTables = ['guards', 'balance_marker'];
