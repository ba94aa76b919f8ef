import { BlockList, isIP } from 'node:net';

/** Lists of addresses of machines: single ones and networks, of IPv4 and IPv6. */

export interface AddressList {
  /** Returns true for an address of the list; false for a text that is no address. */
  has(address: string | undefined): boolean;
}

/**
 * Parses addresses and networks such as `203.0.113.7, 10.0.0.0/8, 2001:db8::/32`; null when an entry
 * is neither. IPv4 in its form of IPv6 (`::ffff:10.0.0.1`) is the same address.
 */
export function parseAddressList(text: string): AddressList | null {
  const list = new BlockList();
  for (const entry of text.split(',')) {
    const [typed = '', bits, ...rest] = entry.trim().split('/');
    const address = plainAddress(typed);
    const kind = isIP(address);
    if (kind === 0 || rest.length > 0 || typed.includes('%')) return null;
    const family = kind === 4 ? 'ipv4' : 'ipv6';
    if (bits === undefined) {
      list.addAddress(address, family);
      continue;
    }
    const length = prefixLength(bits, typed, address);
    if (length === null) return null;
    list.addSubnet(address, length, family);
  }
  return {
    has: (asked) => {
      const address = plainAddress(asked ?? '');
      const kind = isIP(address);
      return kind !== 0 && list.check(address, kind === 4 ? 'ipv4' : 'ipv6');
    },
  };
}

/** Bits of IPv6 before the IPv4 in it. */
const MAPPED_BITS = 96;

function prefixLength(text: string, typed: string, address: string): number | null {
  if (!/^(?:0|[1-9]\d{0,2})$/.test(text)) return null;
  const isMapped = typed !== address && isIP(address) === 4;
  const length = Number(text) - (isMapped ? MAPPED_BITS : 0);
  return length >= 0 && length <= (isIP(address) === 4 ? 32 : 128) ? length : null;
}

/** Returns an address without its zone, and IPv4 without the form of IPv6. */
function plainAddress(text: string): string {
  const [address = ''] = text.split('%', 1);
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
}
