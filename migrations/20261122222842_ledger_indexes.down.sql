DROP INDEX `idx_transactions_payments`;--> statement-breakpoint
DROP INDEX `idx_transactions_ledger`;
