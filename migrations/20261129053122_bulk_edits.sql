ALTER TABLE `bulk_run_items` ADD `effect` text;--> statement-breakpoint
ALTER TABLE `bulk_run_items` ADD `expected_hash` text;--> statement-breakpoint
ALTER TABLE `bulk_run_items` ADD `before_values` text;--> statement-breakpoint
ALTER TABLE `bulk_run_items` ADD `target_values` text;--> statement-breakpoint
ALTER TABLE `bulk_run_items` ADD `left_hash` text;--> statement-breakpoint
ALTER TABLE `bulk_runs` ADD `unchanged` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `bulk_runs` ADD `conflicts` integer DEFAULT 0 NOT NULL;