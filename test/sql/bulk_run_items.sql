-- SQL texts of src in normal form (bulk_run_items); npm run test:sql writes them.

DELETE
  FROM bulk_run_items
  WHERE run_id = ? AND EXISTS (SELECT 1
  FROM bulk_runs
  WHERE id = ? AND status = 'previewed' AND total = 0)
;

DELETE
  FROM bulk_run_items
  WHERE run_id IN (SELECT id
  FROM bulk_runs
  WHERE status = 'previewed' AND created_at < ?)
;

DELETE
  FROM bulk_run_items
  WHERE run_id IN (SELECT id
  FROM bulk_runs
  WHERE status = 'previewed' AND id = ? AND total = 0)
;

DELETE
  FROM bulk_run_items
  WHERE run_id IN (SELECT id
  FROM bulk_runs
  WHERE status = 'previewed' AND id = ?)
;

INSERT INTO bulk_run_items(run_id, position, record_id, expected_version)
  SELECT ?, row_number() OVER (ORDER BY position), record_id, left_version
  FROM bulk_run_items
  WHERE run_id = ? AND outcome = 'done'
;

INSERT INTO bulk_run_items(run_id, position, record_id, expected_version)
  SELECT ?, row_number() OVER (ORDER BY r.created_at, s.id), s.id, coalesce(r.version, - 1)
  FROM (SELECT DISTINCT id
  FROM (SELECT id
  FROM wagers
  WHERE 0)) AS s
  LEFT
  JOIN wagers AS r ON r.id = s.id
  LIMIT 100001
;

INSERT INTO bulk_run_items(run_id, position, record_id, expected_version)
  SELECT ?, row_number() OVER (ORDER BY r.created_at, s.id), s.id, coalesce(r.version, - 1)
  FROM (SELECT DISTINCT id
  FROM (SELECT id
  FROM wagers
  WHERE status IN ('active', 'settled'))) AS s
  LEFT
  JOIN wagers AS r ON r.id = s.id
  LIMIT 100001
;

INSERT INTO bulk_run_items(run_id, position, record_id, expected_version)
  SELECT ?, row_number() OVER (ORDER BY r.created_at, s.id), s.id, coalesce(r.version, - 1)
  FROM (SELECT DISTINCT id
  FROM (SELECT id
  FROM wagers)) AS s
  LEFT
  JOIN wagers AS r ON r.id = s.id
  LIMIT 100001
;

INSERT INTO bulk_run_items(run_id, position, record_id, expected_version)
  SELECT ?, row_number() OVER (ORDER BY r.created_at, s.id), s.id, coalesce(r.version, - 1)
  FROM (SELECT DISTINCT id
  FROM (SELECT value AS id
  FROM json_each(?))) AS s
  LEFT
  JOIN transactions AS r ON r.id = s.id
  LIMIT 100001
;

INSERT INTO bulk_run_items(run_id, position, record_id, expected_version)
  SELECT ?, row_number() OVER (ORDER BY r.created_at, s.id), s.id, coalesce(r.version, - 1)
  FROM (SELECT DISTINCT id
  FROM (SELECT value AS id
  FROM json_each(?))) AS s
  LEFT
  JOIN wagers AS r ON r.id = s.id
  LIMIT 100001
;

INSERT INTO bulk_run_items(run_id, position, record_id, expected_version)
  SELECT ?, row_number() OVER (ORDER BY r.created_at, s.id), s.id, coalesce(r.version, - 1)
  FROM (SELECT DISTINCT id
  FROM (WITH RECURSIVE n(id) AS (SELECT 1
  UNION ALL
  SELECT id + 1
  FROM n
  WHERE id < ?)
  SELECT id
  FROM n)) AS s
  LEFT
  JOIN wagers AS r ON r.id = s.id
  LIMIT 100001
;

INSERT INTO bulk_run_items(run_id, position, record_id, expected_version)
  SELECT ?, row_number() OVER (ORDER BY r.type = 'withdrawal', r.created_at, s.id), s.id, coalesce(r.version, - 1)
  FROM (SELECT DISTINCT id
  FROM (SELECT value AS id
  FROM json_each(?))) AS s
  LEFT
  JOIN transactions AS r ON r.id = s.id
  LIMIT 100001
;

INSERT INTO bulk_run_items(run_id, position, record_id, expected_version, expected_hash)
  SELECT ?, key + 1 + ?, value ->> '$[0]', 0, value ->> '$[1]'
  FROM json_each(?)
;

INSERT INTO bulk_run_items(run_id, position, record_id, expected_version, expected_hash, target_values)
  SELECT ?, ? + row_number() OVER (ORDER BY position), record_id, 0, left_hash, before_values
  FROM bulk_run_items
  WHERE run_id = ? AND position > ? AND position <= ? AND left_hash IS NOT NULL
  RETURNING position
;

SELECT i.position AS position, i.record_id AS record_id, r.wager_number AS number, NULL AS type, NULL AS amount, i.outcome AS outcome, i.reason AS reason, i.operation_id AS operation_id
  FROM bulk_run_items i
  LEFT
  JOIN wagers r ON r.id = i.record_id
  WHERE i.run_id = ? AND i.position > ?
  ORDER BY i.position
  LIMIT ?
;

SELECT i.position AS position, i.record_id AS record_id, r.wager_number AS number, NULL AS type, NULL AS amount, i.outcome AS outcome, i.reason AS reason, i.operation_id AS operation_id
  FROM bulk_run_items i
  LEFT
  JOIN wagers r ON r.id = i.record_id
  WHERE i.run_id = ? AND i.position > ? AND i.outcome = ?
  ORDER BY i.position
  LIMIT ?
;

SELECT position AS position, record_id AS recordId, expected_hash AS expectedHash, target_values AS targetValues
  FROM bulk_run_items
  WHERE run_id = ? AND position > (SELECT done + refused
  FROM bulk_runs
  WHERE id = ?) AND position <= (SELECT done + refused
  FROM bulk_runs
  WHERE id = ?) + ?
  ORDER BY position
;

SELECT position AS position, record_id AS recordId, expected_hash AS expectedHash, target_values AS targetValues
  FROM bulk_run_items
  WHERE run_id = ? AND position >= ? AND position < ?
  ORDER BY position
;

SELECT position AS position, record_id AS record_id, NULL AS number, NULL AS type, NULL AS amount, effect AS effect, outcome AS outcome, reason AS reason, operation_id AS operation_id
  FROM bulk_run_items
  WHERE run_id = ? AND position > ?
  ORDER BY position
  LIMIT ?
;

SELECT position AS position, record_id AS record_id, NULL AS number, NULL AS type, NULL AS amount, effect AS effect, outcome AS outcome, reason AS reason, operation_id AS operation_id
  FROM bulk_run_items
  WHERE run_id = ? AND position > ? AND outcome = ?
  ORDER BY position
  LIMIT ?
;

SELECT position AS position, record_id AS record_id, expected_version AS expected_version
  FROM bulk_run_items
  WHERE run_id = ? AND position > (SELECT done + refused
  FROM bulk_runs
  WHERE id = ?) AND position <= (SELECT done + refused
  FROM bulk_runs
  WHERE id = ?) + ?
  ORDER BY position
;

SELECT position AS position, record_id AS record_id, expected_version AS expected_version
  FROM bulk_run_items
  WHERE run_id = ? AND position BETWEEN ? AND ?
  ORDER BY position
;

WITH j AS MATERIALIZED (SELECT value ->> '$.p' AS position, value ->> '$.o' AS outcome, value ->> '$.e' AS effect, value ->> '$.r' AS reason, value ->> '$.b' AS before_values, value ->> '$.l' AS left_hash
  FROM json_each(?)) UPDATE bulk_run_items
  SET outcome = j.outcome, effect = j.effect, reason = j.reason, before_values = j.before_values, left_hash = j.left_hash, operation_id = CASE WHEN j.left_hash IS NOT NULL THEN ? END
  FROM j
  WHERE run_id = ? AND bulk_run_items.position = j.position AND bulk_run_items.outcome IS NULL
;

WITH j AS MATERIALIZED (SELECT value ->> '$.p' AS position, value ->> '$.o' AS outcome, value ->> '$.r' AS reason, value ->> '$.v' AS left_version
  FROM json_each(?)) UPDATE bulk_run_items
  SET outcome = j.outcome, reason = j.reason, left_version = j.left_version, operation_id = CASE j.outcome WHEN 'done' THEN ? END
  FROM j
  WHERE run_id = ? AND bulk_run_items.position = j.position AND bulk_run_items.outcome IS NULL
;
