-- SQL texts of src in normal form (audit_log); npm run test:sql writes them.

EXPLAIN QUERY PLAN
  SELECT after AS after
  FROM audit_log
  WHERE table_name = ? AND record_id = ?
  ORDER BY seq DESC
  LIMIT 1
;

INSERT INTO audit_log(created_at, actor_user_id, action, table_name, record_id)
  SELECT (j.value ->> '$.t'), ?, (j.value ->> '$.k') || '.created', (j.value ->> '$.k') || 's', (j.value ->> '$.id')
  FROM json_each(?) AS j
  ORDER BY j.key
;

INSERT INTO audit_log(created_at, actor_user_id, action, table_name, record_id, operation_id, request_id, address, before, after)
  SELECT ?, CAST ((SELECT last_insert_rowid()) + json_extract(value, '$.recordId') AS TEXT), ?, json_extract(value, '$.before'), json_extract(value, '$.after')
  FROM json_each(?)
;

INSERT INTO audit_log(created_at, actor_user_id, action, table_name, record_id, operation_id, request_id, address, before, after)
  SELECT ?, json_extract(value, '$.recordId'), ?, json_extract(value, '$.before'), json_extract(value, '$.after')
  FROM json_each(?)
;

INSERT INTO audit_log(created_at, actor_user_id, action, table_name, record_id, operation_id, request_id, address, reason, after)
  SELECT (j.value ->> '$.t'), (j.value ->> '$.u'), 'wager.placed', 'wagers', w.id, ?, json_object('wager_number', w.wager_number, 'customer_id', w.customer_id, 'amount', w.amount, 'odds', w.odds, 'status', w.status, 'event_starts_at', w.event_starts_at)
  FROM json_each(?) AS j
  CROSS
  JOIN wagers AS w ON w.id = (j.value ->> '$.id')
  ORDER BY j.key
;

INSERT INTO audit_log(created_at, actor_user_id, action, table_name, record_id, operation_id, request_id, address, reason, after)
  SELECT ?, 'limits.passed', 'wagers', (j.value ->> '$.id'), ?, j.value -> '$.a'
  FROM json_each(?) AS j
  ORDER BY j.key
;

INSERT INTO audit_log(created_at, actor_user_id, action, table_name, record_id, operation_id, request_id, address, reason, before, after)
  SELECT (j.value ->> '$.t'), (j.value ->> '$.u'), ?, 'transactions', t.id, ?, NULL, json_object('type', t.type, 'customer_id', t.customer_id, 'amount', t.amount, 'status', t.status, 'reference', t.reference)
  FROM json_each(?) AS j
  CROSS
  JOIN transactions AS t ON t.id = (j.value ->> '$.id') AND t.operation_id = ?
  ORDER BY j.key
;

INSERT INTO audit_log(created_at, actor_user_id, action, table_name, record_id, operation_id, request_id, address, reason, before, after)
  SELECT (j.value ->> '$.t'), (j.value ->> '$.u'), ?, 'transactions', t.id, ?, json_object('status', 'pending', 'processed_at', NULL), json_object('status', t.status, 'processed_at', t.processed_at)
  FROM json_each(?) AS j
  CROSS
  JOIN transactions AS t ON t.id = (j.value ->> '$.id') AND t.operation_id = ?
  ORDER BY j.key
;

INSERT INTO audit_log(created_at, actor_user_id, action, table_name, record_id, operation_id, request_id, address, reason, before, after)
  SELECT (j.value ->> '$.t'), (j.value ->> '$.u'), ?, 'wagers', w.id, ?, j.value -> '$.b', json_object('status', w.status, 'result', w.result, 'settled_at', w.settled_at)
  FROM json_each(?) AS j
  CROSS
  JOIN wagers AS w ON w.id = (j.value ->> '$.id') AND w.operation_id = ?
  ORDER BY j.key
;

INSERT INTO audit_log(created_at, actor_user_id, action, table_name, record_id, operation_id, request_id, address, reason, before, after)
  VALUES (?)
;

INSERT INTO audit_log(created_at, actor_user_id, action, table_name, record_id, operation_id, request_id, address, reason, before, after)
  VALUES (?, (SELECT id
  FROM saved_views
  WHERE user_id = ? AND list = ? AND name = ?), ?)
;

INSERT INTO audit_log(created_at, actor_user_id, action, table_name, record_id, operation_id, request_id, address, reason, before, after)
  VALUES (?, CAST (last_insert_rowid() AS TEXT), ?)
;

INSERT INTO audit_log(created_at, actor_user_id, action, table_name, record_id, request_id, address, reason, before, after)
  SELECT ?, 'agent.repaired', 'agents', id, ?, json_object('customer_count', customer_count, 'total_volume', total_volume, 'credit_used', credit_used), json_object('customer_count', (SELECT count(*)
  FROM customers c
  WHERE c.agent_id = agents.id), 'total_volume', (SELECT coalesce(sum(CAST (round(w.amount * 100) AS INTEGER)), 0) / 100.0
  FROM wagers w
  WHERE w.agent_id = agents.id), 'credit_used', (SELECT coalesce(sum(CAST (round(c.betting_limit * 100) AS INTEGER)), 0) / 100.0
  FROM customers c
  WHERE c.agent_id = agents.id))
  FROM agents
  WHERE id IN (SELECT value
  FROM json_each(?))
  ORDER BY id
;

SELECT DISTINCT j.value ->> '$.type' AS type, j.value ->> '$.name' AS name
  FROM audit_log a, json_each(a.after, '$.objects') j
  WHERE a.action = ?
;

SELECT after AS after
  FROM audit_log
  WHERE table_name = ? AND record_id = ?
  ORDER BY seq DESC
  LIMIT 1
;
