-- SQL texts of src in normal form (sqlite_sequence); npm run test:sql writes them.

DELETE
  FROM sqlite_sequence
;

INSERT INTO sqlite_sequence(name, seq)
  VALUES (?, CAST (? AS INTEGER))
;

SELECT name, seq
  FROM sqlite_sequence
  ORDER BY name
;
