import Sqlite from 'better-sqlite3';
import { v7 as newId } from 'uuid';
import { copyBookFile, remove, type Book } from './book.js';
import { alternate, withClients, type Timing } from './measure.js';
import { startRaw } from './raw.js';
import { dropTriggers, currentTimestamp } from './raw-settlement.js';
import { BET, ODDS, rawWrites, STAKE, type BenchWrite, type WriteParams } from './raw-writes.js';
import type { Client } from './server.js';

/** Measures writes over HTTP beside bare SQL for the same rows, with one client and with sixteen. */

export interface WriteResult {
  name: string;
  clients: number;
  http: Timing;
  raw: Timing;
  /** p50 over p50. */
  ratio: number;
  perSecond: number;
  rawPerSecond: number;
}

interface Writes {
  /** The file that the server has open. */
  book: Book;
  /** The kept file, unchanged. */
  original: Book;
  admin: Client;
  seconds: number;
  say: (line: string) => void;
}

const CLIENTS = 16;
const ROUNDS = 3;
const MOST = 400;
const SUBJECTS = 50_000;

const names: Record<BenchWrite, string> = {
  place: 'place a wager',
  settle: 'settle a wager',
  create: 'create a customer',
};

/** @throws Error when a write is refused, or the two write different rows */
export async function measureWrites(writes: Writes): Promise<WriteResult[]> {
  const { book, original, admin, seconds, say } = writes;
  const file = `${book.file}.raw`;
  copyBookFile(original, file);
  const sqlite = new Sqlite(file);
  dropTriggers(sqlite);
  sqlite.close();
  const raw = await startRaw(file, {}, rawWrites);
  try {
    const results: WriteResult[] = [];
    for (const write of Object.keys(rawWrites) as BenchWrite[]) {
      say(`${names[write]} …`);
      const next = subjects(book.file);
      const before = [rowCounts(book.file), rowCounts(file)] as const;
      const counts = { ours: 0, bare: 0 };
      const ours = async () => {
        counts.ours += 1;
        const { path, fields } = requestOf(write, next.ours());
        await admin.post(path, fields);
      };
      const bare = () => {
        counts.bare += 1;
        return raw.write(write, next.bare());
      };
      const limits = { least: 5, most: MOST, withinMs: seconds * 1000 };
      const [alone, aloneBare] = await alternate([ours, bare], limits);
      if (!alone || !aloneBare) throw new Error(`${names[write]} was not measured`);
      const perSecond = ({ p50 }: Timing) => 1000 / p50;
      results.push(resultOf(write, 1, alone, aloneBare, perSecond(alone), perSecond(aloneBare)));
      const crowd = await crowds([ours, bare], seconds);
      results.push(resultOf(write, CLIENTS, ...crowd));
      compareWrittenRows(
        write,
        addedRows(before[0], rowCounts(book.file), counts.ours),
        addedRows(before[1], rowCounts(file), counts.bare),
      );
    }
    return results;
  } finally {
    await raw.stop();
    remove(file);
  }
}

function resultOf(
  write: BenchWrite,
  clients: number,
  http: Timing,
  raw: Timing,
  perSecond: number,
  rawPerSecond: number,
): WriteResult {
  const ratio = http.p50 / raw.p50;
  return { name: names[write], clients, http, raw, ratio, perSecond, rawPerSecond };
}

/** Runs rounds of ours and the bare one in turn; returns the median round of each. */
async function crowds(
  works: readonly (() => Promise<unknown>)[],
  seconds: number,
): Promise<[Timing, Timing, number, number]> {
  const rounds = works.map((): { timing: Timing; perSecond: number }[] => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, work] of works.entries()) {
      const isOver = (ms: number) => ms > seconds * 1000;
      rounds[index]?.push(await withClients(CLIENTS, () => work, isOver));
    }
  }
  const [ours, bare] = rounds.map(
    (all) => all.sort((a, b) => a.perSecond - b.perSecond)[Math.floor(ROUNDS / 2)],
  );
  if (!ours || !bare) throw new Error('nothing was measured');
  return [ours.timing, bare.timing, ours.perSecond, bare.perSecond];
}

/** The panels' request that writes the same rows as the bare SQL. */
export function requestOf(write: BenchWrite, params: WriteParams) {
  const { operation, customer, agent, ids } = params;
  const common = { step: 'commit', operationId: operation };
  switch (write) {
    case 'place':
      return {
        path: '/admin/api/resources/wagers/actions/place',
        fields: {
          ...common,
          customerId: customer,
          amount: String(STAKE),
          odds: String(ODDS),
          description: BET,
        },
      };
    case 'settle': {
      const [id = ''] = JSON.parse(ids) as string[];
      return {
        path: `/admin/api/resources/wagers/records/${id}/settle`,
        fields: { ...common, result: 'win' },
      };
    }
    case 'create':
      return {
        path: '/admin/api/resources/customers/actions/new',
        fields: {
          name: `Customer ${operation}`,
          email: `${operation}@example.test`,
          agent_id: agent,
        },
      };
  }
}

/** Deals the same customers and wagers (the oldest active ones) to both sides, one at a time. */
function subjects(file: string): Record<'ours' | 'bare', () => WriteParams> {
  const sqlite = new Sqlite(file, { readonly: true });
  const customers = sqlite
    .prepare('SELECT id, agent_id AS agent FROM customers WHERE balance > 1000 LIMIT 1000')
    .all() as { id: string; agent: string }[];
  const wagers = sqlite
    .prepare(`SELECT id FROM wagers WHERE status = 'active' ORDER BY created_at, id LIMIT ?`)
    .pluck()
    .all(SUBJECTS) as string[];
  sqlite.close();
  const taker = () => {
    let turn = 0;
    return (): WriteParams => {
      const { id: customer = '', agent = '' } = customers[turn % customers.length] ?? {};
      const wager = wagers[turn % wagers.length] ?? '';
      turn += 1;
      const ids = JSON.stringify([wager]);
      return { operation: newId(), at: currentTimestamp(), customer, agent, ids };
    };
  };
  return { ours: taker(), bare: taker() };
}

const tables = [
  ...['operations', 'wagers', 'gradings', 'transactions', 'customers', 'activities', 'audit_log'],
];

/** Counts rows by the highest rowid, because these tables never lose rows. */
function rowCounts(file: string): number[] {
  const sqlite = new Sqlite(file, { readonly: true });
  try {
    return tables.map((table) =>
      Number(sqlite.prepare(`SELECT max(rowid) FROM ${table}`).pluck().get()),
    );
  } finally {
    sqlite.close();
  }
}

function addedRows(before: readonly number[], after: readonly number[], writes: number): number[] {
  return after.map((rows, index) => (rows - (before[index] ?? 0)) / writes);
}

function compareWrittenRows(
  write: BenchWrite,
  ours: readonly number[],
  bare: readonly number[],
): void {
  if (ours.join() === bare.join()) return;
  const list = (rows: readonly number[]) =>
    tables.map((table, index) => `${rows[index] ?? 0} ${table}`).join(', ');
  throw new Error(`to ${write} the server wrote ${list(ours)}, bare statements ${list(bare)}`);
}
