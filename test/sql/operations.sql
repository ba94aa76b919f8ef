-- SQL texts of src in normal form (operations); npm run test:sql writes them.

INSERT INTO operations(id)
  VALUES (NULL)
;

INSERT INTO operations(id, kind, actor_user_id, request_hash, result, created_at)
  SELECT (j.value ->> '$.id'), (j.value ->> '$.k'), (j.value ->> '$.u'), 'demo', '{"done":[],"refused":[]}', (j.value ->> '$.t')
  FROM json_each(?) AS j
  ORDER BY j.key
;

INSERT INTO operations(id, kind, actor_user_id, request_hash, result, request_id, created_at)
  VALUES (?)
;

INSERT INTO operations(id, kind, actor_user_id, request_hash, result, request_id, created_at)
  VALUES (?, replace(?, 'W-' || (SELECT coalesce(max(CAST (substr(wager_number, 3) AS INTEGER)), 1000) + 1
  FROM wagers INDEXED BY idx_wagers_number_sequence
  WHERE wager_number GLOB 'W-[0-9]*' AND length(wager_number) <= 15)), ?)
;

SELECT id, result, created_at AS createdAt
  FROM operations
  WHERE id > ? AND id < ? AND actor_user_id = ?
;

SELECT max(CAST (substr(id, ?) AS INTEGER)) AS latest
  FROM operations
  WHERE id > ? AND id < ? AND actor_user_id = ?
;

SELECT request_hash, result
  FROM operations
  WHERE id = ?
;
