import { describe, expect, it } from 'vitest';
import { parseAddressList } from '../../src/domain/address-list.js';

describe('a list of addresses', () => {
  it.each<[string, string, boolean]>([
    ['203.0.113.7', '203.0.113.7', true],
    ['203.0.113.7', '203.0.113.8', false],
    ['203.0.113.7', '::ffff:203.0.113.7', true],
    ['::ffff:203.0.113.7', '203.0.113.7', true],
    ['10.0.0.0/8', '10.255.0.1', true],
    ['10.0.0.0/8', '11.0.0.1', false],
    ['10.0.0.0/8', '::ffff:10.1.2.3', true],
    ['10.0.0.0/8', '::FFFF:10.1.2.3', true],
    ['::ffff:10.0.0.0/104', '10.1.2.3', true],
    ['::ffff:10.0.0.0/104', '11.1.2.3', false],
    ['2001:db8::/32', '2001:db8:1::1', true],
    ['2001:db8::/32', '2001:db9::1', false],
    ['2001:db8::1', '2001:0DB8:0:0::1', true],
    ['fe80::/10', 'fe80::1%eth0', true],
    ['0.0.0.0/0', '198.51.100.1', true],
    ['0.0.0.0/0', '2001:db8::1', false],
    ['::/0', '2001:db8::1', true],
    ['203.0.113.7 , 10.0.0.0/8,2001:db8::/32', '2001:db8::9', true],
    ['127.0.0.1', "1' OR 1=1", false],
    ['127.0.0.1', '', false],
    ['127.0.0.1', 'unknown', false],
  ])('%s has %s: %s', (list, address, expected) => {
    expect(parseAddressList(list)?.has(address)).toBe(expected);
  });

  it('has no missing address', () => {
    expect(parseAddressList('0.0.0.0/0,::/0')?.has(undefined)).toBe(false);
  });

  it.each([
    ...['', ',', '10.0.0.1,', 'localhost', '10.0.0', '10.0.0.1/33', '10.0.0.1/-1', '10.0.0.1/'],
    ...['10.0.0.1/8/8', '10.0.0.1/08', '10.0.0.1/1e1', '2001:db8::/129', '::ffff:10.0.0.0/8'],
    ...['fe80::1%eth0', '10.0.0.256', '0x7f.1', '2130706433', '10.0.0.1 10.0.0.2', '*'],
  ])('refuses %o', (text) => {
    expect(parseAddressList(text)).toBeNull();
  });
});
