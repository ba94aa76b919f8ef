import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
} from 'node:crypto';
import { type Config, LOCAL_KEY_ID } from '../../config.js';
import type { Context } from '../../context.js';
import { DomainError, ProblemsError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';

/**
 * Encryption at rest: AES-256-GCM, as `enc:v1:KEY_ID:BASE64URL(iv, tag, text)`. DATA_KEY may list
 * several keys as `id:key, id:key`: the first one encrypts, all of them decrypt, so that a key can be
 * replaced (src/services/encryption/keys.ts).
 */

const PREFIX = 'enc:v1:';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** A comma before the next key's id; a key may hold commas itself. */
const BETWEEN_KEYS = /,\s*(?=[A-Za-z0-9_-]{1,32}:)/;

const SHORTEST_KEY = 32;

export interface DataKey {
  id: string;
  encryption: Buffer;
  index: Buffer;
}

/**
 * Reads the keys of DATA_KEY, the encrypting one first; none when it is null.
 * @throws ProblemsError when a key is short or an id stands twice
 */
export function parseDataKeys(dataKey: string | null): DataKey[] {
  if (dataKey === null) return [];
  const keys = dataKey.split(BETWEEN_KEYS).map((part) => toDataKey(part.trim()));
  const ids = keys.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) {
    throw wrongKey(message('setup.data_key_twice', { key: twice }));
  }
  return keys;
}

/** Derived keys of each configuration. */
const derived = new WeakMap<Config, DataKey[]>();

/** Returns the keys of the configuration, derived once. */
export function dataKeysOf(context: Context): DataKey[] {
  const known = derived.get(context.config);
  if (known) return known;
  const keys = parseDataKeys(context.config.dataKey);
  derived.set(context.config, keys);
  return keys;
}

/** Returns true when the operator set DATA_KEY, false for a key that the program made. */
export function hasConfiguredKey(context: Context): boolean {
  const [first] = dataKeysOf(context);
  return first !== undefined && first.id !== LOCAL_KEY_ID;
}

/**
 * Encrypts for one purpose; only the same purpose decrypts it again.
 * @throws DomainError `configuration` without a key
 */
export function seal(context: Context, purpose: string, value: string): string {
  const [key] = dataKeysOf(context);
  if (!key) {
    throw new DomainError('configuration', message('setup.no_data_key'), {
      hint: message('setup.no_data_key_hint'),
    });
  }
  return sealWith(key, purpose, value);
}

/** Encrypts with this key. */
export function sealWith(key: DataKey, purpose: string, value: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key.encryption, iv);
  cipher.setAAD(Buffer.from(purpose));
  const text = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
  return `${PREFIX}${key.id}:${Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url')}`;
}

/**
 * Decrypts a value of `seal`.
 * @throws DomainError `configuration` when no key decrypts it: it never returns garbage
 */
export function unseal(context: Context, purpose: string, sealed: string): string {
  const keyId = sealedKeyId(sealed);
  const key = dataKeysOf(context).find(({ id }) => id === keyId);
  if (keyId === null || !key) {
    throw new DomainError(
      'configuration',
      message('setup.data_key_missing', { key: keyId ?? '?' }),
      { hint: message('setup.data_key_missing_hint') },
    );
  }
  try {
    return unsealWith(key, purpose, sealed);
  } catch (cause) {
    throw new DomainError('configuration', message('setup.data_key_wrong', { key: key.id }), {
      cause,
    });
  }
}

/** Decrypts with this key; throws when the key or the value is another one. */
export function unsealWith(key: DataKey, purpose: string, sealed: string): string {
  const bytes = Buffer.from(sealed.slice(PREFIX.length + key.id.length + 1), 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key.encryption, bytes.subarray(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(purpose));
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  const text = bytes.subarray(IV_BYTES + TAG_BYTES);
  return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
}

/** Returns the id of the key that encrypted a value; null for a plain value. */
export function sealedKeyId(value: string): string | null {
  if (!value.startsWith(PREFIX)) return null;
  return value.slice(PREFIX.length).split(':', 1)[0] ?? null;
}

/** Returns the beginning of every value that the key `keyId` encrypted. */
export function sealedPrefix(keyId: string): string {
  return `${PREFIX}${keyId}:`;
}

/** Returns a value's HMAC-SHA-256 under a key: it shows that values are equal, and nothing else. */
export function fingerprint(key: DataKey, purpose: string, value: string): string {
  return createHmac('sha256', key.index).update(`${purpose}\0${value}`).digest('base64url');
}

function wrongKey(problem: Message): ProblemsError {
  return new ProblemsError(message('setup.environment_wrong'), [
    message('setup.setting', { name: 'DATA_KEY', problem }),
  ]);
}

function toDataKey(text: string): DataKey {
  const [, givenId, secret = text] = /^([A-Za-z0-9_-]{1,32}):(.+)$/s.exec(text) ?? [];
  if (secret.length < SHORTEST_KEY) {
    throw wrongKey(message('setup.data_key_short', { length: SHORTEST_KEY }));
  }
  const id = givenId ?? `k${createHash('sha256').update(secret).digest('hex').slice(0, 8)}`;
  const derive = (use: string) => Buffer.from(hkdfSync('sha256', secret, '', `fire22 ${use}`, 32));
  return { id, encryption: derive('column encryption'), index: derive('blind index') };
}
