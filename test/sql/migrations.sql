-- SQL texts of src in normal form (migrations); npm run test:sql writes them.

DELETE
  FROM migrations
;

DELETE
  FROM migrations
  WHERE name = ?
;

INSERT INTO migrations(name, hash)
  SELECT ?, CASE WHEN (SELECT json_group_array(json_array(type, name, tbl_name, sql))
  FROM (SELECT type, name, tbl_name, sql
  FROM sqlite_schema
  WHERE sql IS NOT NULL AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '_cf_*' AND name NOT GLOB 'd1_*' AND name <> 'migrations'
  ORDER BY rowid)) = ? THEN ? END
;

INSERT INTO migrations(name, hash)
  SELECT ?, NULL
  WHERE (SELECT json_group_array(json_array(type, name, tbl_name, sql))
  FROM (SELECT type, name, tbl_name, sql
  FROM sqlite_schema
  WHERE sql IS NOT NULL AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '_cf_*' AND name NOT GLOB 'd1_*' AND name <> 'migrations'
  ORDER BY rowid)) <> ? OR NOT EXISTS (SELECT 1
  FROM migrations
  WHERE name = ?)
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
