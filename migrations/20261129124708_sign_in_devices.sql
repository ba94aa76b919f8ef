CREATE TABLE `account_notices` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`kind` text NOT NULL,
	`actor_user_id` text,
	`address` text,
	`user_agent` text,
	`created_at` text DEFAULT CURRENT_TIMESTAMP NOT NULL,
	`acknowledged_at` text,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`actor_user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `idx_account_notices_user` ON `account_notices` (`user_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `idx_account_notices_open` ON `account_notices` (`user_id`) WHERE acknowledged_at IS NULL;--> statement-breakpoint
CREATE TABLE `known_devices` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`token_hash` text NOT NULL,
	`network` text,
	`created_at` text DEFAULT CURRENT_TIMESTAMP NOT NULL,
	`last_used_at` text DEFAULT CURRENT_TIMESTAMP NOT NULL,
	`forgotten_at` text,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `known_devices_token_user_unique` ON `known_devices` (`token_hash`,`user_id`);--> statement-breakpoint
CREATE INDEX `idx_known_devices_user` ON `known_devices` (`user_id`,`network`);--> statement-breakpoint
ALTER TABLE `login_attempts` ADD `source_hash` text;--> statement-breakpoint
ALTER TABLE `login_attempts` ADD `is_known` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `idx_login_attempts_source` ON `login_attempts` (`source_hash`,`created_at`);