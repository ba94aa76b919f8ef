ALTER TABLE `agents` ADD `credit_limit` real;--> statement-breakpoint
ALTER TABLE `agents` ADD `credit_used` real DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `agents` ADD `credit_free` real;--> statement-breakpoint
-- The sum of the limits of the agent's customers, which triggers keep from now on.
UPDATE agents SET credit_used = coalesce((
  SELECT sum(CAST(round(betting_limit * 100) AS INTEGER)) / 100.0 FROM customers WHERE agent_id = agents.id
), 0);
--> statement-breakpoint
CREATE TRIGGER trg_customers_credit_insert AFTER INSERT ON customers
WHEN NEW.betting_limit <> 0
BEGIN
  INSERT INTO balance_marker (transaction_id) VALUES (NEW.id);
  UPDATE agents SET credit_used = round(credit_used + NEW.betting_limit, 2) WHERE id = NEW.agent_id;
  DELETE FROM balance_marker WHERE transaction_id = NEW.id;
END;
--> statement-breakpoint
CREATE TRIGGER trg_customers_credit AFTER UPDATE OF betting_limit, agent_id ON customers
WHEN NEW.betting_limit IS NOT OLD.betting_limit OR NEW.agent_id IS NOT OLD.agent_id
BEGIN
  INSERT INTO balance_marker (transaction_id) VALUES (NEW.id);
  UPDATE agents SET credit_used = round(credit_used
      - CASE WHEN id = OLD.agent_id THEN coalesce(OLD.betting_limit, 0) ELSE 0 END
      + CASE WHEN id = NEW.agent_id THEN coalesce(NEW.betting_limit, 0) ELSE 0 END, 2)
    WHERE id IN (OLD.agent_id, NEW.agent_id);
  DELETE FROM balance_marker WHERE transaction_id = NEW.id;
END;
--> statement-breakpoint
CREATE TRIGGER trg_agents_credit_used BEFORE UPDATE OF credit_used ON agents
WHEN NEW.credit_used IS NOT OLD.credit_used
  AND NOT EXISTS (
    SELECT 1 FROM balance_marker AS marker CROSS JOIN customers ON customers.id = marker.transaction_id
  )
  AND NEW.credit_used IS NOT (
    SELECT coalesce(sum(CAST(round(betting_limit * 100) AS INTEGER)), 0) / 100.0
    FROM customers WHERE agent_id = NEW.id
  )
BEGIN
  SELECT RAISE(ABORT, 'rule: agents.credit_used: is the sum of the limits of its customers and follows them by itself');
END;
--> statement-breakpoint
CREATE TRIGGER trg_agents_credit_bounds BEFORE UPDATE OF credit_used ON agents
WHEN NEW.credit_used > 1000000000000 AND NEW.credit_used > OLD.credit_used
BEGIN
  SELECT RAISE(ABORT, 'rule: customers.betting_limit: the limits of the customers of an agent would pass 1,000,000,000,000.00');
END;
--> statement-breakpoint
CREATE TRIGGER trg_agents_credit_insert AFTER INSERT ON agents
WHEN NEW.credit_used IS NOT 0
BEGIN
  SELECT RAISE(ABORT, 'rule: agents.credit_used: starts at 0 and follows the limits of its customers');
END;
--> statement-breakpoint
CREATE TRIGGER trg_agents_credit_limit BEFORE UPDATE OF credit_limit ON agents
WHEN NEW.credit_limit IS NOT OLD.credit_limit AND NEW.credit_limit IS NOT NULL
  AND (typeof(NEW.credit_limit) NOT IN ('real', 'integer') OR NEW.credit_limit <> round(NEW.credit_limit, 2)
    OR NEW.credit_limit < 0 OR NEW.credit_limit > 1000000000)
BEGIN
  SELECT RAISE(ABORT, 'rule: agents.credit_limit: is whole cents between 0 and 1,000,000,000.00');
END;
--> statement-breakpoint
CREATE TRIGGER trg_agents_credit_limit_insert BEFORE INSERT ON agents
WHEN NEW.credit_limit IS NOT NULL
  AND (typeof(NEW.credit_limit) NOT IN ('real', 'integer') OR NEW.credit_limit <> round(NEW.credit_limit, 2)
    OR NEW.credit_limit < 0 OR NEW.credit_limit > 1000000000)
BEGIN
  SELECT RAISE(ABORT, 'rule: agents.credit_limit: is whole cents between 0 and 1,000,000,000.00');
END;
--> statement-breakpoint
CREATE TRIGGER trg_agents_credit_free AFTER UPDATE OF credit_limit, credit_used ON agents
WHEN NEW.credit_free IS NOT round(NEW.credit_limit - NEW.credit_used, 2)
BEGIN
  UPDATE agents SET credit_free = round(NEW.credit_limit - NEW.credit_used, 2) WHERE id = NEW.id;
END;
--> statement-breakpoint
CREATE TRIGGER trg_agents_credit_free_insert AFTER INSERT ON agents
WHEN NEW.credit_free IS NOT round(NEW.credit_limit - NEW.credit_used, 2)
BEGIN
  UPDATE agents SET credit_free = round(NEW.credit_limit - NEW.credit_used, 2) WHERE id = NEW.id;
END;
--> statement-breakpoint
CREATE TRIGGER trg_agents_credit_free_fixed BEFORE UPDATE OF credit_free ON agents
WHEN NEW.credit_free IS NOT round(NEW.credit_limit - NEW.credit_used, 2)
BEGIN
  SELECT RAISE(ABORT, 'rule: agents.credit_free: is the credit limit less the credit used and follows them by itself');
END;
