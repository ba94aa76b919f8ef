DROP TRIGGER trg_gradings_transition;
--> statement-breakpoint
DROP TRIGGER trg_wagers_transition;
--> statement-breakpoint
CREATE TRIGGER trg_wagers_transition BEFORE UPDATE OF status, result ON wagers
WHEN (NEW.status IS NOT OLD.status OR NEW.result IS NOT OLD.result)
  AND NOT coalesce(CASE NEW.status
    WHEN 'active' THEN NEW.result IS NULL AND OLD.status IN ('pending', 'settled', 'voided')
    WHEN 'cancelled' THEN NEW.result IS NULL AND OLD.status = 'pending'
    WHEN 'settled' THEN NEW.result IN ('win', 'loss', 'push')
      AND OLD.status IN ('pending', 'active', 'settled', 'voided')
    WHEN 'voided' THEN NEW.result = 'void' AND OLD.status IN ('pending', 'active', 'settled')
    ELSE 0
  END, 0)
BEGIN
  SELECT RAISE(ABORT, 'rule: wagers.status: a wager cannot go from its status and result to these');
END;
