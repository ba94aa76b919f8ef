-- SQL texts of src in normal form (limit_rules); npm run test:sql writes them.

INSERT INTO limit_rules(id, name, scope, agent_id, customer_id, placed_by, least_stake, greatest_stake, greatest_open_stakes, created_at, updated_at)
  SELECT (j.value ->> '$.id'), (j.value ->> '$.n'), (j.value ->> '$.s'), (j.value ->> '$.a'), (j.value ->> '$.c'), (j.value ->> '$.b'), (j.value ->> '$.least'), (j.value ->> '$.most'), (j.value ->> '$.open'), (j.value ->> '$.t')
  FROM json_each(?) AS j
  ORDER BY j.key
;

INSERT INTO limit_rules(id, name, scope, placed_by, greatest_win, greatest_odds)
  VALUES ('book', 'Limits of the book', 'book', 'anybody', 10000, 101);
;
