-- SQL texts of src in normal form (users); npm run test:sql writes them.

INSERT INTO users(id, username, email, password_hash, role, agent_id, customer_id, created_at, updated_at, last_login, password_changed_at)
  SELECT (j.value ->> '$.id'), (j.value ->> '$.username'), (j.value ->> '$.email'), ?, (j.value ->> '$.role'), (j.value ->> '$.agentId'), (j.value ->> '$.customerId'), (j.value ->> '$.t'), (j.value ->> '$.l'), (j.value ->> '$.t')
  FROM json_each(?) AS j
  ORDER BY j.key
;

SELECT *
  FROM (SELECT id, user_id AS userId, created_at AS at, (SELECT u.username
  FROM users u
  WHERE u.id = activities.user_id) AS username, (amount IS NOT round(amount, 2)) AS broken0, amount AS found0, round(amount, 2) AS expected0, (datetime(created_at) IS NOT created_at) AS broken1, created_at AS found1, ? AS expected1
  FROM activities
  WHERE 1 AND id <= ?)
  WHERE broken0 OR broken1
  ORDER BY + id
;

SELECT *
  FROM (SELECT id, user_id AS userId, created_at AS at, (SELECT u.username
  FROM users u
  WHERE u.id = activities.user_id) AS username, (amount IS NOT round(amount, 2)) AS broken0, amount AS found0, round(amount, 2) AS expected0, (datetime(created_at) IS NOT created_at) AS broken1, created_at AS found1, ? AS expected1
  FROM activities
  WHERE id > ? AND id <= ?)
  WHERE broken0 OR broken1
  ORDER BY + id
;

SELECT EXISTS (SELECT 1
  FROM users) OR EXISTS (SELECT 1
  FROM agents) OR EXISTS (SELECT 1
  FROM customers) AS used
;

SELECT id AS id, username AS name
  FROM users
  WHERE id IN (SELECT value
  FROM json_each(?)) AND 1
;

SELECT id AS id, username AS name
  FROM users
  WHERE id IN (SELECT value
  FROM json_each(?)) AND id = ?
;

SELECT u.id AS id, u.username AS username
  FROM users u
  WHERE u.id = (SELECT actor_user_id
  FROM bulk_runs
  WHERE id = ?) AND u.role = 'admin' AND u.status = 'active'
;

SELECT username, password_hash AS passwordHash
  FROM users
  WHERE status = 'active' AND (username IN (SELECT value
  FROM json_each(?)) OR must_change_password = 0 AND password_changed_at = created_at OR password_hash IN (SELECT password_hash
  FROM users
  GROUP BY password_hash
  HAVING count(*) > 1))
  ORDER BY username IN (SELECT value
  FROM json_each(?)) DESC, role, username
;

UPDATE users
  SET last_login = ?
  WHERE id = ?
;

UPDATE users
  SET password_hash = ?, password_changed_at = ?, must_change_password = ?, updated_at = ?
  WHERE id = ?
;

UPDATE users
  SET totp_enabled_at = ?, totp_last_step = ?
  WHERE id = ?
;

UPDATE users
  SET totp_last_step = ?
  WHERE id = ?
;

UPDATE users
  SET totp_secret = ?, totp_last_step = NULL
  WHERE id = ?
;

UPDATE users
  SET totp_secret = NULL, totp_enabled_at = NULL, totp_last_step = NULL
  WHERE id = ?
;

UPDATE users
  SET username = ?, email = ?, role = ?, status = ?, agent_id = ?, customer_id = ?, updated_at = ?
  WHERE id = ?
;

insert into "users" ("id", "username", "email", "password_hash", "role", "status", "created_at", "updated_at", "last_login", "agent_id", "customer_id", "must_change_password", "password_changed_at", "totp_secret", "totp_enabled_at", "totp_last_step")
  values(?, null, ?, null, null, null)
;

insert into "users" ("id", "username", "email", "password_hash", "role", "status", "created_at", "updated_at", "last_login", "agent_id", "customer_id", "must_change_password", "password_changed_at", "totp_secret", "totp_enabled_at", "totp_last_step")
  values(?, null, null, null, ?, null, null, null, null)
  on conflict("users"."id") do nothing
;

select "id"
  from "users"
  where "users"."id" = ?
;

select "id", "password_hash", "role"
  from "users"
  where "users"."username" = ? OR "users"."email" = ? OR "users"."email" = ?
  order by "users"."username" = ? DESC
;

select "id", "username", "email", "role", "status", "agent_id", "customer_id", "last_login", "totp_enabled_at"
  from "users"
  order by "users"."username"
;

select "id", "username", "email", "role", "status", "agent_id", "customer_id", "last_login", "totp_enabled_at"
  from "users"
  where "users"."id" = ?
;

select "id", "username", "email", "role", "status", "agent_id", "customer_id", "last_login", "totp_enabled_at"
  from "users"
  where "users"."username" = ? OR "users"."email" = ? OR "users"."id" = ?
  order by "users"."username" = ? DESC
;

select "password_hash"
  from "users"
  where "users"."id" = ?
;

select "totp_secret", "totp_enabled_at", "totp_last_step"
  from "users"
  where "users"."id" = ?
;

select "username"
  from "users"
  where "users"."id" = ?
;

select "username", "email"
  from "users"
  where "users"."id" = ?
;

select "username", "email", "password_hash"
  from "users"
  where "users"."id" = ?
;

select "users"."id", "users"."username", "users"."email", "users"."role", "users"."status", "users"."agent_id", "agents"."status", "users"."customer_id", "customers"."status", "users"."must_change_password", "users"."totp_enabled_at"
  from "users"
  left
  join "agents" on "agents"."id" = "users"."agent_id"
  left
  join "customers" on "customers"."id" = "users"."customer_id"
  where "users"."id" = ?
;

select "users"."id", "users"."username", "users"."email", "users"."role", "users"."status", "users"."agent_id", "agents"."status", "users"."customer_id", "customers"."status", "users"."must_change_password", "users"."totp_enabled_at"
  from "users"
  left
  join "agents" on "agents"."id" = "users"."agent_id"
  left
  join "customers" on "customers"."id" = "users"."customer_id"
  where "users"."username" = ?
;

select "users"."id", "users"."username", "users"."email", "users"."role", "users"."status", "users"."agent_id", "agents"."status", "users"."customer_id", "customers"."status", "users"."must_change_password", "users"."totp_enabled_at"
  from "users"
  left
  join "agents" on "agents"."id" = "users"."agent_id"
  left
  join "customers" on "customers"."id" = "users"."customer_id"
  where users.id = ?
;

select coalesce("password_changed_at", "created_at")
  from "users"
  where "users"."id" = ? AND "users"."must_change_password" = 1
;

select count(*)
  from "users"
  where "users"."id" = ? AND "users"."last_login" IS NOT NULL
;

select count(*)
  from "users"
  where "users"."role" = 'admin' AND "users"."status" = 'active'
;

select count(*)
  from "users"
  where "users"."role" = 'admin' AND "users"."status" = 'active' AND "users"."id" != ?
;
