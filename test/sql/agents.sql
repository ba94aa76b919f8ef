-- SQL texts of src in normal form (agents); npm run test:sql writes them.

DELETE
  FROM agents
  WHERE id = 'z'
;

INSERT INTO agents(id, name, code, status, commission_rate, credit_limit, created_at, updated_at)
  SELECT (j.value ->> '$.id'), (j.value ->> '$.n'), (j.value ->> '$.k'), (j.value ->> '$.s'), (j.value ->> '$.r'), round((j.value ->> '$.c'), 2), (j.value ->> '$.t'), (j.value ->> '$.u')
  FROM json_each(?) AS j
  ORDER BY j.key
;

SELECT (SELECT count(*)
  FROM agents) AS agents, (SELECT count(*)
  FROM customers) AS customers, (SELECT count(*)
  FROM wagers) AS wagers, (SELECT count(*)
  FROM transactions) AS transactions
;

SELECT *
  FROM (SELECT id, name, (total_volume IS NOT round(total_volume, 2)) AS broken0, total_volume AS found0, round(total_volume, 2) AS expected0, (credit_limit IS NOT round(credit_limit, 2)) AS broken1, credit_limit AS found1, round(credit_limit, 2) AS expected1, (credit_free IS NOT round(credit_limit - credit_used, 2)) AS broken2, credit_free AS found2, round(credit_limit - credit_used, 2) AS expected2, (datetime(created_at) IS NOT created_at) AS broken3, created_at AS found3, ? AS expected3, (datetime(updated_at) IS NOT updated_at) AS broken4, updated_at AS found4, ? AS expected4
  FROM agents
  WHERE 1 AND id <= ?)
  WHERE broken0 OR broken1 OR broken2 OR broken3 OR broken4
  ORDER BY + id
;

SELECT a.id AS id, a.name AS name
  FROM agents a
  WHERE 1
  ORDER BY a.name COLLATE NOCASE, a.id
;

SELECT a.id AS id, a.name AS name
  FROM agents a
  WHERE a.id = ?
  ORDER BY a.name COLLATE NOCASE, a.id
;

SELECT count(*) AS total
  FROM agents
;

SELECT id AS id, name AS name
  FROM agents
  WHERE id IN (SELECT value
  FROM json_each(?)) AND 0
;

SELECT id AS id, name AS name
  FROM agents
  WHERE id IN (SELECT value
  FROM json_each(?)) AND 1
;

SELECT id AS id, name AS name
  FROM agents
  WHERE id IN (SELECT value
  FROM json_each(?)) AND id = ?
;

SELECT id, coalesce(customer_count, 0) AS count, CAST (round(coalesce(total_volume, 0) * 100) AS INTEGER) AS volume, CAST (round(coalesce(credit_used, 0) * 100) AS INTEGER) AS credit
  FROM agents
  ORDER BY id
;

SELECT id, commission_rate AS rate
  FROM agents
;

SELECT id, name
  FROM agents
;

SELECT id, name
  FROM agents
  ORDER BY name COLLATE NOCASE, id
;

SELECT id, name
  FROM agents
  WHERE id = ?
;

SELECT id, name, credit_limit, credit_used
  FROM agents
  WHERE id = (SELECT agent_id
  FROM customers
  WHERE id = ?)
;

SELECT id, name, credit_limit, credit_used
  FROM agents
  WHERE id = ?
;

SELECT max(id) AS last, count(*) AS count
  FROM (SELECT id
  FROM agents
  WHERE 1
  ORDER BY id
  LIMIT ?)
;

SELECT max(id) AS last, count(*) AS count
  FROM (SELECT id
  FROM agents
  WHERE id > ?
  ORDER BY id
  LIMIT ?)
;

SELECT scope, owner AS ownerId, sum(stored) AS stored, sum(expected) AS expected, CASE scope WHEN 'agent' THEN (SELECT a.name
  FROM agents a
  WHERE a.id = owner) WHEN 'customer' THEN (SELECT c.name
  FROM customers c
  WHERE c.id = owner) END AS name
  FROM (SELECT scope, owner_id AS owner, open_cents AS stored, 0 AS expected
  FROM open_stakes
  UNION ALL
  SELECT scope, owner, 0, sum
  FROM (SELECT 'book' AS scope, '' AS owner, sum(CAST (round(coalesce(amount, 0) * 100) AS INTEGER)) AS sum
  FROM wagers
  WHERE status IN ('pending', 'active')
  HAVING count(*) > 0
  UNION ALL
  SELECT 'agent', agent_id, sum(CAST (round(coalesce(amount, 0) * 100) AS INTEGER))
  FROM wagers
  WHERE status IN ('pending', 'active')
  GROUP BY agent_id
  UNION ALL
  SELECT 'customer', customer_id, sum(CAST (round(coalesce(amount, 0) * 100) AS INTEGER))
  FROM wagers
  WHERE status IN ('pending', 'active')
  GROUP BY customer_id))
  GROUP BY scope, owner
  HAVING sum(stored) <> sum(expected)
  ORDER BY scope, owner
;

SELECT w.id, w.wager_number AS number, w.status, w.result, c.agent_id AS expected, w.agent_id AS found, c.id AS customerId, c.name AS customer, (SELECT name
  FROM agents
  WHERE id = c.agent_id) AS expectedName, (SELECT name
  FROM agents
  WHERE id = w.agent_id) AS foundName
  FROM wagers w
  LEFT
  JOIN customers c ON c.id = w.customer_id
  WHERE 1 AND w.id <= ? AND w.agent_id IS NOT c.agent_id
  ORDER BY w.id
;

UPDATE agents
  SET credit_used = coalesce((SELECT sum(CAST (round(betting_limit * 100) AS INTEGER)) / 100.0
  FROM customers
  WHERE agent_id = agents.id), 0);
;

UPDATE agents
  SET customer_count = (SELECT count(*)
  FROM customers c
  WHERE c.agent_id = agents.id), total_volume = (SELECT coalesce(sum(CAST (round(w.amount * 100) AS INTEGER)), 0) / 100.0
  FROM wagers w
  WHERE w.agent_id = agents.id), credit_used = (SELECT coalesce(sum(CAST (round(c.betting_limit * 100) AS INTEGER)), 0) / 100.0
  FROM customers c
  WHERE c.agent_id = agents.id), updated_at = ?
  WHERE id IN (SELECT value
  FROM json_each(?))
;

insert into "agents" ("id", "name", "code", "status", "commission_rate", "created_at", "updated_at", "total_volume", "customer_count", "credit_limit", "credit_used", "credit_free")
  values(?, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, ?, null, ?, null)
;

insert into "agents" ("id", "name", "code", "status", "commission_rate", "created_at", "updated_at", "total_volume", "customer_count", "credit_limit", "credit_used", "credit_free")
  values(?, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, ?, null, ?, null)
  returning "id", "name", "code", "status", "commission_rate", "created_at", "updated_at", "total_volume", "customer_count", "credit_limit", "credit_used", "credit_free"
;

select "name"
  from "agents"
;

select count(*)
  from "agents"
  where "agents"."id" = ?
;
