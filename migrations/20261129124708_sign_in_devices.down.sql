DROP INDEX `idx_login_attempts_source`;--> statement-breakpoint
ALTER TABLE `login_attempts` DROP COLUMN `is_known`;--> statement-breakpoint
ALTER TABLE `login_attempts` DROP COLUMN `source_hash`;--> statement-breakpoint
DROP TABLE `known_devices`;--> statement-breakpoint
DROP TABLE `account_notices`;
