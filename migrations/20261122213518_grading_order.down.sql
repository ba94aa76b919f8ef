DROP INDEX `idx_wagers_number_sequence`;--> statement-breakpoint
DROP INDEX `gradings_wager_version_unique`;--> statement-breakpoint
ALTER TABLE `gradings` DROP COLUMN `wager_version`;
