DROP TRIGGER trg_guards_never_kept;
--> statement-breakpoint
DROP TRIGGER trg_guards_abort;
