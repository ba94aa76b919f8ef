import { alternate, withClients, type Timing } from './measure.js';
import type { RawServer } from './raw.js';
import { readLabel, type Read } from './reads.js';
import type { Client, Role, Server } from './server.js';

/** Measures every read over HTTP beside SQLite's own query, with one client and with sixteen. */

export interface ReadResult {
  name: string;
  role: Role;
  http: Timing;
  raw: Timing;
  /** p50 over p50. */
  ratio: number;
  rows: number;
}

const CLIENTS = 16;

/** @throws Error when the two return different rows */
export async function measureReads(
  reads: readonly Read[],
  clients: Record<Role, Client>,
  raw: RawServer,
  seconds: number,
): Promise<ReadResult[]> {
  const results: ReadResult[] = [];
  for (const read of reads) {
    const name = readLabel(read);
    const rows = await compareReadRows(read, clients[read.role], raw);
    const ask = () => clients[read.role].get(`/admin/api${read.path}`);
    const [http, bare] = await alternate([ask, () => raw.rows(name)], {
      least: 5,
      most: 400,
      withinMs: seconds * 1000,
    });
    if (!http || !bare) throw new Error(`${name} was not measured`);
    results.push({
      name: read.name,
      role: read.role,
      http,
      raw: bare,
      ratio: http.p50 / bare.p50,
      rows,
    });
  }
  return results;
}

/** Compares ids and their order, and counts them. */
async function compareReadRows(read: Read, client: Client, raw: RawServer): Promise<number> {
  const answer = JSON.parse(await client.get(`/admin/api${read.path}`)) as {
    records?: { id: string }[];
    record?: { id: string };
  };
  const ours = (answer.records ?? (answer.record ? [answer.record] : [])).map(({ id }) => id);
  const bare = (await raw.rows(readLabel(read))).map(({ id }) => String(id));
  if (bare.length === 0 || ours.join() !== bare.join()) {
    throw new Error(
      `${readLabel(read)}: the server answers ${ours.length} rows (${ours[0] ?? 'none'}, …), SQLite ${bare.length} (${bare[0] ?? 'none'}, …)`,
    );
  }
  return ours.length;
}

export interface CrowdResult {
  p50: number;
  p95: number;
  perSecond: number;
  delayP99: number;
  delayMax: number;
}

/** Runs sixteen clients, each on all reads in turn, until it is over. */
export async function measureCrowd(
  reads: readonly Read[],
  clients: Record<Role, Client>,
  server: Server,
  isOver: (elapsedMs: number) => boolean,
): Promise<CrowdResult> {
  await server.sample();
  const chosen = reads.filter(({ isTwin }) => !isTwin);
  const next = (turn: number) => {
    const read = chosen[turn % chosen.length];
    if (!read) throw new Error('there is nothing to read');
    return () => clients[read.role].get(`/admin/api${read.path}`);
  };
  const { timing, perSecond } = await withClients(CLIENTS, next, isOver);
  const { delayP99, delayMax } = await server.sample();
  return { p50: timing.p50, p95: timing.p95, perSecond, delayP99, delayMax };
}
