import { isIP, isIPv6 } from 'node:net';

/** Addresses of clients: checked before anything stores, logs or counts them. */

/**
 * Returns the address that a socket or a proxy's header gives, or undefined for any other text. A
 * client may write anything into X-Forwarded-For. Leaves out an IPv6 zone, whose text is free, and
 * the port that some proxies append, and writes an IPv4 address within IPv6 as IPv4.
 */
export function toAddress(text: string | undefined): string | undefined {
  if (text === undefined || text.length > LONGEST) return undefined;
  const [, bracketed] = /^\[([0-9a-f:.]+)\](?::\d{1,5})?$/i.exec(text) ?? [];
  const [, withPort] = /^(\d+\.\d+\.\d+\.\d+):\d{1,5}$/.exec(text) ?? [];
  const [address = ''] = (bracketed ?? withPort ?? text).split('%', 1);
  if (isIP(address) === 0) return undefined;
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address) ?? [];
  return mapped ?? address.toLowerCase();
}

/** Characters of the longest address with a zone and a port. */
const LONGEST = 100;

/** Counts clients whose address is not known together. */
const UNKNOWN = 'unknown';

/** Returns the network to count: of IPv6 the /64, because one host has all 2^64 of its addresses. */
export function networkOf(text: string | undefined): string {
  const address = toAddress(text);
  if (address === undefined) return UNKNOWN;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array<string>(Math.max(0, 8 - groups.length - last.length)).fill('0');
  const network = [...groups, ...zeros, ...last].slice(0, 4);
  return `${network.map((group) => parseInt(group, 16).toString(16)).join(':')}::/64`;
}
