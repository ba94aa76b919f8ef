-- SQL texts of src in normal form (bulk_runs); npm run test:sql writes them.

DELETE
  FROM bulk_runs
  WHERE status = 'previewed' AND created_at < ?
;

DELETE
  FROM bulk_runs
  WHERE status = 'previewed' AND id = ?
;

DELETE
  FROM bulk_runs
  WHERE status = 'previewed' AND id = ? AND total = 0
;

INSERT INTO bulk_runs(id, kind, actor_user_id, input, status, total, undo_of, request_id, created_at)
  VALUES (?, 'previewed', 0, ?)
;

INSERT INTO bulk_runs(id, kind, actor_user_id, input, status, total, undo_of, request_id, lease_owner, lease_until, created_at)
  VALUES (?, 'previewed', 0, ?)
;

SELECT *
  FROM bulk_runs
  WHERE id = ?
;

SELECT *
  FROM bulk_runs
  WHERE status <> 'previewed'
  ORDER BY created_at DESC, id DESC
  LIMIT ?
;

SELECT id, kind
  FROM bulk_runs INDEXED BY idx_bulk_runs_status
  WHERE status = 'running'
  ORDER BY started_at, id
;

UPDATE bulk_runs
  SET done = done + ?, refused = refused + ?, lease_until = ?
  WHERE id = ?
;

UPDATE bulk_runs
  SET done = done + ?, refused = refused + ?, unchanged = unchanged + ?, conflicts = conflicts + ?, lease_until = ?
  WHERE id = ?
;

UPDATE bulk_runs
  SET lease_owner = ?, lease_until = ?
  WHERE id = ? AND status = 'previewed' AND total = 0
;

UPDATE bulk_runs
  SET lease_owner = ?, lease_until = ?
  WHERE id = ? AND status = 'running' AND (lease_owner IS NULL OR lease_owner = ? OR lease_until <= ?)
  RETURNING id
;

UPDATE bulk_runs
  SET status = 'cancelled', finished_at = ?, lease_owner = NULL, lease_until = NULL
  WHERE id = ? AND status IN ('previewed', 'running')
;

UPDATE bulk_runs
  SET status = 'running', started_at = ?, actor_user_id = ?, request_id = ?
  WHERE id = ? AND status = 'previewed' AND total > 0
;

UPDATE bulk_runs
  SET status = 'tried'
  WHERE id = ?
;

UPDATE bulk_runs
  SET status = ?, lease_owner = NULL, lease_until = NULL, finished_at = ?
  WHERE id = ? AND status = 'running' AND lease_owner = ?
;

UPDATE bulk_runs
  SET total = (SELECT count(*)
  FROM bulk_run_items
  WHERE run_id = ?)
  WHERE id = ?
  RETURNING total
;

UPDATE bulk_runs
  SET total = ?, lease_owner = NULL, lease_until = NULL
  WHERE id = ?
;

UPDATE bulk_runs INDEXED BY idx_bulk_runs_status
  SET lease_owner = NULL, lease_until = NULL
  WHERE status = 'running' AND lease_owner = ?
;

select "id", "status", "created_at"
  from "bulk_runs"
  where "bulk_runs"."undo_of" = ?
;
