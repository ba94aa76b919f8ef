CREATE TABLE `audit_log` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`created_at` text DEFAULT CURRENT_TIMESTAMP NOT NULL,
	`actor_user_id` text,
	`action` text NOT NULL,
	`table_name` text,
	`record_id` text,
	`operation_id` text,
	`request_id` text,
	`address` text,
	`reason` text,
	`before` text,
	`after` text,
	FOREIGN KEY (`actor_user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `idx_audit_log_record` ON `audit_log` (`table_name`,`record_id`,`seq`);--> statement-breakpoint
CREATE INDEX `idx_audit_log_actor` ON `audit_log` (`actor_user_id`,`seq`);--> statement-breakpoint
CREATE INDEX `idx_audit_log_created_at` ON `audit_log` (`created_at`);--> statement-breakpoint
CREATE INDEX `idx_audit_log_operation` ON `audit_log` (`operation_id`);--> statement-breakpoint
CREATE TABLE `balance_marker` (
	`transaction_id` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `bulk_run_items` (
	`run_id` text NOT NULL,
	`position` integer NOT NULL,
	`record_id` text NOT NULL,
	`expected_version` integer NOT NULL,
	`outcome` text,
	`reason` text,
	`operation_id` text,
	`left_version` integer,
	PRIMARY KEY(`run_id`, `position`),
	FOREIGN KEY (`run_id`) REFERENCES `bulk_runs`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "bulk_run_items_outcome_check" CHECK(outcome IN ('done', 'refused'))
);
--> statement-breakpoint
CREATE INDEX `idx_bulk_run_items_record` ON `bulk_run_items` (`record_id`);--> statement-breakpoint
CREATE TABLE `bulk_runs` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`actor_user_id` text NOT NULL,
	`input` text NOT NULL,
	`status` text NOT NULL,
	`total` integer NOT NULL,
	`done` integer DEFAULT 0 NOT NULL,
	`refused` integer DEFAULT 0 NOT NULL,
	`undo_of` text,
	`request_id` text,
	`lease_until` text,
	`lease_owner` text,
	`created_at` text DEFAULT CURRENT_TIMESTAMP NOT NULL,
	`started_at` text,
	`finished_at` text,
	FOREIGN KEY (`actor_user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "bulk_runs_status_check" CHECK(status IN ('previewed', 'running', 'cancelled', 'finished'))
);
--> statement-breakpoint
CREATE INDEX `idx_bulk_runs_actor` ON `bulk_runs` (`actor_user_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `idx_bulk_runs_status` ON `bulk_runs` (`status`,`created_at`);--> statement-breakpoint
CREATE TABLE `commission_rates` (
	`id` text PRIMARY KEY NOT NULL,
	`agent_id` text NOT NULL,
	`rate` real NOT NULL,
	`effective_from` text NOT NULL,
	`created_at` text DEFAULT CURRENT_TIMESTAMP NOT NULL,
	FOREIGN KEY (`agent_id`) REFERENCES `agents`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `commission_rates_agent_from_unique` ON `commission_rates` (`agent_id`,`effective_from`);--> statement-breakpoint
CREATE TABLE `gradings` (
	`id` text PRIMARY KEY NOT NULL,
	`wager_id` text NOT NULL,
	`from_status` text NOT NULL,
	`from_result` text,
	`to_status` text NOT NULL,
	`to_result` text,
	`win_delta` real NOT NULL,
	`created_at` text DEFAULT CURRENT_TIMESTAMP NOT NULL,
	`actor_user_id` text NOT NULL,
	`reason` text,
	`operation_id` text NOT NULL,
	FOREIGN KEY (`wager_id`) REFERENCES `wagers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`actor_user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `idx_gradings_wager` ON `gradings` (`wager_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `idx_gradings_created_at` ON `gradings` (`created_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `gradings_operation_wager_unique` ON `gradings` (`operation_id`,`wager_id`);--> statement-breakpoint
CREATE TABLE `guards` (
	`code` text NOT NULL,
	`ok` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `login_attempts` (
	`id` text PRIMARY KEY NOT NULL,
	`account_hash` text NOT NULL,
	`address` text NOT NULL,
	`succeeded` integer NOT NULL,
	`created_at` text DEFAULT CURRENT_TIMESTAMP NOT NULL,
	CONSTRAINT "login_attempts_succeeded_check" CHECK(succeeded IN (0, 1))
);
--> statement-breakpoint
CREATE INDEX `idx_login_attempts_account` ON `login_attempts` (`account_hash`,`created_at`);--> statement-breakpoint
CREATE INDEX `idx_login_attempts_address` ON `login_attempts` (`address`,`created_at`);--> statement-breakpoint
CREATE INDEX `idx_login_attempts_created_at` ON `login_attempts` (`created_at`);--> statement-breakpoint
CREATE TABLE `operations` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`actor_user_id` text NOT NULL,
	`request_hash` text NOT NULL,
	`result` text NOT NULL,
	`request_id` text,
	`created_at` text DEFAULT CURRENT_TIMESTAMP NOT NULL,
	FOREIGN KEY (`actor_user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `idx_operations_created_at` ON `operations` (`created_at`);--> statement-breakpoint
CREATE TABLE `period_states` (
	`period` text NOT NULL,
	`period_start` text NOT NULL,
	`starts_at` text NOT NULL,
	`ends_at` text NOT NULL,
	`outdated` integer DEFAULT false NOT NULL,
	`computed_at` text NOT NULL,
	PRIMARY KEY(`period`, `period_start`)
);
--> statement-breakpoint
CREATE INDEX `idx_period_states_span` ON `period_states` (`starts_at`,`ends_at`);--> statement-breakpoint
CREATE TABLE `recovery_codes` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`code_hash` text NOT NULL,
	`used_at` text,
	`created_at` text DEFAULT CURRENT_TIMESTAMP NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `recovery_codes_user_code_unique` ON `recovery_codes` (`user_id`,`code_hash`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id_hash` text PRIMARY KEY NOT NULL,
	`user_id` text,
	`data` text NOT NULL,
	`address` text,
	`user_agent` text,
	`created_at` text DEFAULT CURRENT_TIMESTAMP NOT NULL,
	`last_seen_at` text DEFAULT CURRENT_TIMESTAMP NOT NULL,
	`expires_at` text NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `idx_sessions_user` ON `sessions` (`user_id`);--> statement-breakpoint
CREATE INDEX `idx_sessions_expires_at` ON `sessions` (`expires_at`);--> statement-breakpoint
ALTER TABLE `customers` ADD `version` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `customers` ADD `phone_index` text;--> statement-breakpoint
CREATE INDEX `idx_customers_phone_index` ON `customers` (`phone_index`);--> statement-breakpoint
ALTER TABLE `transactions` ADD `version` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `transactions` ADD `operation_id` text;--> statement-breakpoint
CREATE INDEX `idx_transactions_reference` ON `transactions` (`reference`);--> statement-breakpoint
CREATE UNIQUE INDEX `transactions_wager_reference_unique` ON `transactions` (`reference`) WHERE type = 'wager';--> statement-breakpoint
CREATE UNIQUE INDEX `transactions_reversal_reference_unique` ON `transactions` (`reference`) WHERE reference GLOB 'REV-*' AND type IN ('deposit', 'withdrawal');--> statement-breakpoint
CREATE INDEX `idx_transactions_operation` ON `transactions` (`operation_id`);--> statement-breakpoint
ALTER TABLE `users` ADD `customer_id` text REFERENCES customers(id);--> statement-breakpoint
ALTER TABLE `users` ADD `must_change_password` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `users` ADD `password_changed_at` text;--> statement-breakpoint
ALTER TABLE `users` ADD `totp_secret` text;--> statement-breakpoint
ALTER TABLE `users` ADD `totp_enabled_at` text;--> statement-breakpoint
ALTER TABLE `users` ADD `totp_last_step` integer;--> statement-breakpoint
CREATE UNIQUE INDEX `users_customer_id_unique` ON `users` (`customer_id`);--> statement-breakpoint
ALTER TABLE `wagers` ADD `version` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `wagers` ADD `operation_id` text;--> statement-breakpoint
CREATE INDEX `idx_wagers_operation` ON `wagers` (`operation_id`);