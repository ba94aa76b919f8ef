CREATE TABLE `value_refusals` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`refused` integer NOT NULL,
	`created_at` text DEFAULT CURRENT_TIMESTAMP NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "value_refusals_refused_check" CHECK(refused IN (0, 1))
);
--> statement-breakpoint
CREATE INDEX `idx_value_refusals_user` ON `value_refusals` (`user_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `idx_value_refusals_created_at` ON `value_refusals` (`created_at`);