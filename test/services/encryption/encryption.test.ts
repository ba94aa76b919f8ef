import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config.js';
import type { Context } from '../../../src/context.js';
import {
  blindIndex,
  blindIndexes,
  decryptColumn,
  encryptColumn,
} from '../../../src/services/encryption/columns.js';
import { reencryptColumns, verifyDataKeys } from '../../../src/services/encryption/keys.js';
import { parseDataKeys, seal, unseal } from '../../../src/services/encryption/sealing.js';
import { openBook } from '../../helpers/books/logins.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';

const KEY_1 = 'k1:the first key, which is long enough';
const KEY_2 = 'k2:the second key, which is as long too';
const OTHER_KEY_1 = 'k1:another key with the first one’s id';
const LOCAL = 'local:the key that was made and is kept here';

/** The same database with another DATA_KEY. */
function withKeys(context: Context, dataKey: string | null): Context {
  return { ...context, config: { ...context.config, dataKey } };
}

function contextOf(dataKey: string | null): Context {
  return { config: { ...readConfig({}), dataKey } } as Context;
}

describe('DATA_KEY', () => {
  it('names one key or several, and the first one writes', () => {
    expect(parseDataKeys(`${KEY_2}, ${KEY_1}`).map(({ id }) => id)).toEqual(['k2', 'k1']);
    expect(parseDataKeys(null)).toEqual([]);
    const [plain] = parseDataKeys('a key, without an id, but long enough');
    expect(plain?.id).toMatch(/^k[0-9a-f]{8}$/);
  });

  it.each([
    ['short', 'k1:short'],
    ['there twice', `${KEY_1},${OTHER_KEY_1}`],
  ])('is refused when a key is %s', (_what, dataKey) => {
    expect(() => parseDataKeys(dataKey)).toThrow(/DATA_KEY: /);
  });
});

describe('an encrypted value', () => {
  it('differs each time, and opens for its purpose only', () => {
    const context = contextOf(KEY_1);
    const sealed = seal(context, 'a', 'secret');
    expect(seal(context, 'a', 'secret')).not.toBe(sealed);
    expect(unseal(context, 'a', sealed)).toBe('secret');
    expect(() => unseal(context, 'b', sealed)).toThrow(/cannot be decrypted/);
  });

  it('is refused, and never read as garbage, when its key or its text has changed', () => {
    const sealed = seal(contextOf(KEY_1), 'a', 'secret');
    expect(() => unseal(contextOf(OTHER_KEY_1), 'a', sealed)).toThrow(/data key k1/);
    expect(() => unseal(contextOf(KEY_2), 'a', sealed)).toThrow(
      /data key k1, which DATA_KEY lacks/,
    );
    const changed = sealed.slice(0, -2) + (sealed.endsWith('AA') ? 'BB' : 'AA');
    expect(() => unseal(contextOf(KEY_1), 'a', changed)).toThrow(/cannot be decrypted/);
    expect(() => unseal(contextOf(KEY_1), 'a', 'enc:v1:k1:')).toThrow(/cannot be decrypted/);
    expect(() => unseal(contextOf(KEY_1), 'a', sealed.slice(0, -10))).toThrow(
      /cannot be decrypted/,
    );
  });

  it('stays readable with an older key after a new one writes', () => {
    const old = seal(contextOf(KEY_1), 'a', 'secret');
    const both = contextOf(`${KEY_2},${KEY_1}`);
    expect(unseal(both, 'a', old)).toBe('secret');
    expect(seal(both, 'a', 'secret')).toMatch(/^enc:v1:k2:/);
  });
});

describe('encrypted columns', () => {
  const phone = (context: Context, value: string | null) =>
    encryptColumn(context, 'customers', 'phone', value);

  it('encrypt a phone number only where a key is set', () => {
    expect(phone(contextOf(KEY_1), '+1 555 0100')).toMatch(/^enc:v1:k1:/);
    expect(phone(contextOf(LOCAL), '+1 555 0100')).toBe('+1 555 0100');
    expect(phone(contextOf(null), '+1 555 0100')).toBe('+1 555 0100');
    expect(phone(contextOf(KEY_1), null)).toBeNull();
    expect(encryptColumn(contextOf(KEY_1), 'customers', 'name', 'Ann')).toBe('Ann');
    expect(encryptColumn(contextOf(LOCAL), 'users', 'totp_secret', 'x')).toMatch(/^enc:v1:local:/);
  });

  it('read values stored in plain text, and refuse a text that pretends to be encrypted', () => {
    const context = contextOf(KEY_1);
    expect(decryptColumn(context, 'customers', 'phone', '+1 555 0100')).toBe('+1 555 0100');
    expect(decryptColumn(context, 'customers', 'phone', phone(context, '1'))).toBe('1');
    expect(decryptColumn(context, 'customers', 'name', 'enc:v1:k1:x')).toBe('enc:v1:k1:x');
    expect(() => phone(context, 'enc:v1:k1:AAAA')).toThrow(/encrypted value/);
    expect(() => phone(contextOf(null), 'enc:v1:k1:AAAA')).toThrow(/encrypted value/);
  });

  it('find equal numbers by a blind index, in any notation', () => {
    const context = contextOf(KEY_1);
    const index = (value: string) => blindIndex(context, 'customers', 'phone', value);
    expect(index('+1 (555) 010-0199')).toBe(index('1-555-010-0199'));
    expect(index('15550100199')).not.toBe(index('15550100198'));
    expect(index('15550100199')).not.toContain('555');
    expect(blindIndex(contextOf(KEY_2), 'customers', 'phone', '1')).not.toBe(index('1'));
    expect(blindIndex(contextOf(LOCAL), 'customers', 'phone', '1')).toBeNull();
    const both = contextOf(`${KEY_2},${KEY_1}`);
    expect(blindIndexes(both, 'customers', 'phone', '1')).toEqual([
      blindIndex(contextOf(KEY_2), 'customers', 'phone', '1'),
      index('1'),
    ]);
  });
});

describeOnEngines('the keys of a database', (engine) => {
  it('are noted at the first start, and a different key is refused at the next', async () => {
    const { context, rows } = await openBook(engine, { DATA_KEY: KEY_1 });
    await verifyDataKeys(context);
    await verifyDataKeys(context);
    expect(await rows('SELECT key_id FROM data_keys')).toEqual([{ key_id: 'k1' }]);
    await expect(verifyDataKeys(withKeys(context, OTHER_KEY_1))).rejects.toThrow(
      'DATA_KEY: the key k1 is not the one that this database was written with',
    );
  });

  it('cannot be removed while values need them', async () => {
    const book = await openBook(engine, { DATA_KEY: KEY_1 });
    const { context } = book;
    await verifyDataKeys(context);
    await verifyDataKeys(withKeys(context, KEY_2));
    await book.customer('c1', await book.agent('a1'));
    await book.rows(
      `UPDATE customers SET phone = ? WHERE id = 'c1' RETURNING id`,
      encryptColumn(context, 'customers', 'phone', '555 0100'),
    );
    await expect(verifyDataKeys(withKeys(context, KEY_2))).rejects.toThrow(
      'DATA_KEY: customers.phone holds values encrypted with the key k1, but DATA_KEY has k2',
    );
    await expect(verifyDataKeys(withKeys(context, null))).rejects.toThrow(
      /k1, but DATA_KEY is not set/,
    );
    await verifyDataKeys(withKeys(context, `${KEY_2},${KEY_1}`));
  });

  it('are replaced in steps that encrypt every value again, plain ones too', async () => {
    const book = await openBook(engine, { DATA_KEY: KEY_1 });
    const { context } = book;
    await book.agent('a1');
    await book.rows(
      `INSERT INTO customers (id, agent_id, name, email, phone)
        SELECT 'c' || value, 'a1', 'Customer', 'c' || value || '@customers.test',
          CASE value % 3 WHEN 0 THEN NULL WHEN 1 THEN '555-' || value ELSE ? END
        FROM json_each(?) RETURNING id`,
      encryptColumn(context, 'customers', 'phone', '1-800'),
      JSON.stringify(Array.from({ length: 330 }, (_, index) => index)),
    );
    const rotated = withKeys(context, `${KEY_2},${KEY_1}`);
    expect(await reencryptColumns(rotated, book.actor)).toBe(220);
    expect(await reencryptColumns(rotated, book.actor)).toBe(0);
    const onlyNew = withKeys(context, KEY_2);
    await verifyDataKeys(onlyNew);
    const stored = await book.rows(
      `SELECT phone, phone_index FROM customers WHERE id IN ('c0', 'c1', 'c2') ORDER BY id`,
    );
    expect(
      stored.map(({ phone }) => decryptColumn(onlyNew, 'customers', 'phone', phone as string)),
    ).toEqual([null, '555-1', '1-800']);
    expect(stored.map((row) => row['phone_index'])).toEqual([
      null,
      blindIndex(onlyNew, 'customers', 'phone', '5551'),
      blindIndex(onlyNew, 'customers', 'phone', '1800'),
    ]);
  });
});
