-- SQL texts of src in normal form (open_stakes); npm run test:sql writes them.

EXPLAIN QUERY PLAN
  SELECT c.id AS id, c.name AS name, c.status AS status, c.balance AS balance, c.betting_limit AS betting_limit, c.last_activity AS last_activity, c.agent_id AS agent_id, a.status AS agent_status, (SELECT json_group_array(json_object('id', r.id, 'name', r.name, 'scope', r.scope, 'by', r.placed_by, 'least', r.least_stake, 'stake', r.greatest_stake, 'win', r.greatest_win, 'odds', r.greatest_odds, 'most', r.greatest_open_stakes, 'open', coalesce((SELECT o.open_cents
  FROM open_stakes o
  WHERE o.scope = r.scope AND o.owner_id = coalesce(r.customer_id, r.agent_id, '')), 0)))
  FROM limit_rules r
  WHERE r.status = 'active' AND r.id IN (SELECT id
  FROM limit_rules INDEXED BY idx_limit_rules_scope
  WHERE scope = 'book'
  UNION ALL
  SELECT id
  FROM limit_rules INDEXED BY idx_limit_rules_agent
  WHERE agent_id = c.agent_id
  UNION ALL
  SELECT id
  FROM limit_rules INDEXED BY idx_limit_rules_customer
  WHERE customer_id = c.id)) AS limits
  FROM customers c
  LEFT
  JOIN agents a ON a.id = c.agent_id
  WHERE c.id = ?
;

EXPLAIN QUERY PLAN
  SELECT w.id AS id, w.wager_number AS number, w.status AS status, w.result AS result, w.amount AS amount, w.potential_win AS potential_win, w.version AS version, w.odds AS odds, w.event_starts_at AS event_starts_at, CASE w.status WHEN 'pending' THEN (SELECT json_group_array(json_object('id', r.id, 'name', r.name, 'scope', r.scope, 'by', r.placed_by, 'least', r.least_stake, 'stake', r.greatest_stake, 'win', r.greatest_win, 'odds', r.greatest_odds, 'most', r.greatest_open_stakes, 'open', coalesce((SELECT o.open_cents
  FROM open_stakes o
  WHERE o.scope = r.scope AND o.owner_id = coalesce(r.customer_id, r.agent_id, '')), 0)))
  FROM limit_rules r
  WHERE r.status = 'active' AND r.id IN (SELECT id
  FROM limit_rules INDEXED BY idx_limit_rules_scope
  WHERE scope = 'book'
  UNION ALL
  SELECT id
  FROM limit_rules INDEXED BY idx_limit_rules_agent
  WHERE agent_id = w.agent_id
  UNION ALL
  SELECT id
  FROM limit_rules INDEXED BY idx_limit_rules_customer
  WHERE customer_id = w.customer_id)) END AS limits, CASE WHEN w.status IN ('settled', 'voided') THEN (SELECT g.from_status
  FROM gradings g
  WHERE g.wager_id = w.id AND g.from_status IN ('pending', 'active')
  ORDER BY g.wager_version DESC
  LIMIT 1) END AS open_status, CASE WHEN w.status IN ('settled', 'voided') THEN (SELECT g.from_status
  FROM gradings g
  WHERE g.wager_id = w.id
  ORDER BY g.wager_version DESC
  LIMIT 1) END AS graded_from, w.settled_at AS settled_at, max(w.updated_at, coalesce(c.last_activity, '')) AS seen_at, w.customer_id AS customer_id, c.name AS customer_name, c.status AS customer_status, c.balance AS balance, c.betting_limit AS betting_limit, w.agent_id AS agent_id, a.name AS agent_name, a.status AS agent_status
  FROM wagers w
  LEFT
  JOIN customers c ON c.id = w.customer_id
  LEFT
  JOIN agents a ON a.id = w.agent_id
  WHERE w.id IN (SELECT value
  FROM json_each(?))
;

INSERT INTO open_stakes(scope, owner_id)
  SELECT (j.value ->> '$.s'), (j.value ->> '$.o')
  FROM json_each(?) AS j
  WHERE NOT EXISTS (SELECT 1
  FROM open_stakes
  WHERE scope = (j.value ->> '$.s') AND owner_id = (j.value ->> '$.o'))
;

INSERT INTO open_stakes(scope, owner_id, open_cents)
  SELECT 'agent', agent_id, sum(CAST (round(amount * 100) AS INTEGER))
  FROM wagers
  WHERE status IN ('pending', 'active')
  GROUP BY agent_id;
;

INSERT INTO open_stakes(scope, owner_id, open_cents)
  SELECT 'book', '', sum(CAST (round(amount * 100) AS INTEGER))
  FROM wagers
  WHERE status IN ('pending', 'active')
  HAVING count(*) > 0;
;

INSERT INTO open_stakes(scope, owner_id, open_cents)
  SELECT 'customer', customer_id, sum(CAST (round(amount * 100) AS INTEGER))
  FROM wagers
  WHERE status IN ('pending', 'active')
  GROUP BY customer_id;
;

SELECT c.id AS id, c.name AS name, c.status AS status, c.balance AS balance, c.betting_limit AS betting_limit, c.last_activity AS last_activity, c.agent_id AS agent_id, a.status AS agent_status, (SELECT json_group_array(json_object('id', r.id, 'name', r.name, 'scope', r.scope, 'by', r.placed_by, 'least', r.least_stake, 'stake', r.greatest_stake, 'win', r.greatest_win, 'odds', r.greatest_odds, 'most', r.greatest_open_stakes, 'open', coalesce((SELECT o.open_cents
  FROM open_stakes o
  WHERE o.scope = r.scope AND o.owner_id = coalesce(r.customer_id, r.agent_id, '')), 0)))
  FROM limit_rules r
  WHERE r.status = 'active' AND r.id IN (SELECT id
  FROM limit_rules INDEXED BY idx_limit_rules_scope
  WHERE scope = 'book'
  UNION ALL
  SELECT id
  FROM limit_rules INDEXED BY idx_limit_rules_agent
  WHERE agent_id = c.agent_id
  UNION ALL
  SELECT id
  FROM limit_rules INDEXED BY idx_limit_rules_customer
  WHERE customer_id = c.id)) AS limits
  FROM customers c
  LEFT
  JOIN agents a ON a.id = c.agent_id
  WHERE c.id = ?
;

SELECT count(*) AS sums
  FROM open_stakes
;

SELECT w.id AS id, w.wager_number AS number, w.status AS status, w.result AS result, w.amount AS amount, w.potential_win AS potential_win, w.version AS version, w.odds AS odds, w.event_starts_at AS event_starts_at, CASE w.status WHEN 'pending' THEN (SELECT json_group_array(json_object('id', r.id, 'name', r.name, 'scope', r.scope, 'by', r.placed_by, 'least', r.least_stake, 'stake', r.greatest_stake, 'win', r.greatest_win, 'odds', r.greatest_odds, 'most', r.greatest_open_stakes, 'open', coalesce((SELECT o.open_cents
  FROM open_stakes o
  WHERE o.scope = r.scope AND o.owner_id = coalesce(r.customer_id, r.agent_id, '')), 0)))
  FROM limit_rules r
  WHERE r.status = 'active' AND r.id IN (SELECT id
  FROM limit_rules INDEXED BY idx_limit_rules_scope
  WHERE scope = 'book'
  UNION ALL
  SELECT id
  FROM limit_rules INDEXED BY idx_limit_rules_agent
  WHERE agent_id = w.agent_id
  UNION ALL
  SELECT id
  FROM limit_rules INDEXED BY idx_limit_rules_customer
  WHERE customer_id = w.customer_id)) END AS limits, CASE WHEN w.status IN ('settled', 'voided') THEN (SELECT g.from_status
  FROM gradings g
  WHERE g.wager_id = w.id AND g.from_status IN ('pending', 'active')
  ORDER BY g.wager_version DESC
  LIMIT 1) END AS open_status, CASE WHEN w.status IN ('settled', 'voided') THEN (SELECT g.from_status
  FROM gradings g
  WHERE g.wager_id = w.id
  ORDER BY g.wager_version DESC
  LIMIT 1) END AS graded_from, w.settled_at AS settled_at, max(w.updated_at, coalesce(c.last_activity, '')) AS seen_at, w.customer_id AS customer_id, c.name AS customer_name, c.status AS customer_status, c.balance AS balance, c.betting_limit AS betting_limit, w.agent_id AS agent_id, a.name AS agent_name, a.status AS agent_status
  FROM wagers w
  LEFT
  JOIN customers c ON c.id = w.customer_id
  LEFT
  JOIN agents a ON a.id = w.agent_id
  WHERE w.id IN (SELECT record_id
  FROM bulk_run_items
  WHERE run_id = ? AND position > (SELECT done + refused
  FROM bulk_runs
  WHERE id = ?) AND position <= (SELECT done + refused
  FROM bulk_runs
  WHERE id = ?) + ?)
;

SELECT w.id AS id, w.wager_number AS number, w.status AS status, w.result AS result, w.amount AS amount, w.potential_win AS potential_win, w.version AS version, w.odds AS odds, w.event_starts_at AS event_starts_at, CASE w.status WHEN 'pending' THEN (SELECT json_group_array(json_object('id', r.id, 'name', r.name, 'scope', r.scope, 'by', r.placed_by, 'least', r.least_stake, 'stake', r.greatest_stake, 'win', r.greatest_win, 'odds', r.greatest_odds, 'most', r.greatest_open_stakes, 'open', coalesce((SELECT o.open_cents
  FROM open_stakes o
  WHERE o.scope = r.scope AND o.owner_id = coalesce(r.customer_id, r.agent_id, '')), 0)))
  FROM limit_rules r
  WHERE r.status = 'active' AND r.id IN (SELECT id
  FROM limit_rules INDEXED BY idx_limit_rules_scope
  WHERE scope = 'book'
  UNION ALL
  SELECT id
  FROM limit_rules INDEXED BY idx_limit_rules_agent
  WHERE agent_id = w.agent_id
  UNION ALL
  SELECT id
  FROM limit_rules INDEXED BY idx_limit_rules_customer
  WHERE customer_id = w.customer_id)) END AS limits, CASE WHEN w.status IN ('settled', 'voided') THEN (SELECT g.from_status
  FROM gradings g
  WHERE g.wager_id = w.id AND g.from_status IN ('pending', 'active')
  ORDER BY g.wager_version DESC
  LIMIT 1) END AS open_status, CASE WHEN w.status IN ('settled', 'voided') THEN (SELECT g.from_status
  FROM gradings g
  WHERE g.wager_id = w.id
  ORDER BY g.wager_version DESC
  LIMIT 1) END AS graded_from, w.settled_at AS settled_at, max(w.updated_at, coalesce(c.last_activity, '')) AS seen_at, w.customer_id AS customer_id, c.name AS customer_name, c.status AS customer_status, c.balance AS balance, c.betting_limit AS betting_limit, w.agent_id AS agent_id, a.name AS agent_name, a.status AS agent_status
  FROM wagers w
  LEFT
  JOIN customers c ON c.id = w.customer_id
  LEFT
  JOIN agents a ON a.id = w.agent_id
  WHERE w.id IN (SELECT record_id
  FROM bulk_run_items
  WHERE run_id = ? AND position BETWEEN ? AND ?)
;

SELECT w.id AS id, w.wager_number AS number, w.status AS status, w.result AS result, w.amount AS amount, w.potential_win AS potential_win, w.version AS version, w.odds AS odds, w.event_starts_at AS event_starts_at, CASE w.status WHEN 'pending' THEN (SELECT json_group_array(json_object('id', r.id, 'name', r.name, 'scope', r.scope, 'by', r.placed_by, 'least', r.least_stake, 'stake', r.greatest_stake, 'win', r.greatest_win, 'odds', r.greatest_odds, 'most', r.greatest_open_stakes, 'open', coalesce((SELECT o.open_cents
  FROM open_stakes o
  WHERE o.scope = r.scope AND o.owner_id = coalesce(r.customer_id, r.agent_id, '')), 0)))
  FROM limit_rules r
  WHERE r.status = 'active' AND r.id IN (SELECT id
  FROM limit_rules INDEXED BY idx_limit_rules_scope
  WHERE scope = 'book'
  UNION ALL
  SELECT id
  FROM limit_rules INDEXED BY idx_limit_rules_agent
  WHERE agent_id = w.agent_id
  UNION ALL
  SELECT id
  FROM limit_rules INDEXED BY idx_limit_rules_customer
  WHERE customer_id = w.customer_id)) END AS limits, CASE WHEN w.status IN ('settled', 'voided') THEN (SELECT g.from_status
  FROM gradings g
  WHERE g.wager_id = w.id AND g.from_status IN ('pending', 'active')
  ORDER BY g.wager_version DESC
  LIMIT 1) END AS open_status, CASE WHEN w.status IN ('settled', 'voided') THEN (SELECT g.from_status
  FROM gradings g
  WHERE g.wager_id = w.id
  ORDER BY g.wager_version DESC
  LIMIT 1) END AS graded_from, w.settled_at AS settled_at, max(w.updated_at, coalesce(c.last_activity, '')) AS seen_at, w.customer_id AS customer_id, c.name AS customer_name, c.status AS customer_status, c.balance AS balance, c.betting_limit AS betting_limit, w.agent_id AS agent_id, a.name AS agent_name, a.status AS agent_status
  FROM wagers w
  LEFT
  JOIN customers c ON c.id = w.customer_id
  LEFT
  JOIN agents a ON a.id = w.agent_id
  WHERE w.id IN (SELECT value
  FROM json_each(?))
;

UPDATE open_stakes
  SET open_cents = (SELECT coalesce(sum(CAST (round(w.amount * 100) AS INTEGER)), 0)
  FROM wagers w
  WHERE w.status IN ('pending', 'active') AND CASE open_stakes.scope WHEN 'book' THEN 1 WHEN 'agent' THEN w.agent_id = open_stakes.owner_id ELSE w.customer_id = open_stakes.owner_id END)
  WHERE (scope, owner_id) IN (SELECT (j.value ->> '$.s'), (j.value ->> '$.o')
  FROM json_each(?) AS j)
;
