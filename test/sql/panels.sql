-- SQL texts of src in normal form (panels); npm run test:sql writes them.

"c" < ?
;

"c" <= ?
;

"c" <> ''
;

"c" <> 0
;

"c" = "c" * 2
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

BY t."c" COLLATE BINARY
;

BY t._rowid_
;

BY t.rowid
;

DELETE
  FROM …
;

DELETE
  FROM …
  WHERE …
;

DISTINCT "c" AS "c"
;

DISTINCT __j.__n AS n
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

ELSE t."c"
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

FROM "t" t
;

FROM (SELECT …)
;

FROM (SELECT …) AS "c"
;

FROM (SELECT …) AS __j
;

FROM (SELECT …) AS __p
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

INTO "t" (_rowid_, "c")
;

INTO "t" (rowid, "c")
;

INTO "t" DEFAULT
;

INTO bulk_run_items(run_id, position, record_id, expected_version)
;

INTO guards(code, ok)
;

JOIN "t"
;

JOIN "t" AS __r
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

LIMIT 124
;

LIMIT 14
;

LIMIT 175
;

LIMIT 2
;

LIMIT 20
;

LIMIT 204
;

LIMIT 217
;

LIMIT 3
;

LIMIT 43
;

LIMIT 5
;

LIMIT 50
;

LIMIT 500
;

LIMIT 505
;

LIMIT 559
;

LIMIT 6
;

LIMIT 74
;

LIMIT 75
;

LIMIT 9
;

LIMIT 900
;

LIMIT ?
;

LIMIT CASE WHEN … END
;

OFFSET ?
;

ON "t"."c" = "t"."c"
;

ON "t"."c" = __j."c"
;

ON "t".id = json_extract(change.value, '$.id')
;

ON "t".rowid = "t"."c"
;

ON __p."c" = "t"."c"
;

ON __r."c" = __j."c"
;

ON __r.rowid = CAST (__j."c" AS INTEGER)
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

SELECT "t".rowid
;

SELECT *
;

SELECT + CAST (? AS REAL)
;

SELECT 1
;

SELECT 1 AS found
;

SELECT ?
;

SELECT ? AS "c"
;

SELECT CASE WHEN … END AS "c"
;

SELECT CASE WHEN … END AS c0
;

SELECT CASE WHEN … END AS c1
;

SELECT CASE WHEN … END AS c10
;

SELECT CASE WHEN … END AS c11
;

SELECT CASE WHEN … END AS c12
;

SELECT CASE WHEN … END AS c13
;

SELECT CASE WHEN … END AS c14
;

SELECT CASE WHEN … END AS c15
;

SELECT CASE WHEN … END AS c2
;

SELECT CASE WHEN … END AS c3
;

SELECT CASE WHEN … END AS c4
;

SELECT CASE WHEN … END AS c5
;

SELECT CASE WHEN … END AS c6
;

SELECT CASE WHEN … END AS c7
;

SELECT CASE WHEN … END AS c8
;

SELECT CASE WHEN … END AS c9
;

SELECT CASE WHEN … END AS numbers
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[0].b')) WHEN 'array' THEN CAST (unhex(json_extract(value, '$[0][0]')) AS TEXT) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[0].x')) WHEN 'array' THEN CAST (json_extract(value, '$[0][0]') AS REAL) * pow(2, json_extract(value, '$[0][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[0].x')) WHEN 'array' THEN CAST (json_extract(value, '$[0][0]') AS REAL) * pow(2, json_extract(value, '$[0][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[10].x')) WHEN 'array' THEN CAST (json_extract(value, '$[10][0]') AS REAL) * pow(2, json_extract(value, '$[10][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[11].x')) WHEN 'array' THEN CAST (json_extract(value, '$[11][0]') AS REAL) * pow(2, json_extract(value, '$[11][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[12].x')) WHEN 'array' THEN CAST (json_extract(value, '$[12][0]') AS REAL) * pow(2, json_extract(value, '$[12][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[13].x')) WHEN 'array' THEN CAST (json_extract(value, '$[13][0]') AS REAL) * pow(2, json_extract(value, '$[13][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[14].x')) WHEN 'array' THEN CAST (json_extract(value, '$[14][0]') AS REAL) * pow(2, json_extract(value, '$[14][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[15].x')) WHEN 'array' THEN CAST (json_extract(value, '$[15][0]') AS REAL) * pow(2, json_extract(value, '$[15][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[16].x')) WHEN 'array' THEN CAST (json_extract(value, '$[16][0]') AS REAL) * pow(2, json_extract(value, '$[16][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[17].x')) WHEN 'array' THEN CAST (json_extract(value, '$[17][0]') AS REAL) * pow(2, json_extract(value, '$[17][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[18].x')) WHEN 'array' THEN CAST (json_extract(value, '$[18][0]') AS REAL) * pow(2, json_extract(value, '$[18][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[19].x')) WHEN 'array' THEN CAST (json_extract(value, '$[19][0]') AS REAL) * pow(2, json_extract(value, '$[19][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[1].b')) WHEN 'array' THEN CAST (unhex(json_extract(value, '$[1][0]')) AS TEXT) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[1].x')) WHEN 'array' THEN CAST (json_extract(value, '$[1][0]') AS REAL) * pow(2, json_extract(value, '$[1][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[1].x')) WHEN 'array' THEN CAST (json_extract(value, '$[1][0]') AS REAL) * pow(2, json_extract(value, '$[1][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[20].x')) WHEN 'array' THEN CAST (json_extract(value, '$[20][0]') AS REAL) * pow(2, json_extract(value, '$[20][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[2].b')) WHEN 'array' THEN CAST (unhex(json_extract(value, '$[2][0]')) AS TEXT) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[2].x')) WHEN 'array' THEN CAST (json_extract(value, '$[2][0]') AS REAL) * pow(2, json_extract(value, '$[2][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[2].x')) WHEN 'array' THEN CAST (json_extract(value, '$[2][0]') AS REAL) * pow(2, json_extract(value, '$[2][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[3].b')) WHEN 'array' THEN CAST (unhex(json_extract(value, '$[3][0]')) AS TEXT) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[3].x')) WHEN 'array' THEN CAST (json_extract(value, '$[3][0]') AS REAL) * pow(2, json_extract(value, '$[3][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[3].x')) WHEN 'array' THEN CAST (json_extract(value, '$[3][0]') AS REAL) * pow(2, json_extract(value, '$[3][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[4].x')) WHEN 'array' THEN CAST (json_extract(value, '$[4][0]') AS REAL) * pow(2, json_extract(value, '$[4][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[4].x')) WHEN 'array' THEN CAST (json_extract(value, '$[4][0]') AS REAL) * pow(2, json_extract(value, '$[4][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[5].x')) WHEN 'array' THEN CAST (json_extract(value, '$[5][0]') AS REAL) * pow(2, json_extract(value, '$[5][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[5].x')) WHEN 'array' THEN CAST (json_extract(value, '$[5][0]') AS REAL) * pow(2, json_extract(value, '$[5][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[6].x')) WHEN 'array' THEN CAST (json_extract(value, '$[6][0]') AS REAL) * pow(2, json_extract(value, '$[6][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[6].x')) WHEN 'array' THEN CAST (json_extract(value, '$[6][0]') AS REAL) * pow(2, json_extract(value, '$[6][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[7].x')) WHEN 'array' THEN CAST (json_extract(value, '$[7][0]') AS REAL) * pow(2, json_extract(value, '$[7][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[8].x')) WHEN 'array' THEN CAST (json_extract(value, '$[8][0]') AS REAL) * pow(2, json_extract(value, '$[8][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[9].x')) WHEN 'array' THEN CAST (json_extract(value, '$[9][0]') AS REAL) * pow(2, json_extract(value, '$[9][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE typeof("c") WHEN 'text' THEN 't' || "c" WHEN 'integer' THEN 'i' || "c" ELSE "c" END AS "c"
;

SELECT CASE typeof("c") WHEN 'text' THEN 't' || "c" WHEN 'integer' THEN 'i' || "c" ELSE CASE "c" WHEN 9 e999 THEN 'r' WHEN - 9 e999 THEN 'r-' ELSE "c" END END AS "c"
;

SELECT CASE typeof("c") WHEN 'text' THEN 't' || substr("c", 1, 400) WHEN 'integer' THEN 'i' || "c" WHEN 'blob' THEN x '' ELSE "c" END AS "c"
;

SELECT CASE typeof("t"."c") WHEN 'text' THEN 't' || "t"."c" WHEN 'integer' THEN 'i' || "t"."c" ELSE "t"."c" END AS "c"
;

SELECT CASE typeof("t"."c") WHEN 'text' THEN 't' || "t"."c" WHEN 'integer' THEN 'i' || "t"."c" ELSE CASE "t"."c" WHEN 9 e999 THEN 'r' WHEN - 9 e999 THEN 'r-' ELSE "t"."c" END END AS "c"
;

SELECT CAST (rowid AS TEXT) AS "c"
;

SELECT CAST (t._rowid_ AS TEXT) AS k
;

SELECT CAST (t.rowid AS TEXT) AS k
;

SELECT CAST (value AS INTEGER)
;

SELECT DISTINCT …
  FROM …
;

SELECT DISTINCT …
  FROM …
  CROSS
  JOIN … ON …
;

SELECT DISTINCT …
  FROM …
  WHERE …
;

SELECT EXISTS (SELECT …) AS used
;

SELECT NOT coalesce(length("c"), 0) <= ? AS "c"
;

SELECT __j.__n AS n
;

SELECT _rowid_
;

SELECT coalesce("t"."c", '')
;

SELECT coalesce(((SELECT …) = ?), 0)
;

SELECT coalesce((NOT EXISTS (SELECT …)), 0)
;

SELECT coalesce((SELECT …), 0)
;

SELECT coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) AS bytes
;

SELECT coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) AS bytes
;

SELECT coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) AS bytes
;

SELECT coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) AS bytes
;

SELECT coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) AS bytes
;

SELECT coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) AS bytes
;

SELECT coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) AS bytes
;

SELECT coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) AS bytes
;

SELECT coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) AS bytes
;

SELECT coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) AS bytes
;

SELECT coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) AS bytes
;

SELECT coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) AS bytes
;

SELECT coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) AS bytes
;

SELECT coalesce(octet_length(t."c"), 0) AS bytes
;

SELECT coalesce(r.version, - 1)
;

SELECT coalesce(sum(CAST (round("c" * 100) AS INTEGER)), 0) AS "c"
;

SELECT count("c") AS total
;

SELECT count(*)
;

SELECT count(*) = 0
;

SELECT count(*) = 1
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

SELECT key AS __n
;

SELECT length("c") AS "c"
;

SELECT row_number() OVER (ORDER …)
;

SELECT rowid
;

SELECT rowid AS "c"
;

SELECT s.id
;

SELECT substr(CAST ("c" AS BLOB), 1, ?) AS "c"
;

SELECT substr(typeof(t."c"), 1) AS types
;

SELECT substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) AS types
;

SELECT substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) AS types
;

SELECT substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) AS types
;

SELECT substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) AS types
;

SELECT substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) AS types
;

SELECT substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) AS types
;

SELECT substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) AS types
;

SELECT substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) AS types
;

SELECT substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) AS types
;

SELECT substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) AS types
;

SELECT substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) || substr(typeof(t."c"), 1) AS types
;

SELECT sum((…))
;

SELECT sum(coalesce(octet_length("c"), 0) + coalesce(octet_length("c"), 0) + coalesce(octet_length("c"), 0) + coalesce(octet_length("c"), 0) > 2000000)
;

SELECT sum(coalesce(octet_length("c"), 0) + coalesce(octet_length("c"), 0) + coalesce(octet_length("c"), 0) > 2000000)
;

SELECT sum(coalesce(octet_length("c"), 0) + coalesce(octet_length("c"), 0) > 2000000)
;

SELECT sum(coalesce(octet_length("c"), 0) > 2000000)
;

SELECT sum(…)
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

SET "c" = __j."c"
;

SET "c" = json_extract(change.value, '$.index')
;

SET "c" = json_extract(change.value, '$.value')
;

THEN 1
;

THEN ?
;

THEN CASE typeof("c") WHEN 'text' THEN 't' || "c" WHEN 'integer' THEN 'i' || "c" ELSE CASE "c" WHEN 9 e999 THEN 'r' WHEN - 9 e999 THEN 'r-' ELSE "c" END END
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

THEN CAST (t."c" AS BLOB)
;

THEN CAST (t."c" AS TEXT)
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

WHEN coalesce(length("c"), 0) <= ?
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

WHEN t."c" <> 0
;

WHEN t."c" = t."c" * 2
;

WHEN typeof(t."c") = 'integer'
;

WHEN typeof(t."c") = 'real'
;

WHEN typeof(t."c") = 'text'
;

WHEN … THEN …
;

WHEN … THEN … ELSE …
;

WHEN … THEN … WHEN … THEN … ELSE …
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

WHERE "t"."c" = __j."c"
;

WHERE "t"."c" IS NOT json_extract(change.value, '$.old')
;

WHERE "t".id = json_extract(change.value, '$.id')
;

WHERE "t".id IN (SELECT …)
;

WHERE "t".rowid = CAST (__j."c" AS INTEGER)
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

WHERE ("t".rowid) IN (SELECT …)
;

WHERE (_rowid_) IN (SELECT …)
;

WHERE (coalesce(octet_length("c"), 0) + coalesce(octet_length("c"), 0) + coalesce(octet_length("c"), 0) + coalesce(octet_length("c"), 0) + coalesce(octet_length("c"), 0)) <= ?
;

WHERE (coalesce(octet_length("c"), 0) + coalesce(octet_length("c"), 0)) <= ?
;

WHERE (coalesce(octet_length("c"), 0)) <= ?
;

WHERE (earlier.created_at, earlier.id) <= (gradings.created_at, gradings.id)
;

WHERE (instr(lower("c"), lower(?)) > 0)
;

WHERE (rowid) IN (SELECT …)
;

WHERE (rowid) IN (WITH …)
;

WHERE (t."c" COLLATE BINARY) > (?)
;

WHERE (t."c" COLLATE BINARY) > (?, + CAST (? AS INTEGER))
;

WHERE (…)
;

WHERE + "c" IS (+ CAST (? AS INTEGER)) COLLATE BINARY
;

WHERE + "c" IS ? COLLATE BINARY
;

WHERE + __r."c" IS __j."c" COLLATE BINARY
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

WHERE rowid = last_insert_rowid()
;

WHERE rowid > (SELECT …)
;

WHERE rowid IN (SELECT …)
;

WHERE substr("c", 1, ?) != ?
;

WHERE substr("c", 1, ?) = ?
;

WHERE substr(lower("c"), 1, length(?)) = lower(?)
;

WHERE t."c" COLLATE BINARY > ?
;

WHERE t._rowid_ > CAST (? AS INTEGER)
;

WHERE t.rowid > CAST (? AS INTEGER)
;

WHERE true
;

WHERE typeof("c") = ?
;

WHERE typeof(__r."c") = typeof(__j."c")
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

t."c" < - 9007199254740991
;

t."c" > 9007199254740991
;

typeof("c") = 'real'
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
