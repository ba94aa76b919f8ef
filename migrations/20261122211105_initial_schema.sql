CREATE TABLE `activities` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`type` text NOT NULL,
	`action` text NOT NULL,
	`amount` real,
	`metadata` text,
	`created_at` text DEFAULT CURRENT_TIMESTAMP NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "activities_type_check" CHECK(type IN ('login', 'logout', 'wager_placed', 'wager_settled', 'payment', 'withdrawal'))
);
--> statement-breakpoint
CREATE INDEX `idx_activities_user_id` ON `activities` (`user_id`);--> statement-breakpoint
CREATE INDEX `idx_activities_type` ON `activities` (`type`);--> statement-breakpoint
CREATE INDEX `idx_activities_created_at` ON `activities` (`created_at`);--> statement-breakpoint
CREATE INDEX `idx_activities_user_type` ON `activities` (`user_id`,`type`);--> statement-breakpoint
CREATE TABLE `agents` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`code` text NOT NULL,
	`status` text DEFAULT 'active' NOT NULL,
	`commission_rate` real DEFAULT 0.05 NOT NULL,
	`created_at` text DEFAULT CURRENT_TIMESTAMP NOT NULL,
	`updated_at` text DEFAULT CURRENT_TIMESTAMP NOT NULL,
	`total_volume` real DEFAULT 0,
	`customer_count` integer DEFAULT 0,
	CONSTRAINT "agents_status_check" CHECK(status IN ('active', 'inactive', 'suspended'))
);
--> statement-breakpoint
CREATE INDEX `idx_agents_code` ON `agents` (`code`);--> statement-breakpoint
CREATE INDEX `idx_agents_status` ON `agents` (`status`);--> statement-breakpoint
CREATE UNIQUE INDEX `agents_code_unique` ON `agents` (`code`);--> statement-breakpoint
CREATE TABLE `customers` (
	`id` text PRIMARY KEY NOT NULL,
	`agent_id` text NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`phone` text,
	`status` text DEFAULT 'active' NOT NULL,
	`betting_limit` real DEFAULT 1000,
	`balance` real DEFAULT 0,
	`created_at` text DEFAULT CURRENT_TIMESTAMP NOT NULL,
	`updated_at` text DEFAULT CURRENT_TIMESTAMP NOT NULL,
	`last_activity` text,
	FOREIGN KEY (`agent_id`) REFERENCES `agents`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "customers_status_check" CHECK(status IN ('active', 'inactive', 'suspended'))
);
--> statement-breakpoint
CREATE INDEX `idx_customers_agent_id` ON `customers` (`agent_id`);--> statement-breakpoint
CREATE INDEX `idx_customers_email` ON `customers` (`email`);--> statement-breakpoint
CREATE INDEX `idx_customers_status` ON `customers` (`status`);--> statement-breakpoint
CREATE UNIQUE INDEX `customers_email_unique` ON `customers` (`email`);--> statement-breakpoint
CREATE TABLE `kpi_metrics` (
	`id` text PRIMARY KEY NOT NULL,
	`metric_name` text NOT NULL,
	`metric_value` real NOT NULL,
	`period` text NOT NULL,
	`period_start` text NOT NULL,
	`period_end` text NOT NULL,
	`created_at` text DEFAULT CURRENT_TIMESTAMP NOT NULL,
	CONSTRAINT "kpi_metrics_period_check" CHECK(period IN ('daily', 'weekly', 'monthly'))
);
--> statement-breakpoint
CREATE INDEX `idx_kpi_metrics_period` ON `kpi_metrics` (`period`);--> statement-breakpoint
CREATE INDEX `idx_kpi_metrics_period_start` ON `kpi_metrics` (`period_start`);--> statement-breakpoint
CREATE INDEX `idx_kpi_metrics_period_name` ON `kpi_metrics` (`period`,`metric_name`);--> statement-breakpoint
CREATE UNIQUE INDEX `kpi_metrics_metric_name_period_period_start_unique` ON `kpi_metrics` (`metric_name`,`period`,`period_start`);--> statement-breakpoint
CREATE TABLE `transactions` (
	`id` text PRIMARY KEY NOT NULL,
	`type` text NOT NULL,
	`customer_id` text NOT NULL,
	`amount` real NOT NULL,
	`status` text DEFAULT 'pending' NOT NULL,
	`reference` text,
	`description` text,
	`created_at` text DEFAULT CURRENT_TIMESTAMP NOT NULL,
	`updated_at` text DEFAULT CURRENT_TIMESTAMP NOT NULL,
	`processed_at` text,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "transactions_type_check" CHECK(type IN ('deposit', 'withdrawal', 'wager', 'settlement', 'refund')),
	CONSTRAINT "transactions_status_check" CHECK(status IN ('pending', 'completed', 'failed', 'cancelled'))
);
--> statement-breakpoint
CREATE INDEX `idx_transactions_customer_id` ON `transactions` (`customer_id`);--> statement-breakpoint
CREATE INDEX `idx_transactions_type` ON `transactions` (`type`);--> statement-breakpoint
CREATE INDEX `idx_transactions_status` ON `transactions` (`status`);--> statement-breakpoint
CREATE INDEX `idx_transactions_created_at` ON `transactions` (`created_at`);--> statement-breakpoint
CREATE INDEX `idx_transactions_customer_type` ON `transactions` (`customer_id`,`type`);--> statement-breakpoint
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`username` text NOT NULL,
	`email` text NOT NULL,
	`password_hash` text NOT NULL,
	`role` text NOT NULL,
	`status` text DEFAULT 'active' NOT NULL,
	`created_at` text DEFAULT CURRENT_TIMESTAMP NOT NULL,
	`updated_at` text DEFAULT CURRENT_TIMESTAMP NOT NULL,
	`last_login` text,
	`agent_id` text,
	FOREIGN KEY (`agent_id`) REFERENCES `agents`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "users_role_check" CHECK(role IN ('admin', 'agent', 'customer')),
	CONSTRAINT "users_status_check" CHECK(status IN ('active', 'inactive', 'suspended'))
);
--> statement-breakpoint
CREATE INDEX `idx_users_username` ON `users` (`username`);--> statement-breakpoint
CREATE INDEX `idx_users_email` ON `users` (`email`);--> statement-breakpoint
CREATE INDEX `idx_users_role` ON `users` (`role`);--> statement-breakpoint
CREATE INDEX `idx_users_agent_id` ON `users` (`agent_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `users_username_unique` ON `users` (`username`);--> statement-breakpoint
CREATE UNIQUE INDEX `users_email_unique` ON `users` (`email`);--> statement-breakpoint
CREATE TABLE `wagers` (
	`id` text PRIMARY KEY NOT NULL,
	`wager_number` text NOT NULL,
	`customer_id` text NOT NULL,
	`agent_id` text NOT NULL,
	`amount` real NOT NULL,
	`description` text NOT NULL,
	`status` text DEFAULT 'pending' NOT NULL,
	`odds` real,
	`potential_win` real,
	`created_at` text DEFAULT CURRENT_TIMESTAMP NOT NULL,
	`updated_at` text DEFAULT CURRENT_TIMESTAMP NOT NULL,
	`settled_at` text,
	`result` text,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`agent_id`) REFERENCES `agents`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "wagers_amount_check" CHECK(amount > 0),
	CONSTRAINT "wagers_status_check" CHECK(status IN ('pending', 'active', 'settled', 'cancelled', 'voided')),
	CONSTRAINT "wagers_result_check" CHECK(result IN ('win', 'loss', 'push', 'void'))
);
--> statement-breakpoint
CREATE INDEX `idx_wagers_wager_number` ON `wagers` (`wager_number`);--> statement-breakpoint
CREATE INDEX `idx_wagers_customer_id` ON `wagers` (`customer_id`);--> statement-breakpoint
CREATE INDEX `idx_wagers_agent_id` ON `wagers` (`agent_id`);--> statement-breakpoint
CREATE INDEX `idx_wagers_status` ON `wagers` (`status`);--> statement-breakpoint
CREATE INDEX `idx_wagers_created_at` ON `wagers` (`created_at`);--> statement-breakpoint
CREATE INDEX `idx_wagers_customer_status` ON `wagers` (`customer_id`,`status`);--> statement-breakpoint
CREATE INDEX `idx_wagers_agent_status` ON `wagers` (`agent_id`,`status`);--> statement-breakpoint
CREATE UNIQUE INDEX `wagers_wager_number_unique` ON `wagers` (`wager_number`);--> statement-breakpoint
CREATE TABLE `weekly_stats` (
	`id` text PRIMARY KEY NOT NULL,
	`week_start` text NOT NULL,
	`week_end` text NOT NULL,
	`total_handle` real DEFAULT 0 NOT NULL,
	`total_win` real DEFAULT 0 NOT NULL,
	`total_volume` real DEFAULT 0 NOT NULL,
	`total_bets` integer DEFAULT 0 NOT NULL,
	`created_at` text DEFAULT CURRENT_TIMESTAMP NOT NULL,
	`updated_at` text DEFAULT CURRENT_TIMESTAMP NOT NULL
);
--> statement-breakpoint
CREATE INDEX `idx_weekly_stats_week_start` ON `weekly_stats` (`week_start`);--> statement-breakpoint
CREATE UNIQUE INDEX `weekly_stats_week_start_unique` ON `weekly_stats` (`week_start`);