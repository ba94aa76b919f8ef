-- SQL texts of src in normal form (other); npm run test:sql writes them.

INSERT INTO t0(a)
  VALUES ('x')
;

INSERT INTO t1(a)
  VALUES ('x')
;

INSERT INTO t2(a)
  VALUES ('x')
;

SELECT 1 AS ok
;

SELECT CASE WHEN changes() <> ? THEN abs(- 9223372036854775807 - 1) END
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

UPDATE promotions
  SET status = ?, ends_at = ?, updated_at = ?, version = version + 1, operation_id = ?
  WHERE id = ? AND version = ?
;
