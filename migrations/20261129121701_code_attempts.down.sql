DROP INDEX `idx_code_attempts_created_at`;--> statement-breakpoint
DROP INDEX `idx_code_attempts_user`;--> statement-breakpoint
DROP TABLE `code_attempts`;
