import { onTestFinished } from 'vitest';
import { openD1 } from '../../../src/db/engines/d1/d1.js';
import type { Engine } from '../../../src/db/types.js';
import type { RowsRead } from '../../gateway/worker/rows-read.js';
import { freshD1, type FreshOptions } from './d1.js';

export interface MeteredD1 {
  engine: Engine;
  /** Takes the rows read since the last call, statement by statement. */
  takeRowsRead: () => Promise<RowsRead[]>;
}

/** Opens a fresh D1 database that counts the rows which each statement reads. */
export async function openMeteredD1(options?: FreshOptions): Promise<MeteredD1> {
  const { url, token } = await freshD1(options);
  const metered = `${url}/metered`;
  const engine = await openD1({ url: metered, token });
  onTestFinished(() => engine.close());
  return {
    engine,
    takeRowsRead: async () => {
      const response = await fetch(`${metered}/rows-read`, { method: 'POST' });
      return (await response.json()) as RowsRead[];
    },
  };
}
