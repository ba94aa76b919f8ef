DROP TRIGGER trg_wagers_opened;
--> statement-breakpoint
DROP TRIGGER trg_wagers_closed;
--> statement-breakpoint
DROP TRIGGER trg_wagers_reopened;
--> statement-breakpoint
DROP TRIGGER trg_wagers_event;
--> statement-breakpoint
DROP TRIGGER trg_wagers_event_fixed;
--> statement-breakpoint
DROP TRIGGER trg_wagers_odds_bounds;
--> statement-breakpoint
DROP TRIGGER trg_wagers_wins;
--> statement-breakpoint
DROP INDEX `idx_wagers_event_starts_at`;
--> statement-breakpoint
ALTER TABLE `wagers` DROP COLUMN `event_starts_at`;
--> statement-breakpoint
DROP TABLE `open_stakes`;
--> statement-breakpoint
DROP TABLE `limit_rules`;
