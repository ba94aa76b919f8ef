DROP INDEX `idx_wagers_open`;
