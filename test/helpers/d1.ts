import { inject } from 'vitest';
import type { D1Address } from './d1-pool.js';

/** A fresh D1 database behind the gateway in workerd: where it is and its token. */
export async function freshD1(options: { empty?: boolean } = {}): Promise<D1Address> {
  const response = await fetch(`${inject('d1Pool')}/${options.empty ? 'empty' : 'migrated'}`, {
    method: 'POST',
  });
  if (!response.ok) throw new Error(`no D1 database: ${await response.text()}`);
  return (await response.json()) as D1Address;
}
