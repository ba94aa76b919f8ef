-- SQL texts of src in normal form (guards); npm run test:sql writes them.

EXPLAIN QUERY PLAN INSERT INTO guards(code, ok)
  SELECT ?, coalesce(((SELECT count(*)
  FROM json_each(?) AS j
  CROSS
  JOIN wagers w ON w.id = (j.value ->> '$.id')
  CROSS
  JOIN limit_rules r ON r.id IN (SELECT id
  FROM limit_rules INDEXED BY idx_limit_rules_scope
  WHERE scope = 'book'
  UNION ALL
  SELECT id
  FROM limit_rules INDEXED BY idx_limit_rules_agent
  WHERE agent_id = w.agent_id
  UNION ALL
  SELECT id
  FROM limit_rules INDEXED BY idx_limit_rules_customer
  WHERE customer_id = w.customer_id)
  WHERE r.status = 'active' AND r.placed_by IN ('anybody', ?) AND (w.amount < r.least_stake OR w.amount > r.greatest_stake OR w.potential_win > r.greatest_win OR (j.value ->> '$.p') > r.greatest_odds + ? OR coalesce((SELECT o.open_cents
  FROM open_stakes o
  WHERE o.scope = r.scope AND o.owner_id = coalesce(r.customer_id, r.agent_id, '')), 0) > CAST (round(r.greatest_open_stakes * 100) AS INTEGER))) = ?), 0)
;

EXPLAIN QUERY PLAN INSERT INTO guards(code, ok)
  SELECT ?, coalesce(((SELECT count(*)
  FROM wagers INDEXED BY idx_wagers_operation
  WHERE operation_id = ?) = ?), 0)
;

INSERT INTO guards(code, ok)
  SELECT ?, coalesce(((SELECT count(*)
  FROM code_attempts
  WHERE user_id = ? AND created_at > ?) = ?), 0)
;

INSERT INTO guards(code, ok)
  SELECT ?, coalesce(((SELECT count(*)
  FROM column_readings
  WHERE table_name = ? AND column_name = ? AND declared = ? AND kind = ? AND format = ? AND chosen_by IS ? AND read_at = ?) = 1), 0)
;

INSERT INTO guards(code, ok)
  SELECT ?, coalesce(((SELECT count(*)
  FROM column_readings
  WHERE table_name = ? AND column_name = ?) = 0), 0)
;

INSERT INTO guards(code, ok)
  SELECT ?, coalesce(((SELECT count(*)
  FROM json_each(?) AS j
  CROSS
  JOIN wagers w ON w.id = (j.value ->> '$.id')
  CROSS
  JOIN limit_rules r ON r.id IN (SELECT id
  FROM limit_rules INDEXED BY idx_limit_rules_scope
  WHERE scope = 'book'
  UNION ALL
  SELECT id
  FROM limit_rules INDEXED BY idx_limit_rules_agent
  WHERE agent_id = w.agent_id
  UNION ALL
  SELECT id
  FROM limit_rules INDEXED BY idx_limit_rules_customer
  WHERE customer_id = w.customer_id)
  WHERE r.status = 'active' AND r.placed_by IN ('anybody', ?) AND (w.amount < r.least_stake OR w.amount > r.greatest_stake OR w.potential_win > r.greatest_win OR (j.value ->> '$.p') > r.greatest_odds + ? OR coalesce((SELECT o.open_cents
  FROM open_stakes o
  WHERE o.scope = r.scope AND o.owner_id = coalesce(r.customer_id, r.agent_id, '')), 0) > CAST (round(r.greatest_open_stakes * 100) AS INTEGER))) = ?), 0)
;

INSERT INTO guards(code, ok)
  SELECT ?, coalesce(((SELECT count(*)
  FROM json_each(?) AS j
  CROSS
  JOIN wagers w ON w.id = (j.value ->> '$.id')
  CROSS
  JOIN limit_rules r ON r.id IN (SELECT id
  FROM limit_rules INDEXED BY idx_limit_rules_scope
  WHERE scope = 'book'
  UNION ALL
  SELECT id
  FROM limit_rules INDEXED BY idx_limit_rules_agent
  WHERE agent_id = w.agent_id
  UNION ALL
  SELECT id
  FROM limit_rules INDEXED BY idx_limit_rules_customer
  WHERE customer_id = w.customer_id)
  WHERE r.status = 'active' AND r.placed_by IN ('anybody', ?) AND (w.amount < r.least_stake OR w.amount > r.greatest_stake OR w.potential_win > r.greatest_win OR (j.value ->> '$.p') > r.greatest_odds + ?)) = ?), 0)
;

INSERT INTO guards(code, ok)
  SELECT ?, coalesce(((SELECT count(*)
  FROM login_attempts
  WHERE account_hash = ? AND created_at > ? AND succeeded = 0 AND is_known = 0) = ?), 0)
;

INSERT INTO guards(code, ok)
  SELECT ?, coalesce(((SELECT count(*)
  FROM login_attempts INDEXED BY idx_login_attempts_source
  WHERE source_hash = ? AND created_at > ? AND succeeded = 0 AND id > coalesce((SELECT max(id)
  FROM login_attempts INDEXED BY idx_login_attempts_source
  WHERE source_hash = ? AND succeeded = 1), '')) = ?), 0)
;

INSERT INTO guards(code, ok)
  SELECT ?, coalesce(((SELECT count(*)
  FROM saved_views
  WHERE user_id = ? AND list = ?) <= ?), 0)
;

INSERT INTO guards(code, ok)
  SELECT ?, coalesce(((SELECT count(*)
  FROM transactions INDEXED BY idx_transactions_operation
  WHERE operation_id = ?) = ?), 0)
;

INSERT INTO guards(code, ok)
  SELECT ?, coalesce(((SELECT count(*)
  FROM value_refusals
  WHERE user_id = ? AND created_at > ? AND (refused = 1 OR created_at > ?)) = ?), 0)
;

INSERT INTO guards(code, ok)
  SELECT ?, coalesce(((SELECT count(*)
  FROM wagers INDEXED BY idx_wagers_operation
  WHERE operation_id = ?) = ?), 0)
;

INSERT INTO guards(code, ok)
  SELECT ?, coalesce(((SELECT count(*) <= ?
  FROM transactions INDEXED BY idx_transactions_customer_status
  WHERE customer_id = ? AND status = 'pending' AND type = ?)), 0)
;

INSERT INTO guards(code, ok)
  SELECT ?, coalesce(((SELECT count(*) <= ? AND coalesce(sum(CAST (round(amount * 100) AS INTEGER)), 0) <= (SELECT CAST (round(coalesce(balance, 0) * 100) AS INTEGER)
  FROM customers
  WHERE id = ?)
  FROM transactions INDEXED BY idx_transactions_customer_status
  WHERE customer_id = ? AND status = 'pending' AND type = ?)), 0)
;

INSERT INTO guards(code, ok)
  SELECT ?, coalesce(((SELECT credit_used <= credit_limit
  FROM agents
  WHERE id = ?)), 0)
;

INSERT INTO guards(code, ok)
  SELECT ?, coalesce((0), 0)
;

INSERT INTO guards(code, ok)
  SELECT ?, coalesce((EXISTS (SELECT 1
  FROM bulk_runs
  WHERE id = ? AND status = 'previewed' AND total = 0 AND lease_owner = ?)), 0)
;

INSERT INTO guards(code, ok)
  SELECT ?, coalesce((EXISTS (SELECT 1
  FROM bulk_runs
  WHERE id = ? AND status = 'previewed' AND total > 0)), 0)
;

INSERT INTO guards(code, ok)
  SELECT ?, coalesce((EXISTS (SELECT 1
  FROM bulk_runs
  WHERE id = ? AND status = 'running' AND lease_owner = ? AND done + refused = ?)), 0)
;

INSERT INTO guards(code, ok)
  SELECT ?, coalesce((EXISTS (SELECT 1
  FROM bulk_runs
  WHERE id = ? AND status = 'running' AND lease_owner = ?)), 0)
;

INSERT INTO guards(code, ok)
  SELECT ?, coalesce((EXISTS (SELECT 1
  FROM bulk_runs
  WHERE id = ? AND status IN ('previewed', 'running'))), 0)
;

INSERT INTO guards(code, ok)
  SELECT ?, coalesce((EXISTS (SELECT 1
  FROM customers
  WHERE id = ? AND balance >= 0)), 0)
;

INSERT INTO guards(code, ok)
  SELECT ?, coalesce((EXISTS (SELECT 1
  FROM customers
  WHERE id = ? AND status <> 'suspended')), 0)
;

INSERT INTO guards(code, ok)
  SELECT ?, coalesce((EXISTS (SELECT 1
  FROM customers
  WHERE id = ? AND status = 'active')), 0)
;

INSERT INTO guards(code, ok)
  SELECT ?, coalesce((EXISTS (SELECT 1
  FROM customers c
  LEFT
  JOIN agents a ON a.id = c.agent_id
  WHERE c.id = ? AND c.status = 'active' AND a.status = 'active' AND c.balance >= - coalesce(c.betting_limit, 0))), 0)
;

INSERT INTO guards(code, ok)
  SELECT ?, coalesce((EXISTS (SELECT 1
  FROM promotions
  WHERE id = ? AND operation_id = ?)), 0)
;

INSERT INTO guards(code, ok)
  SELECT ?, coalesce((EXISTS (SELECT 1
  FROM sessions
  WHERE id_hash = ? AND (? = 0 OR coalesce(json_extract(data, '$.movedCents'), 0) + ? <= ?) AND (? = 0 OR coalesce(json_extract(data, '$.changedRows'), 0) + ? <= ?))), 0)
;

INSERT INTO guards(code, ok)
  SELECT ?, coalesce((EXISTS (SELECT 1
  FROM sessions
  WHERE id_hash = ? AND json_extract(data, '$.stepUp.at') IS NOT NULL)), 0)
;

INSERT INTO guards(code, ok)
  SELECT ?, coalesce((EXISTS (SELECT 1
  FROM sessions
  WHERE id_hash = ?)), 0)
;

INSERT INTO guards(code, ok)
  SELECT ?, coalesce((NOT EXISTS (SELECT 1
  FROM transactions t INDEXED BY idx_transactions_operation
  LEFT
  JOIN customers c ON c.id = t.customer_id
  WHERE t.operation_id = ? AND t.type = 'withdrawal' AND t.status = 'completed' AND (c.balance < 0 OR c.status = 'suspended'))), 0)
;

INSERT INTO guards(code, ok)
  SELECT ?, coalesce((NOT EXISTS (SELECT 1
  FROM wagers w INDEXED BY idx_wagers_operation
  LEFT
  JOIN customers c ON c.id = w.customer_id
  LEFT
  JOIN agents a ON a.id = w.agent_id
  WHERE w.operation_id = ? AND (c.status <> 'active' OR a.status <> 'active'))), 0)
;

INSERT INTO guards(code, ok)
  SELECT ?, coalesce((SELECT "username" IS ? AND "email" IS ? AND "role" IS ? AND "status" IS ? AND "agent_id" IS ? AND "customer_id" IS ?
  FROM users
  WHERE id = ?), 0)
;

INSERT INTO guards(code, ok)
  SELECT ?, coalesce((SELECT 0), 0)
;

INSERT INTO guards(code, ok)
  SELECT ?, coalesce((SELECT changes() = ?), 0)
;

INSERT INTO guards(code, ok)
  SELECT ?, coalesce((SELECT changes()), 0)
;

INSERT INTO guards(code, ok)
  SELECT ?, coalesce((SELECT coalesce(totp_last_step, - 1) < ?
  FROM users
  WHERE id = ?), 0)
;

INSERT INTO guards(code, ok)
  SELECT ?, coalesce((SELECT count(*)
  FROM saved_views
  WHERE id = ? AND (user_id = ? OR (shared_with = 'admin' AND ? = 'admin'))), 0)
;

INSERT INTO guards(code, ok)
  SELECT ?, coalesce((SELECT count(*) < ?
  FROM bulk_runs INDEXED BY idx_bulk_runs_status
  WHERE status = 'running' AND actor_user_id = ?), 0)
;

INSERT INTO guards(code, ok)
  SELECT ?, coalesce((SELECT password_hash = ?
  FROM users
  WHERE id = ?), 0)
;

INSERT INTO guards(code, ok)
  SELECT ?, coalesce((SELECT total <= ?
  FROM bulk_runs
  WHERE id = ?), 0)
;

INSERT INTO guards(code, ok)
  SELECT ?, coalesce((SELECT totp_enabled_at IS NULL
  FROM users
  WHERE id = ?), 0)
;

INSERT INTO guards(code, ok)
  SELECT ?, coalesce((SELECT totp_enabled_at IS NULL AND totp_secret = ?
  FROM users
  WHERE id = ?), 0)
;

INSERT INTO guards(code, ok)
  SELECT ?, coalesce((SELECT used_at IS NULL
  FROM recovery_codes
  WHERE id = ?), 0)
;
