import { inject } from 'vitest';
import type { D1Address } from './d1-pool.js';

/** What a fresh database holds: the migrated schema, unless one of these says otherwise. */
export interface FreshOptions {
  /** Nothing at all. */
  empty?: boolean;
  /** What is in this closed SQLite file. */
  copyOf?: string;
}

/** A fresh D1 database behind the gateway in workerd: where it is and its token. */
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
