-- SQL texts of src in normal form (saved_views); npm run test:sql writes them.

DELETE
  FROM saved_views
  WHERE id = ? AND (user_id = ? OR (shared_with = 'admin' AND ? = 'admin'))
;

INSERT INTO saved_views(id, user_id, list, name, query, shared_with, created_at, updated_at)
  VALUES (?)
  ON CONFLICT (user_id, list, name) DO UPDATE
  SET query = excluded.query, shared_with = excluded.shared_with, updated_at = excluded.updated_at
;

SELECT id
  FROM saved_views
  WHERE user_id = ? AND list = ? AND name = ?
;

SELECT id, name, query, shared_with, user_id = ? AS is_own
  FROM saved_views
  WHERE list = ? AND (user_id = ? OR shared_with = ?)
  ORDER BY shared_with IS NOT NULL, name COLLATE NOCASE, id
  LIMIT ?
;
