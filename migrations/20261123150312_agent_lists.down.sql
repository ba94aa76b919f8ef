DROP INDEX `idx_users_newest`;--> statement-breakpoint
DROP INDEX `idx_transactions_customer_status`;--> statement-breakpoint
DROP INDEX `idx_customers_agent_newest`;--> statement-breakpoint
DROP INDEX `idx_customers_newest`;
