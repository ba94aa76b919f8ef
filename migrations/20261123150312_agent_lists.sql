CREATE INDEX `idx_customers_newest` ON `customers` (`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `idx_customers_agent_newest` ON `customers` (`agent_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `idx_transactions_customer_status` ON `transactions` (`customer_id`,`status`);--> statement-breakpoint
CREATE INDEX `idx_users_newest` ON `users` (`created_at`,`id`);