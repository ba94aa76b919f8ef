-- SQL texts of src in normal form (migrations); npm run test:sql writes them.

DELETE
  FROM migrations
;

DELETE
  FROM migrations
  WHERE name = ?
;

INSERT INTO migrations(name, hash)
  SELECT ?, NULL
  WHERE NOT EXISTS (SELECT 1
  FROM migrations
  WHERE name = ?)
;

INSERT INTO migrations(name, hash)
  VALUES (?)
;

INSERT INTO migrations(name, hash)
  VALUES (?, '')
;

INSERT INTO migrations(name, hash, applied_at)
  VALUES (?)
;

SELECT name, hash, applied_at
  FROM migrations
  ORDER BY name
;

SELECT name, hash, applied_at AS "appliedAt"
  FROM migrations
  ORDER BY rowid
;
