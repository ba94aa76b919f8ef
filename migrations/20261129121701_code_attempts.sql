CREATE TABLE `code_attempts` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`is_cleared` integer DEFAULT false NOT NULL,
	`created_at` text DEFAULT CURRENT_TIMESTAMP NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "code_attempts_is_cleared_check" CHECK(is_cleared IN (0, 1))
);
--> statement-breakpoint
CREATE INDEX `idx_code_attempts_user` ON `code_attempts` (`user_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `idx_code_attempts_created_at` ON `code_attempts` (`created_at`);