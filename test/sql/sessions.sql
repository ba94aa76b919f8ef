-- SQL texts of src in normal form (sessions); npm run test:sql writes them.

DELETE
  FROM sessions
  WHERE id_hash != ? AND (user_id = ? OR (user_id IS NULL AND json_extract(data, '$.pendingUserId') = ?))
;

DELETE
  FROM sessions
  WHERE id_hash IN (SELECT value
  FROM json_each(?))
;

EXPLAIN QUERY PLAN
  select "sessions"."data", "sessions"."last_seen_at", "sessions"."user_id", "users"."id", "users"."username", "users"."email", "users"."role", "users"."status", "users"."agent_id", "agents"."status", "users"."customer_id", "customers"."status", "users"."must_change_password", "users"."totp_enabled_at"
  from "sessions"
  left
  join "users" on "users"."id" = "sessions"."user_id"
  left
  join "agents" on "agents"."id" = "users"."agent_id"
  left
  join "customers" on "customers"."id" = "users"."customer_id"
  where("sessions"."id_hash" = ? and(("sessions"."expires_at" > ? and "sessions"."last_seen_at" > ?)))
;

SELECT id_hash AS hash
  FROM sessions
  WHERE CAST (rowid AS TEXT) IN (SELECT value
  FROM json_each(?))
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

select "sessions"."data", "sessions"."last_seen_at", "sessions"."user_id", "users"."id", "users"."username", "users"."email", "users"."role", "users"."status", "users"."agent_id", "agents"."status", "users"."customer_id", "customers"."status", "users"."must_change_password", "users"."totp_enabled_at"
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
