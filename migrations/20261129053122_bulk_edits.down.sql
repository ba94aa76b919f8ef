ALTER TABLE `bulk_runs` DROP COLUMN `conflicts`;--> statement-breakpoint
ALTER TABLE `bulk_runs` DROP COLUMN `unchanged`;--> statement-breakpoint
ALTER TABLE `bulk_run_items` DROP COLUMN `left_hash`;--> statement-breakpoint
ALTER TABLE `bulk_run_items` DROP COLUMN `target_values`;--> statement-breakpoint
ALTER TABLE `bulk_run_items` DROP COLUMN `before_values`;--> statement-breakpoint
ALTER TABLE `bulk_run_items` DROP COLUMN `expected_hash`;--> statement-breakpoint
ALTER TABLE `bulk_run_items` DROP COLUMN `effect`;
