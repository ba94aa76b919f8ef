import { createHash } from 'node:crypto';
import { volume } from '../../helpers/run/volume.js';
import type { PairProbe } from './types.js';

/**
 * How much a run compares. `TWO_WORLDS_EACH` says which share of the reading requests is sent (1 sends
 * all of them, a hundredth of them is sent by 100) and `TWO_WORLDS_SEED` which ones.
 */

export const seed = Number(process.env['TWO_WORLDS_SEED'] ?? 20_260_302);

const { TWO_WORLDS_EACH } = process.env;

/** @param usual where no setting says otherwise; each request on D1 is a trip */
export function eachOf(usual: { embedded: number; d1: number }, engine: 'embedded' | 'd1'): number {
  if (TWO_WORLDS_EACH !== undefined) return Number(TWO_WORLDS_EACH);
  return Math.round((usual[engine] * 100) / volume(100));
}

/** A run that sends less than this share leaves out routes too. */
const EVERY_ROUTE = 10;

/** Picks each n-th request by chance, and the first of every route with the names of its parameters. */
export function sample(probes: readonly PairProbe[], each: number): PairProbe[] {
  const routes = new Set<string>();
  return probes.filter((probe, index) => {
    const route = routeOf(probe);
    const isNew = each <= EVERY_ROUTE && !routes.has(route);
    routes.add(route);
    return isNew || chanceOf(index) % each === 0;
  });
}

function routeOf({ method, path }: PairProbe): string {
  const [address = '', query = ''] = path.split('?');
  const names = [...new URLSearchParams(query).keys()].map((name) =>
    name.replace(/^filters\.[^~]*/, 'filters'),
  );
  const route = address
    .replace(/\/records\/[^/]+/, '/records/ID')
    .replace(/\/search\/.*/, '/search/TEXT');
  return [method, route, ...names.sort()].join(' ');
}

/** Decides by the place of a request, because the ids in it are others in each run. */
function chanceOf(index: number): number {
  return createHash('sha256').update(`${seed} ${index}`).digest().readUInt32LE();
}
