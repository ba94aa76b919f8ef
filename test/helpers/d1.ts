import { inject, onTestFinished } from 'vitest';
import { type D1Options, openD1 } from '../../src/db/engines/d1.js';
import type { Engine } from '../../src/db/types.js';
import type { D1Address } from './d1-pool.js';

/** A fresh D1 database behind the gateway in workerd: where it is and its token. */
export async function freshD1(options: { empty?: boolean } = {}): Promise<D1Address> {
  const response = await fetch(`${inject('d1Pool')}/${options.empty ? 'empty' : 'migrated'}`, {
    method: 'POST',
  });
  if (!response.ok) throw new Error(`no D1 database: ${await response.text()}`);
  return (await response.json()) as D1Address;
}

/** The D1 engine on a fresh database, closed after the test. */
export async function openFreshD1(
  options: { empty?: boolean } & Omit<Partial<D1Options>, 'url'> = {},
): Promise<Engine> {
  const { empty = false, ...rest } = options;
  const engine = await openD1({ ...(await freshD1({ empty })), ...rest });
  onTestFinished(() => engine.close());
  return engine;
}
