-- SQL texts of src in normal form (activities); npm run test:sql writes them.

INSERT INTO activities(id, user_id, type, action, amount, metadata, created_at)
  SELECT (j.value ->> '$.v'), (j.value ->> '$.u'), 'wager_placed', 'placed', w.amount, json_object('wager', w.wager_number), (j.value ->> '$.t')
  FROM json_each(?) AS j
  CROSS
  JOIN wagers AS w ON w.id = (j.value ->> '$.id')
  ORDER BY j.key
;

INSERT INTO activities(id, user_id, type, action, amount, metadata, created_at)
  SELECT (j.value ->> '$.y'), (j.value ->> '$.u'), 'wager_settled', ?, round((j.value ->> '$.a') / 100.0, 2), json_object('wager', w.wager_number), (j.value ->> '$.t')
  FROM json_each(?) AS j
  CROSS
  JOIN wagers AS w ON w.id = (j.value ->> '$.id') AND w.operation_id = ?
  ORDER BY j.key
;

INSERT INTO activities(id, user_id, type, action, amount, metadata, created_at)
  SELECT (j.value ->> '$.y'), (j.value ->> '$.u'), CASE t.type WHEN 'deposit' THEN 'payment' ELSE 'withdrawal' END, ?, t.amount, json_object('transaction', t.id), (j.value ->> '$.t')
  FROM json_each(?) AS j
  CROSS
  JOIN transactions AS t ON t.id = (j.value ->> '$.id') AND t.operation_id = ?
  ORDER BY j.key
;

INSERT INTO activities(id, user_id, type, action, amount, metadata, created_at)
  VALUES (?)
;

SELECT max(id) AS last, count(*) AS count
  FROM (SELECT id
  FROM activities
  WHERE 1
  ORDER BY id
  LIMIT ?)
;

SELECT max(id) AS last, count(*) AS count
  FROM (SELECT id
  FROM activities
  WHERE id > ?
  ORDER BY id
  LIMIT ?)
;
