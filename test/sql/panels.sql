-- SQL texts of src in normal form (panels); npm run test:sql writes them.

"c" < ?
;

"c" <= ?
;

"c" <> ''
;

"c" = ''
;

"c" = ?
;

"c" = CAST (? AS INTEGER)
;

"c" = unhex(?)
;

"c" >= ?
;

"c" BETWEEN 0 AND 9
;

"c" IN (SELECT …)
;

"c" IS (+ CAST (? AS INTEGER))
;

"c" IS ?
;

"c" IS NOT NULL
;

"c" IS NULL
;

("c" >= ?)
;

("c") IN (SELECT …)
;

(…)
;

BY "c"
;

BY "c" DESC
;

BY "t"."c" ASC
;

BY "t"."c" DESC
;

BY "t".rowid ASC
;

BY "t".rowid DESC
;

BY (SELECT …) COLLATE NOCASE ASC
;

BY (SELECT …) COLLATE NOCASE DESC
;

BY + "t"."c" ASC
;

BY + "t"."c" DESC
;

BY + "t".rowid ASC
;

BY + "t".rowid DESC
;

BY + (SELECT …) COLLATE NOCASE ASC
;

BY + (SELECT …) COLLATE NOCASE DESC
;

BY _rowid_
;

BY _rowid_ DESC
;

BY id
;

BY lower("c") ASC
;

BY lower(substr("c", instr("c", ' ') + 1)) ASC
;

BY r.created_at
;

BY r.type = 'withdrawal'
;

BY rowid
;

BY rowid ASC
;

BY rowid DESC
;

BY s.id
;

DELETE
  FROM …
;

DISTINCT "c" AS "c"
;

DISTINCT id
;

DO NOTHING
;

ELSE 0
;

ELSE CASE WHEN … END
;

ELSE replace("c", 't', 'T')
;

EXPLAIN QUERY PLAN
;

FROM "t"
;

FROM "t" AS "c"
;

FROM "t" AS earlier
;

FROM "t" NOT INDEXED
;

FROM (SELECT …)
;

FROM (SELECT …) AS "c"
;

FROM (SELECT …) AS s
;

FROM json_each(?)
;

FROM json_each(?) AS change
;

INSERT INTO …
  SELECT …
;

INSERT INTO …
  SELECT …
  FROM …
;

INSERT INTO …
  SELECT …
  FROM …
  LEFT
  JOIN … ON …
  LIMIT …
;

INSERT INTO …
  SELECT …
  FROM …
  WHERE …
  ON CONFLICT DO …
;

INSERT INTO …
  VALUES
  RETURNING …
;

INSERT INTO …
  VALUES …
  RETURNING …
;

INTO "t" ("c")
;

INTO "t" DEFAULT
;

INTO bulk_run_items(run_id, position, record_id, expected_version)
;

INTO guards(code, ok)
;

JOIN "t"
;

JOIN transactions AS r
;

JOIN wagers AS r
;

LIMIT 1
;

LIMIT 1000
;

LIMIT 100001
;

LIMIT 2
;

LIMIT ?
;

LIMIT CASE WHEN … END
;

OFFSET ?
;

ON "t"."c" = "t"."c"
;

ON "t".id = json_extract(change.value, '$.id')
;

ON "t".rowid = "t"."c"
;

ON r.id = s.id
;

ORDER BY …
;

RETURNING "c" AS "c"
;

RETURNING CASE typeof("c") WHEN 'text' THEN 't' || "c" WHEN 'integer' THEN 'i' || "c" ELSE "c" END AS "c"
;

RETURNING CAST (rowid AS TEXT) AS "c"
;

SELECT "c"
;

SELECT "c" AS "c"
;

SELECT "c" AS content
;

SELECT "c" AS id
;

SELECT "c" AS since
;

SELECT "c" AS value
;

SELECT "t"."c"
;

SELECT "t"."c" AS "c"
;

SELECT *
;

SELECT 1
;

SELECT 1 AS found
;

SELECT ?
;

SELECT ? AS "c"
;

SELECT CASE WHEN … END AS numbers
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[0].x')) WHEN 'array' THEN CAST (json_extract(value, '$[0][0]') AS REAL) * pow(2, json_extract(value, '$[0][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[1].x')) WHEN 'array' THEN CAST (json_extract(value, '$[1][0]') AS REAL) * pow(2, json_extract(value, '$[1][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE typeof("c") WHEN 'text' THEN 't' || "c" WHEN 'integer' THEN 'i' || "c" ELSE "c" END AS "c"
;

SELECT CASE typeof("c") WHEN 'text' THEN 't' || "c" WHEN 'integer' THEN 'i' || "c" ELSE CASE "c" WHEN 9 e999 THEN 'r' WHEN - 9 e999 THEN 'r-' ELSE "c" END END AS "c"
;

SELECT CASE typeof("c") WHEN 'text' THEN 't' || substr("c", 1, 400) WHEN 'integer' THEN 'i' || "c" WHEN 'blob' THEN x '' ELSE "c" END AS "c"
;

SELECT CASE typeof("t"."c") WHEN 'text' THEN 't' || "t"."c" WHEN 'integer' THEN 'i' || "t"."c" ELSE "t"."c" END AS "c"
;

SELECT CAST (rowid AS TEXT) AS "c"
;

SELECT CAST (value AS INTEGER)
;

SELECT DISTINCT …
  FROM …
;

SELECT DISTINCT …
  FROM …
  WHERE …
;

SELECT EXISTS (SELECT …) AS used
;

SELECT _rowid_
;

SELECT coalesce("t"."c", '')
;

SELECT coalesce((NOT EXISTS (SELECT …)), 0)
;

SELECT coalesce((SELECT …), 0)
;

SELECT coalesce(r.version, - 1)
;

SELECT coalesce(sum(CAST (round("c" * 100) AS INTEGER)), 0) AS "c"
;

SELECT count("c") AS total
;

SELECT count(*)
;

SELECT count(*) = ?
;

SELECT count(*) AS found
;

SELECT count(*) AS total
;

SELECT id
;

SELECT json_extract(value, '$[n]')
;

SELECT json_extract(value, ?)
;

SELECT length("c") AS "c"
;

SELECT row_number() OVER (ORDER …)
;

SELECT rowid
;

SELECT rowid AS "c"
;

SELECT rowid AS row_key
;

SELECT s.id
;

SELECT value
;

SELECT …
;

SELECT …
  FROM …
;

SELECT …
  FROM …
  CROSS
  JOIN … ON …
  WHERE …
  LIMIT …
;

SELECT …
  FROM …
  CROSS
  JOIN … ON …
  WHERE …
  ORDER BY …
  LIMIT …
;

SELECT …
  FROM …
  CROSS
  JOIN … ON …
  WHERE …
  ORDER BY …
  LIMIT … OFFSET …
;

SELECT …
  FROM …
  JOIN … ON …
  WHERE …
;

SELECT …
  FROM …
  LIMIT …
;

SELECT …
  FROM …
  ORDER BY …
  LIMIT …
;

SELECT …
  FROM …
  ORDER BY …
  LIMIT … OFFSET …
;

SELECT …
  FROM …
  UNION ALL
  SELECT …
  FROM …
;

SELECT …
  FROM …
  WHERE …
;

SELECT …
  FROM …
  WHERE …
  LIMIT …
;

SELECT …
  FROM …
  WHERE …
  LIMIT … OFFSET …
;

SELECT …
  FROM …
  WHERE …
  ORDER BY …
  LIMIT …
;

SELECT …
  FROM …
  WHERE …
  ORDER BY …
  LIMIT … OFFSET …
;

SELECT …
  UNION
  SELECT DISTINCT …
  FROM …
  WHERE …
;

SET "c" = (+ CAST (? AS INTEGER))
;

SET "c" = (SELECT …);
;

SET "c" = ?
;

SET "c" = json_extract(change.value, '$.index')
;

SET "c" = json_extract(change.value, '$.value')
;

THEN 1
;

THEN ?
;

THEN CAST ("c" / 1000 AS INTEGER)
;

THEN CAST ("c" AS INTEGER)
;

THEN CAST (round("c" * 1000.0) AS INTEGER)
;

THEN CAST (round(("c" - 2440587.5) * 86400000.0) AS INTEGER)
;

THEN CAST (round((julianday(CASE WHEN … END) - 2440587.5) * 86400000.0) AS INTEGER)
;

THEN json_group_array("c")
;

THEN substr(replace("c", 't', 'T'), 1, length("c") - 2) || ':' || substr("c", - 2)
;

UPDATE "t"
;

UPDATE …
  SET …
;

UPDATE …
  SET …
  FROM …
  WHERE …
;

UPDATE …
  SET …
  WHERE …
;

VALUES ((+ CAST (? AS INTEGER)))
;

VALUES ((+ CAST (? AS INTEGER)), ?)
;

VALUES (?)
;

VALUES (?, (+ CAST (? AS INTEGER)))
;

WHEN "c" < 3000000
;

WHEN "c" < ?
;

WHEN "c" <= ?
;

WHEN "c" = ?
;

WHEN "c" > 2000000
;

WHEN "c" >= ?
;

WHEN "c" GLOB '*:*[-+][0-9][0-9][0-9][0-9]'
;

WHEN "c" GLOB '[0-9][0-9][0-9][0-9]-*'
;

WHEN "c" IN (SELECT …)
;

WHEN ("t"."c") < (?)
;

WHEN ("t"."c") > (?)
;

WHEN (SELECT …) < ?
;

WHEN (SELECT …) > ?
;

WHEN (…)
;

WHEN 1
;

WHEN CASE WHEN … END
;

WHEN abs("c") < 1 e11
;

WHEN abs("c") < 1 e14
;

WHEN abs("c") < 1 e17
;

WHEN count(*) <= ?
;

WHEN date(substr("c", 1, 10)) = substr("c", 1, 10)
;

WHEN instr(lower("c"), lower(?)) > 0
;

WHEN lower("c") <= lower(?)
;

WHEN lower("c") >= lower(?)
;

WHEN lower(substr("c", instr("c", ' ') + 1)) <= lower(?)
;

WHEN lower(substr("c", instr("c", ' ') + 1)) >= lower(?)
;

WHEN … THEN …
;

WHEN … THEN … ELSE …
;

WHEN … THEN … WHEN … THEN … WHEN … THEN …
;

WHERE "c" < ?
;

WHERE "c" <= ?
;

WHERE "c" = 'pending'
;

WHERE "c" = (+ CAST (? AS INTEGER))
;

WHERE "c" = ?
;

WHERE "c" >= ?
;

WHERE "c" IN (SELECT …)
;

WHERE "c" IS (+ CAST (? AS INTEGER))
;

WHERE "c" IS - 9 e999
;

WHERE "c" IS 9 e999
;

WHERE "c" IS ?
;

WHERE "c" IS NOT (+ CAST (? AS INTEGER))
;

WHERE "c" IS NOT ?
;

WHERE "c" IS NULL
;

WHERE "c" MATCH ?
;

WHERE "t"."c" = "t"."c"
;

WHERE "t"."c" IS NOT json_extract(change.value, '$.old')
;

WHERE "t".id = json_extract(change.value, '$.id')
;

WHERE "t".id IN (SELECT …)
;

WHERE ("c") IN (SELECT …)
;

WHERE ("t"."c") < ((+ CAST (? AS INTEGER)))
;

WHERE ("t"."c") < ((+ CAST (? AS INTEGER)), ?)
;

WHERE ("t"."c") < (?)
;

WHERE ("t"."c") < (?, (+ CAST (? AS INTEGER)))
;

WHERE ("t"."c") > ((+ CAST (? AS INTEGER)))
;

WHERE ("t"."c") > ((+ CAST (? AS INTEGER)), ?)
;

WHERE ("t"."c") > (?)
;

WHERE ("t"."c") > (?, (+ CAST (? AS INTEGER)))
;

WHERE ("t"."c") IN (SELECT …)
;

WHERE ("t".rowid) > ((+ CAST (? AS INTEGER)))
;

WHERE (_rowid_) IN (SELECT …)
;

WHERE (earlier.created_at, earlier.id) <= (gradings.created_at, gradings.id)
;

WHERE (instr(lower("c"), lower(?)) > 0)
;

WHERE (rowid) IN (SELECT …)
;

WHERE (rowid) IN (WITH …)
;

WHERE (…)
;

WHERE 0
;

WHERE 1
;

WHERE 1 = (SELECT …)
;

WHERE CASE WHEN … END
;

WHERE CASE typeof("c") WHEN 'text' THEN CASE WHEN … END WHEN 'real' THEN CASE WHEN … END WHEN 'integer' THEN CASE WHEN … END END < ?
;

WHERE CASE typeof("c") WHEN 'text' THEN CASE WHEN … END WHEN 'real' THEN CASE WHEN … END WHEN 'integer' THEN CASE WHEN … END END >= ?
;

WHERE _rowid_ > (SELECT …)
;

WHERE coalesce("c", '') != ''
;

WHERE earlier.wager_id = gradings.wager_id
;

WHERE id > ?
;

WHERE instr(lower("c"), lower(?)) > 0
;

WHERE lower("c") <= lower(?)
;

WHERE lower("c") >= lower(?)
;

WHERE lower(substr("c", instr("c", ' ') + 1)) <= lower(?)
;

WHERE lower(substr("c", instr("c", ' ') + 1)) >= lower(?)
;

WHERE rowid = CAST (? AS INTEGER)
;

WHERE rowid > (SELECT …)
;

WHERE rowid > ?
;

WHERE rowid IN (SELECT …)
;

WHERE substr("c", 1, ?) != ?
;

WHERE substr("c", 1, ?) = ?
;

WHERE substr(lower("c"), 1, length(?)) = lower(?)
;

WHERE true
;

WITH "c" AS MATERIALIZED (SELECT …)
;

WITH …
  SELECT …
  FROM …
  UNION ALL
  SELECT …
  FROM …
;

instr(lower("c"), lower(?)) > 0
;

rowid = (+ CAST (? AS INTEGER))
;

typeof("c") = 'text'
;

typeof("c") IN ('null', 'real')
;

…
;

…
  SELECT …
  FROM …
  ORDER BY …
;
