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

(rowid, "c") IN (SELECT …)
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

BY + "c" DESC
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

FROM "t" EXCEPT
;

FROM "t" NOT INDEXED
;

FROM "t" s
;

FROM "t" t
;

FROM "t";
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

FROM bulk_run_items i
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

INTO "t"
;

INTO "t" ("c")
;

INTO "t" (_rowid_, "c")
;

INTO "t" (rowid, "c")
;

INTO "t" DEFAULT
;

INTO _kept_rows(name, rows, remaining, must_stay)
;

INTO bulk_run_items(run_id, position, record_id, expected_version)
;

INTO guards(code, ok)
;

JOIN "t"
;

JOIN "t" AS __r
;

JOIN "t" r
;

JOIN "t" t
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

ON "t"."c" = __j."c"
;

ON "t".id = json_extract(change.value, '$.id')
;

ON "t".rowid = "t"."c"
;

ON "t".rowid = CAST (__j."c" AS INTEGER)
;

ON (__r."c") = (__j."c")
;

ON __p."c" = "t"."c"
;

ON __r."c" = __j."c"
;

ON __r.rowid = CAST (__j."c" AS INTEGER)
;

ON r.id = i.record_id
;

ON r.id = s.id
;

ON t.rowid = s.rowid
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

SELECT 0
;

SELECT 1
;

SELECT 1 AS found
;

SELECT 1 AS goes_on
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

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[10].x')) WHEN 'array' THEN CAST (json_extract(value, '$[10][0]') AS REAL) * pow(2, json_extract(value, '$[10][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[10].x')) WHEN 'array' THEN CAST (json_extract(value, '$[10][0]') AS REAL) * pow(2, json_extract(value, '$[10][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[11].x')) WHEN 'array' THEN CAST (json_extract(value, '$[11][0]') AS REAL) * pow(2, json_extract(value, '$[11][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[11].x')) WHEN 'array' THEN CAST (json_extract(value, '$[11][0]') AS REAL) * pow(2, json_extract(value, '$[11][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[12].x')) WHEN 'array' THEN CAST (json_extract(value, '$[12][0]') AS REAL) * pow(2, json_extract(value, '$[12][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[12].x')) WHEN 'array' THEN CAST (json_extract(value, '$[12][0]') AS REAL) * pow(2, json_extract(value, '$[12][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[13].x')) WHEN 'array' THEN CAST (json_extract(value, '$[13][0]') AS REAL) * pow(2, json_extract(value, '$[13][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[13].x')) WHEN 'array' THEN CAST (json_extract(value, '$[13][0]') AS REAL) * pow(2, json_extract(value, '$[13][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[14].x')) WHEN 'array' THEN CAST (json_extract(value, '$[14][0]') AS REAL) * pow(2, json_extract(value, '$[14][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[14].x')) WHEN 'array' THEN CAST (json_extract(value, '$[14][0]') AS REAL) * pow(2, json_extract(value, '$[14][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[15].x')) WHEN 'array' THEN CAST (json_extract(value, '$[15][0]') AS REAL) * pow(2, json_extract(value, '$[15][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[15].x')) WHEN 'array' THEN CAST (json_extract(value, '$[15][0]') AS REAL) * pow(2, json_extract(value, '$[15][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[16].x')) WHEN 'array' THEN CAST (json_extract(value, '$[16][0]') AS REAL) * pow(2, json_extract(value, '$[16][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[16].x')) WHEN 'array' THEN CAST (json_extract(value, '$[16][0]') AS REAL) * pow(2, json_extract(value, '$[16][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[17].x')) WHEN 'array' THEN CAST (json_extract(value, '$[17][0]') AS REAL) * pow(2, json_extract(value, '$[17][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[17].x')) WHEN 'array' THEN CAST (json_extract(value, '$[17][0]') AS REAL) * pow(2, json_extract(value, '$[17][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[18].x')) WHEN 'array' THEN CAST (json_extract(value, '$[18][0]') AS REAL) * pow(2, json_extract(value, '$[18][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[18].x')) WHEN 'array' THEN CAST (json_extract(value, '$[18][0]') AS REAL) * pow(2, json_extract(value, '$[18][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[19].x')) WHEN 'array' THEN CAST (json_extract(value, '$[19][0]') AS REAL) * pow(2, json_extract(value, '$[19][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[19].x')) WHEN 'array' THEN CAST (json_extract(value, '$[19][0]') AS REAL) * pow(2, json_extract(value, '$[19][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[1].b')) WHEN 'array' THEN CAST (unhex(json_extract(value, '$[1][0]')) AS TEXT) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[1].x')) WHEN 'array' THEN CAST (json_extract(value, '$[1][0]') AS REAL) * pow(2, json_extract(value, '$[1][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[1].x')) WHEN 'array' THEN CAST (json_extract(value, '$[1][0]') AS REAL) * pow(2, json_extract(value, '$[1][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[20].x')) WHEN 'array' THEN CAST (json_extract(value, '$[20][0]') AS REAL) * pow(2, json_extract(value, '$[20][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[20].x')) WHEN 'array' THEN CAST (json_extract(value, '$[20][0]') AS REAL) * pow(2, json_extract(value, '$[20][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[21].x')) WHEN 'array' THEN CAST (json_extract(value, '$[21][0]') AS REAL) * pow(2, json_extract(value, '$[21][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[21].x')) WHEN 'array' THEN CAST (json_extract(value, '$[21][0]') AS REAL) * pow(2, json_extract(value, '$[21][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[22].x')) WHEN 'array' THEN CAST (json_extract(value, '$[22][0]') AS REAL) * pow(2, json_extract(value, '$[22][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[22].x')) WHEN 'array' THEN CAST (json_extract(value, '$[22][0]') AS REAL) * pow(2, json_extract(value, '$[22][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[23].x')) WHEN 'array' THEN CAST (json_extract(value, '$[23][0]') AS REAL) * pow(2, json_extract(value, '$[23][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[23].x')) WHEN 'array' THEN CAST (json_extract(value, '$[23][0]') AS REAL) * pow(2, json_extract(value, '$[23][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[24].x')) WHEN 'array' THEN CAST (json_extract(value, '$[24][0]') AS REAL) * pow(2, json_extract(value, '$[24][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[24].x')) WHEN 'array' THEN CAST (json_extract(value, '$[24][0]') AS REAL) * pow(2, json_extract(value, '$[24][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[25].x')) WHEN 'array' THEN CAST (json_extract(value, '$[25][0]') AS REAL) * pow(2, json_extract(value, '$[25][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[25].x')) WHEN 'array' THEN CAST (json_extract(value, '$[25][0]') AS REAL) * pow(2, json_extract(value, '$[25][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[26].x')) WHEN 'array' THEN CAST (json_extract(value, '$[26][0]') AS REAL) * pow(2, json_extract(value, '$[26][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[26].x')) WHEN 'array' THEN CAST (json_extract(value, '$[26][0]') AS REAL) * pow(2, json_extract(value, '$[26][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[27].x')) WHEN 'array' THEN CAST (json_extract(value, '$[27][0]') AS REAL) * pow(2, json_extract(value, '$[27][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[27].x')) WHEN 'array' THEN CAST (json_extract(value, '$[27][0]') AS REAL) * pow(2, json_extract(value, '$[27][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[28].x')) WHEN 'array' THEN CAST (json_extract(value, '$[28][0]') AS REAL) * pow(2, json_extract(value, '$[28][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[28].x')) WHEN 'array' THEN CAST (json_extract(value, '$[28][0]') AS REAL) * pow(2, json_extract(value, '$[28][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[29].x')) WHEN 'array' THEN CAST (json_extract(value, '$[29][0]') AS REAL) * pow(2, json_extract(value, '$[29][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[29].x')) WHEN 'array' THEN CAST (json_extract(value, '$[29][0]') AS REAL) * pow(2, json_extract(value, '$[29][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[2].b')) WHEN 'array' THEN CAST (unhex(json_extract(value, '$[2][0]')) AS TEXT) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[2].x')) WHEN 'array' THEN CAST (json_extract(value, '$[2][0]') AS REAL) * pow(2, json_extract(value, '$[2][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[2].x')) WHEN 'array' THEN CAST (json_extract(value, '$[2][0]') AS REAL) * pow(2, json_extract(value, '$[2][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[30].x')) WHEN 'array' THEN CAST (json_extract(value, '$[30][0]') AS REAL) * pow(2, json_extract(value, '$[30][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[30].x')) WHEN 'array' THEN CAST (json_extract(value, '$[30][0]') AS REAL) * pow(2, json_extract(value, '$[30][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[31].x')) WHEN 'array' THEN CAST (json_extract(value, '$[31][0]') AS REAL) * pow(2, json_extract(value, '$[31][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[31].x')) WHEN 'array' THEN CAST (json_extract(value, '$[31][0]') AS REAL) * pow(2, json_extract(value, '$[31][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[32].x')) WHEN 'array' THEN CAST (json_extract(value, '$[32][0]') AS REAL) * pow(2, json_extract(value, '$[32][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[32].x')) WHEN 'array' THEN CAST (json_extract(value, '$[32][0]') AS REAL) * pow(2, json_extract(value, '$[32][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[33].x')) WHEN 'array' THEN CAST (json_extract(value, '$[33][0]') AS REAL) * pow(2, json_extract(value, '$[33][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[33].x')) WHEN 'array' THEN CAST (json_extract(value, '$[33][0]') AS REAL) * pow(2, json_extract(value, '$[33][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[34].x')) WHEN 'array' THEN CAST (json_extract(value, '$[34][0]') AS REAL) * pow(2, json_extract(value, '$[34][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[34].x')) WHEN 'array' THEN CAST (json_extract(value, '$[34][0]') AS REAL) * pow(2, json_extract(value, '$[34][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[35].x')) WHEN 'array' THEN CAST (json_extract(value, '$[35][0]') AS REAL) * pow(2, json_extract(value, '$[35][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[35].x')) WHEN 'array' THEN CAST (json_extract(value, '$[35][0]') AS REAL) * pow(2, json_extract(value, '$[35][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[36].x')) WHEN 'array' THEN CAST (json_extract(value, '$[36][0]') AS REAL) * pow(2, json_extract(value, '$[36][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[36].x')) WHEN 'array' THEN CAST (json_extract(value, '$[36][0]') AS REAL) * pow(2, json_extract(value, '$[36][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[37].x')) WHEN 'array' THEN CAST (json_extract(value, '$[37][0]') AS REAL) * pow(2, json_extract(value, '$[37][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[37].x')) WHEN 'array' THEN CAST (json_extract(value, '$[37][0]') AS REAL) * pow(2, json_extract(value, '$[37][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[38].x')) WHEN 'array' THEN CAST (json_extract(value, '$[38][0]') AS REAL) * pow(2, json_extract(value, '$[38][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[38].x')) WHEN 'array' THEN CAST (json_extract(value, '$[38][0]') AS REAL) * pow(2, json_extract(value, '$[38][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[39].x')) WHEN 'array' THEN CAST (json_extract(value, '$[39][0]') AS REAL) * pow(2, json_extract(value, '$[39][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[39].x')) WHEN 'array' THEN CAST (json_extract(value, '$[39][0]') AS REAL) * pow(2, json_extract(value, '$[39][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[3].b')) WHEN 'array' THEN CAST (unhex(json_extract(value, '$[3][0]')) AS TEXT) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[3].x')) WHEN 'array' THEN CAST (json_extract(value, '$[3][0]') AS REAL) * pow(2, json_extract(value, '$[3][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[3].x')) WHEN 'array' THEN CAST (json_extract(value, '$[3][0]') AS REAL) * pow(2, json_extract(value, '$[3][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[40].x')) WHEN 'array' THEN CAST (json_extract(value, '$[40][0]') AS REAL) * pow(2, json_extract(value, '$[40][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[40].x')) WHEN 'array' THEN CAST (json_extract(value, '$[40][0]') AS REAL) * pow(2, json_extract(value, '$[40][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[41].x')) WHEN 'array' THEN CAST (json_extract(value, '$[41][0]') AS REAL) * pow(2, json_extract(value, '$[41][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[41].x')) WHEN 'array' THEN CAST (json_extract(value, '$[41][0]') AS REAL) * pow(2, json_extract(value, '$[41][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[42].x')) WHEN 'array' THEN CAST (json_extract(value, '$[42][0]') AS REAL) * pow(2, json_extract(value, '$[42][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[42].x')) WHEN 'array' THEN CAST (json_extract(value, '$[42][0]') AS REAL) * pow(2, json_extract(value, '$[42][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[43].x')) WHEN 'array' THEN CAST (json_extract(value, '$[43][0]') AS REAL) * pow(2, json_extract(value, '$[43][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[43].x')) WHEN 'array' THEN CAST (json_extract(value, '$[43][0]') AS REAL) * pow(2, json_extract(value, '$[43][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[44].x')) WHEN 'array' THEN CAST (json_extract(value, '$[44][0]') AS REAL) * pow(2, json_extract(value, '$[44][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[44].x')) WHEN 'array' THEN CAST (json_extract(value, '$[44][0]') AS REAL) * pow(2, json_extract(value, '$[44][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[45].x')) WHEN 'array' THEN CAST (json_extract(value, '$[45][0]') AS REAL) * pow(2, json_extract(value, '$[45][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[45].x')) WHEN 'array' THEN CAST (json_extract(value, '$[45][0]') AS REAL) * pow(2, json_extract(value, '$[45][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[46].x')) WHEN 'array' THEN CAST (json_extract(value, '$[46][0]') AS REAL) * pow(2, json_extract(value, '$[46][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[46].x')) WHEN 'array' THEN CAST (json_extract(value, '$[46][0]') AS REAL) * pow(2, json_extract(value, '$[46][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[47].x')) WHEN 'array' THEN CAST (json_extract(value, '$[47][0]') AS REAL) * pow(2, json_extract(value, '$[47][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[47].x')) WHEN 'array' THEN CAST (json_extract(value, '$[47][0]') AS REAL) * pow(2, json_extract(value, '$[47][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[48].x')) WHEN 'array' THEN CAST (json_extract(value, '$[48][0]') AS REAL) * pow(2, json_extract(value, '$[48][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[48].x')) WHEN 'array' THEN CAST (json_extract(value, '$[48][0]') AS REAL) * pow(2, json_extract(value, '$[48][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[49].x')) WHEN 'array' THEN CAST (json_extract(value, '$[49][0]') AS REAL) * pow(2, json_extract(value, '$[49][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[49].x')) WHEN 'array' THEN CAST (json_extract(value, '$[49][0]') AS REAL) * pow(2, json_extract(value, '$[49][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[4].x')) WHEN 'array' THEN CAST (json_extract(value, '$[4][0]') AS REAL) * pow(2, json_extract(value, '$[4][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[4].x')) WHEN 'array' THEN CAST (json_extract(value, '$[4][0]') AS REAL) * pow(2, json_extract(value, '$[4][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[50].x')) WHEN 'array' THEN CAST (json_extract(value, '$[50][0]') AS REAL) * pow(2, json_extract(value, '$[50][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[50].x')) WHEN 'array' THEN CAST (json_extract(value, '$[50][0]') AS REAL) * pow(2, json_extract(value, '$[50][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[51].x')) WHEN 'array' THEN CAST (json_extract(value, '$[51][0]') AS REAL) * pow(2, json_extract(value, '$[51][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[51].x')) WHEN 'array' THEN CAST (json_extract(value, '$[51][0]') AS REAL) * pow(2, json_extract(value, '$[51][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[52].x')) WHEN 'array' THEN CAST (json_extract(value, '$[52][0]') AS REAL) * pow(2, json_extract(value, '$[52][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[52].x')) WHEN 'array' THEN CAST (json_extract(value, '$[52][0]') AS REAL) * pow(2, json_extract(value, '$[52][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[53].x')) WHEN 'array' THEN CAST (json_extract(value, '$[53][0]') AS REAL) * pow(2, json_extract(value, '$[53][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[53].x')) WHEN 'array' THEN CAST (json_extract(value, '$[53][0]') AS REAL) * pow(2, json_extract(value, '$[53][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[54].x')) WHEN 'array' THEN CAST (json_extract(value, '$[54][0]') AS REAL) * pow(2, json_extract(value, '$[54][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[54].x')) WHEN 'array' THEN CAST (json_extract(value, '$[54][0]') AS REAL) * pow(2, json_extract(value, '$[54][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[55].x')) WHEN 'array' THEN CAST (json_extract(value, '$[55][0]') AS REAL) * pow(2, json_extract(value, '$[55][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[55].x')) WHEN 'array' THEN CAST (json_extract(value, '$[55][0]') AS REAL) * pow(2, json_extract(value, '$[55][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[56].x')) WHEN 'array' THEN CAST (json_extract(value, '$[56][0]') AS REAL) * pow(2, json_extract(value, '$[56][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[56].x')) WHEN 'array' THEN CAST (json_extract(value, '$[56][0]') AS REAL) * pow(2, json_extract(value, '$[56][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[57].x')) WHEN 'array' THEN CAST (json_extract(value, '$[57][0]') AS REAL) * pow(2, json_extract(value, '$[57][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[57].x')) WHEN 'array' THEN CAST (json_extract(value, '$[57][0]') AS REAL) * pow(2, json_extract(value, '$[57][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[58].x')) WHEN 'array' THEN CAST (json_extract(value, '$[58][0]') AS REAL) * pow(2, json_extract(value, '$[58][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[58].x')) WHEN 'array' THEN CAST (json_extract(value, '$[58][0]') AS REAL) * pow(2, json_extract(value, '$[58][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[59].x')) WHEN 'array' THEN CAST (json_extract(value, '$[59][0]') AS REAL) * pow(2, json_extract(value, '$[59][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[59].x')) WHEN 'array' THEN CAST (json_extract(value, '$[59][0]') AS REAL) * pow(2, json_extract(value, '$[59][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[5].x')) WHEN 'array' THEN CAST (json_extract(value, '$[5][0]') AS REAL) * pow(2, json_extract(value, '$[5][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[5].x')) WHEN 'array' THEN CAST (json_extract(value, '$[5][0]') AS REAL) * pow(2, json_extract(value, '$[5][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[60].x')) WHEN 'array' THEN CAST (json_extract(value, '$[60][0]') AS REAL) * pow(2, json_extract(value, '$[60][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[60].x')) WHEN 'array' THEN CAST (json_extract(value, '$[60][0]') AS REAL) * pow(2, json_extract(value, '$[60][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[61].x')) WHEN 'array' THEN CAST (json_extract(value, '$[61][0]') AS REAL) * pow(2, json_extract(value, '$[61][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[61].x')) WHEN 'array' THEN CAST (json_extract(value, '$[61][0]') AS REAL) * pow(2, json_extract(value, '$[61][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[62].x')) WHEN 'array' THEN CAST (json_extract(value, '$[62][0]') AS REAL) * pow(2, json_extract(value, '$[62][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[62].x')) WHEN 'array' THEN CAST (json_extract(value, '$[62][0]') AS REAL) * pow(2, json_extract(value, '$[62][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[63].x')) WHEN 'array' THEN CAST (json_extract(value, '$[63][0]') AS REAL) * pow(2, json_extract(value, '$[63][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[63].x')) WHEN 'array' THEN CAST (json_extract(value, '$[63][0]') AS REAL) * pow(2, json_extract(value, '$[63][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[64].x')) WHEN 'array' THEN CAST (json_extract(value, '$[64][0]') AS REAL) * pow(2, json_extract(value, '$[64][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[64].x')) WHEN 'array' THEN CAST (json_extract(value, '$[64][0]') AS REAL) * pow(2, json_extract(value, '$[64][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[65].x')) WHEN 'array' THEN CAST (json_extract(value, '$[65][0]') AS REAL) * pow(2, json_extract(value, '$[65][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[65].x')) WHEN 'array' THEN CAST (json_extract(value, '$[65][0]') AS REAL) * pow(2, json_extract(value, '$[65][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[66].x')) WHEN 'array' THEN CAST (json_extract(value, '$[66][0]') AS REAL) * pow(2, json_extract(value, '$[66][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[66].x')) WHEN 'array' THEN CAST (json_extract(value, '$[66][0]') AS REAL) * pow(2, json_extract(value, '$[66][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[67].x')) WHEN 'array' THEN CAST (json_extract(value, '$[67][0]') AS REAL) * pow(2, json_extract(value, '$[67][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[67].x')) WHEN 'array' THEN CAST (json_extract(value, '$[67][0]') AS REAL) * pow(2, json_extract(value, '$[67][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[68].x')) WHEN 'array' THEN CAST (json_extract(value, '$[68][0]') AS REAL) * pow(2, json_extract(value, '$[68][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[68].x')) WHEN 'array' THEN CAST (json_extract(value, '$[68][0]') AS REAL) * pow(2, json_extract(value, '$[68][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[69].x')) WHEN 'array' THEN CAST (json_extract(value, '$[69][0]') AS REAL) * pow(2, json_extract(value, '$[69][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[69].x')) WHEN 'array' THEN CAST (json_extract(value, '$[69][0]') AS REAL) * pow(2, json_extract(value, '$[69][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[6].x')) WHEN 'array' THEN CAST (json_extract(value, '$[6][0]') AS REAL) * pow(2, json_extract(value, '$[6][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[6].x')) WHEN 'array' THEN CAST (json_extract(value, '$[6][0]') AS REAL) * pow(2, json_extract(value, '$[6][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[70].x')) WHEN 'array' THEN CAST (json_extract(value, '$[70][0]') AS REAL) * pow(2, json_extract(value, '$[70][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[70].x')) WHEN 'array' THEN CAST (json_extract(value, '$[70][0]') AS REAL) * pow(2, json_extract(value, '$[70][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[71].x')) WHEN 'array' THEN CAST (json_extract(value, '$[71][0]') AS REAL) * pow(2, json_extract(value, '$[71][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[71].x')) WHEN 'array' THEN CAST (json_extract(value, '$[71][0]') AS REAL) * pow(2, json_extract(value, '$[71][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[72].x')) WHEN 'array' THEN CAST (json_extract(value, '$[72][0]') AS REAL) * pow(2, json_extract(value, '$[72][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[72].x')) WHEN 'array' THEN CAST (json_extract(value, '$[72][0]') AS REAL) * pow(2, json_extract(value, '$[72][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[73].x')) WHEN 'array' THEN CAST (json_extract(value, '$[73][0]') AS REAL) * pow(2, json_extract(value, '$[73][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[73].x')) WHEN 'array' THEN CAST (json_extract(value, '$[73][0]') AS REAL) * pow(2, json_extract(value, '$[73][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[74].x')) WHEN 'array' THEN CAST (json_extract(value, '$[74][0]') AS REAL) * pow(2, json_extract(value, '$[74][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[74].x')) WHEN 'array' THEN CAST (json_extract(value, '$[74][0]') AS REAL) * pow(2, json_extract(value, '$[74][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[75].x')) WHEN 'array' THEN CAST (json_extract(value, '$[75][0]') AS REAL) * pow(2, json_extract(value, '$[75][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[75].x')) WHEN 'array' THEN CAST (json_extract(value, '$[75][0]') AS REAL) * pow(2, json_extract(value, '$[75][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[76].x')) WHEN 'array' THEN CAST (json_extract(value, '$[76][0]') AS REAL) * pow(2, json_extract(value, '$[76][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[76].x')) WHEN 'array' THEN CAST (json_extract(value, '$[76][0]') AS REAL) * pow(2, json_extract(value, '$[76][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[77].x')) WHEN 'array' THEN CAST (json_extract(value, '$[77][0]') AS REAL) * pow(2, json_extract(value, '$[77][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[77].x')) WHEN 'array' THEN CAST (json_extract(value, '$[77][0]') AS REAL) * pow(2, json_extract(value, '$[77][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[78].x')) WHEN 'array' THEN CAST (json_extract(value, '$[78][0]') AS REAL) * pow(2, json_extract(value, '$[78][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[78].x')) WHEN 'array' THEN CAST (json_extract(value, '$[78][0]') AS REAL) * pow(2, json_extract(value, '$[78][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[79].x')) WHEN 'array' THEN CAST (json_extract(value, '$[79][0]') AS REAL) * pow(2, json_extract(value, '$[79][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[79].x')) WHEN 'array' THEN CAST (json_extract(value, '$[79][0]') AS REAL) * pow(2, json_extract(value, '$[79][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[7].x')) WHEN 'array' THEN CAST (json_extract(value, '$[7][0]') AS REAL) * pow(2, json_extract(value, '$[7][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[7].x')) WHEN 'array' THEN CAST (json_extract(value, '$[7][0]') AS REAL) * pow(2, json_extract(value, '$[7][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[80].x')) WHEN 'array' THEN CAST (json_extract(value, '$[80][0]') AS REAL) * pow(2, json_extract(value, '$[80][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[80].x')) WHEN 'array' THEN CAST (json_extract(value, '$[80][0]') AS REAL) * pow(2, json_extract(value, '$[80][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[81].x')) WHEN 'array' THEN CAST (json_extract(value, '$[81][0]') AS REAL) * pow(2, json_extract(value, '$[81][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[81].x')) WHEN 'array' THEN CAST (json_extract(value, '$[81][0]') AS REAL) * pow(2, json_extract(value, '$[81][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[82].x')) WHEN 'array' THEN CAST (json_extract(value, '$[82][0]') AS REAL) * pow(2, json_extract(value, '$[82][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[82].x')) WHEN 'array' THEN CAST (json_extract(value, '$[82][0]') AS REAL) * pow(2, json_extract(value, '$[82][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[83].x')) WHEN 'array' THEN CAST (json_extract(value, '$[83][0]') AS REAL) * pow(2, json_extract(value, '$[83][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[83].x')) WHEN 'array' THEN CAST (json_extract(value, '$[83][0]') AS REAL) * pow(2, json_extract(value, '$[83][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[84].x')) WHEN 'array' THEN CAST (json_extract(value, '$[84][0]') AS REAL) * pow(2, json_extract(value, '$[84][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[84].x')) WHEN 'array' THEN CAST (json_extract(value, '$[84][0]') AS REAL) * pow(2, json_extract(value, '$[84][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[85].x')) WHEN 'array' THEN CAST (json_extract(value, '$[85][0]') AS REAL) * pow(2, json_extract(value, '$[85][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[85].x')) WHEN 'array' THEN CAST (json_extract(value, '$[85][0]') AS REAL) * pow(2, json_extract(value, '$[85][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[86].x')) WHEN 'array' THEN CAST (json_extract(value, '$[86][0]') AS REAL) * pow(2, json_extract(value, '$[86][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[86].x')) WHEN 'array' THEN CAST (json_extract(value, '$[86][0]') AS REAL) * pow(2, json_extract(value, '$[86][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[87].x')) WHEN 'array' THEN CAST (json_extract(value, '$[87][0]') AS REAL) * pow(2, json_extract(value, '$[87][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[87].x')) WHEN 'array' THEN CAST (json_extract(value, '$[87][0]') AS REAL) * pow(2, json_extract(value, '$[87][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[88].x')) WHEN 'array' THEN CAST (json_extract(value, '$[88][0]') AS REAL) * pow(2, json_extract(value, '$[88][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[88].x')) WHEN 'array' THEN CAST (json_extract(value, '$[88][0]') AS REAL) * pow(2, json_extract(value, '$[88][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[89].x')) WHEN 'array' THEN CAST (json_extract(value, '$[89][0]') AS REAL) * pow(2, json_extract(value, '$[89][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[89].x')) WHEN 'array' THEN CAST (json_extract(value, '$[89][0]') AS REAL) * pow(2, json_extract(value, '$[89][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[8].x')) WHEN 'array' THEN CAST (json_extract(value, '$[8][0]') AS REAL) * pow(2, json_extract(value, '$[8][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[8].x')) WHEN 'array' THEN CAST (json_extract(value, '$[8][0]') AS REAL) * pow(2, json_extract(value, '$[8][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[90].x')) WHEN 'array' THEN CAST (json_extract(value, '$[90][0]') AS REAL) * pow(2, json_extract(value, '$[90][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[90].x')) WHEN 'array' THEN CAST (json_extract(value, '$[90][0]') AS REAL) * pow(2, json_extract(value, '$[90][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[91].x')) WHEN 'array' THEN CAST (json_extract(value, '$[91][0]') AS REAL) * pow(2, json_extract(value, '$[91][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[91].x')) WHEN 'array' THEN CAST (json_extract(value, '$[91][0]') AS REAL) * pow(2, json_extract(value, '$[91][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[92].x')) WHEN 'array' THEN CAST (json_extract(value, '$[92][0]') AS REAL) * pow(2, json_extract(value, '$[92][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[92].x')) WHEN 'array' THEN CAST (json_extract(value, '$[92][0]') AS REAL) * pow(2, json_extract(value, '$[92][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[93].x')) WHEN 'array' THEN CAST (json_extract(value, '$[93][0]') AS REAL) * pow(2, json_extract(value, '$[93][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[93].x')) WHEN 'array' THEN CAST (json_extract(value, '$[93][0]') AS REAL) * pow(2, json_extract(value, '$[93][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[94].x')) WHEN 'array' THEN CAST (json_extract(value, '$[94][0]') AS REAL) * pow(2, json_extract(value, '$[94][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[94].x')) WHEN 'array' THEN CAST (json_extract(value, '$[94][0]') AS REAL) * pow(2, json_extract(value, '$[94][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[95].x')) WHEN 'array' THEN CAST (json_extract(value, '$[95][0]') AS REAL) * pow(2, json_extract(value, '$[95][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[95].x')) WHEN 'array' THEN CAST (json_extract(value, '$[95][0]') AS REAL) * pow(2, json_extract(value, '$[95][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[96].x')) WHEN 'array' THEN CAST (json_extract(value, '$[96][0]') AS REAL) * pow(2, json_extract(value, '$[96][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[96].x')) WHEN 'array' THEN CAST (json_extract(value, '$[96][0]') AS REAL) * pow(2, json_extract(value, '$[96][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[97].x')) WHEN 'array' THEN CAST (json_extract(value, '$[97][0]') AS REAL) * pow(2, json_extract(value, '$[97][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[97].x')) WHEN 'array' THEN CAST (json_extract(value, '$[97][0]') AS REAL) * pow(2, json_extract(value, '$[97][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[98].x')) WHEN 'array' THEN CAST (json_extract(value, '$[98][0]') AS REAL) * pow(2, json_extract(value, '$[98][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[98].x')) WHEN 'array' THEN CAST (json_extract(value, '$[98][0]') AS REAL) * pow(2, json_extract(value, '$[98][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[99].x')) WHEN 'array' THEN CAST (json_extract(value, '$[99][0]') AS REAL) * pow(2, json_extract(value, '$[99][1]')) ELSE json_extract(value, '$[n]') END
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[99].x')) WHEN 'array' THEN CAST (json_extract(value, '$[99][0]') AS REAL) * pow(2, json_extract(value, '$[99][1]')) ELSE json_extract(value, '$[n]') END AS "c"
;

SELECT CASE json_type(value, '$[n]') WHEN 'object' THEN unhex(json_extract(value, '$[9].x')) WHEN 'array' THEN CAST (json_extract(value, '$[9][0]') AS REAL) * pow(2, json_extract(value, '$[9][1]')) ELSE json_extract(value, '$[n]') END
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
  CROSS
  JOIN … ON …
  WHERE …
;

SELECT DISTINCT …
  FROM …
  WHERE …
;

SELECT EXISTS (SELECT …) AS used
;

SELECT NOT coalesce(length("c"), 0) <= ? AS "c"
;

SELECT __j."c" AS "c"
;

SELECT __j.__n
;

SELECT __j.__n AS n
;

SELECT __n AS n
;

SELECT _rowid_
;

SELECT coalesce("t"."c", '')
;

SELECT coalesce(((SELECT …) = (SELECT …)), 0)
;

SELECT coalesce(((SELECT …) = ?), 0)
;

SELECT coalesce((NOT EXISTS (SELECT …)), 0)
;

SELECT coalesce((SELECT …), 0)
;

SELECT coalesce(octet_length("c"), 0) + coalesce(octet_length("c"), 0) AS __bytes
;

SELECT coalesce(octet_length(t."c"), 0) + coalesce(octet_length(t."c"), 0) AS bytes
;

SELECT coalesce(octet_length(t."c"), 0) AS bytes
;

SELECT coalesce(r.version, - 1)
;

SELECT coalesce(sum(CAST (round("c" * 100) AS INTEGER)), 0) AS "c"
;

SELECT coalesce(sum(CAST (round((r.amount + coalesce(r.potential_win, 0)) * 100) AS INTEGER)), 0) AS cents
;

SELECT coalesce(sum(__bytes), 0) AS bytes
;

SELECT count("c") AS count
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

SELECT sum((…))
;

SELECT sum(coalesce(octet_length("c"), 0) + coalesce(octet_length("c"), 0) > 2000000)
;

SELECT sum(coalesce(octet_length("c"), 0) > 2000000)
;

SELECT sum(…)
;

SELECT typeof("c")
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
  LEFT
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
  SELECT …
  FROM …
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

SET remaining = (SELECT …)
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

UPDATE _kept_rows
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

WHEN "c" IS NOT ?
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

WHEN substr(lower("c"), 1, length(?)) = lower(?)
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

WHERE "c" = (SELECT …)
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

WHERE NOT ("c" = ?)
;

WHERE NOT (0)
;

WHERE NOT (…)
;

WHERE NOT coalesce("c" = ?, 0)
;

WHERE _rowid_ > (SELECT …)
;

WHERE coalesce("c", '') != ''
;

WHERE earlier.wager_id = gradings.wager_id
;

WHERE i.run_id = ?
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

WHERE name = ?
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

id = 'book'
;

instr(lower("c"), lower(?)) > 0
;

octet_length("c") = ?
;

rowid IN (SELECT …)
;

s."c" IS + t."c" COLLATE BINARY
;

substr("c", ?) IS ?
;

substr(CAST ("c" AS BLOB), ?) IS ?
;

t."c" < - 9007199254740991
;

t."c" > 9007199254740991
;

typeof("c") = 'real'
;

typeof("c") = 'text'
;

typeof("c") = ?
;

typeof("c") IN ('null', 'real')
;

typeof(s."c") = typeof(t."c")
;

updated_at = created_at
;

…
;

…
  SELECT …
  FROM …
;

…
  SELECT …
  FROM …
  ORDER BY …
;

…
  SELECT …
  FROM …
  WHERE …
  LIMIT …
;

…
  SELECT …
  FROM …
  WHERE …
  ORDER BY …
  LIMIT …
;
