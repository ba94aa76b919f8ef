-- SQL texts of src in normal form (other); npm run test:sql writes them.

ANALYZE
;

DELETE
  FROM main.remarks
;

DELETE
  FROM notes
;

DELETE
  FROM notes
  WHERE id = 1
;

DELETE
  FROM remarks
  WHERE id = 10
;

DELETE
  FROM remarks
  WHERE id > 11
;

INSERT INTO _kept_rows(name, rows, remaining, must_stay)
  SELECT '', 0, 0, ?
  WHERE ? OR EXISTS (SELECT 1
  FROM _kept_rows
  WHERE must_stay AND remaining < rows)
;

INSERT INTO new_remarks
  SELECT *
  FROM remarks
  WHERE id > 10
;

INSERT INTO notes
  VALUES (1, 'one'), (2, 'two'), (3, 'three')
;

INSERT INTO offer_log
  VALUES (?)
;

INSERT INTO remarks
  VALUES (10, 1, 'a'), (11, 1, 'b'), (12, 2, 'c')
;

INSERT INTO t0(a)
  VALUES ('x')
;

INSERT INTO t1(a)
  VALUES ('x')
;

INSERT INTO t2(a)
  VALUES ('x')
;

INSERT INTO tags
  VALUES ('x'), ('y')
;

SELECT 1 AS ok
;

SELECT CASE typeof((9)) WHEN 'text' THEN 't' || (9) WHEN 'integer' THEN 'i' || (9) ELSE (9) END AS made
;

SELECT agent_id, name, status, version
  FROM promotions
  WHERE id = ?
;

SELECT name, terms
  FROM promotions
  WHERE id = ?
;

UPDATE notes
  SET author = 'Ann'
  WHERE id < 3
;

UPDATE promotions
  SET status = ?, ends_at = ?, updated_at = ?, version = version + 1, operation_id = ?
  WHERE id = ? AND version = ?
;

UPDATE remarks
  SET text = upper(text)
;

WITH gone(id) AS (SELECT 10) DELETE
  FROM remarks
  WHERE id IN (SELECT id
  FROM gone)
;
