-- SQL texts of src in normal form (kpi_metrics); npm run test:sql writes them.

DELETE
  FROM kpi_metrics
  WHERE + period = 'weekly' AND period_start IN (SELECT value
  FROM json_each(?))
;

INSERT INTO kpi_metrics(id, metric_name, metric_value, period, period_start, period_end, created_at)
  SELECT (j.value ->> '$.id'), (j.value ->> '$.n'), round((j.value ->> '$.v'), 2), (j.value ->> '$.k'), (j.value ->> '$.f'), (j.value ->> '$.e'), ?
  FROM json_each(?) AS j
  WHERE EXISTS (SELECT 1
  FROM period_states s
  WHERE s.period = (j.value ->> '$.k') AND s.period_start = (j.value ->> '$.f') AND s.computed_at = ?)
  ORDER BY j.key
  ON CONFLICT (metric_name, period, period_start) DO UPDATE
  SET metric_value = excluded.metric_value, period_end = excluded.period_end
  WHERE (metric_value, period_end) IS NOT (excluded.metric_value, excluded.period_end)
;

SELECT period AS kind, period_start AS "from", period_end AS "to", metric_name AS figure, metric_value AS value
  FROM kpi_metrics
  WHERE id = ?
;

SELECT period_start AS start
  FROM kpi_metrics
  WHERE + period = ?
  UNION
  SELECT week_start
  FROM weekly_stats
  WHERE ? = 'weekly'
  ORDER BY 1
;

SELECT period_start AS start, period_end AS end, metric_name AS name, metric_value AS value
  FROM kpi_metrics
  WHERE + period = ? AND period_start IN (SELECT value
  FROM json_each(?))
;
