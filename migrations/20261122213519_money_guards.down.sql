DROP TRIGGER trg_guards_abort;
--> statement-breakpoint
DROP TRIGGER trg_guards_never_kept;
--> statement-breakpoint
DROP TRIGGER trg_users_existing;
--> statement-breakpoint
DROP TRIGGER trg_agents_existing;
--> statement-breakpoint
DROP TRIGGER trg_customers_existing;
--> statement-breakpoint
DROP TRIGGER trg_wagers_existing;
--> statement-breakpoint
DROP TRIGGER trg_transactions_existing;
--> statement-breakpoint
DROP TRIGGER trg_gradings_existing;
--> statement-breakpoint
DROP TRIGGER trg_operations_existing;
--> statement-breakpoint
DROP TRIGGER trg_audit_log_existing;
--> statement-breakpoint
DROP TRIGGER trg_activities_existing;
--> statement-breakpoint
DROP TRIGGER trg_commission_rates_existing;
--> statement-breakpoint
DROP TRIGGER trg_users_taken;
--> statement-breakpoint
DROP TRIGGER trg_agents_taken;
--> statement-breakpoint
DROP TRIGGER trg_customers_taken;
--> statement-breakpoint
DROP TRIGGER trg_users_id;
--> statement-breakpoint
DROP TRIGGER trg_agents_id;
--> statement-breakpoint
DROP TRIGGER trg_customers_id;
--> statement-breakpoint
DROP TRIGGER trg_commission_rates_fixed;
--> statement-breakpoint
DROP TRIGGER trg_users_no_delete;
--> statement-breakpoint
DROP TRIGGER trg_agents_no_delete;
--> statement-breakpoint
DROP TRIGGER trg_customers_no_delete;
--> statement-breakpoint
DROP TRIGGER trg_wagers_no_delete;
--> statement-breakpoint
DROP TRIGGER trg_transactions_no_delete;
--> statement-breakpoint
DROP TRIGGER trg_gradings_no_delete;
--> statement-breakpoint
DROP TRIGGER trg_operations_no_delete;
--> statement-breakpoint
DROP TRIGGER trg_audit_log_no_delete;
--> statement-breakpoint
DROP TRIGGER trg_activities_no_delete;
--> statement-breakpoint
DROP TRIGGER trg_commission_rates_no_delete;
--> statement-breakpoint
DROP TRIGGER trg_gradings_no_update;
--> statement-breakpoint
DROP TRIGGER trg_operations_no_update;
--> statement-breakpoint
DROP TRIGGER trg_audit_log_no_update;
--> statement-breakpoint
DROP TRIGGER trg_activities_no_update;
--> statement-breakpoint
DROP TRIGGER trg_audit_log_order;
--> statement-breakpoint
DROP TRIGGER trg_users_scope_insert;
--> statement-breakpoint
DROP TRIGGER trg_users_scope;
--> statement-breakpoint
DROP TRIGGER trg_users_last_admin;
--> statement-breakpoint
DROP TRIGGER trg_agents_rate_insert;
--> statement-breakpoint
DROP TRIGGER trg_agents_rate;
--> statement-breakpoint
DROP TRIGGER trg_agents_derived_insert;
--> statement-breakpoint
DROP TRIGGER trg_agents_volume;
--> statement-breakpoint
DROP TRIGGER trg_agents_customer_count;
--> statement-breakpoint
DROP TRIGGER trg_customers_balance_insert;
--> statement-breakpoint
DROP TRIGGER trg_customers_limit_insert;
--> statement-breakpoint
DROP TRIGGER trg_customers_limit;
--> statement-breakpoint
DROP TRIGGER trg_customers_balance;
--> statement-breakpoint
DROP TRIGGER trg_customers_balance_bounds;
--> statement-breakpoint
DROP TRIGGER trg_customers_agent;
--> statement-breakpoint
DROP TRIGGER trg_customers_version;
--> statement-breakpoint
DROP TRIGGER trg_customers_counted;
--> statement-breakpoint
DROP TRIGGER trg_customers_moved;
--> statement-breakpoint
DROP TRIGGER trg_wagers_new;
--> statement-breakpoint
DROP TRIGGER trg_wagers_amount;
--> statement-breakpoint
DROP TRIGGER trg_wagers_odds;
--> statement-breakpoint
DROP TRIGGER trg_wagers_potential_win;
--> statement-breakpoint
DROP TRIGGER trg_wagers_agent;
--> statement-breakpoint
DROP TRIGGER trg_wagers_time;
--> statement-breakpoint
DROP TRIGGER trg_wagers_fixed;
--> statement-breakpoint
DROP TRIGGER trg_wagers_transition;
--> statement-breakpoint
DROP TRIGGER trg_wagers_settled_at;
--> statement-breakpoint
DROP TRIGGER trg_wagers_version;
--> statement-breakpoint
DROP TRIGGER trg_wagers_grading;
--> statement-breakpoint
DROP TRIGGER trg_wagers_paid;
--> statement-breakpoint
DROP TRIGGER trg_wagers_placed;
--> statement-breakpoint
DROP TRIGGER trg_gradings_new;
--> statement-breakpoint
DROP TRIGGER trg_gradings_operation;
--> statement-breakpoint
DROP TRIGGER trg_gradings_time;
--> statement-breakpoint
DROP TRIGGER trg_gradings_outdate;
--> statement-breakpoint
DROP TRIGGER trg_gradings_restate;
--> statement-breakpoint
DROP TRIGGER trg_transactions_new;
--> statement-breakpoint
DROP TRIGGER trg_transactions_amount;
--> statement-breakpoint
DROP TRIGGER trg_transactions_time;
--> statement-breakpoint
DROP TRIGGER trg_transactions_wager;
--> statement-breakpoint
DROP TRIGGER trg_transactions_reference;
--> statement-breakpoint
DROP TRIGGER trg_transactions_fixed;
--> statement-breakpoint
DROP TRIGGER trg_transactions_transition;
--> statement-breakpoint
DROP TRIGGER trg_transactions_version;
--> statement-breakpoint
DROP TRIGGER trg_transactions_apply_insert;
--> statement-breakpoint
DROP TRIGGER trg_transactions_apply;
--> statement-breakpoint
DROP TRIGGER trg_balance_marker_known;
