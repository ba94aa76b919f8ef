CREATE TABLE `promotions` (
	`id` text PRIMARY KEY NOT NULL,
	`agent_id` text NOT NULL,
	`made_by` text NOT NULL,
	`name` text NOT NULL,
	`code` text NOT NULL,
	`status` text DEFAULT 'draft' NOT NULL,
	`is_public` integer DEFAULT 1 NOT NULL,
	`first_date` text NOT NULL,
	`ends_at` text,
	`claims_left` integer,
	`rollover` real DEFAULT 1 NOT NULL,
	`match_rate` real DEFAULT 0.5 NOT NULL,
	`least_odds` real,
	`greatest_bonus` real NOT NULL,
	`cost` real DEFAULT 0 NOT NULL,
	`rules` text,
	`banner` blob,
	`terms` text,
	`contact` text,
	`claim_token` text,
	`tokens_issued` integer DEFAULT 0 NOT NULL,
	`version` integer DEFAULT 0 NOT NULL,
	`operation_id` text,
	`created_at` text DEFAULT CURRENT_TIMESTAMP NOT NULL,
	`updated_at` text DEFAULT CURRENT_TIMESTAMP NOT NULL,
	FOREIGN KEY (`agent_id`) REFERENCES `agents`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`made_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "promotions_status_check" CHECK(status IN ('draft', 'running', 'ended')),
	CONSTRAINT "promotions_is_public_check" CHECK(is_public IN (0, 1)),
	CONSTRAINT "promotions_rules_check" CHECK(json_valid(rules))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `promotions_code_unique` ON `promotions` (`code`);--> statement-breakpoint
CREATE INDEX `idx_promotions_newest` ON `promotions` (`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `idx_promotions_agent_newest` ON `promotions` (`agent_id`,`created_at`,`id`);
