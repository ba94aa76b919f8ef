-- SQL texts of src in normal form (data_keys); npm run test:sql writes them.

insert into "data_keys" ("key_id", "check_value", "created_at")
  values(?)
  on conflict do nothing
;

select "key_id", "check_value", "created_at"
  from "data_keys"
;
