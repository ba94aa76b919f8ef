-- SQL texts of src in normal form (customers); npm run test:sql writes them.

INSERT INTO customers(id, agent_id, name, email, phone, phone_index, status, betting_limit, created_at, updated_at)
  SELECT (j.value ->> '$.id'), (j.value ->> '$.a'), (j.value ->> '$.n'), (j.value ->> '$.e'), (j.value ->> '$.p'), (j.value ->> '$.i'), (j.value ->> '$.s'), (j.value ->> '$.l'), (j.value ->> '$.t')
  FROM json_each(?) AS j
  ORDER BY j.key
;

SELECT *
  FROM (SELECT 'customers' AS kind, c.id AS id, c.name AS label, c.created_at AS at, json_array('customer', c.status) AS note, NULL AS customerId, NULL AS customer, json_array('customer', c.status) AS part, 1 AS counted, 0 AS base
  FROM customers c
  WHERE + c.created_at >= ? AND + c.created_at < ? AND c.id = ? AND + c.agent_id = ?)
  ORDER BY at DESC, label, id
  LIMIT ? OFFSET ?
;

SELECT *
  FROM (SELECT 'customers' AS kind, c.id AS id, c.name AS label, c.created_at AS at, json_array('customer', c.status) AS note, NULL AS customerId, NULL AS customer, json_array('customer', c.status) AS part, 1 AS counted, 0 AS base
  FROM customers c
  WHERE c.created_at >= ? AND c.created_at < ? AND + c.agent_id = ?)
  ORDER BY at DESC, label, id
  LIMIT ? OFFSET ?
;

SELECT *
  FROM (SELECT 'customers' AS kind, c.id AS id, c.name AS label, c.created_at AS at, json_array('customer', c.status) AS note, NULL AS customerId, NULL AS customer, json_array('customer', c.status) AS part, 1 AS counted, 0 AS base
  FROM customers c
  WHERE c.created_at >= ? AND c.created_at < ? AND 1)
  ORDER BY at DESC, label, id
  LIMIT ? OFFSET ?
;

SELECT *
  FROM (SELECT 'customers' AS kind, c.id AS id, c.name AS label, c.last_activity AS at, json_array('debt', CAST (round(coalesce(- c.balance, 0) * 100) AS INTEGER), CAST (round(coalesce(c.betting_limit, 0) * 100) AS INTEGER)) AS note, NULL AS customerId, NULL AS customer, json_array('part', iif(- c.balance > coalesce(c.betting_limit, 0), 'over_limit', 'near_limit')) AS part, 1 AS counted, CAST (round(coalesce(- c.balance, 0) * 100) AS INTEGER) AS base
  FROM customers c
  WHERE c.balance < 0 AND + c.agent_id = ? AND round(- c.balance * 100) >= round(coalesce(c.betting_limit, 0) * ?))
  ORDER BY at DESC, label, id
  LIMIT ? OFFSET ?
;

SELECT *
  FROM (SELECT 'customers' AS kind, c.id AS id, c.name AS label, c.last_activity AS at, json_array('debt', CAST (round(coalesce(- c.balance, 0) * 100) AS INTEGER), CAST (round(coalesce(c.betting_limit, 0) * 100) AS INTEGER)) AS note, NULL AS customerId, NULL AS customer, json_array('part', iif(- c.balance > coalesce(c.betting_limit, 0), 'over_limit', 'near_limit')) AS part, 1 AS counted, CAST (round(coalesce(- c.balance, 0) * 100) AS INTEGER) AS base
  FROM customers c
  WHERE c.balance < 0 AND 1 AND round(- c.balance * 100) >= round(coalesce(c.betting_limit, 0) * ?))
  ORDER BY at DESC, label, id
  LIMIT ? OFFSET ?
;

SELECT *
  FROM (SELECT 'customers' AS kind, c.id AS id, c.name AS label, c.last_activity AS at, json_array('debt', CAST (round(coalesce(- c.balance, 0) * 100) AS INTEGER), CAST (round(coalesce(c.betting_limit, 0) * 100) AS INTEGER)) AS note, NULL AS customerId, NULL AS customer, json_array('part', iif(- c.balance > coalesce(c.betting_limit, 0), 'over_limit', 'near_limit')) AS part, 1 AS counted, CAST (round(coalesce(- c.balance, 0) * 100) AS INTEGER) AS base
  FROM customers c
  WHERE c.balance < 0 AND c.id = ? AND + c.agent_id = ? AND round(- c.balance * 100) >= round(coalesce(c.betting_limit, 0) * ?))
  ORDER BY at DESC, label, id
  LIMIT ? OFFSET ?
;

SELECT *
  FROM (SELECT id, name, (balance IS NOT round(balance, 2)) AS broken0, balance AS found0, round(balance, 2) AS expected0, (betting_limit IS NOT round(betting_limit, 2)) AS broken1, betting_limit AS found1, round(betting_limit, 2) AS expected1, (datetime(created_at) IS NOT created_at) AS broken2, created_at AS found2, ? AS expected2, (datetime(updated_at) IS NOT updated_at) AS broken3, updated_at AS found3, ? AS expected3
  FROM customers
  WHERE 1 AND id <= ?)
  WHERE broken0 OR broken1 OR broken2 OR broken3
  ORDER BY + id
;

SELECT *
  FROM (SELECT id, type, CAST (round(coalesce(amount, 0) * 100) AS INTEGER) AS amount, customer_id AS customerId, (SELECT c.name
  FROM customers c
  WHERE c.id = transactions.customer_id) AS customer, (amount IS NOT round(amount, 2)) AS broken0, amount AS found0, round(amount, 2) AS expected0, (datetime(created_at) IS NOT created_at) AS broken1, created_at AS found1, ? AS expected1, (datetime(updated_at) IS NOT updated_at) AS broken2, updated_at AS found2, ? AS expected2, (datetime(processed_at) IS NOT processed_at) AS broken3, processed_at AS found3, ? AS expected3, (amount < 0 AND type <> 'settlement') AS broken4, amount AS found4, NULL AS expected4, (amount = 0) AS broken5, amount AS found5, NULL AS expected5, ((processed_at IS NULL) IS NOT (status = 'pending')) AS broken6, processed_at AS found6, CASE status WHEN 'pending' THEN ? ELSE ? END AS expected6, (status <> 'completed' AND type NOT IN ('deposit', 'withdrawal')) AS broken7, status AS found7, NULL AS expected7, (type IN ('deposit', 'withdrawal') AND coalesce(reference, '') GLOB 'REV-*' AND NOT EXISTS (SELECT 1
  FROM transactions o
  WHERE o.id = substr(transactions.reference, 5) AND o.status = 'completed' AND o.customer_id = transactions.customer_id AND o.amount = transactions.amount AND o.type IN ('deposit', 'withdrawal') AND o.type <> transactions.type)) AS broken8, reference AS found8, NULL AS expected8
  FROM transactions
  WHERE 1 AND id <= ?)
  WHERE broken0 OR broken1 OR broken2 OR broken3 OR broken4 OR broken5 OR broken6 OR broken7 OR broken8
  ORDER BY + id
;

SELECT *
  FROM (SELECT id, type, CAST (round(coalesce(amount, 0) * 100) AS INTEGER) AS amount, customer_id AS customerId, (SELECT c.name
  FROM customers c
  WHERE c.id = transactions.customer_id) AS customer, (amount IS NOT round(amount, 2)) AS broken0, amount AS found0, round(amount, 2) AS expected0, (datetime(created_at) IS NOT created_at) AS broken1, created_at AS found1, ? AS expected1, (datetime(updated_at) IS NOT updated_at) AS broken2, updated_at AS found2, ? AS expected2, (datetime(processed_at) IS NOT processed_at) AS broken3, processed_at AS found3, ? AS expected3, (amount < 0 AND type <> 'settlement') AS broken4, amount AS found4, NULL AS expected4, (amount = 0) AS broken5, amount AS found5, NULL AS expected5, ((processed_at IS NULL) IS NOT (status = 'pending')) AS broken6, processed_at AS found6, CASE status WHEN 'pending' THEN ? ELSE ? END AS expected6, (status <> 'completed' AND type NOT IN ('deposit', 'withdrawal')) AS broken7, status AS found7, NULL AS expected7, (type IN ('deposit', 'withdrawal') AND coalesce(reference, '') GLOB 'REV-*' AND NOT EXISTS (SELECT 1
  FROM transactions o
  WHERE o.id = substr(transactions.reference, 5) AND o.status = 'completed' AND o.customer_id = transactions.customer_id AND o.amount = transactions.amount AND o.type IN ('deposit', 'withdrawal') AND o.type <> transactions.type)) AS broken8, reference AS found8, NULL AS expected8
  FROM transactions
  WHERE id > ? AND id <= ?)
  WHERE broken0 OR broken1 OR broken2 OR broken3 OR broken4 OR broken5 OR broken6 OR broken7 OR broken8
  ORDER BY + id
;

SELECT CAST (round(coalesce(balance, 0) * 100) AS INTEGER) AS balanceCents, CAST (round(coalesce(betting_limit, 0) * 100) AS INTEGER) AS limitCents
  FROM customers
  WHERE id = ?
;

SELECT a.id, a.name, coalesce(a.customer_count, 0) AS customerCount, CAST (round(coalesce(a.total_volume, 0) * 100) AS INTEGER) AS totalVolume, (SELECT count(*)
  FROM customers c
  WHERE c.agent_id = a.id) AS expectedCount, (SELECT coalesce(sum(CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER)), 0)
  FROM wagers w
  WHERE w.agent_id = a.id) AS expectedVolume, CAST (round(coalesce(a.credit_used, 0) * 100) AS INTEGER) AS creditUsed, (SELECT coalesce(sum(CAST (round(coalesce(c.betting_limit, 0) * 100) AS INTEGER)), 0)
  FROM customers c
  WHERE c.agent_id = a.id) AS expectedCredit
  FROM agents a
  WHERE 1
  ORDER BY a.id
;

SELECT a.id, a.name, coalesce(a.customer_count, 0) AS customerCount, CAST (round(coalesce(a.total_volume, 0) * 100) AS INTEGER) AS totalVolume, (SELECT count(*)
  FROM customers c
  WHERE c.agent_id = a.id) AS expectedCount, (SELECT coalesce(sum(CAST (round(coalesce(w.amount, 0) * 100) AS INTEGER)), 0)
  FROM wagers w
  WHERE w.agent_id = a.id) AS expectedVolume, CAST (round(coalesce(a.credit_used, 0) * 100) AS INTEGER) AS creditUsed, (SELECT coalesce(sum(CAST (round(coalesce(c.betting_limit, 0) * 100) AS INTEGER)), 0)
  FROM customers c
  WHERE c.agent_id = a.id) AS expectedCredit
  FROM agents a
  WHERE a.id = ?
  ORDER BY a.id
;

SELECT agent_id AS agentId, count(*) AS count, sum(CAST (round(coalesce(betting_limit, 0) * 100) AS INTEGER)) AS limits
  FROM customers
  WHERE 1 AND id <= ?
  GROUP BY + agent_id
;

SELECT c.id AS id, c.name AS name, c.agent_id AS agentId, CAST (round(coalesce(c.balance, 0) * 100) AS INTEGER) AS balanceCents
  FROM customers c
  WHERE 1
  ORDER BY c.name COLLATE NOCASE, c.id
;

SELECT c.id AS id, c.name AS name, c.agent_id AS agentId, CAST (round(coalesce(c.balance, 0) * 100) AS INTEGER) AS balanceCents
  FROM customers c
  WHERE c.agent_id = ?
  ORDER BY c.name COLLATE NOCASE, c.id
;

SELECT c.id, c.name, coalesce(sum(CASE WHEN t.status <> 'completed' THEN 0 WHEN t.type IN ('withdrawal', 'wager') THEN - CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) ELSE CAST (round(coalesce(t.amount, 0) * 100) AS INTEGER) END), 0) AS expected, CAST (round(coalesce(c.balance, 0) * 100) AS INTEGER) AS found
  FROM customers c
  LEFT
  JOIN transactions t ON t.customer_id = c.id
  WHERE 1 AND c.id <= ?
  GROUP BY c.id
  HAVING expected <> found
  ORDER BY c.id
;

SELECT count(*) FILTER (WHERE balance < 0) AS owing, coalesce(sum(CAST (round(balance * 100) AS INTEGER)) FILTER (WHERE balance < 0), 0) AS owingCents, count(*) FILTER (WHERE balance > 0) AS owed, coalesce(sum(CAST (round(balance * 100) AS INTEGER)) FILTER (WHERE balance > 0), 0) AS owedCents
  FROM customers
  WHERE agent_id = ?
;

SELECT id AS id, name AS name
  FROM customers
  WHERE id IN (SELECT value
  FROM json_each(?)) AND 1
;

SELECT id AS id, name AS name
  FROM customers
  WHERE id IN (SELECT value
  FROM json_each(?)) AND agent_id = ?
;

SELECT id AS id, name AS name
  FROM customers
  WHERE id IN (SELECT value
  FROM json_each(?)) AND id = ?
;

SELECT id, name, CAST (round(balance * 100) AS INTEGER) AS balanceCents, CAST (round(coalesce(betting_limit, 0) * 100) AS INTEGER) AS limitCents, count(*) OVER () AS total
  FROM customers
  WHERE balance < 0 AND 1 AND agent_id = ?
  ORDER BY balance, id
  LIMIT ?
;

SELECT id, name, CAST (round(balance * 100) AS INTEGER) AS balanceCents, CAST (round(coalesce(betting_limit, 0) * 100) AS INTEGER) AS limitCents, count(*) OVER () AS total
  FROM customers
  WHERE balance < 0 AND round(- balance * 100) >= round(coalesce(betting_limit, 0) * ?) AND 1
  ORDER BY balance / max(coalesce(betting_limit, 0), 0.01), id
  LIMIT ?
;

SELECT id, name, agent_id AS agentId
  FROM customers
  WHERE id = ?
;

SELECT id, name, status, balance, agent_id, last_activity
  FROM customers
  WHERE id = ?
;

SELECT max(id) AS last, count(*) AS count
  FROM (SELECT id
  FROM customers
  WHERE 1
  ORDER BY id
  LIMIT ?)
;

SELECT max(id) AS last, count(*) AS count
  FROM (SELECT id
  FROM customers
  WHERE id > ?
  ORDER BY id
  LIMIT ?)
;

SELECT name, agent_id, balance
  FROM customers
  WHERE id = ?
;

SELECT part AS name, count(*) AS "rows", sum(counted) AS counted, sum(base) AS base
  FROM (SELECT 'customers' AS kind, c.id AS id, c.name AS label, c.created_at AS at, json_array('customer', c.status) AS note, NULL AS customerId, NULL AS customer, json_array('customer', c.status) AS part, 1 AS counted, 0 AS base
  FROM customers c
  WHERE + c.created_at >= ? AND + c.created_at < ? AND c.id = ? AND + c.agent_id = ?)
  GROUP BY part
  ORDER BY abs(sum(counted)) DESC, part
;

SELECT part AS name, count(*) AS "rows", sum(counted) AS counted, sum(base) AS base
  FROM (SELECT 'customers' AS kind, c.id AS id, c.name AS label, c.created_at AS at, json_array('customer', c.status) AS note, NULL AS customerId, NULL AS customer, json_array('customer', c.status) AS part, 1 AS counted, 0 AS base
  FROM customers c
  WHERE c.created_at >= ? AND c.created_at < ? AND + c.agent_id = ?)
  GROUP BY part
  ORDER BY abs(sum(counted)) DESC, part
;

SELECT part AS name, count(*) AS "rows", sum(counted) AS counted, sum(base) AS base
  FROM (SELECT 'customers' AS kind, c.id AS id, c.name AS label, c.created_at AS at, json_array('customer', c.status) AS note, NULL AS customerId, NULL AS customer, json_array('customer', c.status) AS part, 1 AS counted, 0 AS base
  FROM customers c
  WHERE c.created_at >= ? AND c.created_at < ? AND 1)
  GROUP BY part
  ORDER BY abs(sum(counted)) DESC, part
;

SELECT part AS name, count(*) AS "rows", sum(counted) AS counted, sum(base) AS base
  FROM (SELECT 'customers' AS kind, c.id AS id, c.name AS label, c.last_activity AS at, json_array('debt', CAST (round(coalesce(- c.balance, 0) * 100) AS INTEGER), CAST (round(coalesce(c.betting_limit, 0) * 100) AS INTEGER)) AS note, NULL AS customerId, NULL AS customer, json_array('part', iif(- c.balance > coalesce(c.betting_limit, 0), 'over_limit', 'near_limit')) AS part, 1 AS counted, CAST (round(coalesce(- c.balance, 0) * 100) AS INTEGER) AS base
  FROM customers c
  WHERE c.balance < 0 AND + c.agent_id = ? AND round(- c.balance * 100) >= round(coalesce(c.betting_limit, 0) * ?))
  GROUP BY part
  ORDER BY abs(sum(counted)) DESC, part
;

SELECT part AS name, count(*) AS "rows", sum(counted) AS counted, sum(base) AS base
  FROM (SELECT 'customers' AS kind, c.id AS id, c.name AS label, c.last_activity AS at, json_array('debt', CAST (round(coalesce(- c.balance, 0) * 100) AS INTEGER), CAST (round(coalesce(c.betting_limit, 0) * 100) AS INTEGER)) AS note, NULL AS customerId, NULL AS customer, json_array('part', iif(- c.balance > coalesce(c.betting_limit, 0), 'over_limit', 'near_limit')) AS part, 1 AS counted, CAST (round(coalesce(- c.balance, 0) * 100) AS INTEGER) AS base
  FROM customers c
  WHERE c.balance < 0 AND 1 AND round(- c.balance * 100) >= round(coalesce(c.betting_limit, 0) * ?))
  GROUP BY part
  ORDER BY abs(sum(counted)) DESC, part
;

SELECT part AS name, count(*) AS "rows", sum(counted) AS counted, sum(base) AS base
  FROM (SELECT 'customers' AS kind, c.id AS id, c.name AS label, c.last_activity AS at, json_array('debt', CAST (round(coalesce(- c.balance, 0) * 100) AS INTEGER), CAST (round(coalesce(c.betting_limit, 0) * 100) AS INTEGER)) AS note, NULL AS customerId, NULL AS customer, json_array('part', iif(- c.balance > coalesce(c.betting_limit, 0), 'over_limit', 'near_limit')) AS part, 1 AS counted, CAST (round(coalesce(- c.balance, 0) * 100) AS INTEGER) AS base
  FROM customers c
  WHERE c.balance < 0 AND c.id = ? AND + c.agent_id = ? AND round(- c.balance * 100) >= round(coalesce(c.betting_limit, 0) * ?))
  GROUP BY part
  ORDER BY abs(sum(counted)) DESC, part
;

WITH joined AS MATERIALIZED (SELECT id, agent_id, created_at
  FROM customers
  WHERE created_at >= ? AND created_at < ?)
  SELECT p.key AS span, c.agent_id AS owner, count(*) AS newCustomers
  FROM json_each(?) AS p
  CROSS
  JOIN joined AS c ON c.created_at >= (p.value ->> '$.a') AND c.created_at < (p.value ->> '$.b')
  WHERE 1
  GROUP BY 1, 2
;

WITH joined AS MATERIALIZED (SELECT id, agent_id, created_at
  FROM customers
  WHERE created_at >= ? AND created_at < ?)
  SELECT p.key AS span, c.agent_id AS owner, count(*) AS newCustomers
  FROM json_each(?) AS p
  CROSS
  JOIN joined AS c ON c.created_at >= (p.value ->> '$.a') AND c.created_at < (p.value ->> '$.b')
  WHERE 1 AND + c.agent_id = ?
  GROUP BY 1, 2
;

insert into "customers" ("id", "agent_id", "name", "email", "phone", "status", "betting_limit", "balance", "created_at", "updated_at", "last_activity", "version", "phone_index")
  values(?, null, ?, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, null, ?, null)
;

select "customers"."id", "customers"."agent_id", "customers"."name", "customers"."email", "customers"."phone", "customers"."status", "customers"."betting_limit", "customers"."balance", "customers"."created_at", "customers"."updated_at", "customers"."last_activity", "customers"."version", "customers"."phone_index", "agents"."id", "agents"."name", "agents"."code", "agents"."status", "agents"."commission_rate", "agents"."created_at", "agents"."updated_at", "agents"."total_volume", "agents"."customer_count", "agents"."credit_limit", "agents"."credit_used", "agents"."credit_free"
  from "customers" inner
  join "agents" on "customers"."agent_id" = "agents"."id"
;

select "id"
  from "customers"
  where("customers"."id" = ? or "customers"."email" = ?)
;

select count(*)
  from "customers"
  where "customers"."id" = ?
;
