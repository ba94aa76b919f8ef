-- SQL texts of src in normal form (account_notices); npm run test:sql writes them.

DELETE
  FROM account_notices
  WHERE acknowledged_at < ?
;

INSERT INTO account_notices(id, user_id, kind, actor_user_id, address, user_agent, created_at)
  VALUES (?)
;

SELECT id
  FROM account_notices
  WHERE user_id = ? AND acknowledged_at IS NULL AND id IN (SELECT value
  FROM json_each(?))
;

UPDATE account_notices
  SET acknowledged_at = ?
  WHERE user_id = ? AND acknowledged_at IS NULL AND id IN (SELECT value
  FROM json_each(?))
;

select "account_notices"."id", "account_notices"."kind", "users"."username", "account_notices"."address", "account_notices"."user_agent", "account_notices"."created_at", "account_notices"."acknowledged_at"
  from "account_notices"
  left
  join "users" on "users"."id" = "account_notices"."actor_user_id"
  where "account_notices"."user_id" = ?
  order by "account_notices"."created_at" desc, "account_notices"."id" desc
  limit ?
;

select "account_notices"."id", "account_notices"."kind", "users"."username", "account_notices"."address", "account_notices"."user_agent", "account_notices"."created_at", "account_notices"."acknowledged_at"
  from "account_notices"
  left
  join "users" on "users"."id" = "account_notices"."actor_user_id"
  where("account_notices"."user_id" = ? and "account_notices"."acknowledged_at" is null)
  order by "account_notices"."created_at" desc, "account_notices"."id" desc
  limit ?
;
