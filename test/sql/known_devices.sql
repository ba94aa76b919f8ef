-- SQL texts of src in normal form (known_devices); npm run test:sql writes them.

DELETE
  FROM known_devices
  WHERE last_used_at <= ?
;

DELETE
  FROM known_devices
  WHERE user_id = ? AND id IN (SELECT id
  FROM known_devices
  WHERE user_id = ?
  ORDER BY last_used_at DESC, id DESC
  LIMIT - 1 OFFSET ?)
;

INSERT INTO known_devices(id, user_id, token_hash, network, created_at, last_used_at)
  VALUES (?)
  ON CONFLICT (token_hash, user_id) DO UPDATE
  SET network = excluded.network, last_used_at = excluded.last_used_at, forgotten_at = NULL
;

SELECT max(token_hash = ?) AS byDevice, max(network = ? AND last_used_at > ?) AS byNetwork
  FROM known_devices
  WHERE user_id = ? AND forgotten_at IS NULL AND last_used_at > ?
;

UPDATE known_devices
  SET forgotten_at = ?
  WHERE user_id = ? AND token_hash != ? AND forgotten_at IS NULL
;

UPDATE known_devices
  SET token_hash = ?
  WHERE token_hash = ?
;
