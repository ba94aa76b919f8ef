-- SQL texts of src in normal form (panels); npm run test:sql writes them.

"c" <> ''
;

"c" = ''
;

"c" = ?
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

BY + "t"."c" ASC
;

BY + "t"."c" DESC
;

BY + "t".rowid ASC
;

BY + "t".rowid DESC
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

FROM "t"
;

FROM "t" AS earlier
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

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[0].x')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE typeof("c") WHEN 'text' THEN 't' || "c" WHEN 'integer' THEN 'i' || "c" ELSE "c" END AS "c"
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

SELECT coalesce((NOT EXISTS (SELECT …)), 0)
;

SELECT coalesce((SELECT …), 0)
;

SELECT coalesce(r.version, - 1)
;

SELECT coalesce(sum(CAST (round("c" * 100) AS INTEGER)), 0) AS "c"
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
  ORDER BY …
  LIMIT … OFFSET …
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

THEN json_group_array("c")
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

VALUES (?)
;

WHEN "c" <= ?
;

WHEN "c" = ?
;

WHEN "c" >= ?
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

WHEN count(*) <= ?
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

WHERE "c" IS ?
;

WHERE "c" IS NOT ?
;

WHERE "c" MATCH ?
;

WHERE "t"."c" IS NOT json_extract(change.value, '$.old')
;

WHERE "t".id = json_extract(change.value, '$.id')
;

WHERE "t".id IN (SELECT …)
;

WHERE ("t"."c") < ((+ CAST (? AS INTEGER)), ?)
;

WHERE ("t"."c") < (?)
;

WHERE ("t"."c") < (?, (+ CAST (? AS INTEGER)))
;

WHERE ("t"."c") > ((+ CAST (? AS INTEGER)), ?)
;

WHERE ("t"."c") > (?)
;

WHERE ("t"."c") > (?, (+ CAST (? AS INTEGER)))
;

WHERE ("t"."c") IN (SELECT …)
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

WHERE CASE WHEN … END
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

…
;
