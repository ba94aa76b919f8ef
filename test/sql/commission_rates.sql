-- SQL texts of src in normal form (commission_rates); npm run test:sql writes them.

INSERT INTO commission_rates(id, agent_id, rate, effective_from, created_at)
  SELECT (j.value ->> '$.id'), (j.value ->> '$.a'), (j.value ->> '$.r'), (j.value ->> '$.f'), (j.value ->> '$.t')
  FROM json_each(?) AS j
  ORDER BY j.key
;

INSERT INTO commission_rates(id, agent_id, rate, effective_from, created_at)
  VALUES (?)
  ON CONFLICT (agent_id, effective_from) DO UPDATE
  SET rate = excluded.rate
;

SELECT agent_id AS agentId, rate, effective_from AS "from"
  FROM commission_rates
  ORDER BY agent_id, effective_from
;
