ALTER TABLE `gradings` ADD `wager_version` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
UPDATE `gradings` SET `wager_version` = (
  SELECT count(*) FROM `gradings` AS earlier
  WHERE earlier.wager_id = gradings.wager_id
    AND (earlier.created_at, earlier.id) <= (gradings.created_at, gradings.id)
);--> statement-breakpoint
CREATE UNIQUE INDEX `gradings_wager_version_unique` ON `gradings` (`wager_id`,`wager_version`);--> statement-breakpoint
CREATE INDEX `idx_wagers_number_sequence` ON `wagers` (CAST(substr(wager_number, 3) AS INTEGER)) WHERE wager_number GLOB 'W-[0-9]*' AND length(wager_number) <= 15;
