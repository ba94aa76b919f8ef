-- SQL texts of src in normal form (sessions); npm run test:sql writes them.

DELETE
  FROM sessions
  WHERE id_hash != ? AND (user_id = ? OR (user_id IS NULL AND json_extract(data, '$.pendingUserId') = ?))
;

DELETE
  FROM sessions
  WHERE id_hash = ?
;

DELETE
  FROM sessions
  WHERE id_hash IN (SELECT value
  FROM json_each(?))
;

EXPLAIN QUERY PLAN
  select "sessions"."data", "sessions"."last_seen_at", "sessions"."user_id", (SELECT count(*)
  FROM account_notices
  WHERE user_id = "sessions"."user_id" AND acknowledged_at IS NULL), "users"."id", "users"."username", "users"."email", "users"."role", "users"."status", "users"."agent_id", "agents"."status", "users"."customer_id", "customers"."status", "users"."must_change_password", "users"."totp_enabled_at"
  from "sessions"
  left
  join "users" on "users"."id" = "sessions"."user_id"
  left
  join "agents" on "agents"."id" = "users"."agent_id"
  left
  join "customers" on "customers"."id" = "users"."customer_id"
  where("sessions"."id_hash" = ? and(("sessions"."expires_at" > ? and "sessions"."last_seen_at" > ?)))
;

SELECT EXISTS (SELECT 1
  FROM sessions
  WHERE id_hash = ? AND json_extract(data, '$.stepUp.at') IS NOT NULL) AS unspent
;

SELECT coalesce(json_extract(data, '$.movedCents'), 0) AS cents, coalesce(json_extract(data, '$.changedRows'), 0) AS changed
  FROM sessions
  WHERE id_hash = ?
;

SELECT id_hash AS hash
  FROM sessions
  WHERE CAST (rowid AS TEXT) IN (SELECT value
  FROM json_each(?))
;

UPDATE sessions
  SET data = json_remove(data, '$.stepUp')
  WHERE id_hash = ?
;

UPDATE sessions
  SET data = json_set(data, '$.movedCents', coalesce(json_extract(data, '$.movedCents'), 0) + ?, '$.changedRows', coalesce(json_extract(data, '$.changedRows'), 0) + ?)
  WHERE id_hash = ?
;

UPDATE sessions
  SET data = json_set(data, '$.stepUpTries', coalesce(json_extract(data, '$.stepUpTries'), 0) + 1)
  WHERE id_hash = ? AND coalesce(json_extract(data, '$.stepUpTries'), 0) < ?
  RETURNING coalesce(json_extract(data, '$.stepUpTries'), 0) AS tries
;

UPDATE sessions
  SET id_hash = ?, data = ?
  WHERE id_hash = ?
;

delete
  from "sessions"
  where "sessions"."id_hash" = ?
;

delete
  from "sessions"
  where NOT ((("sessions"."expires_at" > ? and "sessions"."last_seen_at" > ?)))
;

insert into "sessions" ("id_hash", "user_id", "data", "address", "user_agent", "created_at", "last_seen_at", "expires_at")
  values(?)
  on conflict("sessions"."id_hash") do update
  set "user_id" = excluded.user_id, "data" = excluded.data
;

select "id_hash"
  from "sessions"
  where("sessions"."user_id" = ? and "sessions"."id_hash" <> ? and(("sessions"."expires_at" > ? and "sessions"."last_seen_at" > ?)))
;

select "id_hash", "user_id"
  from "sessions"
  where "sessions"."id_hash" IN (SELECT value
  FROM json_each(?))
;

select "sessions"."data", "sessions"."last_seen_at", "sessions"."user_id", (SELECT count(*)
  FROM account_notices
  WHERE user_id = "sessions"."user_id" AND acknowledged_at IS NULL), "users"."id", "users"."username", "users"."email", "users"."role", "users"."status", "users"."agent_id", "agents"."status", "users"."customer_id", "customers"."status", "users"."must_change_password", "users"."totp_enabled_at"
  from "sessions"
  left
  join "users" on "users"."id" = "sessions"."user_id"
  left
  join "agents" on "agents"."id" = "users"."agent_id"
  left
  join "customers" on "customers"."id" = "users"."customer_id"
  where("sessions"."id_hash" = ? and(("sessions"."expires_at" > ? and "sessions"."last_seen_at" > ?)))
;

select "sessions"."id_hash", "users"."id", "users"."username", "sessions"."address", "sessions"."user_agent", "sessions"."created_at", "sessions"."last_seen_at", "sessions"."expires_at"
  from "sessions" inner
  join "users" on "users"."id" = "sessions"."user_id"
  where(("sessions"."expires_at" > ? and "sessions"."last_seen_at" > ?))
  order by "sessions"."created_at" desc, "sessions"."id_hash"
  limit ?
;

select "sessions"."id_hash", "users"."id", "users"."username", "sessions"."address", "sessions"."user_agent", "sessions"."created_at", "sessions"."last_seen_at", "sessions"."expires_at"
  from "sessions" inner
  join "users" on "users"."id" = "sessions"."user_id"
  where((("sessions"."expires_at" > ? and "sessions"."last_seen_at" > ?)) and "users"."id" = ?)
  order by "sessions"."created_at" desc, "sessions"."id_hash"
  limit ?
;

update "sessions"
  set "last_seen_at" = ?
  where "sessions"."id_hash" = ?
;
