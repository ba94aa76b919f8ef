-- SQL texts of src in normal form (recovery_codes); npm run test:sql writes them.

DELETE
  FROM recovery_codes
  WHERE user_id = ?
;

INSERT INTO recovery_codes(id, user_id, code_hash, created_at)
  SELECT json_extract(value, '$.id'), ?, json_extract(value, '$.hash'), ?
  FROM json_each(?)
;

UPDATE recovery_codes
  SET used_at = ?
  WHERE id = ?
;

select "id"
  from "recovery_codes"
  where("recovery_codes"."user_id" = ? and "recovery_codes"."code_hash" = ? and "recovery_codes"."used_at" is null)
;

select count(*)
  from "recovery_codes"
  where("recovery_codes"."user_id" = ? and "recovery_codes"."used_at" is null)
;
