CREATE INDEX `idx_transactions_newest` ON `transactions` (`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `idx_transactions_status_newest` ON `transactions` (`status`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `idx_transactions_type_newest` ON `transactions` (`type`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `idx_transactions_customer_newest` ON `transactions` (`customer_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `idx_wagers_newest` ON `wagers` (`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `idx_wagers_status_newest` ON `wagers` (`status`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `idx_wagers_agent_newest` ON `wagers` (`agent_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `idx_wagers_agent_status_newest` ON `wagers` (`agent_id`,`status`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `idx_wagers_customer_newest` ON `wagers` (`customer_id`,`created_at`,`id`);