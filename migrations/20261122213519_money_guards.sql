CREATE TRIGGER trg_guards_abort BEFORE INSERT ON guards WHEN NEW.ok IS NOT 1 BEGIN
  SELECT RAISE(ABORT, 'guard: the rows are not as expected');
END;
--> statement-breakpoint
CREATE TRIGGER trg_guards_never_kept BEFORE INSERT ON guards WHEN NEW.ok = 1 BEGIN
  SELECT RAISE(IGNORE);
END;
