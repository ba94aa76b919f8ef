-- SQL texts of src in normal form (gradings); npm run test:sql writes them.

EXPLAIN QUERY PLAN
  SELECT p.key AS span, w.customer_id AS owner, sum(CAST (round(coalesce(g.win_delta, 0) * 100) AS INTEGER)) AS cents, sum(((g.to_status IN ('pending', 'active')) - (g.from_status IN ('pending', 'active'))) * CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER)) AS openCents
  FROM json_each(?) AS p
  CROSS
  JOIN gradings AS g ON g.created_at >= (p.value ->> '$.a') AND g.created_at < (p.value ->> '$.b')
  CROSS
  JOIN wagers AS w ON w.id = g.wager_id
  WHERE 1
  GROUP BY 1, 2
;

INSERT INTO gradings(id, wager_id, from_status, from_result, to_status, to_result, win_delta, created_at, actor_user_id, reason, operation_id, wager_version)
  SELECT (j.value ->> '$.g'), w.id, w.status, w.result, (j.value ->> '$.s'), (j.value ->> '$.r'), round((j.value ->> '$.w') / 100.0, 2), (j.value ->> '$.t'), (j.value ->> '$.u'), ?, w.version + 1
  FROM json_each(?) AS j
  CROSS
  JOIN wagers AS w ON w.id = (j.value ->> '$.id') AND w.version = (j.value ->> '$.v')
  ORDER BY j.key
;

SELECT *
  FROM (SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, g.created_at AS at, json_array('grading', nullif(g.from_result, 'null'), g.to_result, g.to_status) AS note, w.customer_id AS customerId, c.name AS customer, json_array('grading', nullif(g.from_result, 'null'), g.to_result, g.to_status) AS part, - CAST (round(coalesce(g.win_delta, 0) * 100) AS INTEGER) AS counted, CASE WHEN g.to_status = 'settled' AND NOT EXISTS (SELECT 1
  FROM gradings e
  WHERE e.wager_id = g.wager_id AND e.to_status = 'settled' AND e.wager_version < g.wager_version) THEN CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER) ELSE 0 END AS base
  FROM gradings g
  CROSS
  JOIN wagers w ON w.id = g.wager_id
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE g.created_at >= ? AND g.created_at < ? AND + w.agent_id = ?)
  ORDER BY at DESC, label, id
  LIMIT ? OFFSET ?
;

SELECT *
  FROM (SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, g.created_at AS at, json_array('grading', nullif(g.from_result, 'null'), g.to_result, g.to_status) AS note, w.customer_id AS customerId, c.name AS customer, json_array('grading', nullif(g.from_result, 'null'), g.to_result, g.to_status) AS part, - CAST (round(coalesce(g.win_delta, 0) * 100) AS INTEGER) AS counted, CASE WHEN g.to_status = 'settled' AND NOT EXISTS (SELECT 1
  FROM gradings e
  WHERE e.wager_id = g.wager_id AND e.to_status = 'settled' AND e.wager_version < g.wager_version) THEN CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER) ELSE 0 END AS base
  FROM gradings g
  CROSS
  JOIN wagers w ON w.id = g.wager_id
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE g.created_at >= ? AND g.created_at < ? AND 1)
  ORDER BY at DESC, label, id
  LIMIT ? OFFSET ?
;

SELECT *
  FROM (SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, g.created_at AS at, json_array('grading', nullif(g.from_result, 'null'), g.to_result, g.to_status) AS note, w.customer_id AS customerId, c.name AS customer, json_array('grading', nullif(g.from_result, 'null'), g.to_result, g.to_status) AS part, - CAST (round(coalesce(g.win_delta, 0) * 100) AS INTEGER) AS counted, CASE WHEN g.to_status = 'settled' AND NOT EXISTS (SELECT 1
  FROM gradings e
  WHERE e.wager_id = g.wager_id AND e.to_status = 'settled' AND e.wager_version < g.wager_version) THEN CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER) ELSE 0 END AS base
  FROM wagers w
  CROSS
  JOIN gradings g ON g.wager_id = w.id
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE + g.created_at >= ? AND + g.created_at < ? AND w.customer_id = ? AND + w.agent_id = ?)
  ORDER BY at DESC, label, id
  LIMIT ? OFFSET ?
;

SELECT *
  FROM (SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, g.created_at AS at, json_array('grading', nullif(g.from_result, 'null'), g.to_result, g.to_status) AS note, w.customer_id AS customerId, c.name AS customer, json_array('grading', nullif(g.from_result, 'null'), g.to_result, g.to_status) AS part, - CAST (round(coalesce(g.win_delta, 0) * 100) AS INTEGER) AS counted, CASE WHEN g.to_status = 'settled' AND NOT EXISTS (SELECT 1
  FROM gradings e
  WHERE e.wager_id = g.wager_id AND e.to_status = 'settled' AND e.wager_version < g.wager_version) THEN CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER) ELSE 0 END AS base
  FROM wagers w
  CROSS
  JOIN gradings g ON g.wager_id = w.id
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE + g.created_at >= ? AND + g.created_at < ? AND w.customer_id = ? AND 1)
  ORDER BY at DESC, label, id
  LIMIT ? OFFSET ?
;

SELECT *
  FROM (SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, g.created_at AS at, json_array('grading', nullif(g.from_result, 'null'), g.to_result, g.to_status) AS note, w.customer_id AS customerId, c.name AS customer, json_array('grading', nullif(g.from_result, 'null'), g.to_result, g.to_status) AS part, CAST (round(coalesce(g.win_delta, 0) * 100) AS INTEGER) AS counted, CASE WHEN g.to_status = 'settled' AND NOT EXISTS (SELECT 1
  FROM gradings e
  WHERE e.wager_id = g.wager_id AND e.to_status = 'settled' AND e.wager_version < g.wager_version) THEN CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER) ELSE 0 END AS base
  FROM gradings g
  CROSS
  JOIN wagers w ON w.id = g.wager_id
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE g.created_at >= ? AND g.created_at < ? AND + w.agent_id = ?)
  ORDER BY at DESC, label, id
  LIMIT ? OFFSET ?
;

SELECT *
  FROM (SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, g.created_at AS at, json_array('grading', nullif(g.from_result, 'null'), g.to_result, g.to_status) AS note, w.customer_id AS customerId, c.name AS customer, json_array('grading', nullif(g.from_result, 'null'), g.to_result, g.to_status) AS part, CAST (round(coalesce(g.win_delta, 0) * 100) AS INTEGER) AS counted, CASE WHEN g.to_status = 'settled' AND NOT EXISTS (SELECT 1
  FROM gradings e
  WHERE e.wager_id = g.wager_id AND e.to_status = 'settled' AND e.wager_version < g.wager_version) THEN CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER) ELSE 0 END AS base
  FROM gradings g
  CROSS
  JOIN wagers w ON w.id = g.wager_id
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE g.created_at >= ? AND g.created_at < ? AND 1)
  ORDER BY at DESC, label, id
  LIMIT ? OFFSET ?
;

SELECT *
  FROM (SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, g.created_at AS at, json_array('grading', nullif(g.from_result, 'null'), g.to_result, g.to_status) AS note, w.customer_id AS customerId, c.name AS customer, json_array('grading', nullif(g.from_result, 'null'), g.to_result, g.to_status) AS part, CAST (round(coalesce(g.win_delta, 0) * 100) AS INTEGER) AS counted, CASE WHEN g.to_status = 'settled' AND NOT EXISTS (SELECT 1
  FROM gradings e
  WHERE e.wager_id = g.wager_id AND e.to_status = 'settled' AND e.wager_version < g.wager_version) THEN CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER) ELSE 0 END AS base
  FROM wagers w
  CROSS
  JOIN gradings g ON g.wager_id = w.id
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE + g.created_at >= ? AND + g.created_at < ? AND w.customer_id = ? AND + w.agent_id = ?)
  ORDER BY at DESC, label, id
  LIMIT ? OFFSET ?
;

SELECT *
  FROM (SELECT g.id, w.id AS wagerId, w.wager_number AS number, w.status, w.result, w.settled_at AS settledAt, g.created_at AS at, g.from_status AS fromStatus, g.from_result AS fromResult, g.to_status AS toStatus, g.to_result AS toResult, lag(g.to_status) OVER story AS previousStatus, lag(g.to_result) OVER story AS previousResult, CASE g.to_status WHEN 'pending' THEN (SELECT e.from_status
  FROM gradings e
  WHERE e.wager_id = g.wager_id AND e.wager_version < g.wager_version AND e.from_status IN ('pending', 'active')
  ORDER BY e.wager_version DESC
  LIMIT 1) END AS openBefore, lead(g.id) OVER story IS NULL AS isLast, CASE WHEN g.to_status = 'settled' AND g.to_result = 'win' THEN - CAST (round(coalesce(w.potential_win, 0) * 100) AS INTEGER) WHEN g.to_status = 'settled' AND g.to_result = 'loss' THEN CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER) ELSE 0 END - (CASE WHEN g.from_status = 'settled' AND g.from_result = 'win' THEN - CAST (round(coalesce(w.potential_win, 0) * 100) AS INTEGER) WHEN g.from_status = 'settled' AND g.from_result = 'loss' THEN CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER) ELSE 0 END) AS expectedWin, CAST (round(coalesce(g.win_delta, 0) * 100) AS INTEGER) AS foundWin
  FROM wagers w
  CROSS
  JOIN gradings g ON g.wager_id = w.id
  WHERE 1 AND w.id <= ? WINDOW story AS (PARTITION BY g.wager_id
  ORDER BY g.wager_version, g.created_at, g.id))
  WHERE expectedWin <> foundWin OR (previousStatus IS NULL AND NOT (fromStatus IN ('pending', 'active') AND fromResult IS NULL)) OR (previousStatus IS NOT NULL AND (NOT (fromStatus = previousStatus OR (fromStatus = 'active' AND previousStatus = 'pending')) OR fromResult IS NOT previousResult)) OR (toStatus = 'pending' AND openBefore IS NOT 'pending') OR (isLast AND (NOT (status = toStatus OR (status = 'active' AND toStatus = 'pending')) OR toResult IS NOT result OR (status IN ('settled', 'voided') AND settledAt IS NOT at)))
  ORDER BY wagerId, at
;

SELECT a.id AS id, a.name AS name, b.base AS base
  FROM (SELECT w.agent_id AS id, sum(CAST (round(coalesce(g.win_delta, 0) * 100) AS INTEGER)) AS base
  FROM gradings g
  CROSS
  JOIN wagers w ON w.id = g.wager_id
  WHERE g.created_at >= ? AND g.created_at < ?
  GROUP BY 1) AS b
  CROSS
  JOIN agents a ON a.id = b.id
  ORDER BY a.name COLLATE NOCASE, a.id
;

SELECT p.key AS span, sum(((g.to_status IN ('pending', 'active')) - (g.from_status IN ('pending', 'active'))) * CAST (round(coalesce(w.potential_win, 0) * 100) AS INTEGER)) AS changeCents
  FROM json_each(?) AS p
  CROSS
  JOIN gradings g ON g.created_at >= (p.value ->> '$.a') AND g.created_at < (p.value ->> '$.b')
  CROSS
  JOIN wagers w ON w.id = g.wager_id
  GROUP BY 1
;

SELECT p.key AS span, w.agent_id AS owner, sum(CAST (round(g.win_delta * 100) AS INTEGER)) AS winCents, sum(CASE WHEN g.to_status = 'settled' AND NOT EXISTS (SELECT 1
  FROM gradings e
  WHERE e.wager_id = g.wager_id AND e.to_status = 'settled' AND e.wager_version < g.wager_version) THEN CAST (round(w.amount * 100) AS INTEGER) ELSE 0 END) AS gradedCents
  FROM json_each(?) AS p
  CROSS
  JOIN gradings AS g ON g.created_at >= (p.value ->> '$.a') AND g.created_at < (p.value ->> '$.b')
  CROSS
  JOIN wagers AS w ON w.id = g.wager_id
  WHERE 1
  GROUP BY 1, 2
;

SELECT p.key AS span, w.agent_id AS owner, sum(CAST (round(g.win_delta * 100) AS INTEGER)) AS winCents, sum(CASE WHEN g.to_status = 'settled' AND NOT EXISTS (SELECT 1
  FROM gradings e
  WHERE e.wager_id = g.wager_id AND e.to_status = 'settled' AND e.wager_version < g.wager_version) THEN CAST (round(w.amount * 100) AS INTEGER) ELSE 0 END) AS gradedCents
  FROM json_each(?) AS p
  CROSS
  JOIN gradings AS g ON g.created_at >= (p.value ->> '$.a') AND g.created_at < (p.value ->> '$.b')
  CROSS
  JOIN wagers AS w ON w.id = g.wager_id
  WHERE 1 AND + w.agent_id = ?
  GROUP BY 1, 2
;

SELECT p.key AS span, w.customer_id AS owner, sum(CAST (round(coalesce(g.win_delta, 0) * 100) AS INTEGER)) AS cents, sum(((g.to_status IN ('pending', 'active')) - (g.from_status IN ('pending', 'active'))) * CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER)) AS openCents
  FROM json_each(?) AS p
  CROSS
  JOIN gradings AS g ON g.created_at >= (p.value ->> '$.a') AND g.created_at < (p.value ->> '$.b')
  CROSS
  JOIN wagers AS w ON w.id = g.wager_id
  WHERE + w.agent_id = ?
  GROUP BY 1, 2
;

SELECT p.key AS span, w.customer_id AS owner, sum(CAST (round(coalesce(g.win_delta, 0) * 100) AS INTEGER)) AS cents, sum(((g.to_status IN ('pending', 'active')) - (g.from_status IN ('pending', 'active'))) * CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER)) AS openCents
  FROM json_each(?) AS p
  CROSS
  JOIN gradings AS g ON g.created_at >= (p.value ->> '$.a') AND g.created_at < (p.value ->> '$.b')
  CROSS
  JOIN wagers AS w ON w.id = g.wager_id
  WHERE 1
  GROUP BY 1, 2
;

SELECT part AS name, count(*) AS "rows", sum(counted) AS counted, sum(base) AS base
  FROM (SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, g.created_at AS at, json_array('grading', nullif(g.from_result, 'null'), g.to_result, g.to_status) AS note, w.customer_id AS customerId, c.name AS customer, json_array('grading', nullif(g.from_result, 'null'), g.to_result, g.to_status) AS part, - CAST (round(coalesce(g.win_delta, 0) * 100) AS INTEGER) AS counted, CASE WHEN g.to_status = 'settled' AND NOT EXISTS (SELECT 1
  FROM gradings e
  WHERE e.wager_id = g.wager_id AND e.to_status = 'settled' AND e.wager_version < g.wager_version) THEN CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER) ELSE 0 END AS base
  FROM gradings g
  CROSS
  JOIN wagers w ON w.id = g.wager_id
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE g.created_at >= ? AND g.created_at < ? AND + w.agent_id = ?)
  GROUP BY part
  ORDER BY abs(sum(counted)) DESC, part
;

SELECT part AS name, count(*) AS "rows", sum(counted) AS counted, sum(base) AS base
  FROM (SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, g.created_at AS at, json_array('grading', nullif(g.from_result, 'null'), g.to_result, g.to_status) AS note, w.customer_id AS customerId, c.name AS customer, json_array('grading', nullif(g.from_result, 'null'), g.to_result, g.to_status) AS part, - CAST (round(coalesce(g.win_delta, 0) * 100) AS INTEGER) AS counted, CASE WHEN g.to_status = 'settled' AND NOT EXISTS (SELECT 1
  FROM gradings e
  WHERE e.wager_id = g.wager_id AND e.to_status = 'settled' AND e.wager_version < g.wager_version) THEN CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER) ELSE 0 END AS base
  FROM gradings g
  CROSS
  JOIN wagers w ON w.id = g.wager_id
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE g.created_at >= ? AND g.created_at < ? AND 1)
  GROUP BY part
  ORDER BY abs(sum(counted)) DESC, part
;

SELECT part AS name, count(*) AS "rows", sum(counted) AS counted, sum(base) AS base
  FROM (SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, g.created_at AS at, json_array('grading', nullif(g.from_result, 'null'), g.to_result, g.to_status) AS note, w.customer_id AS customerId, c.name AS customer, json_array('grading', nullif(g.from_result, 'null'), g.to_result, g.to_status) AS part, - CAST (round(coalesce(g.win_delta, 0) * 100) AS INTEGER) AS counted, CASE WHEN g.to_status = 'settled' AND NOT EXISTS (SELECT 1
  FROM gradings e
  WHERE e.wager_id = g.wager_id AND e.to_status = 'settled' AND e.wager_version < g.wager_version) THEN CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER) ELSE 0 END AS base
  FROM wagers w
  CROSS
  JOIN gradings g ON g.wager_id = w.id
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE + g.created_at >= ? AND + g.created_at < ? AND w.customer_id = ? AND + w.agent_id = ?)
  GROUP BY part
  ORDER BY abs(sum(counted)) DESC, part
;

SELECT part AS name, count(*) AS "rows", sum(counted) AS counted, sum(base) AS base
  FROM (SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, g.created_at AS at, json_array('grading', nullif(g.from_result, 'null'), g.to_result, g.to_status) AS note, w.customer_id AS customerId, c.name AS customer, json_array('grading', nullif(g.from_result, 'null'), g.to_result, g.to_status) AS part, - CAST (round(coalesce(g.win_delta, 0) * 100) AS INTEGER) AS counted, CASE WHEN g.to_status = 'settled' AND NOT EXISTS (SELECT 1
  FROM gradings e
  WHERE e.wager_id = g.wager_id AND e.to_status = 'settled' AND e.wager_version < g.wager_version) THEN CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER) ELSE 0 END AS base
  FROM wagers w
  CROSS
  JOIN gradings g ON g.wager_id = w.id
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE + g.created_at >= ? AND + g.created_at < ? AND w.customer_id = ? AND 1)
  GROUP BY part
  ORDER BY abs(sum(counted)) DESC, part
;

SELECT part AS name, count(*) AS "rows", sum(counted) AS counted, sum(base) AS base
  FROM (SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, g.created_at AS at, json_array('grading', nullif(g.from_result, 'null'), g.to_result, g.to_status) AS note, w.customer_id AS customerId, c.name AS customer, json_array('grading', nullif(g.from_result, 'null'), g.to_result, g.to_status) AS part, CAST (round(coalesce(g.win_delta, 0) * 100) AS INTEGER) AS counted, CASE WHEN g.to_status = 'settled' AND NOT EXISTS (SELECT 1
  FROM gradings e
  WHERE e.wager_id = g.wager_id AND e.to_status = 'settled' AND e.wager_version < g.wager_version) THEN CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER) ELSE 0 END AS base
  FROM gradings g
  CROSS
  JOIN wagers w ON w.id = g.wager_id
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE g.created_at >= ? AND g.created_at < ? AND + w.agent_id = ?)
  GROUP BY part
  ORDER BY abs(sum(counted)) DESC, part
;

SELECT part AS name, count(*) AS "rows", sum(counted) AS counted, sum(base) AS base
  FROM (SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, g.created_at AS at, json_array('grading', nullif(g.from_result, 'null'), g.to_result, g.to_status) AS note, w.customer_id AS customerId, c.name AS customer, json_array('grading', nullif(g.from_result, 'null'), g.to_result, g.to_status) AS part, CAST (round(coalesce(g.win_delta, 0) * 100) AS INTEGER) AS counted, CASE WHEN g.to_status = 'settled' AND NOT EXISTS (SELECT 1
  FROM gradings e
  WHERE e.wager_id = g.wager_id AND e.to_status = 'settled' AND e.wager_version < g.wager_version) THEN CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER) ELSE 0 END AS base
  FROM gradings g
  CROSS
  JOIN wagers w ON w.id = g.wager_id
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE g.created_at >= ? AND g.created_at < ? AND 1)
  GROUP BY part
  ORDER BY abs(sum(counted)) DESC, part
;

SELECT part AS name, count(*) AS "rows", sum(counted) AS counted, sum(base) AS base
  FROM (SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, g.created_at AS at, json_array('grading', nullif(g.from_result, 'null'), g.to_result, g.to_status) AS note, w.customer_id AS customerId, c.name AS customer, json_array('grading', nullif(g.from_result, 'null'), g.to_result, g.to_status) AS part, CAST (round(coalesce(g.win_delta, 0) * 100) AS INTEGER) AS counted, CASE WHEN g.to_status = 'settled' AND NOT EXISTS (SELECT 1
  FROM gradings e
  WHERE e.wager_id = g.wager_id AND e.to_status = 'settled' AND e.wager_version < g.wager_version) THEN CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER) ELSE 0 END AS base
  FROM wagers w
  CROSS
  JOIN gradings g ON g.wager_id = w.id
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE + g.created_at >= ? AND + g.created_at < ? AND w.customer_id = ? AND + w.agent_id = ?)
  GROUP BY part
  ORDER BY abs(sum(counted)) DESC, part
;
