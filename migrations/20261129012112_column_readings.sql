CREATE TABLE `column_readings` (
	`table_name` text NOT NULL,
	`column_name` text NOT NULL,
	`declared` text NOT NULL,
	`kind` text NOT NULL,
	`format` text NOT NULL,
	`reason` text NOT NULL,
	`sampled` integer NOT NULL,
	`chosen_by` text,
	`read_at` text DEFAULT CURRENT_TIMESTAMP NOT NULL,
	PRIMARY KEY(`table_name`, `column_name`),
	FOREIGN KEY (`chosen_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "column_readings_declared_check" CHECK(json_valid(declared)),
	CONSTRAINT "column_readings_format_check" CHECK(json_valid(format))
);
