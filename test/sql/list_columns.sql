-- SQL texts of src in normal form (list_columns); npm run test:sql writes them.

DELETE
  FROM list_columns
  WHERE user_id = ? AND list = ?
;

INSERT INTO list_columns(user_id, list, columns, updated_at)
  VALUES (?)
  ON CONFLICT (user_id, list) DO UPDATE
  SET columns = excluded.columns, updated_at = excluded.updated_at
;

SELECT columns
  FROM list_columns
  WHERE user_id = ? AND list = ?
;
