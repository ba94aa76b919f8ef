-- SQL texts of src in normal form (value_refusals); npm run test:sql writes them.

DELETE
  FROM value_refusals
  WHERE created_at <= ?
;

DELETE
  FROM value_refusals
  WHERE refused = 0 AND id IN (SELECT value
  FROM json_each(?))
;

INSERT INTO value_refusals(id, user_id, refused, created_at)
  SELECT value, ?, 0, ?
  FROM json_each(?)
;

SELECT (SELECT count(*)
  FROM value_refusals
  WHERE user_id = ? AND created_at > ? AND (refused = 1 OR created_at > ?)) AS places
;

SELECT count(*) AS places, min(created_at) AS until
  FROM value_refusals
  WHERE user_id = ? AND created_at > ? AND (refused = 1 OR created_at > ?)
;

UPDATE value_refusals
  SET refused = 1
  WHERE id IN (SELECT value
  FROM json_each(?))
;
