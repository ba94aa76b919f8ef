-- A pending wager is accepted or cancelled, neither settled nor voided. One that was graded before
-- this rule, while it was pending, reopens to pending; and voided so, it is not regraded.
DROP TRIGGER trg_wagers_transition;
--> statement-breakpoint
CREATE TRIGGER trg_wagers_transition BEFORE UPDATE OF status, result ON wagers
WHEN (NEW.status IS NOT OLD.status OR NEW.result IS NOT OLD.result)
  AND NOT coalesce(CASE NEW.status
    WHEN 'cancelled' THEN NEW.result IS NULL AND OLD.status = 'pending'
    WHEN 'voided' THEN NEW.result = 'void' AND OLD.status IN ('active', 'settled')
    WHEN 'settled' THEN NEW.result IN ('win', 'loss', 'push')
      AND (OLD.status IN ('active', 'settled') OR (OLD.status = 'voided' AND (
        SELECT from_status FROM gradings
        WHERE wager_id = NEW.id AND wager_version <= OLD.version
        ORDER BY wager_version DESC LIMIT 1
      ) IS NOT 'pending'))
    ELSE NEW.result IS NULL AND (
      (OLD.status = 'pending' AND NEW.status = 'active')
      OR (OLD.status IN ('settled', 'voided') AND NEW.status = coalesce((
        SELECT from_status FROM gradings
        WHERE wager_id = NEW.id AND from_status IN ('pending', 'active')
        ORDER BY wager_version DESC LIMIT 1
      ), 'active')))
  END, 0)
BEGIN
  SELECT CASE
    WHEN OLD.status = 'pending' AND NEW.status IN ('settled', 'voided')
      THEN RAISE(ABORT, 'rule: wagers.status: a pending wager waits for acceptance: accept or cancel it')
    ELSE RAISE(ABORT, 'rule: wagers.status: a wager cannot go from its status and result to these')
  END;
END;
--> statement-breakpoint
CREATE TRIGGER trg_gradings_transition BEFORE INSERT ON gradings
WHEN NOT coalesce(CASE NEW.to_status
    WHEN 'cancelled' THEN NEW.from_status = 'pending'
    WHEN 'voided' THEN NEW.from_status IN ('active', 'settled')
    WHEN 'settled' THEN NEW.from_status IN ('active', 'settled')
      OR (NEW.from_status = 'voided' AND (
        SELECT from_status FROM gradings
        WHERE wager_id = NEW.wager_id AND wager_version < NEW.wager_version
        ORDER BY wager_version DESC LIMIT 1
      ) IS NOT 'pending')
    ELSE NEW.from_status IN ('settled', 'voided') AND NEW.to_status = coalesce((
      SELECT from_status FROM gradings
      WHERE wager_id = NEW.wager_id AND from_status IN ('pending', 'active')
      ORDER BY wager_version DESC LIMIT 1
    ), 'active')
  END, 0)
  AND EXISTS (SELECT 1 FROM wagers WHERE id = NEW.wager_id AND +status = NEW.from_status)
BEGIN
  SELECT RAISE(ABORT, 'rule: gradings.to_status: only an accepted wager is settled, voided or regraded, and reopening goes back to the open status before');
END;
