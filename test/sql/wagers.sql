-- SQL texts of src in normal form (wagers); npm run test:sql writes them.

EXPLAIN QUERY PLAN
  SELECT coalesce(sum(CAST (round(coalesce(potential_win, 0) * 100) AS INTEGER)), 0) AS changeCents
  FROM wagers INDEXED BY idx_wagers_open
  WHERE status IN ('pending', 'active')
;

EXPLAIN QUERY PLAN
  SELECT p.key AS span, w.agent_id AS owner, sum(CAST (round(w.amount * 100) AS INTEGER)) AS volumeCents, coalesce(sum(CAST (round(w.amount * 100) AS INTEGER)) FILTER (WHERE w.status NOT IN ('cancelled', 'voided')), 0) AS handleCents, count(*) FILTER (WHERE w.status NOT IN ('cancelled', 'voided')) AS bets, count(DISTINCT w.customer_id) FILTER (WHERE w.status NOT IN ('cancelled', 'voided')) AS activeCustomers
  FROM json_each(?) AS p
  CROSS
  JOIN wagers AS w ON w.created_at >= (p.value ->> '$.a') AND w.created_at < (p.value ->> '$.b')
  WHERE 1
  GROUP BY 1, 2
;

EXPLAIN QUERY PLAN INSERT INTO wagers(id, wager_number, customer_id, agent_id, amount, description, status, odds, potential_win, event_starts_at, created_at, updated_at, operation_id)
  SELECT (j.value ->> '$.id'), coalesce((j.value ->> '$.n'), 'W-' || ((SELECT coalesce(max(CAST (substr(wager_number, 3) AS INTEGER)), 1000) + 1
  FROM wagers INDEXED BY idx_wagers_number_sequence
  WHERE wager_number GLOB 'W-[0-9]*' AND length(wager_number) <= 15) + j.key)), c.id, c.agent_id, round((j.value ->> '$.a') / 100.0, 2), (j.value ->> '$.d'), (j.value ->> '$.s'), (j.value ->> '$.o'), round((j.value ->> '$.p') / 100.0, 2), (j.value ->> '$.e'), (j.value ->> '$.t'), ?
  FROM json_each(?) AS j
  CROSS
  JOIN customers AS c ON c.id = (j.value ->> '$.c')
  ORDER BY j.key
;

EXPLAIN QUERY PLAN UPDATE wagers
  SET status = (j.value ->> '$.s'), result = (j.value ->> '$.r'), settled_at = (j.value ->> '$.e'), updated_at = (j.value ->> '$.t'), version = version + 1, operation_id = ?
  FROM json_each(?) AS j
  WHERE wagers.id = (j.value ->> '$.id') AND wagers.version = (j.value ->> '$.v')
;

INSERT INTO search_index_wagers(rowid, wager_number, description)
  SELECT rowid, wager_number, description
  FROM wagers
  WHERE rowid > ? AND rowid <= ?
;

INSERT INTO wagers(id, wager_number, customer_id, agent_id, amount, description, status, odds, potential_win, event_starts_at, created_at, updated_at, operation_id)
  SELECT (j.value ->> '$.id'), coalesce((j.value ->> '$.n'), 'W-' || ((SELECT coalesce(max(CAST (substr(wager_number, 3) AS INTEGER)), 1000) + 1
  FROM wagers INDEXED BY idx_wagers_number_sequence
  WHERE wager_number GLOB 'W-[0-9]*' AND length(wager_number) <= 15) + j.key)), c.id, c.agent_id, round((j.value ->> '$.a') / 100.0, 2), (j.value ->> '$.d'), (j.value ->> '$.s'), (j.value ->> '$.o'), round((j.value ->> '$.p') / 100.0, 2), (j.value ->> '$.e'), (j.value ->> '$.t'), ?
  FROM json_each(?) AS j
  CROSS
  JOIN customers AS c ON c.id = (j.value ->> '$.c')
  ORDER BY j.key
;

SELECT *
  FROM (SELECT 'customers' AS kind, c.id AS id, c.name AS label, NULL AS at, json_array('sum') AS note, NULL AS customerId, NULL AS customer, json_array('data', a.name) AS part, s.counted AS counted, 0 AS base
  FROM (SELECT customerId, sum(counted) AS counted
  FROM (SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, w.created_at AS at, json_array('data', w.description) AS note, w.customer_id AS customerId, c.name AS customer, json_array('part', 'open') AS part, CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER) AS counted, 0 AS base
  FROM (SELECT id
  FROM wagers
  WHERE status IN ('pending', 'active')
  UNION
  SELECT wager_id
  FROM gradings
  WHERE created_at >= ?) AS o
  CROSS
  JOIN wagers w ON w.id = o.id
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE w.created_at < ? AND + w.agent_id = ? AND coalesce((SELECT g.to_status
  FROM gradings g
  WHERE g.wager_id = w.id AND g.created_at < ?
  ORDER BY g.wager_version DESC
  LIMIT 1), 'active') IN ('pending', 'active'))
  GROUP BY customerId) AS s
  CROSS
  JOIN customers c ON c.id = s.customerId
  LEFT
  JOIN agents a ON a.id = c.agent_id
  WHERE s.counted <> 0)
  ORDER BY at DESC, label, id
  LIMIT ? OFFSET ?
;

SELECT *
  FROM (SELECT 'customers' AS kind, c.id AS id, c.name AS label, NULL AS at, json_array('sum') AS note, NULL AS customerId, NULL AS customer, json_array('data', a.name) AS part, s.counted AS counted, 0 AS base
  FROM (SELECT customerId, sum(counted) AS counted
  FROM (SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, w.created_at AS at, json_array('data', w.description) AS note, w.customer_id AS customerId, c.name AS customer, json_array('part', 'open') AS part, CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER) AS counted, 0 AS base
  FROM (SELECT id
  FROM wagers
  WHERE status IN ('pending', 'active')
  UNION
  SELECT wager_id
  FROM gradings
  WHERE created_at >= ?) AS o
  CROSS
  JOIN wagers w ON w.id = o.id
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE w.created_at < ? AND 1 AND coalesce((SELECT g.to_status
  FROM gradings g
  WHERE g.wager_id = w.id AND g.created_at < ?
  ORDER BY g.wager_version DESC
  LIMIT 1), 'active') IN ('pending', 'active'))
  GROUP BY customerId) AS s
  CROSS
  JOIN customers c ON c.id = s.customerId
  LEFT
  JOIN agents a ON a.id = c.agent_id
  WHERE s.counted <> 0)
  ORDER BY at DESC, label, id
  LIMIT ? OFFSET ?
;

SELECT *
  FROM (SELECT 'customers' AS kind, r.customerId AS id, r.customer AS label, max(r.at) AS at, json_array('bets', count(*)) AS note, NULL AS customerId, NULL AS customer, json_array('part', 'customers') AS part, 1 AS counted, count(*) AS base
  FROM (SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, w.created_at AS at, json_array('wager', w.status, w.result) AS note, w.customer_id AS customerId, c.name AS customer, json_array('wager', w.status, NULL) AS part, 1 AS counted, 1 AS base
  FROM wagers w
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE + w.created_at >= ? AND + w.created_at < ? AND w.customer_id = ? AND + w.agent_id = ? AND w.status NOT IN ('cancelled', 'voided')) r
  GROUP BY r.customerId)
  ORDER BY at DESC, label, id
  LIMIT ? OFFSET ?
;

SELECT *
  FROM (SELECT 'customers' AS kind, r.customerId AS id, r.customer AS label, max(r.at) AS at, json_array('bets', count(*)) AS note, NULL AS customerId, NULL AS customer, json_array('part', 'customers') AS part, 1 AS counted, count(*) AS base
  FROM (SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, w.created_at AS at, json_array('wager', w.status, w.result) AS note, w.customer_id AS customerId, c.name AS customer, json_array('wager', w.status, NULL) AS part, 1 AS counted, 1 AS base
  FROM wagers w
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE w.created_at >= ? AND w.created_at < ? AND + w.agent_id = ? AND w.status NOT IN ('cancelled', 'voided')) r
  GROUP BY r.customerId)
  ORDER BY at DESC, label, id
  LIMIT ? OFFSET ?
;

SELECT *
  FROM (SELECT 'customers' AS kind, r.customerId AS id, r.customer AS label, max(r.at) AS at, json_array('bets', count(*)) AS note, NULL AS customerId, NULL AS customer, json_array('part', 'customers') AS part, 1 AS counted, count(*) AS base
  FROM (SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, w.created_at AS at, json_array('wager', w.status, w.result) AS note, w.customer_id AS customerId, c.name AS customer, json_array('wager', w.status, NULL) AS part, 1 AS counted, 1 AS base
  FROM wagers w
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE w.created_at >= ? AND w.created_at < ? AND 1 AND w.status NOT IN ('cancelled', 'voided')) r
  GROUP BY r.customerId)
  ORDER BY at DESC, label, id
  LIMIT ? OFFSET ?
;

SELECT *
  FROM (SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, w.created_at AS at, json_array('data', w.description) AS note, w.customer_id AS customerId, c.name AS customer, json_array('part', 'open') AS part, CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER) AS counted, 0 AS base
  FROM (SELECT id
  FROM wagers
  WHERE status IN ('pending', 'active')
  UNION
  SELECT wager_id
  FROM gradings
  WHERE created_at >= ?) AS o
  CROSS
  JOIN wagers w ON w.id = o.id
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE w.created_at < ? AND + w.customer_id = ? AND + w.agent_id = ? AND coalesce((SELECT g.to_status
  FROM gradings g
  WHERE g.wager_id = w.id AND g.created_at < ?
  ORDER BY g.wager_version DESC
  LIMIT 1), 'active') IN ('pending', 'active'))
  ORDER BY at DESC, label, id
  LIMIT ? OFFSET ?
;

SELECT *
  FROM (SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, w.created_at AS at, json_array('data', w.description) AS note, w.customer_id AS customerId, c.name AS customer, json_array('part', 'open') AS part, CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER) AS counted, 0 AS base
  FROM (SELECT id
  FROM wagers
  WHERE status IN ('pending', 'active')
  UNION
  SELECT wager_id
  FROM gradings
  WHERE created_at >= ?) AS o
  CROSS
  JOIN wagers w ON w.id = o.id
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE w.created_at < ? AND + w.customer_id = ? AND 1 AND coalesce((SELECT g.to_status
  FROM gradings g
  WHERE g.wager_id = w.id AND g.created_at < ?
  ORDER BY g.wager_version DESC
  LIMIT 1), 'active') IN ('pending', 'active'))
  ORDER BY at DESC, label, id
  LIMIT ? OFFSET ?
;

SELECT *
  FROM (SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, w.created_at AS at, json_array('data', w.description) AS note, w.customer_id AS customerId, c.name AS customer, json_array('part', 'open') AS part, CAST (round(coalesce(w.potential_win, 0) * 100) AS INTEGER) AS counted, 0 AS base
  FROM (SELECT id
  FROM wagers
  WHERE status IN ('pending', 'active')
  UNION
  SELECT wager_id
  FROM gradings
  WHERE created_at >= ?) AS o
  CROSS
  JOIN wagers w ON w.id = o.id
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE w.created_at < ? AND + w.agent_id = ? AND coalesce((SELECT g.to_status
  FROM gradings g
  WHERE g.wager_id = w.id AND g.created_at < ?
  ORDER BY g.wager_version DESC
  LIMIT 1), 'active') IN ('pending', 'active'))
  ORDER BY at DESC, label, id
  LIMIT ? OFFSET ?
;

SELECT *
  FROM (SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, w.created_at AS at, json_array('data', w.description) AS note, w.customer_id AS customerId, c.name AS customer, json_array('part', 'open') AS part, CAST (round(coalesce(w.potential_win, 0) * 100) AS INTEGER) AS counted, 0 AS base
  FROM (SELECT id
  FROM wagers
  WHERE status IN ('pending', 'active')
  UNION
  SELECT wager_id
  FROM gradings
  WHERE created_at >= ?) AS o
  CROSS
  JOIN wagers w ON w.id = o.id
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE w.created_at < ? AND + w.customer_id = ? AND + w.agent_id = ? AND coalesce((SELECT g.to_status
  FROM gradings g
  WHERE g.wager_id = w.id AND g.created_at < ?
  ORDER BY g.wager_version DESC
  LIMIT 1), 'active') IN ('pending', 'active'))
  ORDER BY at DESC, label, id
  LIMIT ? OFFSET ?
;

SELECT *
  FROM (SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, w.created_at AS at, json_array('data', w.description) AS note, w.customer_id AS customerId, c.name AS customer, json_array('part', 'open') AS part, CAST (round(coalesce(w.potential_win, 0) * 100) AS INTEGER) AS counted, 0 AS base
  FROM (SELECT id
  FROM wagers
  WHERE status IN ('pending', 'active')
  UNION
  SELECT wager_id
  FROM gradings
  WHERE created_at >= ?) AS o
  CROSS
  JOIN wagers w ON w.id = o.id
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE w.created_at < ? AND 1 AND coalesce((SELECT g.to_status
  FROM gradings g
  WHERE g.wager_id = w.id AND g.created_at < ?
  ORDER BY g.wager_version DESC
  LIMIT 1), 'active') IN ('pending', 'active'))
  ORDER BY at DESC, label, id
  LIMIT ? OFFSET ?
;

SELECT *
  FROM (SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, w.created_at AS at, json_array('wager', w.status, w.result) AS note, w.customer_id AS customerId, c.name AS customer, json_array('wager', w.status, NULL) AS part, 1 AS counted, 1 AS base
  FROM wagers w
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE + w.created_at >= ? AND + w.created_at < ? AND w.customer_id = ? AND + w.agent_id = ? AND w.status NOT IN ('cancelled', 'voided'))
  ORDER BY at DESC, label, id
  LIMIT ? OFFSET ?
;

SELECT *
  FROM (SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, w.created_at AS at, json_array('wager', w.status, w.result) AS note, w.customer_id AS customerId, c.name AS customer, json_array('wager', w.status, NULL) AS part, 1 AS counted, 1 AS base
  FROM wagers w
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE w.created_at >= ? AND w.created_at < ? AND + w.agent_id = ? AND w.status NOT IN ('cancelled', 'voided'))
  ORDER BY at DESC, label, id
  LIMIT ? OFFSET ?
;

SELECT *
  FROM (SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, w.created_at AS at, json_array('wager', w.status, w.result) AS note, w.customer_id AS customerId, c.name AS customer, json_array('wager', w.status, NULL) AS part, 1 AS counted, 1 AS base
  FROM wagers w
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE w.created_at >= ? AND w.created_at < ? AND 1 AND w.status NOT IN ('cancelled', 'voided'))
  ORDER BY at DESC, label, id
  LIMIT ? OFFSET ?
;

SELECT *
  FROM (SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, w.created_at AS at, json_array('wager', w.status, w.result) AS note, w.customer_id AS customerId, c.name AS customer, json_array('wager', w.status, NULL) AS part, CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER) AS counted, 1 AS base
  FROM wagers w
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE + w.created_at >= ? AND + w.created_at < ? AND w.customer_id = ? AND + w.agent_id = ? AND w.status NOT IN ('cancelled', 'voided'))
  ORDER BY at DESC, label, id
  LIMIT ? OFFSET ?
;

SELECT *
  FROM (SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, w.created_at AS at, json_array('wager', w.status, w.result) AS note, w.customer_id AS customerId, c.name AS customer, json_array('wager', w.status, NULL) AS part, CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER) AS counted, 1 AS base
  FROM wagers w
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE + w.created_at >= ? AND + w.created_at < ? AND w.customer_id = ? AND + w.agent_id = ?)
  ORDER BY at DESC, label, id
  LIMIT ? OFFSET ?
;

SELECT *
  FROM (SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, w.created_at AS at, json_array('wager', w.status, w.result) AS note, w.customer_id AS customerId, c.name AS customer, json_array('wager', w.status, NULL) AS part, CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER) AS counted, 1 AS base
  FROM wagers w
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE w.created_at >= ? AND w.created_at < ? AND + w.agent_id = ? AND w.status NOT IN ('cancelled', 'voided'))
  ORDER BY at DESC, label, id
  LIMIT ? OFFSET ?
;

SELECT *
  FROM (SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, w.created_at AS at, json_array('wager', w.status, w.result) AS note, w.customer_id AS customerId, c.name AS customer, json_array('wager', w.status, NULL) AS part, CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER) AS counted, 1 AS base
  FROM wagers w
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE w.created_at >= ? AND w.created_at < ? AND + w.agent_id = ?)
  ORDER BY at DESC, label, id
  LIMIT ? OFFSET ?
;

SELECT *
  FROM (SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, w.created_at AS at, json_array('wager', w.status, w.result) AS note, w.customer_id AS customerId, c.name AS customer, json_array('wager', w.status, NULL) AS part, CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER) AS counted, 1 AS base
  FROM wagers w
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE w.created_at >= ? AND w.created_at < ? AND 1 AND w.status NOT IN ('cancelled', 'voided'))
  ORDER BY at DESC, label, id
  LIMIT ? OFFSET ?
;

SELECT *
  FROM (SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, w.created_at AS at, json_array('wager', w.status, w.result) AS note, w.customer_id AS customerId, c.name AS customer, json_array('wager', w.status, NULL) AS part, CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER) AS counted, 1 AS base
  FROM wagers w
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE w.created_at >= ? AND w.created_at < ? AND 1)
  ORDER BY at DESC, label, id
  LIMIT ? OFFSET ?
;

SELECT *
  FROM (SELECT id, created_at AS at, (SELECT w.wager_number
  FROM wagers w
  WHERE w.id = gradings.wager_id) AS number, (win_delta IS NOT round(win_delta, 2)) AS broken0, win_delta AS found0, round(win_delta, 2) AS expected0, (datetime(created_at) IS NOT created_at) AS broken1, created_at AS found1, ? AS expected1
  FROM gradings
  WHERE 1 AND wager_id <= ?)
  WHERE broken0 OR broken1
  ORDER BY + id
;

SELECT *
  FROM (SELECT id, wager_number AS number, (amount IS NOT round(amount, 2)) AS broken0, amount AS found0, round(amount, 2) AS expected0, (potential_win IS NOT round(potential_win, 2)) AS broken1, potential_win AS found1, round(potential_win, 2) AS expected1, (datetime(created_at) IS NOT created_at) AS broken2, created_at AS found2, ? AS expected2, (datetime(updated_at) IS NOT updated_at) AS broken3, updated_at AS found3, ? AS expected3, (datetime(settled_at) IS NOT settled_at) AS broken4, settled_at AS found4, ? AS expected4, ((settled_at IS NOT NULL) IS NOT (status IN ('settled', 'voided'))) AS broken5, settled_at AS found5, CASE WHEN status IN ('settled', 'voided') THEN ? ELSE ? END AS expected5, ((status = 'settled' AND coalesce(result, '') NOT IN ('win', 'loss', 'push')) OR (status = 'voided' AND result IS NOT 'void') OR (status IN ('pending', 'active', 'cancelled') AND result IS NOT NULL)) AS broken6, result AS found6, CASE status WHEN 'settled' THEN ? WHEN 'voided' THEN 'void' ELSE ? END AS expected6
  FROM wagers
  WHERE 1 AND id <= ?)
  WHERE broken0 OR broken1 OR broken2 OR broken3 OR broken4 OR broken5 OR broken6
  ORDER BY + id
;

SELECT 0 AS span, w.agent_id AS owner, sum(CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER)) AS cents
  FROM wagers w
  WHERE w.created_at >= ? AND w.created_at < ? AND w.status NOT IN ('cancelled', 'voided') AND 1
  GROUP BY 2
;

SELECT 0 AS span, w.agent_id AS owner, sum(CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER)) AS cents
  FROM wagers w
  WHERE w.created_at >= ? AND w.created_at < ? AND w.status NOT IN ('cancelled', 'voided') AND w.agent_id = ?
  GROUP BY 2
;

SELECT 0 AS span, w.customer_id AS owner, sum(CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER)) AS openCents
  FROM wagers w INDEXED BY idx_wagers_open
  WHERE w.status IN ('pending', 'active') AND 1
  GROUP BY w.customer_id
;

SELECT 0 AS span, w.customer_id AS owner, sum(CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER)) AS openCents
  FROM wagers w INDEXED BY idx_wagers_open
  WHERE w.status IN ('pending', 'active') AND w.agent_id = ?
  GROUP BY w.customer_id
;

SELECT ? AS span, w.customer_id AS owner, sum(CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER)) AS openCents
  FROM wagers w
  WHERE w.created_at >= ? AND 1
  GROUP BY 1, 2
;

SELECT ? AS span, w.customer_id AS owner, sum(CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER)) AS openCents
  FROM wagers w
  WHERE w.created_at >= ? AND w.agent_id = ?
  GROUP BY 1, 2
;

SELECT agent_id AS agentId, sum(CAST (round(coalesce(amount, 0) * 100) AS INTEGER)) AS stakes
  FROM wagers
  WHERE 1 AND id <= ?
  GROUP BY + agent_id
;

SELECT coalesce(max(rowid), 0) AS last
  FROM wagers
;

SELECT coalesce(sum(CAST (round(coalesce(potential_win, 0) * 100) AS INTEGER)), 0) AS changeCents
  FROM wagers INDEXED BY idx_wagers_open
  WHERE status IN ('pending', 'active')
;

SELECT count(*) AS count, coalesce(sum(CAST (round(amount * 100) AS INTEGER)), 0) AS stakeCents, coalesce(sum(CAST (round(coalesce(potential_win, 0) * 100) AS INTEGER)), 0) AS toWinCents
  FROM wagers
  WHERE customer_id = ? AND status IN ('pending', 'active')
;

SELECT count(*) AS count, coalesce(sum(CAST (round(amount * 100) AS INTEGER)), 0) AS stakeCents, coalesce(sum(CAST (round(coalesce(potential_win, 0) * 100) AS INTEGER)), 0) AS toWinCents
  FROM wagers INDEXED BY idx_wagers_open
  WHERE status IN ('pending', 'active') AND agent_id = ?
;

SELECT id, wager_number AS number
  FROM wagers
  WHERE wager_number IN (SELECT value
  FROM json_each(?))
;

SELECT max(id) AS last, count(*) AS count
  FROM (SELECT id
  FROM wagers
  WHERE 1
  ORDER BY id
  LIMIT ?)
;

SELECT max(id) AS last, count(*) AS count
  FROM (SELECT id
  FROM wagers
  WHERE id > ?
  ORDER BY id
  LIMIT ?)
;

SELECT min(at) AS first
  FROM (SELECT min(created_at) AS at
  FROM wagers
  UNION ALL
  SELECT min(created_at)
  FROM gradings
  UNION ALL
  SELECT min(created_at)
  FROM transactions
  UNION ALL
  SELECT min(created_at)
  FROM customers)
;

SELECT p.key AS span, sum(CAST (round(coalesce(w.potential_win, 0) * 100) AS INTEGER)) AS changeCents
  FROM json_each(?) AS p
  CROSS
  JOIN wagers w ON w.created_at >= (p.value ->> '$.a') AND w.created_at < (p.value ->> '$.b')
  GROUP BY 1
;

SELECT p.key AS span, w.agent_id AS owner, sum(CAST (round(w.amount * 100) AS INTEGER)) AS volumeCents, coalesce(sum(CAST (round(w.amount * 100) AS INTEGER)) FILTER (WHERE w.status NOT IN ('cancelled', 'voided')), 0) AS handleCents, count(*) FILTER (WHERE w.status NOT IN ('cancelled', 'voided')) AS bets, count(DISTINCT w.customer_id) FILTER (WHERE w.status NOT IN ('cancelled', 'voided')) AS activeCustomers
  FROM json_each(?) AS p
  CROSS
  JOIN wagers AS w ON w.created_at >= (p.value ->> '$.a') AND w.created_at < (p.value ->> '$.b')
  WHERE 1
  GROUP BY 1, 2
;

SELECT p.key AS span, w.agent_id AS owner, sum(CAST (round(w.amount * 100) AS INTEGER)) AS volumeCents, coalesce(sum(CAST (round(w.amount * 100) AS INTEGER)) FILTER (WHERE w.status NOT IN ('cancelled', 'voided')), 0) AS handleCents, count(*) FILTER (WHERE w.status NOT IN ('cancelled', 'voided')) AS bets, count(DISTINCT w.customer_id) FILTER (WHERE w.status NOT IN ('cancelled', 'voided')) AS activeCustomers
  FROM json_each(?) AS p
  CROSS
  JOIN wagers AS w ON w.created_at >= (p.value ->> '$.a') AND w.created_at < (p.value ->> '$.b')
  WHERE 1 AND w.agent_id = ?
  GROUP BY 1, 2
;

SELECT part AS name, count(*) AS "rows", sum(counted) AS counted, sum(base) AS base
  FROM (SELECT 'customers' AS kind, c.id AS id, c.name AS label, NULL AS at, json_array('sum') AS note, NULL AS customerId, NULL AS customer, json_array('data', a.name) AS part, s.counted AS counted, 0 AS base
  FROM (SELECT customerId, sum(counted) AS counted
  FROM (SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, w.created_at AS at, json_array('data', w.description) AS note, w.customer_id AS customerId, c.name AS customer, json_array('part', 'open') AS part, CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER) AS counted, 0 AS base
  FROM (SELECT id
  FROM wagers
  WHERE status IN ('pending', 'active')
  UNION
  SELECT wager_id
  FROM gradings
  WHERE created_at >= ?) AS o
  CROSS
  JOIN wagers w ON w.id = o.id
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE w.created_at < ? AND + w.agent_id = ? AND coalesce((SELECT g.to_status
  FROM gradings g
  WHERE g.wager_id = w.id AND g.created_at < ?
  ORDER BY g.wager_version DESC
  LIMIT 1), 'active') IN ('pending', 'active'))
  GROUP BY customerId) AS s
  CROSS
  JOIN customers c ON c.id = s.customerId
  LEFT
  JOIN agents a ON a.id = c.agent_id
  WHERE s.counted <> 0)
  GROUP BY part
  ORDER BY abs(sum(counted)) DESC, part
;

SELECT part AS name, count(*) AS "rows", sum(counted) AS counted, sum(base) AS base
  FROM (SELECT 'customers' AS kind, c.id AS id, c.name AS label, NULL AS at, json_array('sum') AS note, NULL AS customerId, NULL AS customer, json_array('data', a.name) AS part, s.counted AS counted, 0 AS base
  FROM (SELECT customerId, sum(counted) AS counted
  FROM (SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, w.created_at AS at, json_array('data', w.description) AS note, w.customer_id AS customerId, c.name AS customer, json_array('part', 'open') AS part, CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER) AS counted, 0 AS base
  FROM (SELECT id
  FROM wagers
  WHERE status IN ('pending', 'active')
  UNION
  SELECT wager_id
  FROM gradings
  WHERE created_at >= ?) AS o
  CROSS
  JOIN wagers w ON w.id = o.id
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE w.created_at < ? AND 1 AND coalesce((SELECT g.to_status
  FROM gradings g
  WHERE g.wager_id = w.id AND g.created_at < ?
  ORDER BY g.wager_version DESC
  LIMIT 1), 'active') IN ('pending', 'active'))
  GROUP BY customerId) AS s
  CROSS
  JOIN customers c ON c.id = s.customerId
  LEFT
  JOIN agents a ON a.id = c.agent_id
  WHERE s.counted <> 0)
  GROUP BY part
  ORDER BY abs(sum(counted)) DESC, part
;

SELECT part AS name, count(*) AS "rows", sum(counted) AS counted, sum(base) AS base
  FROM (SELECT 'customers' AS kind, r.customerId AS id, r.customer AS label, max(r.at) AS at, json_array('bets', count(*)) AS note, NULL AS customerId, NULL AS customer, json_array('part', 'customers') AS part, 1 AS counted, count(*) AS base
  FROM (SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, w.created_at AS at, json_array('wager', w.status, w.result) AS note, w.customer_id AS customerId, c.name AS customer, json_array('wager', w.status, NULL) AS part, 1 AS counted, 1 AS base
  FROM wagers w
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE + w.created_at >= ? AND + w.created_at < ? AND w.customer_id = ? AND + w.agent_id = ? AND w.status NOT IN ('cancelled', 'voided')) r
  GROUP BY r.customerId)
  GROUP BY part
  ORDER BY abs(sum(counted)) DESC, part
;

SELECT part AS name, count(*) AS "rows", sum(counted) AS counted, sum(base) AS base
  FROM (SELECT 'customers' AS kind, r.customerId AS id, r.customer AS label, max(r.at) AS at, json_array('bets', count(*)) AS note, NULL AS customerId, NULL AS customer, json_array('part', 'customers') AS part, 1 AS counted, count(*) AS base
  FROM (SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, w.created_at AS at, json_array('wager', w.status, w.result) AS note, w.customer_id AS customerId, c.name AS customer, json_array('wager', w.status, NULL) AS part, 1 AS counted, 1 AS base
  FROM wagers w
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE w.created_at >= ? AND w.created_at < ? AND + w.agent_id = ? AND w.status NOT IN ('cancelled', 'voided')) r
  GROUP BY r.customerId)
  GROUP BY part
  ORDER BY abs(sum(counted)) DESC, part
;

SELECT part AS name, count(*) AS "rows", sum(counted) AS counted, sum(base) AS base
  FROM (SELECT 'customers' AS kind, r.customerId AS id, r.customer AS label, max(r.at) AS at, json_array('bets', count(*)) AS note, NULL AS customerId, NULL AS customer, json_array('part', 'customers') AS part, 1 AS counted, count(*) AS base
  FROM (SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, w.created_at AS at, json_array('wager', w.status, w.result) AS note, w.customer_id AS customerId, c.name AS customer, json_array('wager', w.status, NULL) AS part, 1 AS counted, 1 AS base
  FROM wagers w
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE w.created_at >= ? AND w.created_at < ? AND 1 AND w.status NOT IN ('cancelled', 'voided')) r
  GROUP BY r.customerId)
  GROUP BY part
  ORDER BY abs(sum(counted)) DESC, part
;

SELECT part AS name, count(*) AS "rows", sum(counted) AS counted, sum(base) AS base
  FROM (SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, w.created_at AS at, json_array('data', w.description) AS note, w.customer_id AS customerId, c.name AS customer, json_array('part', 'open') AS part, CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER) AS counted, 0 AS base
  FROM (SELECT id
  FROM wagers
  WHERE status IN ('pending', 'active')
  UNION
  SELECT wager_id
  FROM gradings
  WHERE created_at >= ?) AS o
  CROSS
  JOIN wagers w ON w.id = o.id
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE w.created_at < ? AND + w.customer_id = ? AND + w.agent_id = ? AND coalesce((SELECT g.to_status
  FROM gradings g
  WHERE g.wager_id = w.id AND g.created_at < ?
  ORDER BY g.wager_version DESC
  LIMIT 1), 'active') IN ('pending', 'active'))
  GROUP BY part
  ORDER BY abs(sum(counted)) DESC, part
;

SELECT part AS name, count(*) AS "rows", sum(counted) AS counted, sum(base) AS base
  FROM (SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, w.created_at AS at, json_array('data', w.description) AS note, w.customer_id AS customerId, c.name AS customer, json_array('part', 'open') AS part, CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER) AS counted, 0 AS base
  FROM (SELECT id
  FROM wagers
  WHERE status IN ('pending', 'active')
  UNION
  SELECT wager_id
  FROM gradings
  WHERE created_at >= ?) AS o
  CROSS
  JOIN wagers w ON w.id = o.id
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE w.created_at < ? AND + w.customer_id = ? AND 1 AND coalesce((SELECT g.to_status
  FROM gradings g
  WHERE g.wager_id = w.id AND g.created_at < ?
  ORDER BY g.wager_version DESC
  LIMIT 1), 'active') IN ('pending', 'active'))
  GROUP BY part
  ORDER BY abs(sum(counted)) DESC, part
;

SELECT part AS name, count(*) AS "rows", sum(counted) AS counted, sum(base) AS base
  FROM (SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, w.created_at AS at, json_array('data', w.description) AS note, w.customer_id AS customerId, c.name AS customer, json_array('part', 'open') AS part, CAST (round(coalesce(w.potential_win, 0) * 100) AS INTEGER) AS counted, 0 AS base
  FROM (SELECT id
  FROM wagers
  WHERE status IN ('pending', 'active')
  UNION
  SELECT wager_id
  FROM gradings
  WHERE created_at >= ?) AS o
  CROSS
  JOIN wagers w ON w.id = o.id
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE w.created_at < ? AND + w.agent_id = ? AND coalesce((SELECT g.to_status
  FROM gradings g
  WHERE g.wager_id = w.id AND g.created_at < ?
  ORDER BY g.wager_version DESC
  LIMIT 1), 'active') IN ('pending', 'active'))
  GROUP BY part
  ORDER BY abs(sum(counted)) DESC, part
;

SELECT part AS name, count(*) AS "rows", sum(counted) AS counted, sum(base) AS base
  FROM (SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, w.created_at AS at, json_array('data', w.description) AS note, w.customer_id AS customerId, c.name AS customer, json_array('part', 'open') AS part, CAST (round(coalesce(w.potential_win, 0) * 100) AS INTEGER) AS counted, 0 AS base
  FROM (SELECT id
  FROM wagers
  WHERE status IN ('pending', 'active')
  UNION
  SELECT wager_id
  FROM gradings
  WHERE created_at >= ?) AS o
  CROSS
  JOIN wagers w ON w.id = o.id
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE w.created_at < ? AND + w.customer_id = ? AND + w.agent_id = ? AND coalesce((SELECT g.to_status
  FROM gradings g
  WHERE g.wager_id = w.id AND g.created_at < ?
  ORDER BY g.wager_version DESC
  LIMIT 1), 'active') IN ('pending', 'active'))
  GROUP BY part
  ORDER BY abs(sum(counted)) DESC, part
;

SELECT part AS name, count(*) AS "rows", sum(counted) AS counted, sum(base) AS base
  FROM (SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, w.created_at AS at, json_array('data', w.description) AS note, w.customer_id AS customerId, c.name AS customer, json_array('part', 'open') AS part, CAST (round(coalesce(w.potential_win, 0) * 100) AS INTEGER) AS counted, 0 AS base
  FROM (SELECT id
  FROM wagers
  WHERE status IN ('pending', 'active')
  UNION
  SELECT wager_id
  FROM gradings
  WHERE created_at >= ?) AS o
  CROSS
  JOIN wagers w ON w.id = o.id
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE w.created_at < ? AND 1 AND coalesce((SELECT g.to_status
  FROM gradings g
  WHERE g.wager_id = w.id AND g.created_at < ?
  ORDER BY g.wager_version DESC
  LIMIT 1), 'active') IN ('pending', 'active'))
  GROUP BY part
  ORDER BY abs(sum(counted)) DESC, part
;

SELECT part AS name, count(*) AS "rows", sum(counted) AS counted, sum(base) AS base
  FROM (SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, w.created_at AS at, json_array('wager', w.status, w.result) AS note, w.customer_id AS customerId, c.name AS customer, json_array('wager', w.status, NULL) AS part, 1 AS counted, 1 AS base
  FROM wagers w
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE + w.created_at >= ? AND + w.created_at < ? AND w.customer_id = ? AND + w.agent_id = ? AND w.status NOT IN ('cancelled', 'voided'))
  GROUP BY part
  ORDER BY abs(sum(counted)) DESC, part
;

SELECT part AS name, count(*) AS "rows", sum(counted) AS counted, sum(base) AS base
  FROM (SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, w.created_at AS at, json_array('wager', w.status, w.result) AS note, w.customer_id AS customerId, c.name AS customer, json_array('wager', w.status, NULL) AS part, 1 AS counted, 1 AS base
  FROM wagers w
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE w.created_at >= ? AND w.created_at < ? AND + w.agent_id = ? AND w.status NOT IN ('cancelled', 'voided'))
  GROUP BY part
  ORDER BY abs(sum(counted)) DESC, part
;

SELECT part AS name, count(*) AS "rows", sum(counted) AS counted, sum(base) AS base
  FROM (SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, w.created_at AS at, json_array('wager', w.status, w.result) AS note, w.customer_id AS customerId, c.name AS customer, json_array('wager', w.status, NULL) AS part, 1 AS counted, 1 AS base
  FROM wagers w
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE w.created_at >= ? AND w.created_at < ? AND 1 AND w.status NOT IN ('cancelled', 'voided'))
  GROUP BY part
  ORDER BY abs(sum(counted)) DESC, part
;

SELECT part AS name, count(*) AS "rows", sum(counted) AS counted, sum(base) AS base
  FROM (SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, w.created_at AS at, json_array('wager', w.status, w.result) AS note, w.customer_id AS customerId, c.name AS customer, json_array('wager', w.status, NULL) AS part, CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER) AS counted, 1 AS base
  FROM wagers w
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE + w.created_at >= ? AND + w.created_at < ? AND w.customer_id = ? AND + w.agent_id = ? AND w.status NOT IN ('cancelled', 'voided'))
  GROUP BY part
  ORDER BY abs(sum(counted)) DESC, part
;

SELECT part AS name, count(*) AS "rows", sum(counted) AS counted, sum(base) AS base
  FROM (SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, w.created_at AS at, json_array('wager', w.status, w.result) AS note, w.customer_id AS customerId, c.name AS customer, json_array('wager', w.status, NULL) AS part, CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER) AS counted, 1 AS base
  FROM wagers w
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE + w.created_at >= ? AND + w.created_at < ? AND w.customer_id = ? AND + w.agent_id = ?)
  GROUP BY part
  ORDER BY abs(sum(counted)) DESC, part
;

SELECT part AS name, count(*) AS "rows", sum(counted) AS counted, sum(base) AS base
  FROM (SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, w.created_at AS at, json_array('wager', w.status, w.result) AS note, w.customer_id AS customerId, c.name AS customer, json_array('wager', w.status, NULL) AS part, CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER) AS counted, 1 AS base
  FROM wagers w
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE w.created_at >= ? AND w.created_at < ? AND + w.agent_id = ? AND w.status NOT IN ('cancelled', 'voided'))
  GROUP BY part
  ORDER BY abs(sum(counted)) DESC, part
;

SELECT part AS name, count(*) AS "rows", sum(counted) AS counted, sum(base) AS base
  FROM (SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, w.created_at AS at, json_array('wager', w.status, w.result) AS note, w.customer_id AS customerId, c.name AS customer, json_array('wager', w.status, NULL) AS part, CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER) AS counted, 1 AS base
  FROM wagers w
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE w.created_at >= ? AND w.created_at < ? AND + w.agent_id = ?)
  GROUP BY part
  ORDER BY abs(sum(counted)) DESC, part
;

SELECT part AS name, count(*) AS "rows", sum(counted) AS counted, sum(base) AS base
  FROM (SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, w.created_at AS at, json_array('wager', w.status, w.result) AS note, w.customer_id AS customerId, c.name AS customer, json_array('wager', w.status, NULL) AS part, CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER) AS counted, 1 AS base
  FROM wagers w
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE w.created_at >= ? AND w.created_at < ? AND 1 AND w.status NOT IN ('cancelled', 'voided'))
  GROUP BY part
  ORDER BY abs(sum(counted)) DESC, part
;

SELECT part AS name, count(*) AS "rows", sum(counted) AS counted, sum(base) AS base
  FROM (SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, w.created_at AS at, json_array('wager', w.status, w.result) AS note, w.customer_id AS customerId, c.name AS customer, json_array('wager', w.status, NULL) AS part, CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER) AS counted, 1 AS base
  FROM wagers w
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE w.created_at >= ? AND w.created_at < ? AND 1)
  GROUP BY part
  ORDER BY abs(sum(counted)) DESC, part
;

SELECT t.id AS id, t.processed_at AS processed_at, t.type AS type, t.amount AS amount, t.description AS description, t.reference AS reference, CASE WHEN t.type IN ('wager', 'settlement', 'refund') THEN (SELECT w.id
  FROM wagers w
  WHERE w.wager_number = t.reference) END AS wager_id
  FROM transactions AS t INDEXED BY idx_transactions_ledger
  WHERE t.customer_id = ? AND t.status = 'completed' AND (t.processed_at, t.id) < (?)
  ORDER BY t.processed_at DESC, t.id DESC
  LIMIT ?
;

SELECT t.id AS id, t.processed_at AS processed_at, t.type AS type, t.amount AS amount, t.description AS description, t.reference AS reference, CASE WHEN t.type IN ('wager', 'settlement', 'refund') THEN (SELECT w.id
  FROM wagers w
  WHERE w.wager_number = t.reference) END AS wager_id
  FROM transactions AS t INDEXED BY idx_transactions_ledger
  WHERE t.customer_id = ? AND t.status = 'completed' AND 1
  ORDER BY t.processed_at DESC, t.id DESC
  LIMIT ?
;

SELECT w.id, w.wager_number AS number, w.status, w.result
  FROM wagers w
  WHERE 1 AND w.id <= ? AND + w.status NOT IN ('pending', 'active') AND NOT EXISTS (SELECT 1
  FROM gradings g
  WHERE g.wager_id = w.id)
  ORDER BY w.id
;

SELECT w.id, w.wager_number AS number, w.status, w.result, CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER) AS stake, CASE WHEN w.status IN ('cancelled', 'voided') THEN CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER) WHEN w.status = 'settled' AND w.result = 'win' THEN CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER) + CAST (round(coalesce(w.potential_win, 0) * 100) AS INTEGER) WHEN w.status = 'settled' AND w.result = 'push' THEN CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER) ELSE 0 END - CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER) AS expected, coalesce(sum(CASE WHEN t.status <> 'completed' THEN 0 WHEN t.type IN ('withdrawal', 'wager') THEN - CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) ELSE CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) END), 0) AS found, count(t.id) FILTER (WHERE t.type = 'wager') AS placements, count(t.id) FILTER (WHERE t.type = 'wager' AND t.status = 'completed' AND CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) = CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER)) AS rightPlacements, count(t.id) FILTER (WHERE t.customer_id <> w.customer_id) AS ofOthers
  FROM wagers w
  LEFT
  JOIN transactions t ON t.reference = w.wager_number
  WHERE 1 AND w.id <= ?
  GROUP BY w.id
  HAVING expected <> found OR placements <> 1 OR rightPlacements <> placements OR ofOthers > 0
  ORDER BY w.id
;

SELECT w.id, w.wager_number AS number, w.status, w.result, g.created_at AS at, CASE WHEN g.to_status IN ('cancelled', 'voided') THEN CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER) WHEN g.to_status = 'settled' AND g.to_result = 'win' THEN CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER) + CAST (round(coalesce(w.potential_win, 0) * 100) AS INTEGER) WHEN g.to_status = 'settled' AND g.to_result = 'push' THEN CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER) ELSE 0 END - (CASE WHEN g.from_status IN ('cancelled', 'voided') THEN CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER) WHEN g.from_status = 'settled' AND g.from_result = 'win' THEN CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER) + CAST (round(coalesce(w.potential_win, 0) * 100) AS INTEGER) WHEN g.from_status = 'settled' AND g.from_result = 'push' THEN CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER) ELSE 0 END) AS expected, coalesce(sum(CASE WHEN t.status <> 'completed' THEN 0 WHEN t.type IN ('withdrawal', 'wager') THEN - CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) ELSE CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) END), 0) AS found
  FROM wagers w
  CROSS
  JOIN gradings g ON g.wager_id = w.id
  LEFT
  JOIN transactions t ON t.reference = w.wager_number AND + t.operation_id = g.operation_id AND t.type IN ('settlement', 'refund')
  WHERE 1 AND w.id <= ? AND NOT EXISTS (SELECT 1
  FROM transactions u
  WHERE u.reference = w.wager_number AND + u.operation_id IS NULL)
  GROUP BY g.id
  HAVING expected <> found
  ORDER BY w.id, g.wager_version
;

UPDATE wagers
  SET status = (j.value ->> '$.s'), result = (j.value ->> '$.r'), settled_at = (j.value ->> '$.e'), updated_at = (j.value ->> '$.t'), version = version + 1, operation_id = ?
  FROM json_each(?) AS j
  WHERE wagers.id = (j.value ->> '$.id') AND wagers.version = (j.value ->> '$.v')
;
