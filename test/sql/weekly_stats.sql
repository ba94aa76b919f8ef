-- SQL texts of src in normal form (weekly_stats); npm run test:sql writes them.

DELETE
  FROM weekly_stats
  WHERE week_start IN (SELECT value
  FROM json_each(?))
;

INSERT INTO weekly_stats(id, week_start, week_end, total_handle, total_win, total_volume, total_bets, created_at, updated_at)
  SELECT (j.value ->> '$.id'), (j.value ->> '$.f'), (j.value ->> '$.e'), round((j.value ->> '$.total_handle'), 2), round((j.value ->> '$.total_win'), 2), round((j.value ->> '$.total_volume'), 2), (j.value ->> '$.total_bets'), ?
  FROM json_each(?) AS j
  WHERE EXISTS (SELECT 1
  FROM period_states s
  WHERE s.period = (j.value ->> '$.k') AND s.period_start = (j.value ->> '$.f') AND s.computed_at = ?)
  ORDER BY j.key
  ON CONFLICT (week_start) DO UPDATE
  SET week_end = excluded.week_end, total_handle = excluded.total_handle, total_win = excluded.total_win, total_volume = excluded.total_volume, total_bets = excluded.total_bets, updated_at = excluded.updated_at
  WHERE (week_end, total_handle, total_win, total_volume, total_bets) IS NOT (excluded.week_end, excluded.total_handle, excluded.total_win, excluded.total_volume, excluded.total_bets)
;

SELECT 'weekly_stats' AS "table", week_start AS periodStart, 'total_handle' AS name, total_handle AS before
  FROM weekly_stats
  UNION ALL
  SELECT 'kpi_metrics', period_start, metric_name, metric_value
  FROM kpi_metrics
  WHERE + period = 'weekly'
  ORDER BY 2, 1, 3
;

SELECT week_start AS "from", week_end AS "to", total_handle AS handle, total_win AS gross_win, total_volume AS volume, total_bets AS bets
  FROM weekly_stats
  WHERE id = ?
;

SELECT week_start AS start, total_handle, total_win, total_volume, total_bets
  FROM weekly_stats
  WHERE week_start IN (SELECT value
  FROM json_each(?))
;
