import Sqlite from 'better-sqlite3';
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { BareClient } from './client.js';

/** Eight people at work: they open lists and records, find customers, place and settle wagers. */

export interface Timed {
  kind: string;
  /** ms */
  ms: number;
  status: number;
}

export interface Person {
  role: 'admin' | 'agent' | 'customer';
  client: BareClient;
}

/** Time between an answer and the next request of a person, ms. */
const THINKS_MS = 200;

interface Request {
  kind: string;
  target: string;
  fields?: Record<string, string>;
}

export interface Work {
  /** Takes the next wager to settle; no two people settle the same one. */
  nextActive(): string | undefined;
  customers: readonly string[];
  wagers: readonly string[];
}

/** Reads ids to work with from the book's file, before the server opens it. */
export function workOf(file: string): Work {
  const sqlite = new Sqlite(file, { readonly: true });
  try {
    const ids = (sql: string) => sqlite.prepare(sql).pluck().all() as string[];
    const active = ids(`SELECT id FROM wagers WHERE status = 'active' ORDER BY id`);
    return {
      nextActive: () => active.pop(),
      customers: ids(`SELECT id FROM customers WHERE status = 'active' ORDER BY id`),
      wagers: ids(`SELECT id FROM wagers ORDER BY id LIMIT 2000`),
    };
  } finally {
    sqlite.close();
  }
}

/** Lets the people work until the end of `over`; returns the time of each of their requests. */
export async function letWork(
  people: readonly Person[],
  work: Work,
  over: Promise<unknown>,
): Promise<Timed[]> {
  const times: Timed[] = [];
  const state = { isOver: false };
  void over.finally(() => (state.isOver = true));
  await Promise.all(
    people.map(async ({ role, client }, number) => {
      await pause((THINKS_MS / people.length) * number);
      for (let turn = number; !state.isOver; turn += 1) {
        const { kind, target, fields } = nextRequest(role, turn, work);
        const startedAt = performance.now();
        const { status, text } = await client.send(
          `/admin/api${target}`,
          fields && {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(fields),
          },
        );
        const failed = status === 200 && text.includes('"type":"error"');
        if (status !== 200 || failed) console.error(`${kind}: ${status} ${text.slice(0, 200)}`);
        times.push({ kind, ms: performance.now() - startedAt, status: failed ? 400 : status });
        await pause(THINKS_MS);
      }
    }),
  );
  return times;
}

function nextRequest(role: Person['role'], turn: number, work: Work): Request {
  const reads: Request[] = [
    { kind: 'list', target: `/resources/wagers/actions/list?page=${(turn % 20) + 1}` },
    { kind: 'list', target: `/resources/wagers/actions/list?filters.status=active` },
    { kind: 'list', target: `/resources/transactions/actions/list?page=${(turn % 9) + 1}` },
  ];
  const read = reads[turn % reads.length] ?? reads[0];
  if (!read) throw new Error('there is nothing to read');
  if (role === 'customer') return read;
  const customerId = work.customers[(turn * 7) % work.customers.length] ?? '';
  if (turn % 4 === 1) {
    return { kind: 'find', target: `/resources/customers/actions/search/${turn % 90}` };
  }
  if (role === 'agent') return read;
  switch (turn % 8) {
    case 0:
      return { kind: 'record', target: `/resources/customers/records/${customerId}/show` };
    case 2: {
      const id = work.nextActive();
      if (id === undefined) return read;
      return commit('settle', `/resources/wagers/records/${id}/settle`, { result: 'win' });
    }
    case 4:
      return commit('place', '/resources/wagers/actions/place', {
        ...{ customerId, amount: '1', odds: '-110' },
        description: `Placed beside a hostile login, ${turn}`,
      });
    default:
      return read;
  }
}

function commit(kind: string, target: string, fields: Record<string, string>): Request {
  const operationId = `hostile-${randomBytes(12).toString('hex')}`;
  return { kind, target, fields: { step: 'commit', operationId, ...fields } };
}
