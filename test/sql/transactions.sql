-- SQL texts of src in normal form (transactions); npm run test:sql writes them.

EXPLAIN QUERY PLAN
  SELECT p.key AS span, t.customer_id AS owner, sum(CASE t.type WHEN 'deposit' THEN 1 ELSE - 1 END * CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER)) AS cents
  FROM json_each(?) AS p
  CROSS
  JOIN transactions AS t INDEXED BY idx_transactions_payments ON t.processed_at >= (p.value ->> '$.a') AND t.processed_at < (p.value ->> '$.b') AND t.status = 'completed' AND t.type IN ('deposit', 'withdrawal')
  CROSS
  JOIN customers AS c ON c.id = t.customer_id
  WHERE 1
  GROUP BY 1, 2
;

INSERT INTO search_index_transactions(rowid, reference, description)
  SELECT rowid, reference, description
  FROM transactions
  WHERE rowid > ? AND rowid <= ?
;

INSERT INTO transactions(id, type, customer_id, amount, status, reference, description, created_at, updated_at, processed_at, operation_id)
  SELECT (j.value ->> '$.id'), (j.value ->> '$.k'), (j.value ->> '$.c'), round((j.value ->> '$.a') / 100.0, 2), (j.value ->> '$.s'), (j.value ->> '$.r'), (j.value ->> '$.d'), (j.value ->> '$.t'), (j.value ->> '$.p'), ?
  FROM json_each(?) AS j
  ORDER BY j.key
;

INSERT INTO transactions(id, type, customer_id, amount, status, reference, description, created_at, updated_at, processed_at, operation_id)
  SELECT (j.value ->> '$.x'), 'wager', w.customer_id, w.amount, 'completed', w.wager_number, 'Stake of ' || w.wager_number, w.created_at, w.created_at, w.created_at, ?
  FROM json_each(?) AS j
  CROSS
  JOIN wagers AS w ON w.id = (j.value ->> '$.id')
  ORDER BY j.key
;

INSERT INTO transactions(id, type, customer_id, amount, status, reference, description, created_at, updated_at, processed_at, operation_id)
  SELECT (j.value ->> '$.x'), (j.value ->> '$.k'), w.customer_id, round((j.value ->> '$.a') / 100.0, 2), 'completed', w.wager_number, (j.value ->> '$.d'), (j.value ->> '$.t'), ?
  FROM json_each(?) AS j
  CROSS
  JOIN wagers AS w ON w.id = (j.value ->> '$.id') AND w.version = (j.value ->> '$.v')
  ORDER BY j.key
;

SELECT *
  FROM (SELECT 'customers' AS kind, c.id AS id, c.name AS label, NULL AS at, json_array('sum') AS note, NULL AS customerId, NULL AS customer, json_array('data', a.name) AS part, s.counted AS counted, 0 AS base
  FROM (SELECT customerId, sum(counted) AS counted
  FROM (SELECT t.customer_id AS customerId, CASE WHEN t.type IN ('withdrawal', 'wager') THEN - 1 ELSE 1 END * CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) AS counted
  FROM transactions t
  CROSS
  JOIN customers c ON c.id = t.customer_id
  WHERE t.status = 'completed' AND t.processed_at < ? AND + c.agent_id = ?)
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
  FROM (SELECT t.customer_id AS customerId, CASE WHEN t.type IN ('withdrawal', 'wager') THEN - 1 ELSE 1 END * CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) AS counted
  FROM transactions t
  CROSS
  JOIN customers c ON c.id = t.customer_id
  WHERE t.status = 'completed' AND t.processed_at < ? AND 1)
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
  FROM (SELECT t.customer_id AS customerId, CASE t.type WHEN 'deposit' THEN 1 ELSE - 1 END * CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) AS counted
  FROM transactions t
  CROSS
  JOIN customers c ON c.id = t.customer_id
  WHERE t.status = 'completed' AND t.processed_at < ? AND + c.agent_id = ? AND t.type IN ('deposit', 'withdrawal')
  UNION ALL
  SELECT w.customer_id AS customerId, - CAST (round(coalesce(g.win_delta, 0) * 100) AS INTEGER) AS counted
  FROM gradings g
  CROSS
  JOIN wagers w ON w.id = g.wager_id
  WHERE g.created_at < ? AND + w.agent_id = ?)
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
  FROM (SELECT t.customer_id AS customerId, CASE t.type WHEN 'deposit' THEN 1 ELSE - 1 END * CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) AS counted
  FROM transactions t
  CROSS
  JOIN customers c ON c.id = t.customer_id
  WHERE t.status = 'completed' AND t.processed_at < ? AND 1 AND t.type IN ('deposit', 'withdrawal')
  UNION ALL
  SELECT w.customer_id AS customerId, - CAST (round(coalesce(g.win_delta, 0) * 100) AS INTEGER) AS counted
  FROM gradings g
  CROSS
  JOIN wagers w ON w.id = g.wager_id
  WHERE g.created_at < ? AND 1)
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
  FROM (SELECT 'transactions' AS kind, t.id AS id, t.description AS label, t.processed_at AS at, json_array('type', t.type) AS note, t.customer_id AS customerId, c.name AS customer, json_array('type', t.type) AS part, CASE WHEN t.type IN ('withdrawal', 'wager') THEN - 1 ELSE 1 END * CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) AS counted, 0 AS base
  FROM transactions t
  LEFT
  JOIN customers c ON c.id = t.customer_id
  WHERE + t.status = 'completed' AND t.processed_at < ? AND t.customer_id = ? AND + c.agent_id = ?)
  ORDER BY at DESC, label, id
  LIMIT ? OFFSET ?
;

SELECT *
  FROM (SELECT 'transactions' AS kind, t.id AS id, t.description AS label, t.processed_at AS at, json_array('type', t.type) AS note, t.customer_id AS customerId, c.name AS customer, json_array('type', t.type) AS part, CASE t.type WHEN 'deposit' THEN 1 ELSE - 1 END * CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) AS counted, 0 AS base
  FROM transactions t
  LEFT
  JOIN customers c ON c.id = t.customer_id
  WHERE + t.status = 'completed' AND t.processed_at < ? AND t.customer_id = ? AND + c.agent_id = ? AND t.type IN ('deposit', 'withdrawal')
  UNION ALL
  SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, g.created_at AS at, json_array('grading', NULL, g.to_result, g.to_status) AS note, w.customer_id AS customerId, c.name AS customer, json_array('part', 'results') AS part, - CAST (round(coalesce(g.win_delta, 0) * 100) AS INTEGER) AS counted, 0 AS base
  FROM wagers w
  CROSS
  JOIN gradings g ON g.wager_id = w.id
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE g.created_at < ? AND g.win_delta <> 0 AND w.customer_id = ? AND + w.agent_id = ?)
  ORDER BY at DESC, label, id
  LIMIT ? OFFSET ?
;

SELECT *
  FROM (SELECT 'transactions' AS kind, t.id AS id, t.description AS label, t.processed_at AS at, json_array('type', t.type) AS note, t.customer_id AS customerId, c.name AS customer, json_array('type', t.type) AS part, CASE t.type WHEN 'deposit' THEN 1 ELSE - 1 END * CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) AS counted, 0 AS base
  FROM transactions t
  LEFT
  JOIN customers c ON c.id = t.customer_id
  WHERE + t.status = 'completed' AND t.processed_at < ? AND t.customer_id = ? AND 1 AND t.type IN ('deposit', 'withdrawal')
  UNION ALL
  SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, g.created_at AS at, json_array('grading', NULL, g.to_result, g.to_status) AS note, w.customer_id AS customerId, c.name AS customer, json_array('part', 'results') AS part, - CAST (round(coalesce(g.win_delta, 0) * 100) AS INTEGER) AS counted, 0 AS base
  FROM wagers w
  CROSS
  JOIN gradings g ON g.wager_id = w.id
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE g.created_at < ? AND g.win_delta <> 0 AND w.customer_id = ? AND 1)
  ORDER BY at DESC, label, id
  LIMIT ? OFFSET ?
;

SELECT *
  FROM (SELECT *
  FROM (SELECT 'transactions' AS kind, t.id AS id, t.description AS label, t.processed_at AS at, json_array('type', CASE WHEN t.reference GLOB 'ADJ-*' THEN 'adjustment' WHEN t.reference GLOB 'REV-*' THEN 'reversal' ELSE t.type END) AS note, t.customer_id AS customerId, c.name AS customer, json_array('type', CASE WHEN t.reference GLOB 'ADJ-*' THEN 'adjustment' WHEN t.reference GLOB 'REV-*' THEN 'reversal' ELSE t.type END) AS part, CASE WHEN t.type = 'deposit' AND coalesce(t.reference, '') NOT GLOB 'ADJ-*' AND coalesce(t.reference, '') NOT GLOB 'REV-*' THEN CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) WHEN t.type = 'withdrawal' AND o.type = 'deposit' AND coalesce(o.reference, '') NOT GLOB 'ADJ-*' AND coalesce(o.reference, '') NOT GLOB 'REV-*' THEN - CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) ELSE 0 END - CASE WHEN t.type = 'withdrawal' AND coalesce(t.reference, '') NOT GLOB 'ADJ-*' AND coalesce(t.reference, '') NOT GLOB 'REV-*' THEN CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) WHEN t.type = 'deposit' AND o.type = 'withdrawal' AND coalesce(o.reference, '') NOT GLOB 'ADJ-*' AND coalesce(o.reference, '') NOT GLOB 'REV-*' THEN - CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) ELSE 0 END AS counted, 0 AS base
  FROM transactions t
  LEFT
  JOIN customers c ON c.id = t.customer_id
  LEFT
  JOIN transactions o ON o.id = substr(t.reference, 5) AND t.reference GLOB 'REV-*'
  WHERE t.status = 'completed' AND t.type IN ('deposit', 'withdrawal') AND + t.processed_at >= ? AND + t.processed_at < ? AND t.customer_id = ? AND + c.agent_id = ?)
  WHERE counted <> 0)
  ORDER BY at DESC, label, id
  LIMIT ? OFFSET ?
;

SELECT *
  FROM (SELECT *
  FROM (SELECT 'transactions' AS kind, t.id AS id, t.description AS label, t.processed_at AS at, json_array('type', CASE WHEN t.reference GLOB 'ADJ-*' THEN 'adjustment' WHEN t.reference GLOB 'REV-*' THEN 'reversal' ELSE t.type END) AS note, t.customer_id AS customerId, c.name AS customer, json_array('type', CASE WHEN t.reference GLOB 'ADJ-*' THEN 'adjustment' WHEN t.reference GLOB 'REV-*' THEN 'reversal' ELSE t.type END) AS part, CASE WHEN t.type = 'deposit' AND coalesce(t.reference, '') NOT GLOB 'ADJ-*' AND coalesce(t.reference, '') NOT GLOB 'REV-*' THEN CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) WHEN t.type = 'withdrawal' AND o.type = 'deposit' AND coalesce(o.reference, '') NOT GLOB 'ADJ-*' AND coalesce(o.reference, '') NOT GLOB 'REV-*' THEN - CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) ELSE 0 END - CASE WHEN t.type = 'withdrawal' AND coalesce(t.reference, '') NOT GLOB 'ADJ-*' AND coalesce(t.reference, '') NOT GLOB 'REV-*' THEN CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) WHEN t.type = 'deposit' AND o.type = 'withdrawal' AND coalesce(o.reference, '') NOT GLOB 'ADJ-*' AND coalesce(o.reference, '') NOT GLOB 'REV-*' THEN - CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) ELSE 0 END AS counted, 0 AS base
  FROM transactions t
  LEFT
  JOIN customers c ON c.id = t.customer_id
  LEFT
  JOIN transactions o ON o.id = substr(t.reference, 5) AND t.reference GLOB 'REV-*'
  WHERE t.status = 'completed' AND t.type IN ('deposit', 'withdrawal') AND t.processed_at >= ? AND t.processed_at < ? AND + c.agent_id = ?)
  WHERE counted <> 0)
  ORDER BY at DESC, label, id
  LIMIT ? OFFSET ?
;

SELECT *
  FROM (SELECT *
  FROM (SELECT 'transactions' AS kind, t.id AS id, t.description AS label, t.processed_at AS at, json_array('type', CASE WHEN t.reference GLOB 'ADJ-*' THEN 'adjustment' WHEN t.reference GLOB 'REV-*' THEN 'reversal' ELSE t.type END) AS note, t.customer_id AS customerId, c.name AS customer, json_array('type', CASE WHEN t.reference GLOB 'ADJ-*' THEN 'adjustment' WHEN t.reference GLOB 'REV-*' THEN 'reversal' ELSE t.type END) AS part, CASE WHEN t.type = 'deposit' AND coalesce(t.reference, '') NOT GLOB 'ADJ-*' AND coalesce(t.reference, '') NOT GLOB 'REV-*' THEN CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) WHEN t.type = 'withdrawal' AND o.type = 'deposit' AND coalesce(o.reference, '') NOT GLOB 'ADJ-*' AND coalesce(o.reference, '') NOT GLOB 'REV-*' THEN - CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) ELSE 0 END - CASE WHEN t.type = 'withdrawal' AND coalesce(t.reference, '') NOT GLOB 'ADJ-*' AND coalesce(t.reference, '') NOT GLOB 'REV-*' THEN CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) WHEN t.type = 'deposit' AND o.type = 'withdrawal' AND coalesce(o.reference, '') NOT GLOB 'ADJ-*' AND coalesce(o.reference, '') NOT GLOB 'REV-*' THEN - CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) ELSE 0 END AS counted, 0 AS base
  FROM transactions t
  LEFT
  JOIN customers c ON c.id = t.customer_id
  LEFT
  JOIN transactions o ON o.id = substr(t.reference, 5) AND t.reference GLOB 'REV-*'
  WHERE t.status = 'completed' AND t.type IN ('deposit', 'withdrawal') AND t.processed_at >= ? AND t.processed_at < ? AND 1)
  WHERE counted <> 0)
  ORDER BY at DESC, label, id
  LIMIT ? OFFSET ?
;

SELECT *
  FROM (SELECT *
  FROM (SELECT 'transactions' AS kind, t.id AS id, t.description AS label, t.processed_at AS at, json_array('type', CASE WHEN t.reference GLOB 'ADJ-*' THEN 'adjustment' WHEN t.reference GLOB 'REV-*' THEN 'reversal' ELSE t.type END) AS note, t.customer_id AS customerId, c.name AS customer, json_array('type', CASE WHEN t.reference GLOB 'ADJ-*' THEN 'adjustment' WHEN t.reference GLOB 'REV-*' THEN 'reversal' ELSE t.type END) AS part, CASE WHEN t.type = 'deposit' AND coalesce(t.reference, '') NOT GLOB 'ADJ-*' AND coalesce(t.reference, '') NOT GLOB 'REV-*' THEN CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) WHEN t.type = 'withdrawal' AND o.type = 'deposit' AND coalesce(o.reference, '') NOT GLOB 'ADJ-*' AND coalesce(o.reference, '') NOT GLOB 'REV-*' THEN - CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) ELSE 0 END AS counted, 0 AS base
  FROM transactions t
  LEFT
  JOIN customers c ON c.id = t.customer_id
  LEFT
  JOIN transactions o ON o.id = substr(t.reference, 5) AND t.reference GLOB 'REV-*'
  WHERE t.status = 'completed' AND t.type IN ('deposit', 'withdrawal') AND + t.processed_at >= ? AND + t.processed_at < ? AND t.customer_id = ? AND + c.agent_id = ?)
  WHERE counted <> 0)
  ORDER BY at DESC, label, id
  LIMIT ? OFFSET ?
;

SELECT *
  FROM (SELECT *
  FROM (SELECT 'transactions' AS kind, t.id AS id, t.description AS label, t.processed_at AS at, json_array('type', CASE WHEN t.reference GLOB 'ADJ-*' THEN 'adjustment' WHEN t.reference GLOB 'REV-*' THEN 'reversal' ELSE t.type END) AS note, t.customer_id AS customerId, c.name AS customer, json_array('type', CASE WHEN t.reference GLOB 'ADJ-*' THEN 'adjustment' WHEN t.reference GLOB 'REV-*' THEN 'reversal' ELSE t.type END) AS part, CASE WHEN t.type = 'deposit' AND coalesce(t.reference, '') NOT GLOB 'ADJ-*' AND coalesce(t.reference, '') NOT GLOB 'REV-*' THEN CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) WHEN t.type = 'withdrawal' AND o.type = 'deposit' AND coalesce(o.reference, '') NOT GLOB 'ADJ-*' AND coalesce(o.reference, '') NOT GLOB 'REV-*' THEN - CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) ELSE 0 END AS counted, 0 AS base
  FROM transactions t
  LEFT
  JOIN customers c ON c.id = t.customer_id
  LEFT
  JOIN transactions o ON o.id = substr(t.reference, 5) AND t.reference GLOB 'REV-*'
  WHERE t.status = 'completed' AND t.type IN ('deposit', 'withdrawal') AND t.processed_at >= ? AND t.processed_at < ? AND + c.agent_id = ?)
  WHERE counted <> 0)
  ORDER BY at DESC, label, id
  LIMIT ? OFFSET ?
;

SELECT *
  FROM (SELECT *
  FROM (SELECT 'transactions' AS kind, t.id AS id, t.description AS label, t.processed_at AS at, json_array('type', CASE WHEN t.reference GLOB 'ADJ-*' THEN 'adjustment' WHEN t.reference GLOB 'REV-*' THEN 'reversal' ELSE t.type END) AS note, t.customer_id AS customerId, c.name AS customer, json_array('type', CASE WHEN t.reference GLOB 'ADJ-*' THEN 'adjustment' WHEN t.reference GLOB 'REV-*' THEN 'reversal' ELSE t.type END) AS part, CASE WHEN t.type = 'deposit' AND coalesce(t.reference, '') NOT GLOB 'ADJ-*' AND coalesce(t.reference, '') NOT GLOB 'REV-*' THEN CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) WHEN t.type = 'withdrawal' AND o.type = 'deposit' AND coalesce(o.reference, '') NOT GLOB 'ADJ-*' AND coalesce(o.reference, '') NOT GLOB 'REV-*' THEN - CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) ELSE 0 END AS counted, 0 AS base
  FROM transactions t
  LEFT
  JOIN customers c ON c.id = t.customer_id
  LEFT
  JOIN transactions o ON o.id = substr(t.reference, 5) AND t.reference GLOB 'REV-*'
  WHERE t.status = 'completed' AND t.type IN ('deposit', 'withdrawal') AND t.processed_at >= ? AND t.processed_at < ? AND 1)
  WHERE counted <> 0)
  ORDER BY at DESC, label, id
  LIMIT ? OFFSET ?
;

SELECT *
  FROM (SELECT *
  FROM (SELECT 'transactions' AS kind, t.id AS id, t.description AS label, t.processed_at AS at, json_array('type', CASE WHEN t.reference GLOB 'ADJ-*' THEN 'adjustment' WHEN t.reference GLOB 'REV-*' THEN 'reversal' ELSE t.type END) AS note, t.customer_id AS customerId, c.name AS customer, json_array('type', CASE WHEN t.reference GLOB 'ADJ-*' THEN 'adjustment' WHEN t.reference GLOB 'REV-*' THEN 'reversal' ELSE t.type END) AS part, CASE WHEN t.type = 'withdrawal' AND coalesce(t.reference, '') NOT GLOB 'ADJ-*' AND coalesce(t.reference, '') NOT GLOB 'REV-*' THEN CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) WHEN t.type = 'deposit' AND o.type = 'withdrawal' AND coalesce(o.reference, '') NOT GLOB 'ADJ-*' AND coalesce(o.reference, '') NOT GLOB 'REV-*' THEN - CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) ELSE 0 END AS counted, 0 AS base
  FROM transactions t
  LEFT
  JOIN customers c ON c.id = t.customer_id
  LEFT
  JOIN transactions o ON o.id = substr(t.reference, 5) AND t.reference GLOB 'REV-*'
  WHERE t.status = 'completed' AND t.type IN ('deposit', 'withdrawal') AND + t.processed_at >= ? AND + t.processed_at < ? AND t.customer_id = ? AND + c.agent_id = ?)
  WHERE counted <> 0)
  ORDER BY at DESC, label, id
  LIMIT ? OFFSET ?
;

SELECT *
  FROM (SELECT *
  FROM (SELECT 'transactions' AS kind, t.id AS id, t.description AS label, t.processed_at AS at, json_array('type', CASE WHEN t.reference GLOB 'ADJ-*' THEN 'adjustment' WHEN t.reference GLOB 'REV-*' THEN 'reversal' ELSE t.type END) AS note, t.customer_id AS customerId, c.name AS customer, json_array('type', CASE WHEN t.reference GLOB 'ADJ-*' THEN 'adjustment' WHEN t.reference GLOB 'REV-*' THEN 'reversal' ELSE t.type END) AS part, CASE WHEN t.type = 'withdrawal' AND coalesce(t.reference, '') NOT GLOB 'ADJ-*' AND coalesce(t.reference, '') NOT GLOB 'REV-*' THEN CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) WHEN t.type = 'deposit' AND o.type = 'withdrawal' AND coalesce(o.reference, '') NOT GLOB 'ADJ-*' AND coalesce(o.reference, '') NOT GLOB 'REV-*' THEN - CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) ELSE 0 END AS counted, 0 AS base
  FROM transactions t
  LEFT
  JOIN customers c ON c.id = t.customer_id
  LEFT
  JOIN transactions o ON o.id = substr(t.reference, 5) AND t.reference GLOB 'REV-*'
  WHERE t.status = 'completed' AND t.type IN ('deposit', 'withdrawal') AND t.processed_at >= ? AND t.processed_at < ? AND + c.agent_id = ?)
  WHERE counted <> 0)
  ORDER BY at DESC, label, id
  LIMIT ? OFFSET ?
;

SELECT *
  FROM (SELECT *
  FROM (SELECT 'transactions' AS kind, t.id AS id, t.description AS label, t.processed_at AS at, json_array('type', CASE WHEN t.reference GLOB 'ADJ-*' THEN 'adjustment' WHEN t.reference GLOB 'REV-*' THEN 'reversal' ELSE t.type END) AS note, t.customer_id AS customerId, c.name AS customer, json_array('type', CASE WHEN t.reference GLOB 'ADJ-*' THEN 'adjustment' WHEN t.reference GLOB 'REV-*' THEN 'reversal' ELSE t.type END) AS part, CASE WHEN t.type = 'withdrawal' AND coalesce(t.reference, '') NOT GLOB 'ADJ-*' AND coalesce(t.reference, '') NOT GLOB 'REV-*' THEN CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) WHEN t.type = 'deposit' AND o.type = 'withdrawal' AND coalesce(o.reference, '') NOT GLOB 'ADJ-*' AND coalesce(o.reference, '') NOT GLOB 'REV-*' THEN - CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) ELSE 0 END AS counted, 0 AS base
  FROM transactions t
  LEFT
  JOIN customers c ON c.id = t.customer_id
  LEFT
  JOIN transactions o ON o.id = substr(t.reference, 5) AND t.reference GLOB 'REV-*'
  WHERE t.status = 'completed' AND t.type IN ('deposit', 'withdrawal') AND t.processed_at >= ? AND t.processed_at < ? AND 1)
  WHERE counted <> 0)
  ORDER BY at DESC, label, id
  LIMIT ? OFFSET ?
;

SELECT *
  FROM (SELECT *
  FROM (SELECT 'transactions' AS kind, t.id AS id, t.description AS label, t.processed_at AS at, json_array('type', CASE WHEN t.reference GLOB 'ADJ-*' THEN 'adjustment' WHEN t.reference GLOB 'REV-*' THEN 'reversal' ELSE t.type END) AS note, t.customer_id AS customerId, c.name AS customer, json_array('type', CASE WHEN t.reference GLOB 'ADJ-*' THEN 'adjustment' WHEN t.reference GLOB 'REV-*' THEN 'reversal' ELSE t.type END) AS part, CASE t.type WHEN 'deposit' THEN 1 ELSE - 1 END * CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) AS counted, 0 AS base
  FROM transactions t
  LEFT
  JOIN customers c ON c.id = t.customer_id
  LEFT
  JOIN transactions o ON o.id = substr(t.reference, 5) AND t.reference GLOB 'REV-*'
  WHERE t.status = 'completed' AND t.type IN ('deposit', 'withdrawal') AND + t.processed_at >= ? AND + t.processed_at < ? AND t.customer_id = ? AND + c.agent_id = ?)
  WHERE counted <> 0)
  ORDER BY at DESC, label, id
  LIMIT ? OFFSET ?
;

SELECT *
  FROM (SELECT *
  FROM (SELECT 'transactions' AS kind, t.id AS id, t.description AS label, t.processed_at AS at, json_array('type', CASE WHEN t.reference GLOB 'ADJ-*' THEN 'adjustment' WHEN t.reference GLOB 'REV-*' THEN 'reversal' ELSE t.type END) AS note, t.customer_id AS customerId, c.name AS customer, json_array('type', CASE WHEN t.reference GLOB 'ADJ-*' THEN 'adjustment' WHEN t.reference GLOB 'REV-*' THEN 'reversal' ELSE t.type END) AS part, CASE t.type WHEN 'deposit' THEN 1 ELSE - 1 END * CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) AS counted, 0 AS base
  FROM transactions t
  LEFT
  JOIN customers c ON c.id = t.customer_id
  LEFT
  JOIN transactions o ON o.id = substr(t.reference, 5) AND t.reference GLOB 'REV-*'
  WHERE t.status = 'completed' AND t.type IN ('deposit', 'withdrawal') AND t.processed_at >= ? AND t.processed_at < ? AND + c.agent_id = ?)
  WHERE counted <> 0)
  ORDER BY at DESC, label, id
  LIMIT ? OFFSET ?
;

SELECT *
  FROM (SELECT *
  FROM (SELECT 'transactions' AS kind, t.id AS id, t.description AS label, t.processed_at AS at, json_array('type', CASE WHEN t.reference GLOB 'ADJ-*' THEN 'adjustment' WHEN t.reference GLOB 'REV-*' THEN 'reversal' ELSE t.type END) AS note, t.customer_id AS customerId, c.name AS customer, json_array('type', CASE WHEN t.reference GLOB 'ADJ-*' THEN 'adjustment' WHEN t.reference GLOB 'REV-*' THEN 'reversal' ELSE t.type END) AS part, CASE t.type WHEN 'deposit' THEN 1 ELSE - 1 END * CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) AS counted, 0 AS base
  FROM transactions t
  LEFT
  JOIN customers c ON c.id = t.customer_id
  LEFT
  JOIN transactions o ON o.id = substr(t.reference, 5) AND t.reference GLOB 'REV-*'
  WHERE t.status = 'completed' AND t.type IN ('deposit', 'withdrawal') AND t.processed_at >= ? AND t.processed_at < ? AND 1)
  WHERE counted <> 0)
  ORDER BY at DESC, label, id
  LIMIT ? OFFSET ?
;

SELECT coalesce(max(rowid), 0) AS last
  FROM transactions
;

SELECT coalesce(sum(CAST (round(t.amount * 100) AS INTEGER) * CASE WHEN t.type IN ('withdrawal', 'wager') THEN - 1 ELSE 1 END), 0) AS cents
  FROM transactions AS t INDEXED BY idx_transactions_ledger
  WHERE t.customer_id = ? AND t.status = 'completed' AND (t.processed_at, t.id) < (?)
;

SELECT coalesce(sum(CAST (round(t.amount * 100) AS INTEGER) * CASE WHEN t.type IN ('withdrawal', 'wager') THEN - 1 ELSE 1 END), 0) AS cents
  FROM transactions AS t INDEXED BY idx_transactions_ledger
  WHERE t.customer_id = ? AND t.status = 'completed' AND 1
;

SELECT coalesce(sum(type = 'deposit'), 0) AS deposits, coalesce(sum(type = 'withdrawal'), 0) AS withdrawals, coalesce(sum(CASE type WHEN 'withdrawal' THEN CAST (round(amount * 100) AS INTEGER) END), 0) AS "withdrawalCents"
  FROM transactions INDEXED BY idx_transactions_customer_status
  WHERE customer_id = ? AND status = 'pending'
;

SELECT id, type, status, CAST (round(amount * 100) AS INTEGER) AS amountCents, description, created_at AS createdAt
  FROM transactions
  WHERE customer_id = ?
  ORDER BY created_at DESC, id DESC
  LIMIT ?
;

SELECT max(id) AS last, count(*) AS count
  FROM (SELECT id
  FROM transactions
  WHERE 1
  ORDER BY id
  LIMIT ?)
;

SELECT max(id) AS last, count(*) AS count
  FROM (SELECT id
  FROM transactions
  WHERE id > ?
  ORDER BY id
  LIMIT ?)
;

SELECT p.key AS span, c.agent_id AS owner, sum(CASE WHEN t.type = 'deposit' AND coalesce(t.reference, '') NOT GLOB 'ADJ-*' AND coalesce(t.reference, '') NOT GLOB 'REV-*' THEN CAST (round(t.amount * 100) AS INTEGER) WHEN t.type = 'withdrawal' AND o.type = 'deposit' AND coalesce(o.reference, '') NOT GLOB 'ADJ-*' AND coalesce(o.reference, '') NOT GLOB 'REV-*' THEN - CAST (round(t.amount * 100) AS INTEGER) ELSE 0 END) AS depositCents, sum(CASE WHEN t.type = 'withdrawal' AND coalesce(t.reference, '') NOT GLOB 'ADJ-*' AND coalesce(t.reference, '') NOT GLOB 'REV-*' THEN CAST (round(t.amount * 100) AS INTEGER) WHEN t.type = 'deposit' AND o.type = 'withdrawal' AND coalesce(o.reference, '') NOT GLOB 'ADJ-*' AND coalesce(o.reference, '') NOT GLOB 'REV-*' THEN - CAST (round(t.amount * 100) AS INTEGER) ELSE 0 END) AS withdrawalCents, sum(CASE t.type WHEN 'deposit' THEN 1 ELSE - 1 END * CAST (round(t.amount * 100) AS INTEGER)) AS paidInCents
  FROM json_each(?) AS p
  CROSS
  JOIN transactions AS t INDEXED BY idx_transactions_payments ON t.processed_at >= (p.value ->> '$.a') AND t.processed_at < (p.value ->> '$.b') AND t.status = 'completed' AND t.type IN ('deposit', 'withdrawal')
  LEFT
  JOIN transactions AS o ON o.id = substr(t.reference, 5) AND t.reference GLOB 'REV-*'
  LEFT
  JOIN customers AS c ON c.id = t.customer_id
  WHERE 1
  GROUP BY 1, 2
;

SELECT p.key AS span, c.agent_id AS owner, sum(CASE WHEN t.type = 'deposit' AND coalesce(t.reference, '') NOT GLOB 'ADJ-*' AND coalesce(t.reference, '') NOT GLOB 'REV-*' THEN CAST (round(t.amount * 100) AS INTEGER) WHEN t.type = 'withdrawal' AND o.type = 'deposit' AND coalesce(o.reference, '') NOT GLOB 'ADJ-*' AND coalesce(o.reference, '') NOT GLOB 'REV-*' THEN - CAST (round(t.amount * 100) AS INTEGER) ELSE 0 END) AS depositCents, sum(CASE WHEN t.type = 'withdrawal' AND coalesce(t.reference, '') NOT GLOB 'ADJ-*' AND coalesce(t.reference, '') NOT GLOB 'REV-*' THEN CAST (round(t.amount * 100) AS INTEGER) WHEN t.type = 'deposit' AND o.type = 'withdrawal' AND coalesce(o.reference, '') NOT GLOB 'ADJ-*' AND coalesce(o.reference, '') NOT GLOB 'REV-*' THEN - CAST (round(t.amount * 100) AS INTEGER) ELSE 0 END) AS withdrawalCents, sum(CASE t.type WHEN 'deposit' THEN 1 ELSE - 1 END * CAST (round(t.amount * 100) AS INTEGER)) AS paidInCents
  FROM json_each(?) AS p
  CROSS
  JOIN transactions AS t INDEXED BY idx_transactions_payments ON t.processed_at >= (p.value ->> '$.a') AND t.processed_at < (p.value ->> '$.b') AND t.status = 'completed' AND t.type IN ('deposit', 'withdrawal')
  LEFT
  JOIN transactions AS o ON o.id = substr(t.reference, 5) AND t.reference GLOB 'REV-*'
  LEFT
  JOIN customers AS c ON c.id = t.customer_id
  WHERE 1 AND + c.agent_id = ?
  GROUP BY 1, 2
;

SELECT p.key AS span, t.customer_id AS owner, sum(CASE t.type WHEN 'deposit' THEN 1 ELSE - 1 END * CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER)) AS cents
  FROM json_each(?) AS p
  CROSS
  JOIN transactions AS t INDEXED BY idx_transactions_payments ON t.processed_at >= (p.value ->> '$.a') AND t.processed_at < (p.value ->> '$.b') AND t.status = 'completed' AND t.type IN ('deposit', 'withdrawal')
  CROSS
  JOIN customers AS c ON c.id = t.customer_id
  WHERE + c.agent_id = ?
  GROUP BY 1, 2
;

SELECT p.key AS span, t.customer_id AS owner, sum(CASE t.type WHEN 'deposit' THEN 1 ELSE - 1 END * CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER)) AS cents
  FROM json_each(?) AS p
  CROSS
  JOIN transactions AS t INDEXED BY idx_transactions_payments ON t.processed_at >= (p.value ->> '$.a') AND t.processed_at < (p.value ->> '$.b') AND t.status = 'completed' AND t.type IN ('deposit', 'withdrawal')
  CROSS
  JOIN customers AS c ON c.id = t.customer_id
  WHERE 1
  GROUP BY 1, 2
;

SELECT part AS name, count(*) AS "rows", sum(counted) AS counted, sum(base) AS base
  FROM (SELECT 'customers' AS kind, c.id AS id, c.name AS label, NULL AS at, json_array('sum') AS note, NULL AS customerId, NULL AS customer, json_array('data', a.name) AS part, s.counted AS counted, 0 AS base
  FROM (SELECT customerId, sum(counted) AS counted
  FROM (SELECT t.customer_id AS customerId, CASE WHEN t.type IN ('withdrawal', 'wager') THEN - 1 ELSE 1 END * CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) AS counted
  FROM transactions t
  CROSS
  JOIN customers c ON c.id = t.customer_id
  WHERE t.status = 'completed' AND t.processed_at < ? AND + c.agent_id = ?)
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
  FROM (SELECT t.customer_id AS customerId, CASE WHEN t.type IN ('withdrawal', 'wager') THEN - 1 ELSE 1 END * CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) AS counted
  FROM transactions t
  CROSS
  JOIN customers c ON c.id = t.customer_id
  WHERE t.status = 'completed' AND t.processed_at < ? AND 1)
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
  FROM (SELECT t.customer_id AS customerId, CASE t.type WHEN 'deposit' THEN 1 ELSE - 1 END * CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) AS counted
  FROM transactions t
  CROSS
  JOIN customers c ON c.id = t.customer_id
  WHERE t.status = 'completed' AND t.processed_at < ? AND + c.agent_id = ? AND t.type IN ('deposit', 'withdrawal')
  UNION ALL
  SELECT w.customer_id AS customerId, - CAST (round(coalesce(g.win_delta, 0) * 100) AS INTEGER) AS counted
  FROM gradings g
  CROSS
  JOIN wagers w ON w.id = g.wager_id
  WHERE g.created_at < ? AND + w.agent_id = ?)
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
  FROM (SELECT t.customer_id AS customerId, CASE t.type WHEN 'deposit' THEN 1 ELSE - 1 END * CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) AS counted
  FROM transactions t
  CROSS
  JOIN customers c ON c.id = t.customer_id
  WHERE t.status = 'completed' AND t.processed_at < ? AND 1 AND t.type IN ('deposit', 'withdrawal')
  UNION ALL
  SELECT w.customer_id AS customerId, - CAST (round(coalesce(g.win_delta, 0) * 100) AS INTEGER) AS counted
  FROM gradings g
  CROSS
  JOIN wagers w ON w.id = g.wager_id
  WHERE g.created_at < ? AND 1)
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
  FROM (SELECT 'transactions' AS kind, t.id AS id, t.description AS label, t.processed_at AS at, json_array('type', t.type) AS note, t.customer_id AS customerId, c.name AS customer, json_array('type', t.type) AS part, CASE WHEN t.type IN ('withdrawal', 'wager') THEN - 1 ELSE 1 END * CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) AS counted, 0 AS base
  FROM transactions t
  LEFT
  JOIN customers c ON c.id = t.customer_id
  WHERE + t.status = 'completed' AND t.processed_at < ? AND t.customer_id = ? AND + c.agent_id = ?)
  GROUP BY part
  ORDER BY abs(sum(counted)) DESC, part
;

SELECT part AS name, count(*) AS "rows", sum(counted) AS counted, sum(base) AS base
  FROM (SELECT 'transactions' AS kind, t.id AS id, t.description AS label, t.processed_at AS at, json_array('type', t.type) AS note, t.customer_id AS customerId, c.name AS customer, json_array('type', t.type) AS part, CASE t.type WHEN 'deposit' THEN 1 ELSE - 1 END * CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) AS counted, 0 AS base
  FROM transactions t
  LEFT
  JOIN customers c ON c.id = t.customer_id
  WHERE + t.status = 'completed' AND t.processed_at < ? AND t.customer_id = ? AND + c.agent_id = ? AND t.type IN ('deposit', 'withdrawal')
  UNION ALL
  SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, g.created_at AS at, json_array('grading', NULL, g.to_result, g.to_status) AS note, w.customer_id AS customerId, c.name AS customer, json_array('part', 'results') AS part, - CAST (round(coalesce(g.win_delta, 0) * 100) AS INTEGER) AS counted, 0 AS base
  FROM wagers w
  CROSS
  JOIN gradings g ON g.wager_id = w.id
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE g.created_at < ? AND g.win_delta <> 0 AND w.customer_id = ? AND + w.agent_id = ?)
  GROUP BY part
  ORDER BY abs(sum(counted)) DESC, part
;

SELECT part AS name, count(*) AS "rows", sum(counted) AS counted, sum(base) AS base
  FROM (SELECT 'transactions' AS kind, t.id AS id, t.description AS label, t.processed_at AS at, json_array('type', t.type) AS note, t.customer_id AS customerId, c.name AS customer, json_array('type', t.type) AS part, CASE t.type WHEN 'deposit' THEN 1 ELSE - 1 END * CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) AS counted, 0 AS base
  FROM transactions t
  LEFT
  JOIN customers c ON c.id = t.customer_id
  WHERE + t.status = 'completed' AND t.processed_at < ? AND t.customer_id = ? AND 1 AND t.type IN ('deposit', 'withdrawal')
  UNION ALL
  SELECT 'wagers' AS kind, w.id AS id, w.wager_number AS label, g.created_at AS at, json_array('grading', NULL, g.to_result, g.to_status) AS note, w.customer_id AS customerId, c.name AS customer, json_array('part', 'results') AS part, - CAST (round(coalesce(g.win_delta, 0) * 100) AS INTEGER) AS counted, 0 AS base
  FROM wagers w
  CROSS
  JOIN gradings g ON g.wager_id = w.id
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE g.created_at < ? AND g.win_delta <> 0 AND w.customer_id = ? AND 1)
  GROUP BY part
  ORDER BY abs(sum(counted)) DESC, part
;

SELECT part AS name, count(*) AS "rows", sum(counted) AS counted, sum(base) AS base
  FROM (SELECT *
  FROM (SELECT 'transactions' AS kind, t.id AS id, t.description AS label, t.processed_at AS at, json_array('type', CASE WHEN t.reference GLOB 'ADJ-*' THEN 'adjustment' WHEN t.reference GLOB 'REV-*' THEN 'reversal' ELSE t.type END) AS note, t.customer_id AS customerId, c.name AS customer, json_array('type', CASE WHEN t.reference GLOB 'ADJ-*' THEN 'adjustment' WHEN t.reference GLOB 'REV-*' THEN 'reversal' ELSE t.type END) AS part, CASE WHEN t.type = 'deposit' AND coalesce(t.reference, '') NOT GLOB 'ADJ-*' AND coalesce(t.reference, '') NOT GLOB 'REV-*' THEN CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) WHEN t.type = 'withdrawal' AND o.type = 'deposit' AND coalesce(o.reference, '') NOT GLOB 'ADJ-*' AND coalesce(o.reference, '') NOT GLOB 'REV-*' THEN - CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) ELSE 0 END - CASE WHEN t.type = 'withdrawal' AND coalesce(t.reference, '') NOT GLOB 'ADJ-*' AND coalesce(t.reference, '') NOT GLOB 'REV-*' THEN CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) WHEN t.type = 'deposit' AND o.type = 'withdrawal' AND coalesce(o.reference, '') NOT GLOB 'ADJ-*' AND coalesce(o.reference, '') NOT GLOB 'REV-*' THEN - CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) ELSE 0 END AS counted, 0 AS base
  FROM transactions t
  LEFT
  JOIN customers c ON c.id = t.customer_id
  LEFT
  JOIN transactions o ON o.id = substr(t.reference, 5) AND t.reference GLOB 'REV-*'
  WHERE t.status = 'completed' AND t.type IN ('deposit', 'withdrawal') AND + t.processed_at >= ? AND + t.processed_at < ? AND t.customer_id = ? AND + c.agent_id = ?)
  WHERE counted <> 0)
  GROUP BY part
  ORDER BY abs(sum(counted)) DESC, part
;

SELECT part AS name, count(*) AS "rows", sum(counted) AS counted, sum(base) AS base
  FROM (SELECT *
  FROM (SELECT 'transactions' AS kind, t.id AS id, t.description AS label, t.processed_at AS at, json_array('type', CASE WHEN t.reference GLOB 'ADJ-*' THEN 'adjustment' WHEN t.reference GLOB 'REV-*' THEN 'reversal' ELSE t.type END) AS note, t.customer_id AS customerId, c.name AS customer, json_array('type', CASE WHEN t.reference GLOB 'ADJ-*' THEN 'adjustment' WHEN t.reference GLOB 'REV-*' THEN 'reversal' ELSE t.type END) AS part, CASE WHEN t.type = 'deposit' AND coalesce(t.reference, '') NOT GLOB 'ADJ-*' AND coalesce(t.reference, '') NOT GLOB 'REV-*' THEN CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) WHEN t.type = 'withdrawal' AND o.type = 'deposit' AND coalesce(o.reference, '') NOT GLOB 'ADJ-*' AND coalesce(o.reference, '') NOT GLOB 'REV-*' THEN - CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) ELSE 0 END - CASE WHEN t.type = 'withdrawal' AND coalesce(t.reference, '') NOT GLOB 'ADJ-*' AND coalesce(t.reference, '') NOT GLOB 'REV-*' THEN CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) WHEN t.type = 'deposit' AND o.type = 'withdrawal' AND coalesce(o.reference, '') NOT GLOB 'ADJ-*' AND coalesce(o.reference, '') NOT GLOB 'REV-*' THEN - CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) ELSE 0 END AS counted, 0 AS base
  FROM transactions t
  LEFT
  JOIN customers c ON c.id = t.customer_id
  LEFT
  JOIN transactions o ON o.id = substr(t.reference, 5) AND t.reference GLOB 'REV-*'
  WHERE t.status = 'completed' AND t.type IN ('deposit', 'withdrawal') AND t.processed_at >= ? AND t.processed_at < ? AND + c.agent_id = ?)
  WHERE counted <> 0)
  GROUP BY part
  ORDER BY abs(sum(counted)) DESC, part
;

SELECT part AS name, count(*) AS "rows", sum(counted) AS counted, sum(base) AS base
  FROM (SELECT *
  FROM (SELECT 'transactions' AS kind, t.id AS id, t.description AS label, t.processed_at AS at, json_array('type', CASE WHEN t.reference GLOB 'ADJ-*' THEN 'adjustment' WHEN t.reference GLOB 'REV-*' THEN 'reversal' ELSE t.type END) AS note, t.customer_id AS customerId, c.name AS customer, json_array('type', CASE WHEN t.reference GLOB 'ADJ-*' THEN 'adjustment' WHEN t.reference GLOB 'REV-*' THEN 'reversal' ELSE t.type END) AS part, CASE WHEN t.type = 'deposit' AND coalesce(t.reference, '') NOT GLOB 'ADJ-*' AND coalesce(t.reference, '') NOT GLOB 'REV-*' THEN CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) WHEN t.type = 'withdrawal' AND o.type = 'deposit' AND coalesce(o.reference, '') NOT GLOB 'ADJ-*' AND coalesce(o.reference, '') NOT GLOB 'REV-*' THEN - CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) ELSE 0 END - CASE WHEN t.type = 'withdrawal' AND coalesce(t.reference, '') NOT GLOB 'ADJ-*' AND coalesce(t.reference, '') NOT GLOB 'REV-*' THEN CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) WHEN t.type = 'deposit' AND o.type = 'withdrawal' AND coalesce(o.reference, '') NOT GLOB 'ADJ-*' AND coalesce(o.reference, '') NOT GLOB 'REV-*' THEN - CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) ELSE 0 END AS counted, 0 AS base
  FROM transactions t
  LEFT
  JOIN customers c ON c.id = t.customer_id
  LEFT
  JOIN transactions o ON o.id = substr(t.reference, 5) AND t.reference GLOB 'REV-*'
  WHERE t.status = 'completed' AND t.type IN ('deposit', 'withdrawal') AND t.processed_at >= ? AND t.processed_at < ? AND 1)
  WHERE counted <> 0)
  GROUP BY part
  ORDER BY abs(sum(counted)) DESC, part
;

SELECT part AS name, count(*) AS "rows", sum(counted) AS counted, sum(base) AS base
  FROM (SELECT *
  FROM (SELECT 'transactions' AS kind, t.id AS id, t.description AS label, t.processed_at AS at, json_array('type', CASE WHEN t.reference GLOB 'ADJ-*' THEN 'adjustment' WHEN t.reference GLOB 'REV-*' THEN 'reversal' ELSE t.type END) AS note, t.customer_id AS customerId, c.name AS customer, json_array('type', CASE WHEN t.reference GLOB 'ADJ-*' THEN 'adjustment' WHEN t.reference GLOB 'REV-*' THEN 'reversal' ELSE t.type END) AS part, CASE WHEN t.type = 'deposit' AND coalesce(t.reference, '') NOT GLOB 'ADJ-*' AND coalesce(t.reference, '') NOT GLOB 'REV-*' THEN CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) WHEN t.type = 'withdrawal' AND o.type = 'deposit' AND coalesce(o.reference, '') NOT GLOB 'ADJ-*' AND coalesce(o.reference, '') NOT GLOB 'REV-*' THEN - CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) ELSE 0 END AS counted, 0 AS base
  FROM transactions t
  LEFT
  JOIN customers c ON c.id = t.customer_id
  LEFT
  JOIN transactions o ON o.id = substr(t.reference, 5) AND t.reference GLOB 'REV-*'
  WHERE t.status = 'completed' AND t.type IN ('deposit', 'withdrawal') AND + t.processed_at >= ? AND + t.processed_at < ? AND t.customer_id = ? AND + c.agent_id = ?)
  WHERE counted <> 0)
  GROUP BY part
  ORDER BY abs(sum(counted)) DESC, part
;

SELECT part AS name, count(*) AS "rows", sum(counted) AS counted, sum(base) AS base
  FROM (SELECT *
  FROM (SELECT 'transactions' AS kind, t.id AS id, t.description AS label, t.processed_at AS at, json_array('type', CASE WHEN t.reference GLOB 'ADJ-*' THEN 'adjustment' WHEN t.reference GLOB 'REV-*' THEN 'reversal' ELSE t.type END) AS note, t.customer_id AS customerId, c.name AS customer, json_array('type', CASE WHEN t.reference GLOB 'ADJ-*' THEN 'adjustment' WHEN t.reference GLOB 'REV-*' THEN 'reversal' ELSE t.type END) AS part, CASE WHEN t.type = 'deposit' AND coalesce(t.reference, '') NOT GLOB 'ADJ-*' AND coalesce(t.reference, '') NOT GLOB 'REV-*' THEN CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) WHEN t.type = 'withdrawal' AND o.type = 'deposit' AND coalesce(o.reference, '') NOT GLOB 'ADJ-*' AND coalesce(o.reference, '') NOT GLOB 'REV-*' THEN - CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) ELSE 0 END AS counted, 0 AS base
  FROM transactions t
  LEFT
  JOIN customers c ON c.id = t.customer_id
  LEFT
  JOIN transactions o ON o.id = substr(t.reference, 5) AND t.reference GLOB 'REV-*'
  WHERE t.status = 'completed' AND t.type IN ('deposit', 'withdrawal') AND t.processed_at >= ? AND t.processed_at < ? AND + c.agent_id = ?)
  WHERE counted <> 0)
  GROUP BY part
  ORDER BY abs(sum(counted)) DESC, part
;

SELECT part AS name, count(*) AS "rows", sum(counted) AS counted, sum(base) AS base
  FROM (SELECT *
  FROM (SELECT 'transactions' AS kind, t.id AS id, t.description AS label, t.processed_at AS at, json_array('type', CASE WHEN t.reference GLOB 'ADJ-*' THEN 'adjustment' WHEN t.reference GLOB 'REV-*' THEN 'reversal' ELSE t.type END) AS note, t.customer_id AS customerId, c.name AS customer, json_array('type', CASE WHEN t.reference GLOB 'ADJ-*' THEN 'adjustment' WHEN t.reference GLOB 'REV-*' THEN 'reversal' ELSE t.type END) AS part, CASE WHEN t.type = 'deposit' AND coalesce(t.reference, '') NOT GLOB 'ADJ-*' AND coalesce(t.reference, '') NOT GLOB 'REV-*' THEN CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) WHEN t.type = 'withdrawal' AND o.type = 'deposit' AND coalesce(o.reference, '') NOT GLOB 'ADJ-*' AND coalesce(o.reference, '') NOT GLOB 'REV-*' THEN - CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) ELSE 0 END AS counted, 0 AS base
  FROM transactions t
  LEFT
  JOIN customers c ON c.id = t.customer_id
  LEFT
  JOIN transactions o ON o.id = substr(t.reference, 5) AND t.reference GLOB 'REV-*'
  WHERE t.status = 'completed' AND t.type IN ('deposit', 'withdrawal') AND t.processed_at >= ? AND t.processed_at < ? AND 1)
  WHERE counted <> 0)
  GROUP BY part
  ORDER BY abs(sum(counted)) DESC, part
;

SELECT part AS name, count(*) AS "rows", sum(counted) AS counted, sum(base) AS base
  FROM (SELECT *
  FROM (SELECT 'transactions' AS kind, t.id AS id, t.description AS label, t.processed_at AS at, json_array('type', CASE WHEN t.reference GLOB 'ADJ-*' THEN 'adjustment' WHEN t.reference GLOB 'REV-*' THEN 'reversal' ELSE t.type END) AS note, t.customer_id AS customerId, c.name AS customer, json_array('type', CASE WHEN t.reference GLOB 'ADJ-*' THEN 'adjustment' WHEN t.reference GLOB 'REV-*' THEN 'reversal' ELSE t.type END) AS part, CASE WHEN t.type = 'withdrawal' AND coalesce(t.reference, '') NOT GLOB 'ADJ-*' AND coalesce(t.reference, '') NOT GLOB 'REV-*' THEN CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) WHEN t.type = 'deposit' AND o.type = 'withdrawal' AND coalesce(o.reference, '') NOT GLOB 'ADJ-*' AND coalesce(o.reference, '') NOT GLOB 'REV-*' THEN - CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) ELSE 0 END AS counted, 0 AS base
  FROM transactions t
  LEFT
  JOIN customers c ON c.id = t.customer_id
  LEFT
  JOIN transactions o ON o.id = substr(t.reference, 5) AND t.reference GLOB 'REV-*'
  WHERE t.status = 'completed' AND t.type IN ('deposit', 'withdrawal') AND + t.processed_at >= ? AND + t.processed_at < ? AND t.customer_id = ? AND + c.agent_id = ?)
  WHERE counted <> 0)
  GROUP BY part
  ORDER BY abs(sum(counted)) DESC, part
;

SELECT part AS name, count(*) AS "rows", sum(counted) AS counted, sum(base) AS base
  FROM (SELECT *
  FROM (SELECT 'transactions' AS kind, t.id AS id, t.description AS label, t.processed_at AS at, json_array('type', CASE WHEN t.reference GLOB 'ADJ-*' THEN 'adjustment' WHEN t.reference GLOB 'REV-*' THEN 'reversal' ELSE t.type END) AS note, t.customer_id AS customerId, c.name AS customer, json_array('type', CASE WHEN t.reference GLOB 'ADJ-*' THEN 'adjustment' WHEN t.reference GLOB 'REV-*' THEN 'reversal' ELSE t.type END) AS part, CASE WHEN t.type = 'withdrawal' AND coalesce(t.reference, '') NOT GLOB 'ADJ-*' AND coalesce(t.reference, '') NOT GLOB 'REV-*' THEN CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) WHEN t.type = 'deposit' AND o.type = 'withdrawal' AND coalesce(o.reference, '') NOT GLOB 'ADJ-*' AND coalesce(o.reference, '') NOT GLOB 'REV-*' THEN - CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) ELSE 0 END AS counted, 0 AS base
  FROM transactions t
  LEFT
  JOIN customers c ON c.id = t.customer_id
  LEFT
  JOIN transactions o ON o.id = substr(t.reference, 5) AND t.reference GLOB 'REV-*'
  WHERE t.status = 'completed' AND t.type IN ('deposit', 'withdrawal') AND t.processed_at >= ? AND t.processed_at < ? AND + c.agent_id = ?)
  WHERE counted <> 0)
  GROUP BY part
  ORDER BY abs(sum(counted)) DESC, part
;

SELECT part AS name, count(*) AS "rows", sum(counted) AS counted, sum(base) AS base
  FROM (SELECT *
  FROM (SELECT 'transactions' AS kind, t.id AS id, t.description AS label, t.processed_at AS at, json_array('type', CASE WHEN t.reference GLOB 'ADJ-*' THEN 'adjustment' WHEN t.reference GLOB 'REV-*' THEN 'reversal' ELSE t.type END) AS note, t.customer_id AS customerId, c.name AS customer, json_array('type', CASE WHEN t.reference GLOB 'ADJ-*' THEN 'adjustment' WHEN t.reference GLOB 'REV-*' THEN 'reversal' ELSE t.type END) AS part, CASE WHEN t.type = 'withdrawal' AND coalesce(t.reference, '') NOT GLOB 'ADJ-*' AND coalesce(t.reference, '') NOT GLOB 'REV-*' THEN CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) WHEN t.type = 'deposit' AND o.type = 'withdrawal' AND coalesce(o.reference, '') NOT GLOB 'ADJ-*' AND coalesce(o.reference, '') NOT GLOB 'REV-*' THEN - CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) ELSE 0 END AS counted, 0 AS base
  FROM transactions t
  LEFT
  JOIN customers c ON c.id = t.customer_id
  LEFT
  JOIN transactions o ON o.id = substr(t.reference, 5) AND t.reference GLOB 'REV-*'
  WHERE t.status = 'completed' AND t.type IN ('deposit', 'withdrawal') AND t.processed_at >= ? AND t.processed_at < ? AND 1)
  WHERE counted <> 0)
  GROUP BY part
  ORDER BY abs(sum(counted)) DESC, part
;

SELECT part AS name, count(*) AS "rows", sum(counted) AS counted, sum(base) AS base
  FROM (SELECT *
  FROM (SELECT 'transactions' AS kind, t.id AS id, t.description AS label, t.processed_at AS at, json_array('type', CASE WHEN t.reference GLOB 'ADJ-*' THEN 'adjustment' WHEN t.reference GLOB 'REV-*' THEN 'reversal' ELSE t.type END) AS note, t.customer_id AS customerId, c.name AS customer, json_array('type', CASE WHEN t.reference GLOB 'ADJ-*' THEN 'adjustment' WHEN t.reference GLOB 'REV-*' THEN 'reversal' ELSE t.type END) AS part, CASE t.type WHEN 'deposit' THEN 1 ELSE - 1 END * CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) AS counted, 0 AS base
  FROM transactions t
  LEFT
  JOIN customers c ON c.id = t.customer_id
  LEFT
  JOIN transactions o ON o.id = substr(t.reference, 5) AND t.reference GLOB 'REV-*'
  WHERE t.status = 'completed' AND t.type IN ('deposit', 'withdrawal') AND + t.processed_at >= ? AND + t.processed_at < ? AND t.customer_id = ? AND + c.agent_id = ?)
  WHERE counted <> 0)
  GROUP BY part
  ORDER BY abs(sum(counted)) DESC, part
;

SELECT part AS name, count(*) AS "rows", sum(counted) AS counted, sum(base) AS base
  FROM (SELECT *
  FROM (SELECT 'transactions' AS kind, t.id AS id, t.description AS label, t.processed_at AS at, json_array('type', CASE WHEN t.reference GLOB 'ADJ-*' THEN 'adjustment' WHEN t.reference GLOB 'REV-*' THEN 'reversal' ELSE t.type END) AS note, t.customer_id AS customerId, c.name AS customer, json_array('type', CASE WHEN t.reference GLOB 'ADJ-*' THEN 'adjustment' WHEN t.reference GLOB 'REV-*' THEN 'reversal' ELSE t.type END) AS part, CASE t.type WHEN 'deposit' THEN 1 ELSE - 1 END * CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) AS counted, 0 AS base
  FROM transactions t
  LEFT
  JOIN customers c ON c.id = t.customer_id
  LEFT
  JOIN transactions o ON o.id = substr(t.reference, 5) AND t.reference GLOB 'REV-*'
  WHERE t.status = 'completed' AND t.type IN ('deposit', 'withdrawal') AND t.processed_at >= ? AND t.processed_at < ? AND + c.agent_id = ?)
  WHERE counted <> 0)
  GROUP BY part
  ORDER BY abs(sum(counted)) DESC, part
;

SELECT part AS name, count(*) AS "rows", sum(counted) AS counted, sum(base) AS base
  FROM (SELECT *
  FROM (SELECT 'transactions' AS kind, t.id AS id, t.description AS label, t.processed_at AS at, json_array('type', CASE WHEN t.reference GLOB 'ADJ-*' THEN 'adjustment' WHEN t.reference GLOB 'REV-*' THEN 'reversal' ELSE t.type END) AS note, t.customer_id AS customerId, c.name AS customer, json_array('type', CASE WHEN t.reference GLOB 'ADJ-*' THEN 'adjustment' WHEN t.reference GLOB 'REV-*' THEN 'reversal' ELSE t.type END) AS part, CASE t.type WHEN 'deposit' THEN 1 ELSE - 1 END * CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) AS counted, 0 AS base
  FROM transactions t
  LEFT
  JOIN customers c ON c.id = t.customer_id
  LEFT
  JOIN transactions o ON o.id = substr(t.reference, 5) AND t.reference GLOB 'REV-*'
  WHERE t.status = 'completed' AND t.type IN ('deposit', 'withdrawal') AND t.processed_at >= ? AND t.processed_at < ? AND 1)
  WHERE counted <> 0)
  GROUP BY part
  ORDER BY abs(sum(counted)) DESC, part
;

SELECT t.id AS id, t.type AS type, t.status AS status, t.amount AS amount, t.reference AS reference, t.created_at AS created_at, t.version AS version, max(t.updated_at, coalesce(c.last_activity, '')) AS seen_at, EXISTS (SELECT 1
  FROM transactions r
  WHERE r.reference = 'REV-' || t.id) AS is_reversed, t.customer_id AS customer_id, c.name AS customer_name, c.status AS customer_status, c.balance AS balance, c.betting_limit AS betting_limit, c.agent_id AS agent_id, a.name AS agent_name
  FROM transactions t
  LEFT
  JOIN customers c ON c.id = t.customer_id
  LEFT
  JOIN agents a ON a.id = c.agent_id
  WHERE t.id IN (SELECT record_id
  FROM bulk_run_items
  WHERE run_id = ? AND position > (SELECT done + refused
  FROM bulk_runs
  WHERE id = ?) AND position <= (SELECT done + refused
  FROM bulk_runs
  WHERE id = ?) + ?)
;

SELECT t.id AS id, t.type AS type, t.status AS status, t.amount AS amount, t.reference AS reference, t.created_at AS created_at, t.version AS version, max(t.updated_at, coalesce(c.last_activity, '')) AS seen_at, EXISTS (SELECT 1
  FROM transactions r
  WHERE r.reference = 'REV-' || t.id) AS is_reversed, t.customer_id AS customer_id, c.name AS customer_name, c.status AS customer_status, c.balance AS balance, c.betting_limit AS betting_limit, c.agent_id AS agent_id, a.name AS agent_name
  FROM transactions t
  LEFT
  JOIN customers c ON c.id = t.customer_id
  LEFT
  JOIN agents a ON a.id = c.agent_id
  WHERE t.id IN (SELECT record_id
  FROM bulk_run_items
  WHERE run_id = ? AND position BETWEEN ? AND ?)
;

SELECT t.id AS id, t.type AS type, t.status AS status, t.amount AS amount, t.reference AS reference, t.created_at AS created_at, t.version AS version, max(t.updated_at, coalesce(c.last_activity, '')) AS seen_at, EXISTS (SELECT 1
  FROM transactions r
  WHERE r.reference = 'REV-' || t.id) AS is_reversed, t.customer_id AS customer_id, c.name AS customer_name, c.status AS customer_status, c.balance AS balance, c.betting_limit AS betting_limit, c.agent_id AS agent_id, a.name AS agent_name
  FROM transactions t
  LEFT
  JOIN customers c ON c.id = t.customer_id
  LEFT
  JOIN agents a ON a.id = c.agent_id
  WHERE t.id IN (SELECT value
  FROM json_each(?))
;

SELECT t.id, t.type, t.reference, CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) AS amount, t.customer_id AS customerId, c.name AS customer
  FROM transactions t
  LEFT
  JOIN customers c ON c.id = t.customer_id
  WHERE 1 AND t.id <= ? AND + t.type IN ('wager', 'settlement', 'refund') AND NOT EXISTS (SELECT 1
  FROM wagers w
  WHERE w.wager_number = t.reference)
  ORDER BY t.id
;

SELECT t.id, t.type, t.reference, CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) AS amount, t.customer_id AS customerId, c.name AS customer
  FROM transactions t
  LEFT
  JOIN customers c ON c.id = t.customer_id
  WHERE t.id > ? AND t.id <= ? AND + t.type IN ('wager', 'settlement', 'refund') AND NOT EXISTS (SELECT 1
  FROM wagers w
  WHERE w.wager_number = t.reference)
  ORDER BY t.id
;

UPDATE transactions
  SET status = (j.value ->> '$.s'), processed_at = (j.value ->> '$.t'), updated_at = (j.value ->> '$.t'), version = version + 1, operation_id = ?
  FROM json_each(?) AS j
  WHERE transactions.id = (j.value ->> '$.id') AND transactions.version = (j.value ->> '$.v')
;
