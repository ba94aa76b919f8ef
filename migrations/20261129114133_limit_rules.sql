CREATE TABLE `limit_rules` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`scope` text DEFAULT 'book' NOT NULL,
	`agent_id` text,
	`customer_id` text,
	`placed_by` text DEFAULT 'anybody' NOT NULL,
	`least_stake` real,
	`greatest_stake` real,
	`greatest_win` real,
	`greatest_odds` real,
	`greatest_open_stakes` real,
	`status` text DEFAULT 'active' NOT NULL,
	`created_at` text DEFAULT CURRENT_TIMESTAMP NOT NULL,
	`updated_at` text DEFAULT CURRENT_TIMESTAMP NOT NULL,
	FOREIGN KEY (`agent_id`) REFERENCES `agents`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "limit_rules_scope_check" CHECK(scope IN ('book', 'agent', 'customer')),
	CONSTRAINT "limit_rules_placed_by_check" CHECK(placed_by IN ('customer', 'agent', 'anybody')),
	CONSTRAINT "limit_rules_status_check" CHECK(status IN ('active', 'inactive'))
);
--> statement-breakpoint
CREATE INDEX `idx_limit_rules_scope` ON `limit_rules` (`scope`);--> statement-breakpoint
CREATE INDEX `idx_limit_rules_agent` ON `limit_rules` (`agent_id`);--> statement-breakpoint
CREATE INDEX `idx_limit_rules_customer` ON `limit_rules` (`customer_id`);--> statement-breakpoint
CREATE TABLE `open_stakes` (
	`scope` text NOT NULL,
	`owner_id` text DEFAULT '' NOT NULL,
	`open_cents` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`scope`, `owner_id`),
	CONSTRAINT "open_stakes_scope_check" CHECK(scope IN ('book', 'agent', 'customer'))
);
--> statement-breakpoint
ALTER TABLE `wagers` ADD `event_starts_at` text;--> statement-breakpoint
CREATE INDEX `idx_wagers_event_starts_at` ON `wagers` (`event_starts_at`) WHERE event_starts_at IS NOT NULL;
--> statement-breakpoint
-- The limits of every book: administrators change them in the panel.
INSERT INTO limit_rules (id, name, scope, placed_by, greatest_win, greatest_odds)
VALUES ('book', 'Limits of the book', 'book', 'anybody', 10000, 101);
--> statement-breakpoint
INSERT INTO open_stakes (scope, owner_id, open_cents)
SELECT 'book', '', sum(CAST(round(amount * 100) AS INTEGER)) FROM wagers
WHERE status IN ('pending', 'active') HAVING count(*) > 0;
--> statement-breakpoint
INSERT INTO open_stakes (scope, owner_id, open_cents)
SELECT 'agent', agent_id, sum(CAST(round(amount * 100) AS INTEGER)) FROM wagers
WHERE status IN ('pending', 'active') GROUP BY agent_id;
--> statement-breakpoint
INSERT INTO open_stakes (scope, owner_id, open_cents)
SELECT 'customer', customer_id, sum(CAST(round(amount * 100) AS INTEGER)) FROM wagers
WHERE status IN ('pending', 'active') GROUP BY customer_id;
--> statement-breakpoint
CREATE TRIGGER trg_wagers_opened AFTER INSERT ON wagers
BEGIN
  INSERT INTO balance_marker (transaction_id) VALUES (NEW.id);
  INSERT INTO open_stakes (scope, owner_id) SELECT 'book', ''
  WHERE NOT EXISTS (SELECT 1 FROM open_stakes WHERE scope = 'book' AND owner_id = '');
  UPDATE open_stakes SET open_cents = open_cents + CAST(round(NEW.amount * 100) AS INTEGER)
  WHERE scope = 'book' AND owner_id = '';
  INSERT INTO open_stakes (scope, owner_id) SELECT 'agent', NEW.agent_id
  WHERE NOT EXISTS (SELECT 1 FROM open_stakes WHERE scope = 'agent' AND owner_id = NEW.agent_id);
  UPDATE open_stakes SET open_cents = open_cents + CAST(round(NEW.amount * 100) AS INTEGER)
  WHERE scope = 'agent' AND owner_id = NEW.agent_id;
  INSERT INTO open_stakes (scope, owner_id) SELECT 'customer', NEW.customer_id
  WHERE NOT EXISTS (SELECT 1 FROM open_stakes WHERE scope = 'customer' AND owner_id = NEW.customer_id);
  UPDATE open_stakes SET open_cents = open_cents + CAST(round(NEW.amount * 100) AS INTEGER)
  WHERE scope = 'customer' AND owner_id = NEW.customer_id;
  DELETE FROM balance_marker WHERE transaction_id = NEW.id;
END;
--> statement-breakpoint
CREATE TRIGGER trg_wagers_closed AFTER UPDATE OF status ON wagers
WHEN OLD.status IN ('pending', 'active') AND NEW.status NOT IN ('pending', 'active')
BEGIN
  INSERT INTO balance_marker (transaction_id) VALUES (NEW.id);
  INSERT INTO open_stakes (scope, owner_id) SELECT 'book', ''
  WHERE NOT EXISTS (SELECT 1 FROM open_stakes WHERE scope = 'book' AND owner_id = '');
  UPDATE open_stakes SET open_cents = open_cents - CAST(round(NEW.amount * 100) AS INTEGER)
  WHERE scope = 'book' AND owner_id = '';
  INSERT INTO open_stakes (scope, owner_id) SELECT 'agent', NEW.agent_id
  WHERE NOT EXISTS (SELECT 1 FROM open_stakes WHERE scope = 'agent' AND owner_id = NEW.agent_id);
  UPDATE open_stakes SET open_cents = open_cents - CAST(round(NEW.amount * 100) AS INTEGER)
  WHERE scope = 'agent' AND owner_id = NEW.agent_id;
  INSERT INTO open_stakes (scope, owner_id) SELECT 'customer', NEW.customer_id
  WHERE NOT EXISTS (SELECT 1 FROM open_stakes WHERE scope = 'customer' AND owner_id = NEW.customer_id);
  UPDATE open_stakes SET open_cents = open_cents - CAST(round(NEW.amount * 100) AS INTEGER)
  WHERE scope = 'customer' AND owner_id = NEW.customer_id;
  DELETE FROM balance_marker WHERE transaction_id = NEW.id;
END;
--> statement-breakpoint
CREATE TRIGGER trg_wagers_reopened AFTER UPDATE OF status ON wagers
WHEN OLD.status NOT IN ('pending', 'active') AND NEW.status IN ('pending', 'active')
BEGIN
  INSERT INTO balance_marker (transaction_id) VALUES (NEW.id);
  INSERT INTO open_stakes (scope, owner_id) SELECT 'book', ''
  WHERE NOT EXISTS (SELECT 1 FROM open_stakes WHERE scope = 'book' AND owner_id = '');
  UPDATE open_stakes SET open_cents = open_cents + CAST(round(NEW.amount * 100) AS INTEGER)
  WHERE scope = 'book' AND owner_id = '';
  INSERT INTO open_stakes (scope, owner_id) SELECT 'agent', NEW.agent_id
  WHERE NOT EXISTS (SELECT 1 FROM open_stakes WHERE scope = 'agent' AND owner_id = NEW.agent_id);
  UPDATE open_stakes SET open_cents = open_cents + CAST(round(NEW.amount * 100) AS INTEGER)
  WHERE scope = 'agent' AND owner_id = NEW.agent_id;
  INSERT INTO open_stakes (scope, owner_id) SELECT 'customer', NEW.customer_id
  WHERE NOT EXISTS (SELECT 1 FROM open_stakes WHERE scope = 'customer' AND owner_id = NEW.customer_id);
  UPDATE open_stakes SET open_cents = open_cents + CAST(round(NEW.amount * 100) AS INTEGER)
  WHERE scope = 'customer' AND owner_id = NEW.customer_id;
  DELETE FROM balance_marker WHERE transaction_id = NEW.id;
END;
--> statement-breakpoint
CREATE TRIGGER trg_wagers_event BEFORE INSERT ON wagers
WHEN NEW.event_starts_at IS NOT datetime(NEW.event_starts_at)
BEGIN
  SELECT RAISE(ABORT, 'rule: wagers.event_starts_at: is a time like 2026-03-04 12:00:00');
END;
--> statement-breakpoint
CREATE TRIGGER trg_wagers_event_fixed BEFORE UPDATE OF event_starts_at ON wagers
WHEN NEW.event_starts_at IS NOT OLD.event_starts_at
BEGIN
  SELECT RAISE(ABORT, 'rule: wagers.event_starts_at: is fixed once the wager is placed');
END;
--> statement-breakpoint
CREATE TRIGGER trg_wagers_odds_bounds BEFORE INSERT ON wagers
WHEN abs(NEW.odds) > 100000
BEGIN
  SELECT RAISE(ABORT, 'rule: wagers.odds: are at most 100,000 either way');
END;
--> statement-breakpoint
CREATE TRIGGER trg_wagers_wins BEFORE INSERT ON wagers
WHEN NEW.potential_win = 0
BEGIN
  SELECT RAISE(ABORT, 'rule: wagers.potential_win: is at least 0.01');
END;
--> statement-breakpoint
CREATE TRIGGER trg_open_stakes_sum BEFORE UPDATE OF open_cents ON open_stakes
WHEN NEW.open_cents IS NOT OLD.open_cents
  AND NOT EXISTS (
    SELECT 1 FROM balance_marker AS marker CROSS JOIN wagers ON wagers.id = marker.transaction_id
    WHERE NEW.owner_id = CASE NEW.scope
        WHEN 'book' THEN '' WHEN 'agent' THEN wagers.agent_id ELSE wagers.customer_id END
      AND NEW.open_cents = OLD.open_cents + CASE WHEN wagers.status IN ('pending', 'active') THEN 1 ELSE -1 END
        * CAST(round(wagers.amount * 100) AS INTEGER)
  )
  AND NEW.open_cents IS NOT (
    SELECT coalesce(sum(CAST(round(amount * 100) AS INTEGER)), 0) FROM wagers
    WHERE status IN ('pending', 'active') AND CASE NEW.scope
      WHEN 'book' THEN 1 WHEN 'agent' THEN agent_id = NEW.owner_id ELSE customer_id = NEW.owner_id END
  )
BEGIN
  SELECT RAISE(ABORT, 'rule: open_stakes.open_cents: is the sum of the stakes of open wagers and follows them by itself');
END;
--> statement-breakpoint
CREATE TRIGGER trg_open_stakes_insert BEFORE INSERT ON open_stakes
WHEN NEW.open_cents IS NOT 0 OR (NEW.scope = 'book' AND NEW.owner_id IS NOT '')
BEGIN
  SELECT RAISE(ABORT, 'rule: open_stakes: a new sum starts at 0 and follows its wagers');
END;
--> statement-breakpoint
CREATE TRIGGER trg_open_stakes_fixed BEFORE UPDATE ON open_stakes
WHEN NEW.scope IS NOT OLD.scope OR NEW.owner_id IS NOT OLD.owner_id OR NEW.rowid <> OLD.rowid
BEGIN
  SELECT RAISE(ABORT, 'rule: open_stakes: scope and owner of a sum never change');
END;
--> statement-breakpoint
CREATE TRIGGER trg_open_stakes_no_delete BEFORE DELETE ON open_stakes
BEGIN
  SELECT RAISE(ABORT, 'rule: open_stakes: sums of open stakes are never deleted');
END;
--> statement-breakpoint
CREATE TRIGGER trg_open_stakes_existing BEFORE INSERT ON open_stakes
BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM open_stakes WHERE scope = NEW.scope AND owner_id = NEW.owner_id)
      THEN RAISE(ABORT, 'UNIQUE constraint failed: open_stakes.scope, open_stakes.owner_id')
    WHEN EXISTS (SELECT 1 FROM open_stakes WHERE rowid = NEW.rowid)
      THEN RAISE(ABORT, 'UNIQUE constraint failed: open_stakes.scope, open_stakes.owner_id')
  END;
END;
--> statement-breakpoint
CREATE TRIGGER trg_limit_rules_name_insert BEFORE INSERT ON limit_rules
WHEN trim(NEW.name) = ''
BEGIN
  SELECT RAISE(ABORT, 'rule: limit_rules.name: is a name');
END;
--> statement-breakpoint
CREATE TRIGGER trg_limit_rules_agent_insert BEFORE INSERT ON limit_rules
WHEN (NEW.scope = 'agent') <> (NEW.agent_id IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'rule: limit_rules.agent_id: is the agent of a rule for one agent, and empty in any other');
END;
--> statement-breakpoint
CREATE TRIGGER trg_limit_rules_customer_insert BEFORE INSERT ON limit_rules
WHEN (NEW.scope = 'customer') <> (NEW.customer_id IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'rule: limit_rules.customer_id: is the customer of a rule for one customer, and empty in any other');
END;
--> statement-breakpoint
CREATE TRIGGER trg_limit_rules_least_stake_insert BEFORE INSERT ON limit_rules
WHEN NEW.least_stake IS NOT NULL AND (typeof(NEW.least_stake) NOT IN ('real', 'integer') OR NEW.least_stake <> round(NEW.least_stake, 2)
  OR NEW.least_stake < 0 OR NEW.least_stake > 1000000000)
BEGIN
  SELECT RAISE(ABORT, 'rule: limit_rules.least_stake: is whole cents between 0 and 1,000,000,000.00');
END;
--> statement-breakpoint
CREATE TRIGGER trg_limit_rules_greatest_stake_insert BEFORE INSERT ON limit_rules
WHEN NEW.greatest_stake IS NOT NULL AND (typeof(NEW.greatest_stake) NOT IN ('real', 'integer') OR NEW.greatest_stake <> round(NEW.greatest_stake, 2)
  OR NEW.greatest_stake < 0 OR NEW.greatest_stake > 1000000000)
BEGIN
  SELECT RAISE(ABORT, 'rule: limit_rules.greatest_stake: is whole cents between 0 and 1,000,000,000.00');
END;
--> statement-breakpoint
CREATE TRIGGER trg_limit_rules_greatest_win_insert BEFORE INSERT ON limit_rules
WHEN NEW.greatest_win IS NOT NULL AND (typeof(NEW.greatest_win) NOT IN ('real', 'integer') OR NEW.greatest_win <> round(NEW.greatest_win, 2)
  OR NEW.greatest_win < 0 OR NEW.greatest_win > 1000000000)
BEGIN
  SELECT RAISE(ABORT, 'rule: limit_rules.greatest_win: is whole cents between 0 and 1,000,000,000.00');
END;
--> statement-breakpoint
CREATE TRIGGER trg_limit_rules_greatest_open_stakes_insert BEFORE INSERT ON limit_rules
WHEN NEW.greatest_open_stakes IS NOT NULL AND (typeof(NEW.greatest_open_stakes) NOT IN ('real', 'integer') OR NEW.greatest_open_stakes <> round(NEW.greatest_open_stakes, 2)
  OR NEW.greatest_open_stakes < 0 OR NEW.greatest_open_stakes > 1000000000)
BEGIN
  SELECT RAISE(ABORT, 'rule: limit_rules.greatest_open_stakes: is whole cents between 0 and 1,000,000,000.00');
END;
--> statement-breakpoint
CREATE TRIGGER trg_limit_rules_stakes_insert BEFORE INSERT ON limit_rules
WHEN NEW.least_stake > NEW.greatest_stake
BEGIN
  SELECT RAISE(ABORT, 'rule: limit_rules.greatest_stake: is not below the least stake');
END;
--> statement-breakpoint
CREATE TRIGGER trg_limit_rules_odds_insert BEFORE INSERT ON limit_rules
WHEN NEW.greatest_odds IS NOT NULL AND (typeof(NEW.greatest_odds) NOT IN ('real', 'integer')
  OR NEW.greatest_odds <= 1 OR NEW.greatest_odds > 1001)
BEGIN
  SELECT RAISE(ABORT, 'rule: limit_rules.greatest_odds: are the price of odds: above 1, at most 1,001');
END;
--> statement-breakpoint
CREATE TRIGGER trg_limit_rules_limits_insert BEFORE INSERT ON limit_rules
WHEN coalesce(NEW.least_stake, NEW.greatest_stake, NEW.greatest_win, NEW.greatest_odds,
  NEW.greatest_open_stakes) IS NULL
BEGIN
  SELECT RAISE(ABORT, 'rule: limit_rules.greatest_stake: at least one limit of a rule is filled in');
END;
--> statement-breakpoint
CREATE TRIGGER trg_limit_rules_name BEFORE UPDATE OF name ON limit_rules
WHEN trim(NEW.name) = ''
BEGIN
  SELECT RAISE(ABORT, 'rule: limit_rules.name: is a name');
END;
--> statement-breakpoint
CREATE TRIGGER trg_limit_rules_agent BEFORE UPDATE OF scope, agent_id ON limit_rules
WHEN (NEW.scope = 'agent') <> (NEW.agent_id IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'rule: limit_rules.agent_id: is the agent of a rule for one agent, and empty in any other');
END;
--> statement-breakpoint
CREATE TRIGGER trg_limit_rules_customer BEFORE UPDATE OF scope, customer_id ON limit_rules
WHEN (NEW.scope = 'customer') <> (NEW.customer_id IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'rule: limit_rules.customer_id: is the customer of a rule for one customer, and empty in any other');
END;
--> statement-breakpoint
CREATE TRIGGER trg_limit_rules_least_stake BEFORE UPDATE OF least_stake ON limit_rules
WHEN NEW.least_stake IS NOT NULL AND (typeof(NEW.least_stake) NOT IN ('real', 'integer') OR NEW.least_stake <> round(NEW.least_stake, 2)
  OR NEW.least_stake < 0 OR NEW.least_stake > 1000000000)
BEGIN
  SELECT RAISE(ABORT, 'rule: limit_rules.least_stake: is whole cents between 0 and 1,000,000,000.00');
END;
--> statement-breakpoint
CREATE TRIGGER trg_limit_rules_greatest_stake BEFORE UPDATE OF greatest_stake ON limit_rules
WHEN NEW.greatest_stake IS NOT NULL AND (typeof(NEW.greatest_stake) NOT IN ('real', 'integer') OR NEW.greatest_stake <> round(NEW.greatest_stake, 2)
  OR NEW.greatest_stake < 0 OR NEW.greatest_stake > 1000000000)
BEGIN
  SELECT RAISE(ABORT, 'rule: limit_rules.greatest_stake: is whole cents between 0 and 1,000,000,000.00');
END;
--> statement-breakpoint
CREATE TRIGGER trg_limit_rules_greatest_win BEFORE UPDATE OF greatest_win ON limit_rules
WHEN NEW.greatest_win IS NOT NULL AND (typeof(NEW.greatest_win) NOT IN ('real', 'integer') OR NEW.greatest_win <> round(NEW.greatest_win, 2)
  OR NEW.greatest_win < 0 OR NEW.greatest_win > 1000000000)
BEGIN
  SELECT RAISE(ABORT, 'rule: limit_rules.greatest_win: is whole cents between 0 and 1,000,000,000.00');
END;
--> statement-breakpoint
CREATE TRIGGER trg_limit_rules_greatest_open_stakes BEFORE UPDATE OF greatest_open_stakes ON limit_rules
WHEN NEW.greatest_open_stakes IS NOT NULL AND (typeof(NEW.greatest_open_stakes) NOT IN ('real', 'integer') OR NEW.greatest_open_stakes <> round(NEW.greatest_open_stakes, 2)
  OR NEW.greatest_open_stakes < 0 OR NEW.greatest_open_stakes > 1000000000)
BEGIN
  SELECT RAISE(ABORT, 'rule: limit_rules.greatest_open_stakes: is whole cents between 0 and 1,000,000,000.00');
END;
--> statement-breakpoint
CREATE TRIGGER trg_limit_rules_stakes BEFORE UPDATE OF least_stake, greatest_stake ON limit_rules
WHEN NEW.least_stake > NEW.greatest_stake
BEGIN
  SELECT RAISE(ABORT, 'rule: limit_rules.greatest_stake: is not below the least stake');
END;
--> statement-breakpoint
CREATE TRIGGER trg_limit_rules_odds BEFORE UPDATE OF greatest_odds ON limit_rules
WHEN NEW.greatest_odds IS NOT NULL AND (typeof(NEW.greatest_odds) NOT IN ('real', 'integer')
  OR NEW.greatest_odds <= 1 OR NEW.greatest_odds > 1001)
BEGIN
  SELECT RAISE(ABORT, 'rule: limit_rules.greatest_odds: are the price of odds: above 1, at most 1,001');
END;
--> statement-breakpoint
CREATE TRIGGER trg_limit_rules_limits BEFORE UPDATE OF least_stake, greatest_stake, greatest_win, greatest_odds, greatest_open_stakes ON limit_rules
WHEN coalesce(NEW.least_stake, NEW.greatest_stake, NEW.greatest_win, NEW.greatest_odds,
  NEW.greatest_open_stakes) IS NULL
BEGIN
  SELECT RAISE(ABORT, 'rule: limit_rules.greatest_stake: at least one limit of a rule is filled in');
END;
--> statement-breakpoint
CREATE TRIGGER trg_limit_rules_id BEFORE UPDATE ON limit_rules
WHEN NEW.id IS NOT OLD.id OR NEW.rowid <> OLD.rowid
BEGIN
  SELECT RAISE(ABORT, 'rule: limit_rules.id: never changes');
END;
--> statement-breakpoint
CREATE TRIGGER trg_limit_rules_no_delete BEFORE DELETE ON limit_rules
BEGIN
  SELECT RAISE(ABORT, 'rule: limit_rules: deactivate the rule instead');
END;
--> statement-breakpoint
CREATE TRIGGER trg_limit_rules_existing BEFORE INSERT ON limit_rules
BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM limit_rules WHERE id = NEW.id)
      THEN RAISE(ABORT, 'UNIQUE constraint failed: limit_rules.id')
    WHEN EXISTS (SELECT 1 FROM limit_rules WHERE rowid = NEW.rowid)
      THEN RAISE(ABORT, 'UNIQUE constraint failed: limit_rules.id')
  END;
END;
