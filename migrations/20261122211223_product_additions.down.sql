DROP INDEX `idx_wagers_operation`;--> statement-breakpoint
ALTER TABLE `wagers` DROP COLUMN `operation_id`;--> statement-breakpoint
ALTER TABLE `wagers` DROP COLUMN `version`;--> statement-breakpoint
DROP INDEX `users_customer_id_unique`;--> statement-breakpoint
ALTER TABLE `users` DROP COLUMN `totp_last_step`;--> statement-breakpoint
ALTER TABLE `users` DROP COLUMN `totp_enabled_at`;--> statement-breakpoint
ALTER TABLE `users` DROP COLUMN `totp_secret`;--> statement-breakpoint
ALTER TABLE `users` DROP COLUMN `password_changed_at`;--> statement-breakpoint
ALTER TABLE `users` DROP COLUMN `must_change_password`;--> statement-breakpoint
ALTER TABLE `users` DROP COLUMN `customer_id`;--> statement-breakpoint
DROP INDEX `idx_transactions_operation`;--> statement-breakpoint
DROP INDEX `transactions_reversal_reference_unique`;--> statement-breakpoint
DROP INDEX `transactions_wager_reference_unique`;--> statement-breakpoint
DROP INDEX `idx_transactions_reference`;--> statement-breakpoint
ALTER TABLE `transactions` DROP COLUMN `operation_id`;--> statement-breakpoint
ALTER TABLE `transactions` DROP COLUMN `version`;--> statement-breakpoint
DROP INDEX `idx_customers_phone_index`;--> statement-breakpoint
ALTER TABLE `customers` DROP COLUMN `phone_index`;--> statement-breakpoint
ALTER TABLE `customers` DROP COLUMN `version`;--> statement-breakpoint
DROP TABLE `bulk_run_items`;--> statement-breakpoint
DROP TABLE `bulk_runs`;--> statement-breakpoint
DROP TABLE `period_states`;--> statement-breakpoint
DROP TABLE `commission_rates`;--> statement-breakpoint
DROP TABLE `recovery_codes`;--> statement-breakpoint
DROP TABLE `login_attempts`;--> statement-breakpoint
DROP TABLE `sessions`;--> statement-breakpoint
DROP TABLE `audit_log`;--> statement-breakpoint
DROP TABLE `operations`;--> statement-breakpoint
DROP TABLE `gradings`;--> statement-breakpoint
DROP TABLE `guards`;--> statement-breakpoint
DROP TABLE `balance_marker`;
