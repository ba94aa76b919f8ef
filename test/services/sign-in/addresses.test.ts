import { describe, expect, it } from 'vitest';
import { networkOf, toAddress } from '../../../src/services/sign-in/addresses.js';

describe('the address of a client', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['192.0.2.1:51234', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::FFFF:192.0.2.1', '192.0.2.1'],
    ['2001:DB8::1', '2001:db8::1'],
    ['[2001:db8::1]:443', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1'],
    ['fe80::1%<script>', 'fe80::1'],
  ])('is read from %j as %s', (text, address) => {
    expect(toAddress(text)).toBe(address);
  });

  it.each([
    [undefined],
    [''],
    ["1' OR 1=1"],
    ['unknown'],
    ['localhost'],
    ['192.0.2.1, 192.0.2.2'],
    ['192.0.2.256'],
    ['192.0.2.1\n'],
    ['192.0.2.1:port'],
    ['0x7f.1'],
    ['\u001b]0;title\u0007'],
    [`::1%${'a'.repeat(200)}`],
  ])('is nothing for %j', (text) => {
    expect(toAddress(text)).toBeUndefined();
  });

  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0db8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['unknown', 'unknown'],
    ["1' OR 1=1", 'unknown'],
    [undefined, 'unknown'],
  ])('%s counts as the network %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
