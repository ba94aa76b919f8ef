-- SQL texts of src in normal form (column_readings); npm run test:sql writes them.

DELETE
  FROM column_readings
  WHERE table_name = ? AND column_name = ?
;

INSERT INTO column_readings(table_name, column_name, declared, kind, format, reason, sampled, chosen_by, read_at)
  VALUES (?)
  ON CONFLICT (table_name, column_name) DO UPDATE
  SET declared = excluded.declared, kind = excluded.kind, format = excluded.format, reason = excluded.reason, sampled = excluded.sampled, chosen_by = excluded.chosen_by, read_at = excluded.read_at
;

INSERT INTO column_readings(table_name, column_name, declared, kind, format, reason, sampled, read_at)
  SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, ?
  FROM json_each(?)
  WHERE true
  ON CONFLICT (table_name, column_name) DO NOTHING
;

SELECT r.table_name AS table_name, r.column_name AS column_name, r.declared AS declared, r.kind AS kind, r.format AS format, r.reason AS reason, r.sampled AS sampled, r.chosen_by AS chosen_by, r.read_at AS read_at, u.username AS username
  FROM column_readings AS r
  LEFT
  JOIN users AS u ON u.id = r.chosen_by
  WHERE r.table_name = ? OR r.chosen_by IS NOT NULL
  ORDER BY r.table_name, r.column_name
;

SELECT table_name, column_name, declared, kind, format, reason, sampled, chosen_by, read_at
  FROM column_readings
;
