-- SQL texts of src in normal form (period_states); npm run test:sql writes them.

DELETE
  FROM period_states
  WHERE period = 'weekly' AND period_start IN (SELECT value
  FROM json_each(?))
;

INSERT INTO period_states(period, period_start, starts_at, ends_at, outdated, computed_at)
  SELECT (j.value ->> '$.k'), (j.value ->> '$.f'), (j.value ->> '$.a'), (j.value ->> '$.b'), 0, ?
  FROM json_each(?) AS j
  WHERE 1
  ORDER BY j.key
  ON CONFLICT (period, period_start) DO UPDATE
  SET starts_at = excluded.starts_at, ends_at = excluded.ends_at, outdated = 0, computed_at = excluded.computed_at
;

SELECT count(*) AS count
  FROM period_states
  WHERE outdated = 1 AND ends_at <= ?
;

SELECT period_start AS start, starts_at AS startsAt, ends_at AS endsAt, outdated, computed_at AS computedAt
  FROM period_states
  WHERE period = ? AND period_start IN (SELECT value
  FROM json_each(?))
;

UPDATE period_states AS s
  SET computed_at = ?
  FROM json_each(?) AS j
  WHERE s.period = (j.value ->> '$.k') AND s.period_start = (j.value ->> '$.f') AND s.computed_at = ?
;
