-- SQL texts of src in normal form (login_attempts); npm run test:sql writes them.

DELETE
  FROM login_attempts
  WHERE created_at < ?
;

DELETE
  FROM login_attempts
  WHERE id = ?
;

INSERT INTO login_attempts(id, account_hash, source_hash, is_known, address, succeeded, created_at)
  VALUES (?, 0, ?)
;

SELECT count(*) AS failures
  FROM login_attempts
  WHERE account_hash IN (SELECT value
  FROM json_each(?)) AND succeeded = 0 AND created_at > ?
;

SELECT count(*) AS failures
  FROM login_attempts
  WHERE address = ? AND created_at > ? AND succeeded = 0
;

SELECT count(*) AS failures, max(created_at) AS lastAt
  FROM login_attempts
  WHERE account_hash = ? AND created_at > ? AND succeeded = 0 AND is_known = 0
;

SELECT count(*) AS failures, max(created_at) AS lastAt
  FROM login_attempts INDEXED BY idx_login_attempts_source
  WHERE source_hash = ? AND created_at > ? AND succeeded = 0 AND id > coalesce((SELECT max(id)
  FROM login_attempts INDEXED BY idx_login_attempts_source
  WHERE source_hash = ? AND succeeded = 1), '')
;

UPDATE login_attempts
  SET account_hash = '', source_hash = NULL
  WHERE account_hash IN (SELECT value
  FROM json_each(?)) AND succeeded = 0
;

UPDATE login_attempts
  SET succeeded = 1
  WHERE id = ?
;
