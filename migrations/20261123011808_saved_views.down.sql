DROP TABLE `list_columns`;--> statement-breakpoint
DROP TABLE `saved_views`;
