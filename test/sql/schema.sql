-- SQL texts of src in normal form (schema); npm run test:sql writes them.

ALTER TABLE …
;

CREATE INDEX …
;

CREATE TABLE IF NOT EXISTS …
;

CREATE TABLE …
;

CREATE TRIGGER …
;

CREATE UNIQUE INDEX …
;

CREATE VIEW …
;

CREATE VIRTUAL TABLE …
;

DELETE
  FROM sqlite_sequence
;

DELETE
  FROM sqlite_sequence
  WHERE name = ?
;

DROP INDEX …
;

DROP TABLE IF EXISTS …
;

DROP TABLE …
;

DROP TRIGGER IF EXISTS …
;

DROP TRIGGER …
;

DROP VIEW …
;

INSERT INTO sqlite_sequence(name, seq)
  VALUES (?, CAST (? AS INTEGER))
;

PRAGMA defer_foreign_keys = ON
;

PRAGMA foreign_key_check
;

PRAGMA foreign_keys = OFF;
;

PRAGMA foreign_keys = ON;
;

PRAGMA optimize(0 x10012)
;

PRAGMA optimize(0 x10013)
;

PRAGMA quick_check
;

SELECT (SELECT json_group_array(json_array(type, name, tbl_name, sql))
  FROM (SELECT type, name, tbl_name, sql
  FROM sqlite_schema
  WHERE sql IS NOT NULL AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '_cf_*' AND name NOT GLOB 'd1_*' AND name <> 'migrations'
  ORDER BY rowid)) AS text
;

SELECT 1
  FROM sqlite_schema
  WHERE type = 'table' AND name = ?
;

SELECT count(DISTINCT tbl) AS tables
  FROM sqlite_stat1
;

SELECT name
  FROM sqlite_schema
;

SELECT name
  FROM sqlite_schema
  WHERE name IN (?)
;

SELECT name
  FROM sqlite_schema
  WHERE type = 'table' AND name GLOB ?
  ORDER BY rowid DESC
;

SELECT name
  FROM sqlite_schema
  WHERE type = 'table' AND name NOT GLOB '_cf_*'
  ORDER BY name
;

SELECT name
  FROM sqlite_schema
  WHERE type = 'table' AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '_cf_*' AND name NOT GLOB 'd1_*' AND (SELECT count(*)
  FROM pragma_table_info('migrations')
  WHERE name IN ('name', 'hash', 'applied_at')) < 3
  ORDER BY name
;

SELECT name
  FROM sqlite_schema
  WHERE type = 'trigger' AND name IN (SELECT value
  FROM json_each(?))
;

SELECT name AS name
  FROM pragma_table_xinfo(?)
;

SELECT name, CAST (seq AS TEXT) AS seq
  FROM sqlite_sequence
  ORDER BY name
;

SELECT name, tbl_name AS "table"
  FROM sqlite_schema
  WHERE type = 'index'
  ORDER BY tbl_name, name
;

SELECT name, tbl_name, sql
  FROM sqlite_schema
  WHERE type = 'trigger' AND tbl_name COLLATE NOCASE IN (SELECT value
  FROM json_each(?))
  ORDER BY name
;

SELECT s.name AS table_name, f.id, f.seq, f."table" AS target, f."from", f."to", f.on_update, f.on_delete
  FROM sqlite_schema s, pragma_foreign_key_list(s.name) f
  WHERE s.type IN ('table', 'view') AND s.name NOT GLOB 'sqlite_*' AND s.name NOT GLOB '_cf_*' AND s.name NOT GLOB 'd1_*' AND s.name NOT GLOB 'search_index_*' AND s.name NOT GLOB '_adopting_*'
  ORDER BY s.name, f.id, f.seq
;

SELECT s.name AS table_name, l.name AS index_name, l."unique" AS is_unique, i.seqno, i.name AS column_name, i.coll AS collation
  FROM sqlite_schema s, pragma_index_list(s.name) l, pragma_index_xinfo(l.name) i
  WHERE s.type IN ('table', 'view') AND s.name NOT GLOB 'sqlite_*' AND s.name NOT GLOB '_cf_*' AND s.name NOT GLOB 'd1_*' AND s.name NOT GLOB 'search_index_*' AND s.name NOT GLOB '_adopting_*' AND l.partial = 0 AND i."key" = 1
  ORDER BY s.name, l.name, i.seqno
;

SELECT s.name AS table_name, x.cid, x.name, x.type, x."notnull", x.dflt_value, x.pk, x.hidden
  FROM sqlite_schema s, pragma_table_xinfo(s.name) x
  WHERE s.type IN ('table', 'view') AND s.name NOT GLOB 'sqlite_*' AND s.name NOT GLOB '_cf_*' AND s.name NOT GLOB 'd1_*' AND s.name NOT GLOB 'search_index_*' AND s.name NOT GLOB '_adopting_*'
  ORDER BY s.name, x.cid
;

SELECT s.name AS table_name, x.cid, x.name, x.type, x."notnull", x.dflt_value, x.pk, x.hidden
  FROM sqlite_schema s, pragma_table_xinfo(s.name) x
  WHERE s.type IN ('table', 'view') AND s.name NOT GLOB 'sqlite_*' AND s.name NOT GLOB '_cf_*' AND s.name NOT GLOB 'd1_*' AND s.name NOT GLOB 'search_index_*' AND s.name NOT GLOB '_adopting_*' AND s.name IN (SELECT value
  FROM json_each(?))
  ORDER BY s.name, x.cid
;

SELECT s.name, s.type, s.sql
  FROM sqlite_schema s
  WHERE s.type IN ('table', 'view') AND s.name NOT GLOB 'sqlite_*' AND s.name NOT GLOB '_cf_*' AND s.name NOT GLOB 'd1_*' AND s.name NOT GLOB 'search_index_*' AND s.name NOT GLOB '_adopting_*'
  ORDER BY s.name
;

SELECT tbl AS name, stat
  FROM sqlite_stat1
  WHERE idx IS NOT NULL
;

SELECT type, name
  FROM sqlite_schema
  WHERE sql IS NOT NULL AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '_cf_*' AND name NOT GLOB 'd1_*' AND name NOT GLOB 'search_index_*' AND name <> 'migrations' AND tbl_name NOT GLOB '_adopting_*'
  ORDER BY type, name
;

SELECT type, name, tbl_name AS "tableName", sql
  FROM sqlite_schema
  WHERE sql IS NOT NULL AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '_cf_*' AND name NOT GLOB 'd1_*' AND tbl_name <> 'migrations' AND name NOT GLOB 'search_index_*' AND tbl_name NOT GLOB '_adopting_*' AND tbl_name NOT IN (SELECT name
  FROM pragma_table_list
  WHERE type IN ('virtual', 'shadow'))
  ORDER BY type, name
;
