import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { systemActor } from '../src/services/accounts/actors.js';
import { createUser } from '../src/services/accounts/users.js';
import { copyBookFile, openBook, remove, withBook, type Book } from './bench/book.js';
import { time, timingOf } from './bench/measure.js';
import { signInClient, startMeasuredServer, type Client, type Server } from './bench/server.js';
import { readerKinds, shortRead, type NextRead } from './soak/reads.js';
import { isSteady, timeFixedWork, type Timed } from './soak/steady.js';
import { inMB, inMiB, watch, type Peak } from './soak/watch.js';
import { writesOf } from './soak/writes.js';

/**
 * `npm run soak`: reads long without a pause while writers move money, for minutes. Exits 1 unless
 * the write-ahead log and the memory of the server stay bounded, and lists stay as fast as in the
 * first minute.
 */

const LARGEST_LOG = 128 * 2 ** 20;
const LARGEST_RSS = 350e6;
const LEAST_WAGERS = 100_000;
const LISTS = 'short reads';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    /** Number of clients that read long, a quarter of them on each kind of read. */
    clients: { type: 'string', default: '32' },
    writers: { type: 'string', default: '16' },
    wagers: { type: 'string', default: String(LEAST_WAGERS) },
    /** Keeps books from run to run. */
    folder: { type: 'string', default: path.join(os.tmpdir(), 'fire22-bench') },
    server: { type: 'string', default: 'dist/src/server.js' },
  },
});
const say = (line: string) => console.error(line);

const wagers = Number(values.wagers);
if (!Number.isInteger(wagers) || wagers < LEAST_WAGERS) {
  console.error(`--wagers takes a number from ${LEAST_WAGERS} on`);
  process.exit(2);
}
const book = await openBook(path.resolve(values.folder), wagers, say);
const file = path.join(path.dirname(book.file), `soak-${process.pid}.db`);
try {
  copyBookFile(book, file);
  process.exitCode = await soak({ ...book, file });
} finally {
  remove(file);
}

async function soak(of: Book): Promise<0 | 1> {
  const kinds = readerKinds(of);
  const perKind = Math.ceil(Number(values.clients) / kinds.length);
  const logins = await addAgentLogins(of, perKind);
  const server = await startMeasuredServer(values.server, of.file);
  const watched = watch(server, of.file, say);
  const fixed = timeFixedWork();
  try {
    const admin = await signInClient(server, 'admin');
    const agents = await signInAll(server, logins);
    const write = writesOf(of.file, admin);
    const startedAt = performance.now();
    const lastsMs = Number(values.minutes) * 60_000;
    const end = startedAt + lastsMs;
    const work: Record<string, Promise<Timed[]>[]> = {
      [LISTS]: [again(end, ask(admin, shortRead))],
      writes: Array.from({ length: Number(values.writers) }, () => again(end, write)),
    };
    for (const { name, isAgent, reads } of kinds) {
      work[name] = Array.from({ length: perKind }, (_, client) =>
        again(end, ask((isAgent ? agents[client] : undefined) ?? admin, reads(client, perKind))),
      );
    }
    const timings = await Promise.all(
      Object.entries(work).map(async ([name, clients]) => {
        const times = (await Promise.all(clients)).flat();
        return { name, times, timing: timingOf(times.map(({ ms }) => ms)) };
      }),
    );
    for (const { name, timing } of timings) {
      const { count, p50, p95, max } = timing;
      console.log(
        `${name.padEnd(18)} ${String(count).padStart(7)} p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms, longest ${max.toFixed(0)} ms`,
      );
    }
    const lists = timings.find(({ name }) => name === LISTS)?.times ?? [];
    const since = <T extends { at: number }>(values: readonly T[]) =>
      values.map((value) => ({ ...value, at: value.at - startedAt }));
    const minutes = {
      lists: since(lists),
      work: since(fixed.times),
      memory: since(watched.samples),
      lastedMs: lastsMs,
    };
    const steady = isSteady(minutes, (line) => console.log(line));
    return verdict(watched.peak, steady);
  } finally {
    watched.stop();
    fixed.stop();
    await server.stop();
  }
}

function verdict({ log, rss }: Peak, isSame: boolean): 0 | 1 {
  const isBounded = log < LARGEST_LOG && rss < LARGEST_RSS;
  console.log(`largest write-ahead log ${inMiB(log)}, below ${inMiB(LARGEST_LOG)} wanted`);
  console.log(`largest memory ${inMB(rss)}, below ${inMB(LARGEST_RSS)} wanted`);
  console.log(isBounded ? 'bounded' : 'NOT bounded');
  console.log(isSame ? 'steady' : 'NOT steady');
  return isBounded && isSame ? 0 : 1;
}

/** Runs one request after the other until the end; returns their times. */
async function again(end: number, next: (turn: number) => Promise<unknown>): Promise<Timed[]> {
  const times: Timed[] = [];
  for (let turn = 0; performance.now() < end; turn += 1) {
    const at = performance.now();
    times.push({ at, ms: await time(() => next(turn)) });
  }
  return times;
}

function ask(client: Client, next: NextRead): (turn: number) => Promise<string> {
  return (turn) => client.get(`/admin/api${next(turn)}`);
}

interface Login {
  login: string;
  password: string;
}

/** Makes a login for each of the first agents, so that no two have the same scope. */
async function addAgentLogins({ file: target, size }: Book, count: number): Promise<Login[]> {
  return withBook(target, async (context) => {
    const system = await systemActor(context);
    const logins: Login[] = [];
    for (let number = 1; number <= Math.min(count, size.agents); number += 1) {
      const login = { login: `soak.agent.${number}`, password: 'eleven calm badgers' };
      await createUser(context, system, {
        username: login.login,
        password: login.password,
        email: `agent${number}@example.test`,
        role: 'agent',
        agentId: `agent-${number}`,
        mustChangePassword: false,
      });
      logins.push(login);
    }
    return logins;
  });
}

/** Signs in one at a time: the server throttles simultaneous sign-ins from one address. */
async function signInAll(server: Server, logins: readonly Login[]): Promise<Client[]> {
  const clients: Client[] = [];
  for (const login of logins) clients.push(await signInClient(server, 'agent', login));
  return clients;
}
