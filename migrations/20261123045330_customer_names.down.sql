DROP INDEX `idx_customers_later_name`;--> statement-breakpoint
DROP INDEX `idx_customers_folded_name`;
