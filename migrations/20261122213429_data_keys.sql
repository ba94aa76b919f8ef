CREATE TABLE `data_keys` (
	`key_id` text PRIMARY KEY NOT NULL,
	`check_value` text NOT NULL,
	`created_at` text DEFAULT CURRENT_TIMESTAMP NOT NULL
);
