CREATE INDEX `idx_customers_folded_name` ON `customers` (lower(name));--> statement-breakpoint
CREATE INDEX `idx_customers_later_name` ON `customers` (lower(substr(name, instr(name, ' ') + 1)));
