-- SQL texts of src in normal form (code_attempts); npm run test:sql writes them.

DELETE
  FROM code_attempts
  WHERE created_at <= ?
;

DELETE
  FROM code_attempts
  WHERE id = ?
;

DELETE
  FROM code_attempts
  WHERE user_id = ?
;

INSERT INTO code_attempts(id, user_id, is_cleared, created_at)
  VALUES (?, 0, ?)
;

SELECT count(*) AS inWindow, coalesce(sum(is_cleared = 0), 0) AS inRow, max(CASE WHEN is_cleared = 0 THEN created_at END) AS lastAt
  FROM code_attempts
  WHERE user_id = ? AND created_at > ?
;

UPDATE code_attempts
  SET is_cleared = 1
  WHERE user_id = ? AND is_cleared = 0
;
