-- SQL texts of src in normal form (login_attempts); npm run test:sql writes them.

DELETE
  FROM login_attempts
  WHERE created_at < ?
;

DELETE
  FROM login_attempts
  WHERE id = ?
;

INSERT INTO login_attempts(id, account_hash, address, succeeded, created_at)
  VALUES (?, 0, ?)
;

SELECT count(*) AS failures
  FROM login_attempts
  WHERE address = ? AND created_at > ? AND succeeded = 0
;

SELECT count(*) AS failures, max(created_at) AS lastAt
  FROM login_attempts
  WHERE account_hash = ? AND created_at > ? AND succeeded = 0 AND id > coalesce((SELECT max(id)
  FROM login_attempts
  WHERE account_hash = ? AND succeeded = 1), '')
;

UPDATE login_attempts
  SET succeeded = 1
  WHERE id = ?
;
