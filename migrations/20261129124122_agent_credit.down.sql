DROP TRIGGER trg_agents_credit_free_fixed;
--> statement-breakpoint
DROP TRIGGER trg_agents_credit_free_insert;
--> statement-breakpoint
DROP TRIGGER trg_agents_credit_free;
--> statement-breakpoint
DROP TRIGGER trg_agents_credit_limit_insert;
--> statement-breakpoint
DROP TRIGGER trg_agents_credit_limit;
--> statement-breakpoint
DROP TRIGGER trg_agents_credit_insert;
--> statement-breakpoint
DROP TRIGGER trg_agents_credit_bounds;
--> statement-breakpoint
DROP TRIGGER trg_agents_credit_used;
--> statement-breakpoint
DROP TRIGGER trg_customers_credit;
--> statement-breakpoint
DROP TRIGGER trg_customers_credit_insert;
--> statement-breakpoint
ALTER TABLE `agents` DROP COLUMN `credit_free`;--> statement-breakpoint
ALTER TABLE `agents` DROP COLUMN `credit_used`;--> statement-breakpoint
ALTER TABLE `agents` DROP COLUMN `credit_limit`;
