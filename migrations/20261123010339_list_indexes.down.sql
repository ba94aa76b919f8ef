DROP INDEX `idx_wagers_customer_newest`;--> statement-breakpoint
DROP INDEX `idx_wagers_agent_status_newest`;--> statement-breakpoint
DROP INDEX `idx_wagers_agent_newest`;--> statement-breakpoint
DROP INDEX `idx_wagers_status_newest`;--> statement-breakpoint
DROP INDEX `idx_wagers_newest`;--> statement-breakpoint
DROP INDEX `idx_transactions_customer_newest`;--> statement-breakpoint
DROP INDEX `idx_transactions_type_newest`;--> statement-breakpoint
DROP INDEX `idx_transactions_status_newest`;--> statement-breakpoint
DROP INDEX `idx_transactions_newest`;
