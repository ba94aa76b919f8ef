DROP TABLE `weekly_stats`;--> statement-breakpoint
DROP TABLE `kpi_metrics`;--> statement-breakpoint
DROP TABLE `activities`;--> statement-breakpoint
DROP TABLE `transactions`;--> statement-breakpoint
DROP TABLE `wagers`;--> statement-breakpoint
DROP TABLE `users`;--> statement-breakpoint
DROP TABLE `customers`;--> statement-breakpoint
DROP TABLE `agents`;
