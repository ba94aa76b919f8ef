CREATE TRIGGER trg_balance_marker_known BEFORE INSERT ON balance_marker
WHEN NOT EXISTS (SELECT 1 FROM transactions WHERE id = NEW.transaction_id AND status = 'completed')
  AND NOT EXISTS (SELECT 1 FROM wagers WHERE id = NEW.transaction_id)
  AND NOT EXISTS (SELECT 1 FROM customers WHERE id = NEW.transaction_id)
BEGIN
  SELECT RAISE(ABORT, 'rule: balance_marker: stands only for a row whose effect is being applied');
END;
--> statement-breakpoint
CREATE TRIGGER trg_transactions_apply AFTER UPDATE OF status ON transactions
WHEN NEW.status = 'completed' AND OLD.status <> 'completed'
BEGIN
  INSERT INTO balance_marker (transaction_id) VALUES (NEW.id);
  UPDATE customers SET
    balance = round(coalesce(balance, 0) + CASE WHEN NEW.type IN ('withdrawal', 'wager') THEN -NEW.amount ELSE NEW.amount END, 2),
    version = version + 1,
    updated_at = max(updated_at, NEW.processed_at),
    last_activity = max(coalesce(last_activity, NEW.processed_at), NEW.processed_at)
  WHERE id = NEW.customer_id;
  DELETE FROM balance_marker WHERE transaction_id = NEW.id;
  UPDATE period_states SET outdated = 1
  WHERE outdated = 0 AND starts_at <= NEW.processed_at AND starts_at > datetime(NEW.processed_at, '-32 days')
    AND ends_at > NEW.processed_at;
END;
--> statement-breakpoint
CREATE TRIGGER trg_transactions_apply_insert AFTER INSERT ON transactions
WHEN NEW.status = 'completed'
BEGIN
  INSERT INTO balance_marker (transaction_id) VALUES (NEW.id);
  UPDATE customers SET
    balance = round(coalesce(balance, 0) + CASE WHEN NEW.type IN ('withdrawal', 'wager') THEN -NEW.amount ELSE NEW.amount END, 2),
    version = version + 1,
    updated_at = max(updated_at, NEW.processed_at),
    last_activity = max(coalesce(last_activity, NEW.processed_at), NEW.processed_at)
  WHERE id = NEW.customer_id;
  DELETE FROM balance_marker WHERE transaction_id = NEW.id;
  UPDATE period_states SET outdated = 1
  WHERE outdated = 0 AND starts_at <= NEW.processed_at AND starts_at > datetime(NEW.processed_at, '-32 days')
    AND ends_at > NEW.processed_at;
END;
--> statement-breakpoint
CREATE TRIGGER trg_transactions_version BEFORE UPDATE OF status, version ON transactions
WHEN (NEW.status IS NOT OLD.status AND (NEW.version IS NOT OLD.version + 1 OR NEW.operation_id IS NULL))
  OR NEW.version < OLD.version
BEGIN
  SELECT RAISE(ABORT, 'rule: transactions.version: grows by one with each change of a transaction, which names its operation');
END;
--> statement-breakpoint
CREATE TRIGGER trg_transactions_transition BEFORE UPDATE OF status, processed_at ON transactions
WHEN (NEW.status IS NOT OLD.status AND (
    OLD.status <> 'pending' OR NEW.status NOT IN ('completed', 'failed', 'cancelled')
    OR NEW.processed_at IS NULL OR NEW.processed_at IS NOT datetime(NEW.processed_at)))
  OR (NEW.status IS OLD.status AND NEW.processed_at IS NOT OLD.processed_at)
BEGIN
  SELECT RAISE(ABORT, 'rule: transactions.status: only a pending transaction changes, to completed, failed or cancelled, with its time');
END;
--> statement-breakpoint
CREATE TRIGGER trg_transactions_fixed BEFORE UPDATE ON transactions
WHEN NEW.id IS NOT OLD.id OR NEW.type IS NOT OLD.type
  OR NEW.customer_id IS NOT OLD.customer_id OR NEW.amount IS NOT OLD.amount
  OR NEW.reference IS NOT OLD.reference OR NEW.created_at IS NOT OLD.created_at
  OR NEW.rowid <> OLD.rowid
BEGIN
  SELECT RAISE(ABORT, 'rule: transactions: type, customer, amount, reference and time of a transaction never change');
END;
--> statement-breakpoint
CREATE TRIGGER trg_transactions_reference BEFORE INSERT ON transactions
WHEN NEW.type IN ('deposit', 'withdrawal') AND NEW.status = 'completed'
  AND NEW.reference NOT GLOB 'ADJ-*'
  AND NOT EXISTS (
    SELECT 1 FROM transactions
    WHERE id = substr(NEW.reference, 5) AND NEW.reference GLOB 'REV-*' AND status = 'completed'
      AND customer_id = NEW.customer_id AND amount = NEW.amount
      AND type = CASE NEW.type WHEN 'deposit' THEN 'withdrawal' ELSE 'deposit' END
      AND coalesce(reference, '') NOT GLOB 'REV-*'
  )
BEGIN
  SELECT RAISE(ABORT, 'rule: transactions.reference: names an adjustment (ADJ-) or the completed transaction that is reversed (REV-)');
END;
--> statement-breakpoint
CREATE TRIGGER trg_transactions_wager BEFORE INSERT ON transactions
WHEN NEW.type IN ('wager', 'settlement', 'refund')
  AND NOT EXISTS (
    SELECT 1 FROM wagers
    WHERE wager_number = NEW.reference AND +customer_id = NEW.customer_id
      AND CASE NEW.type
        WHEN 'wager' THEN amount = NEW.amount
        ELSE EXISTS (
          SELECT 1 FROM gradings
          WHERE operation_id = NEW.operation_id AND wager_id = wagers.id
            AND wager_version = wagers.version + 1
        )
      END
  )
BEGIN
  SELECT RAISE(ABORT, 'rule: transactions.reference: stakes, settlements and refunds belong to a wager of the customer and its grading');
END;
--> statement-breakpoint
CREATE TRIGGER trg_transactions_time BEFORE INSERT ON transactions
WHEN NEW.created_at IS NOT datetime(NEW.created_at)
  OR NEW.processed_at IS NOT datetime(NEW.processed_at)
BEGIN
  SELECT RAISE(ABORT, 'rule: transactions.created_at: times look like 2026-03-04 12:00:00');
END;
--> statement-breakpoint
CREATE TRIGGER trg_transactions_amount BEFORE INSERT ON transactions
WHEN typeof(NEW.amount) NOT IN ('real', 'integer') OR NEW.amount <> round(NEW.amount, 2)
  OR NEW.amount = 0 OR (NEW.amount < 0 AND NEW.type IS NOT 'settlement')
  OR abs(NEW.amount) > 2000000000
BEGIN
  SELECT RAISE(ABORT, 'rule: transactions.amount: is whole cents, positive for all but a settlement, and within bounds');
END;
--> statement-breakpoint
CREATE TRIGGER trg_transactions_new BEFORE INSERT ON transactions
WHEN NEW.version IS NOT 0 OR NOT coalesce(CASE NEW.status
    WHEN 'pending' THEN NEW.type IN ('deposit', 'withdrawal') AND NEW.processed_at IS NULL
      AND NEW.reference IS NULL
    WHEN 'completed' THEN NEW.processed_at IS NOT NULL AND NEW.reference IS NOT NULL
    ELSE 0
  END, 0)
BEGIN
  SELECT RAISE(ABORT, 'rule: transactions.status: a new transaction is a pending deposit or withdrawal, or completed with its time and reference');
END;
--> statement-breakpoint
CREATE TRIGGER trg_gradings_restate AFTER INSERT ON gradings
WHEN (NEW.from_status IN ('voided', 'cancelled')) <> (NEW.to_status IN ('voided', 'cancelled'))
BEGIN
  UPDATE period_states SET outdated = 1
  WHERE outdated = 0
    AND starts_at <= (SELECT created_at FROM wagers WHERE id = NEW.wager_id)
    AND starts_at > (SELECT datetime(created_at, '-32 days') FROM wagers WHERE id = NEW.wager_id)
    AND ends_at > (SELECT created_at FROM wagers WHERE id = NEW.wager_id);
END;
--> statement-breakpoint
CREATE TRIGGER trg_gradings_outdate AFTER INSERT ON gradings
BEGIN
  UPDATE period_states SET outdated = 1
  WHERE outdated = 0 AND starts_at <= NEW.created_at AND starts_at > datetime(NEW.created_at, '-32 days')
    AND ends_at > NEW.created_at;
END;
--> statement-breakpoint
CREATE TRIGGER trg_gradings_time BEFORE INSERT ON gradings
WHEN NEW.created_at IS NOT datetime(NEW.created_at)
BEGIN
  SELECT RAISE(ABORT, 'rule: gradings.created_at: is a time like 2026-03-04 12:00:00');
END;
--> statement-breakpoint
CREATE TRIGGER trg_gradings_operation BEFORE INSERT ON gradings
WHEN NOT EXISTS (SELECT 1 FROM operations WHERE id = NEW.operation_id)
BEGIN
  SELECT RAISE(ABORT, 'rule: gradings.operation_id: belongs to a recorded operation');
END;
--> statement-breakpoint
CREATE TRIGGER trg_gradings_new BEFORE INSERT ON gradings
WHEN NOT EXISTS (
    SELECT 1 FROM wagers
    WHERE id = NEW.wager_id AND +status = NEW.from_status AND result IS NEW.from_result
      AND version + 1 = NEW.wager_version
      AND NEW.win_delta = round(
        CASE NEW.to_result WHEN 'win' THEN -potential_win WHEN 'loss' THEN amount ELSE 0 END
        - CASE result WHEN 'win' THEN -potential_win WHEN 'loss' THEN amount ELSE 0 END, 2)
  )
BEGIN
  SELECT RAISE(ABORT, 'rule: gradings: leads from the present state of its wager and carries the change of the win');
END;
--> statement-breakpoint
CREATE TRIGGER trg_wagers_placed AFTER INSERT ON wagers
BEGIN
  INSERT INTO balance_marker (transaction_id) VALUES (NEW.id);
  UPDATE agents SET total_volume = round(coalesce(total_volume, 0) + NEW.amount, 2)
  WHERE id = NEW.agent_id;
  DELETE FROM balance_marker WHERE transaction_id = NEW.id;
  UPDATE period_states SET outdated = 1
  WHERE outdated = 0 AND starts_at <= NEW.created_at AND starts_at > datetime(NEW.created_at, '-32 days')
    AND ends_at > NEW.created_at;
END;
--> statement-breakpoint
CREATE TRIGGER trg_wagers_paid BEFORE UPDATE OF status, result ON wagers
WHEN (NEW.status IS NOT OLD.status OR NEW.result IS NOT OLD.result)
  AND coalesce((
    SELECT sum(CAST(round(100 * CASE type WHEN 'wager' THEN -amount ELSE amount END) AS INTEGER))
    FROM transactions
    WHERE reference = NEW.wager_number AND +type IN ('wager', 'settlement', 'refund')
      AND +customer_id = NEW.customer_id AND +status = 'completed'
  ), 0) <> CAST(round(100 * CASE
    WHEN NEW.result = 'win' THEN NEW.potential_win
    WHEN NEW.status = 'cancelled' OR NEW.result IN ('push', 'void') THEN 0
    ELSE -NEW.amount
  END) AS INTEGER)
BEGIN
  SELECT RAISE(ABORT, 'rule: wagers.status: changes only with its payment');
END;
--> statement-breakpoint
CREATE TRIGGER trg_wagers_grading BEFORE UPDATE OF status, result ON wagers
WHEN (NEW.status IS NOT OLD.status OR NEW.result IS NOT OLD.result)
  AND NOT (OLD.status = 'pending' AND NEW.status = 'active')
  AND NOT EXISTS (
    SELECT 1 FROM gradings
    WHERE wager_id = NEW.id AND wager_version = NEW.version AND operation_id = NEW.operation_id
      AND from_status = OLD.status AND from_result IS OLD.result
      AND to_status = NEW.status AND to_result IS NEW.result
      AND (NEW.settled_at IS NULL OR created_at = NEW.settled_at)
  )
BEGIN
  SELECT RAISE(ABORT, 'rule: wagers.status: changes only with its grading');
END;
--> statement-breakpoint
CREATE TRIGGER trg_wagers_version BEFORE UPDATE OF status, result, version ON wagers
WHEN ((NEW.status IS NOT OLD.status OR NEW.result IS NOT OLD.result) AND (NEW.version IS NOT OLD.version + 1 OR NEW.operation_id IS NULL))
  OR NEW.version < OLD.version
BEGIN
  SELECT RAISE(ABORT, 'rule: wagers.version: grows by one with each change of a wager, which names its operation');
END;
--> statement-breakpoint
CREATE TRIGGER trg_wagers_settled_at BEFORE UPDATE OF status, result, settled_at ON wagers
WHEN (NEW.settled_at IS NOT NULL) <> (NEW.status IN ('settled', 'voided'))
  OR (NEW.settled_at IS NOT OLD.settled_at AND NOT (NEW.status IS NOT OLD.status OR NEW.result IS NOT OLD.result))
  OR NEW.settled_at IS NOT datetime(NEW.settled_at)
BEGIN
  SELECT RAISE(ABORT, 'rule: wagers.settled_at: is the time of the latest grading, and empty while a wager is open or cancelled');
END;
--> statement-breakpoint
CREATE TRIGGER trg_wagers_transition BEFORE UPDATE OF status, result ON wagers
WHEN (NEW.status IS NOT OLD.status OR NEW.result IS NOT OLD.result)
  AND NOT coalesce(CASE NEW.status
    WHEN 'active' THEN NEW.result IS NULL AND OLD.status IN ('pending', 'settled', 'voided')
    WHEN 'cancelled' THEN NEW.result IS NULL AND OLD.status = 'pending'
    WHEN 'settled' THEN NEW.result IN ('win', 'loss', 'push')
      AND OLD.status IN ('pending', 'active', 'settled', 'voided')
    WHEN 'voided' THEN NEW.result = 'void' AND OLD.status IN ('pending', 'active', 'settled')
    ELSE 0
  END, 0)
BEGIN
  SELECT RAISE(ABORT, 'rule: wagers.status: a wager cannot go from its status and result to these');
END;
--> statement-breakpoint
CREATE TRIGGER trg_wagers_fixed BEFORE UPDATE ON wagers
WHEN NEW.id IS NOT OLD.id OR NEW.wager_number IS NOT OLD.wager_number
  OR NEW.customer_id IS NOT OLD.customer_id OR NEW.agent_id IS NOT OLD.agent_id
  OR NEW.amount IS NOT OLD.amount OR NEW.odds IS NOT OLD.odds
  OR NEW.potential_win IS NOT OLD.potential_win OR NEW.created_at IS NOT OLD.created_at
  OR NEW.rowid <> OLD.rowid
BEGIN
  SELECT RAISE(ABORT, 'rule: wagers: number, customer, agent, amount, odds, potential win and time of a wager never change');
END;
--> statement-breakpoint
CREATE TRIGGER trg_wagers_time BEFORE INSERT ON wagers
WHEN NEW.created_at IS NOT datetime(NEW.created_at)
BEGIN
  SELECT RAISE(ABORT, 'rule: wagers.created_at: is a time like 2026-03-04 12:00:00');
END;
--> statement-breakpoint
CREATE TRIGGER trg_wagers_agent BEFORE INSERT ON wagers
WHEN NEW.agent_id IS NOT (SELECT agent_id FROM customers WHERE id = NEW.customer_id)
BEGIN
  SELECT RAISE(ABORT, 'rule: wagers.agent_id: is the agent of the customer');
END;
--> statement-breakpoint
CREATE TRIGGER trg_wagers_potential_win BEFORE INSERT ON wagers
WHEN typeof(NEW.potential_win) NOT IN ('real', 'integer') OR NEW.potential_win <> round(NEW.potential_win, 2)
  OR NEW.potential_win < 0 OR NEW.potential_win > 1000000000
BEGIN
  SELECT RAISE(ABORT, 'rule: wagers.potential_win: is whole cents between 0 and 1,000,000,000.00');
END;
--> statement-breakpoint
CREATE TRIGGER trg_wagers_odds BEFORE INSERT ON wagers
WHEN typeof(NEW.odds) NOT IN ('real', 'integer') OR (NEW.odds > -100 AND NEW.odds <= 1)
BEGIN
  SELECT RAISE(ABORT, 'rule: wagers.odds: are American odds or decimal odds above 1');
END;
--> statement-breakpoint
CREATE TRIGGER trg_wagers_amount BEFORE INSERT ON wagers
WHEN typeof(NEW.amount) NOT IN ('real', 'integer') OR NEW.amount <> round(NEW.amount, 2)
  OR NEW.amount <= 0 OR NEW.amount > 1000000000
BEGIN
  SELECT RAISE(ABORT, 'rule: wagers.amount: is whole cents between 0.01 and 1,000,000,000.00');
END;
--> statement-breakpoint
CREATE TRIGGER trg_wagers_new BEFORE INSERT ON wagers
WHEN NEW.status NOT IN ('pending', 'active') OR NEW.result IS NOT NULL OR NEW.settled_at IS NOT NULL OR NEW.version IS NOT 0
BEGIN
  SELECT RAISE(ABORT, 'rule: wagers.status: a new wager is pending or active and has no result');
END;
--> statement-breakpoint
CREATE TRIGGER trg_customers_moved AFTER UPDATE OF agent_id ON customers
WHEN NEW.agent_id IS NOT OLD.agent_id
BEGIN
  INSERT INTO balance_marker (transaction_id) VALUES (NEW.id);
  UPDATE agents SET customer_count = coalesce(customer_count, 0) - 1 WHERE id = OLD.agent_id;
  UPDATE agents SET customer_count = coalesce(customer_count, 0) + 1 WHERE id = NEW.agent_id;
  DELETE FROM balance_marker WHERE transaction_id = NEW.id;
END;
--> statement-breakpoint
CREATE TRIGGER trg_customers_counted AFTER INSERT ON customers
BEGIN
  INSERT INTO balance_marker (transaction_id) VALUES (NEW.id);
  UPDATE agents SET customer_count = coalesce(customer_count, 0) + 1 WHERE id = NEW.agent_id;
  DELETE FROM balance_marker WHERE transaction_id = NEW.id;
  UPDATE period_states SET outdated = 1
  WHERE outdated = 0 AND starts_at <= NEW.created_at AND starts_at > datetime(NEW.created_at, '-32 days')
    AND ends_at > NEW.created_at;
END;
--> statement-breakpoint
CREATE TRIGGER trg_customers_version BEFORE UPDATE OF version ON customers
WHEN NEW.version < OLD.version
BEGIN
  SELECT RAISE(ABORT, 'rule: customers.version: only grows');
END;
--> statement-breakpoint
CREATE TRIGGER trg_customers_agent BEFORE UPDATE OF agent_id ON customers
WHEN NEW.agent_id IS NOT OLD.agent_id
  AND (EXISTS (SELECT 1 FROM wagers WHERE customer_id = OLD.id)
    OR EXISTS (SELECT 1 FROM transactions WHERE customer_id = OLD.id))
BEGIN
  SELECT RAISE(ABORT, 'rule: customers.agent_id: is fixed once the customer has a wager or a transaction');
END;
--> statement-breakpoint
CREATE TRIGGER trg_customers_balance_bounds BEFORE UPDATE OF balance ON customers
WHEN abs(NEW.balance) > 1000000000000
BEGIN
  SELECT RAISE(ABORT, 'rule: customers.balance: would pass 1,000,000,000,000.00');
END;
--> statement-breakpoint
CREATE TRIGGER trg_customers_balance BEFORE UPDATE OF balance ON customers
WHEN NEW.balance IS NOT OLD.balance
  AND NOT EXISTS (
    SELECT 1 FROM balance_marker AS marker
    CROSS JOIN transactions ON transactions.id = marker.transaction_id
    WHERE transactions.customer_id = NEW.id AND transactions.status = 'completed'
      AND NEW.balance = round(
        coalesce(OLD.balance, 0) + CASE WHEN transactions.type IN ('withdrawal', 'wager') THEN -transactions.amount ELSE transactions.amount END, 2)
  )
BEGIN
  SELECT RAISE(ABORT, 'rule: customers.balance: moves only by a completed transaction; write an adjustment');
END;
--> statement-breakpoint
CREATE TRIGGER trg_customers_limit BEFORE UPDATE OF betting_limit ON customers
WHEN NEW.betting_limit IS NOT OLD.betting_limit AND (typeof(NEW.betting_limit) NOT IN ('real', 'integer') OR NEW.betting_limit <> round(NEW.betting_limit, 2)
  OR NEW.betting_limit < 0 OR NEW.betting_limit > 1000000000)
BEGIN
  SELECT RAISE(ABORT, 'rule: customers.betting_limit: is whole cents between 0 and 1,000,000,000.00');
END;
--> statement-breakpoint
CREATE TRIGGER trg_customers_limit_insert BEFORE INSERT ON customers
WHEN typeof(NEW.betting_limit) NOT IN ('real', 'integer') OR NEW.betting_limit <> round(NEW.betting_limit, 2)
  OR NEW.betting_limit < 0 OR NEW.betting_limit > 1000000000
BEGIN
  SELECT RAISE(ABORT, 'rule: customers.betting_limit: is whole cents between 0 and 1,000,000,000.00');
END;
--> statement-breakpoint
CREATE TRIGGER trg_customers_balance_insert BEFORE INSERT ON customers
WHEN NEW.balance IS NOT 0
BEGIN
  SELECT RAISE(ABORT, 'rule: customers.balance: a new customer starts at 0; write an adjustment for an opening balance');
END;
--> statement-breakpoint
CREATE TRIGGER trg_agents_customer_count BEFORE UPDATE OF customer_count ON agents
WHEN NEW.customer_count IS NOT OLD.customer_count
  AND NOT EXISTS (
    SELECT 1 FROM balance_marker AS marker CROSS JOIN customers ON customers.id = marker.transaction_id
    WHERE NEW.customer_count = coalesce(OLD.customer_count, 0)
      + CASE WHEN customers.agent_id = NEW.id THEN 1 ELSE -1 END
  )
  AND NEW.customer_count IS NOT (SELECT count(*) FROM customers WHERE agent_id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'rule: agents.customer_count: is the number of its customers and follows them by itself');
END;
--> statement-breakpoint
CREATE TRIGGER trg_agents_volume BEFORE UPDATE OF total_volume ON agents
WHEN NEW.total_volume IS NOT OLD.total_volume
  AND NOT EXISTS (
    SELECT 1 FROM balance_marker AS marker CROSS JOIN wagers ON wagers.id = marker.transaction_id
    WHERE wagers.agent_id = NEW.id
      AND NEW.total_volume = round(coalesce(OLD.total_volume, 0) + wagers.amount, 2)
  )
  AND NEW.total_volume IS NOT (
    SELECT coalesce(sum(CAST(round(amount * 100) AS INTEGER)), 0) / 100.0
    FROM wagers WHERE agent_id = NEW.id
  )
BEGIN
  SELECT RAISE(ABORT, 'rule: agents.total_volume: is the sum of the stakes of its wagers and follows them by itself');
END;
--> statement-breakpoint
CREATE TRIGGER trg_agents_derived_insert BEFORE INSERT ON agents
WHEN NEW.total_volume IS NOT 0 OR NEW.customer_count IS NOT 0
BEGIN
  SELECT RAISE(ABORT, 'rule: agents: volume and customer count of a new agent start at 0 and follow its wagers and customers');
END;
--> statement-breakpoint
CREATE TRIGGER trg_agents_rate BEFORE UPDATE OF commission_rate ON agents
WHEN typeof(NEW.commission_rate) NOT IN ('real', 'integer') OR NEW.commission_rate < 0 OR NEW.commission_rate > 1
BEGIN
  SELECT RAISE(ABORT, 'rule: agents.commission_rate: is a share between 0 and 1');
END;
--> statement-breakpoint
CREATE TRIGGER trg_agents_rate_insert BEFORE INSERT ON agents
WHEN typeof(NEW.commission_rate) NOT IN ('real', 'integer') OR NEW.commission_rate < 0 OR NEW.commission_rate > 1
BEGIN
  SELECT RAISE(ABORT, 'rule: agents.commission_rate: is a share between 0 and 1');
END;
--> statement-breakpoint
CREATE TRIGGER trg_users_last_admin BEFORE UPDATE OF role, status ON users
WHEN OLD.role = 'admin' AND OLD.status = 'active'
  AND (NEW.role IS NOT 'admin' OR NEW.status IS NOT 'active')
  AND NOT EXISTS (
    SELECT 1 FROM users WHERE role = 'admin' AND status = 'active' AND id <> OLD.id
  )
BEGIN
  SELECT CASE
    WHEN NEW.role IS NOT 'admin'
      THEN RAISE(ABORT, 'rule: users.role: this is the last active administrator')
    ELSE RAISE(ABORT, 'rule: users.status: this is the last active administrator')
  END;
END;
--> statement-breakpoint
CREATE TRIGGER trg_users_scope BEFORE UPDATE OF role, agent_id, customer_id ON users
WHEN (NEW.role = 'agent' AND NEW.agent_id IS NULL) OR (NEW.role = 'customer' AND NEW.customer_id IS NULL)
BEGIN
  SELECT CASE NEW.role
    WHEN 'agent' THEN RAISE(ABORT, 'rule: users.agent_id: an agent login needs its agent')
    ELSE RAISE(ABORT, 'rule: users.customer_id: a customer login needs its customer')
  END;
END;
--> statement-breakpoint
CREATE TRIGGER trg_users_scope_insert BEFORE INSERT ON users
WHEN (NEW.role = 'agent' AND NEW.agent_id IS NULL) OR (NEW.role = 'customer' AND NEW.customer_id IS NULL)
BEGIN
  SELECT CASE NEW.role
    WHEN 'agent' THEN RAISE(ABORT, 'rule: users.agent_id: an agent login needs its agent')
    ELSE RAISE(ABORT, 'rule: users.customer_id: a customer login needs its customer')
  END;
END;
--> statement-breakpoint
CREATE TRIGGER trg_audit_log_order AFTER INSERT ON audit_log
WHEN NEW.seq <= 0 OR NEW.seq < (SELECT max(seq) FROM audit_log)
BEGIN
  SELECT RAISE(ABORT, 'rule: audit_log.seq: the trail only grows at its end');
END;
--> statement-breakpoint
CREATE TRIGGER trg_activities_no_update BEFORE UPDATE ON activities
BEGIN
  SELECT RAISE(ABORT, 'rule: activities: an activity never changes');
END;
--> statement-breakpoint
CREATE TRIGGER trg_audit_log_no_update BEFORE UPDATE ON audit_log
BEGIN
  SELECT RAISE(ABORT, 'rule: audit_log: the audit trail never changes');
END;
--> statement-breakpoint
CREATE TRIGGER trg_operations_no_update BEFORE UPDATE ON operations
BEGIN
  SELECT RAISE(ABORT, 'rule: operations: the record of an operation never changes');
END;
--> statement-breakpoint
CREATE TRIGGER trg_gradings_no_update BEFORE UPDATE ON gradings
BEGIN
  SELECT RAISE(ABORT, 'rule: gradings: a grading never changes; regrade or reopen the wager');
END;
--> statement-breakpoint
CREATE TRIGGER trg_commission_rates_no_delete BEFORE DELETE ON commission_rates
BEGIN
  SELECT RAISE(ABORT, 'rule: commission_rates: commission rates are never deleted');
END;
--> statement-breakpoint
CREATE TRIGGER trg_activities_no_delete BEFORE DELETE ON activities
BEGIN
  SELECT RAISE(ABORT, 'rule: activities: activities are never deleted');
END;
--> statement-breakpoint
CREATE TRIGGER trg_audit_log_no_delete BEFORE DELETE ON audit_log
BEGIN
  SELECT RAISE(ABORT, 'rule: audit_log: the audit trail is never deleted');
END;
--> statement-breakpoint
CREATE TRIGGER trg_operations_no_delete BEFORE DELETE ON operations
BEGIN
  SELECT RAISE(ABORT, 'rule: operations: the record of operations is never deleted');
END;
--> statement-breakpoint
CREATE TRIGGER trg_gradings_no_delete BEFORE DELETE ON gradings
BEGIN
  SELECT RAISE(ABORT, 'rule: gradings: the history of a wager is never deleted');
END;
--> statement-breakpoint
CREATE TRIGGER trg_transactions_no_delete BEFORE DELETE ON transactions
BEGIN
  SELECT RAISE(ABORT, 'rule: transactions: cancel or reverse the transaction instead');
END;
--> statement-breakpoint
CREATE TRIGGER trg_wagers_no_delete BEFORE DELETE ON wagers
BEGIN
  SELECT RAISE(ABORT, 'rule: wagers: void or cancel the wager instead');
END;
--> statement-breakpoint
CREATE TRIGGER trg_customers_no_delete BEFORE DELETE ON customers
BEGIN
  SELECT RAISE(ABORT, 'rule: customers: deactivate the customer instead');
END;
--> statement-breakpoint
CREATE TRIGGER trg_agents_no_delete BEFORE DELETE ON agents
BEGIN
  SELECT RAISE(ABORT, 'rule: agents: deactivate the agent instead');
END;
--> statement-breakpoint
CREATE TRIGGER trg_users_no_delete BEFORE DELETE ON users
BEGIN
  SELECT RAISE(ABORT, 'rule: users: deactivate the login instead');
END;
--> statement-breakpoint
CREATE TRIGGER trg_commission_rates_fixed BEFORE UPDATE ON commission_rates
WHEN NEW.id IS NOT OLD.id OR NEW.agent_id IS NOT OLD.agent_id OR NEW.effective_from IS NOT OLD.effective_from OR NEW.rowid <> OLD.rowid
BEGIN
  SELECT RAISE(ABORT, 'rule: commission_rates: agent and first day of a rate never change');
END;
--> statement-breakpoint
CREATE TRIGGER trg_customers_id BEFORE UPDATE ON customers
WHEN NEW.id IS NOT OLD.id OR NEW.rowid <> OLD.rowid
BEGIN
  SELECT RAISE(ABORT, 'rule: customers.id: never changes');
END;
--> statement-breakpoint
CREATE TRIGGER trg_agents_id BEFORE UPDATE ON agents
WHEN NEW.id IS NOT OLD.id OR NEW.rowid <> OLD.rowid
BEGIN
  SELECT RAISE(ABORT, 'rule: agents.id: never changes');
END;
--> statement-breakpoint
CREATE TRIGGER trg_users_id BEFORE UPDATE ON users
WHEN NEW.id IS NOT OLD.id OR NEW.rowid <> OLD.rowid
BEGIN
  SELECT RAISE(ABORT, 'rule: users.id: never changes');
END;
--> statement-breakpoint
CREATE TRIGGER trg_customers_taken BEFORE UPDATE OF email ON customers
BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM customers WHERE email = NEW.email AND id <> NEW.id)
      THEN RAISE(ABORT, 'UNIQUE constraint failed: customers.email')
  END;
END;
--> statement-breakpoint
CREATE TRIGGER trg_agents_taken BEFORE UPDATE OF code ON agents
BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM agents WHERE code = NEW.code AND id <> NEW.id)
      THEN RAISE(ABORT, 'UNIQUE constraint failed: agents.code')
  END;
END;
--> statement-breakpoint
CREATE TRIGGER trg_users_taken BEFORE UPDATE OF username, email, customer_id ON users
BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM users WHERE username = NEW.username AND id <> NEW.id)
      THEN RAISE(ABORT, 'UNIQUE constraint failed: users.username')
    WHEN EXISTS (SELECT 1 FROM users WHERE email = NEW.email AND id <> NEW.id)
      THEN RAISE(ABORT, 'UNIQUE constraint failed: users.email')
    WHEN EXISTS (SELECT 1 FROM users WHERE customer_id = NEW.customer_id AND id <> NEW.id)
      THEN RAISE(ABORT, 'UNIQUE constraint failed: users.customer_id')
  END;
END;
--> statement-breakpoint
CREATE TRIGGER trg_commission_rates_existing BEFORE INSERT ON commission_rates
BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM commission_rates WHERE id = NEW.id)
      THEN RAISE(ABORT, 'UNIQUE constraint failed: commission_rates.id')
    WHEN EXISTS (SELECT 1 FROM commission_rates WHERE rowid = NEW.rowid)
      THEN RAISE(ABORT, 'UNIQUE constraint failed: commission_rates.id')
  END;
END;
--> statement-breakpoint
CREATE TRIGGER trg_activities_existing BEFORE INSERT ON activities
BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM activities WHERE id = NEW.id)
      THEN RAISE(ABORT, 'UNIQUE constraint failed: activities.id')
    WHEN EXISTS (SELECT 1 FROM activities WHERE rowid = NEW.rowid)
      THEN RAISE(ABORT, 'UNIQUE constraint failed: activities.id')
  END;
END;
--> statement-breakpoint
CREATE TRIGGER trg_audit_log_existing BEFORE INSERT ON audit_log
BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM audit_log WHERE seq = NEW.seq)
      THEN RAISE(ABORT, 'UNIQUE constraint failed: audit_log.seq')
  END;
END;
--> statement-breakpoint
CREATE TRIGGER trg_operations_existing BEFORE INSERT ON operations
BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM operations WHERE id = NEW.id)
      THEN RAISE(ABORT, 'UNIQUE constraint failed: operations.id')
    WHEN EXISTS (SELECT 1 FROM operations WHERE rowid = NEW.rowid)
      THEN RAISE(ABORT, 'UNIQUE constraint failed: operations.id')
  END;
END;
--> statement-breakpoint
CREATE TRIGGER trg_gradings_existing BEFORE INSERT ON gradings
BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM gradings WHERE id = NEW.id)
      THEN RAISE(ABORT, 'UNIQUE constraint failed: gradings.id')
    WHEN EXISTS (SELECT 1 FROM gradings WHERE operation_id = NEW.operation_id AND wager_id = NEW.wager_id)
      THEN RAISE(ABORT, 'UNIQUE constraint failed: gradings.operation_id, gradings.wager_id')
    WHEN EXISTS (SELECT 1 FROM gradings WHERE wager_id = NEW.wager_id AND wager_version = NEW.wager_version)
      THEN RAISE(ABORT, 'UNIQUE constraint failed: gradings.wager_id, gradings.wager_version')
    WHEN EXISTS (SELECT 1 FROM gradings WHERE rowid = NEW.rowid)
      THEN RAISE(ABORT, 'UNIQUE constraint failed: gradings.id')
  END;
END;
--> statement-breakpoint
CREATE TRIGGER trg_transactions_existing BEFORE INSERT ON transactions
BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM transactions WHERE id = NEW.id)
      THEN RAISE(ABORT, 'UNIQUE constraint failed: transactions.id')
    WHEN NEW.type = 'wager' AND EXISTS (SELECT 1 FROM transactions WHERE reference = NEW.reference AND type = 'wager')
      THEN RAISE(ABORT, 'UNIQUE constraint failed: transactions.reference')
    WHEN NEW.type IN ('deposit', 'withdrawal') AND NEW.reference GLOB 'REV-*' AND EXISTS (SELECT 1 FROM transactions WHERE reference = NEW.reference AND reference GLOB 'REV-*' AND type IN ('deposit', 'withdrawal'))
      THEN RAISE(ABORT, 'UNIQUE constraint failed: transactions.reference')
    WHEN EXISTS (SELECT 1 FROM transactions WHERE rowid = NEW.rowid)
      THEN RAISE(ABORT, 'UNIQUE constraint failed: transactions.id')
  END;
END;
--> statement-breakpoint
CREATE TRIGGER trg_wagers_existing BEFORE INSERT ON wagers
BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM wagers WHERE id = NEW.id)
      THEN RAISE(ABORT, 'UNIQUE constraint failed: wagers.id')
    WHEN EXISTS (SELECT 1 FROM wagers WHERE wager_number = NEW.wager_number)
      THEN RAISE(ABORT, 'UNIQUE constraint failed: wagers.wager_number')
    WHEN EXISTS (SELECT 1 FROM wagers WHERE rowid = NEW.rowid)
      THEN RAISE(ABORT, 'UNIQUE constraint failed: wagers.id')
  END;
END;
--> statement-breakpoint
CREATE TRIGGER trg_customers_existing BEFORE INSERT ON customers
BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM customers WHERE id = NEW.id)
      THEN RAISE(ABORT, 'UNIQUE constraint failed: customers.id')
    WHEN EXISTS (SELECT 1 FROM customers WHERE email = NEW.email)
      THEN RAISE(ABORT, 'UNIQUE constraint failed: customers.email')
    WHEN EXISTS (SELECT 1 FROM customers WHERE rowid = NEW.rowid)
      THEN RAISE(ABORT, 'UNIQUE constraint failed: customers.id')
  END;
END;
--> statement-breakpoint
CREATE TRIGGER trg_agents_existing BEFORE INSERT ON agents
BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM agents WHERE id = NEW.id)
      THEN RAISE(ABORT, 'UNIQUE constraint failed: agents.id')
    WHEN EXISTS (SELECT 1 FROM agents WHERE code = NEW.code)
      THEN RAISE(ABORT, 'UNIQUE constraint failed: agents.code')
    WHEN EXISTS (SELECT 1 FROM agents WHERE rowid = NEW.rowid)
      THEN RAISE(ABORT, 'UNIQUE constraint failed: agents.id')
  END;
END;
--> statement-breakpoint
CREATE TRIGGER trg_users_existing BEFORE INSERT ON users
BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM users WHERE id = NEW.id)
      THEN RAISE(ABORT, 'UNIQUE constraint failed: users.id')
    WHEN EXISTS (SELECT 1 FROM users WHERE username = NEW.username)
      THEN RAISE(ABORT, 'UNIQUE constraint failed: users.username')
    WHEN EXISTS (SELECT 1 FROM users WHERE email = NEW.email)
      THEN RAISE(ABORT, 'UNIQUE constraint failed: users.email')
    WHEN EXISTS (SELECT 1 FROM users WHERE customer_id = NEW.customer_id)
      THEN RAISE(ABORT, 'UNIQUE constraint failed: users.customer_id')
    WHEN EXISTS (SELECT 1 FROM users WHERE rowid = NEW.rowid)
      THEN RAISE(ABORT, 'UNIQUE constraint failed: users.id')
  END;
END;
--> statement-breakpoint
CREATE TRIGGER trg_guards_never_kept BEFORE INSERT ON guards
WHEN NEW.ok = 1
BEGIN
  SELECT RAISE(IGNORE);
END;
--> statement-breakpoint
CREATE TRIGGER trg_guards_abort BEFORE INSERT ON guards
WHEN NEW.ok IS NOT 1
BEGIN
  SELECT RAISE(ABORT, 'guard: the rows are not as expected');
END;
