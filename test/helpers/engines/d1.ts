import { inject } from 'vitest';
import type { D1Address } from './d1-pool.js';

/** Content of a fresh database: the migrated schema, unless one of these is set. */
export interface FreshOptions {
  /** No table at all. */
  empty?: boolean;
  /** The content of this closed SQLite file. */
  copyOf?: string;
}

/** Returns the address and the token of a fresh D1 database behind the gateway in workerd. */
export async function freshD1({
  empty = false,
  copyOf = '',
}: FreshOptions = {}): Promise<D1Address> {
  const response = await fetch(`${inject('d1Pool')}/${empty ? 'empty' : 'migrated'}`, {
    method: 'POST',
    body: copyOf,
  });
  if (!response.ok) throw new Error(`no D1 database: ${await response.text()}`);
  return (await response.json()) as D1Address;
}
