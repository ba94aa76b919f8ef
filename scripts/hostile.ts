import { fork } from 'node:child_process';
import { once } from 'node:events';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { systemActor } from '../src/services/accounts/actors.js';
import { createUser } from '../src/services/accounts/users.js';
import { copyBookFile, openBook, remove, withBook } from './bench/book.js';
import { timingOf } from './bench/measure.js';
import { signInHeaders, startMeasuredServer, type Server } from './bench/server.js';
import type { Order, Tally } from './hostile/attacker.js';
import { attacksOf, type HostileRole } from './hostile/attacks.js';
import { BareClient } from './hostile/client.js';
import { isWithin } from './hostile/goals.js';
import { letWork, workOf, type Person, type Work } from './hostile/people.js';
import { timeFixedWork } from './soak/steady.js';
import { watch, type Watch } from './soak/watch.js';

/**
 * `npm run hostile`: one login of each role, and then all three, does its worst to the built server
 * beside eight people at work. Exits 1 unless the others wait hardly longer than before, the memory
 * stays bounded and nothing dies.
 */

/** Heap of the server, MB. */
const HEAP_MB = 512;
const PASSWORD = 'eleven calm badgers';
const ROLES = ['admin', 'agent', 'customer'] as const;
const peopleRoles = [
  'admin',
  'admin',
  'admin',
  'agent',
  'agent',
  'agent',
  'customer',
  'customer',
] as const;
/** Time for the server to end what the attack before left. */
const REST_MS = 5_000;
/** The first requests load the panels. */
const WARM_UP_MS = 5_000;

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    /** Seconds of each measurement without an attack. */
    before: { type: 'string', default: '20' },
    wagers: { type: 'string', default: '160000' },
    /** Attackers: roles with `+` between those at the same time. */
    rounds: { type: 'string', default: 'admin,agent,customer,admin+agent+customer' },
    /** Parts of names of the attacks, to try some of them alone. */
    only: { type: 'string', default: '' },
    /** Tries each attack alone, to find what hurts. */
    apart: { type: 'boolean', default: false },
    /** Keeps books from run to run. */
    folder: { type: 'string', default: path.join(os.tmpdir(), 'fire22-bench') },
    server: { type: 'string', default: 'dist/src/server.js' },
  },
});
const say = (line: string) => console.error(line);
const seconds = Number(values.seconds);
const rounds = values.rounds.split(',').map((round) => round.split('+') as HostileRole[]);
if (!(seconds > 0) || rounds.flat().some((role) => !ROLES.includes(role))) {
  console.error('--seconds takes a number, --rounds roles: admin,agent,customer,admin+agent');
  process.exit(2);
}

const book = await openBook(path.resolve(values.folder), Number(values.wagers), say);
const file = path.join(path.dirname(book.file), `hostile-${process.pid}.db`);
try {
  copyBookFile(book, file);
  process.exitCode = await run();
} finally {
  remove(file);
}

interface Attackers {
  roles: readonly HostileRole[];
  /** Parts of the names of the attacks; all without one. */
  only: string[];
}

/** Lists the attacks in their order. */
function plan(): Attackers[] {
  const only = values.only === '' ? [] : values.only.split(',');
  if (!values.apart) return rounds.map((roles) => ({ roles, only }));
  return rounds.flatMap((roles) =>
    [...new Set(roles.flatMap((role) => attacksOf(role, only).map(({ name }) => name)))].map(
      (name) => ({ roles, only: [name] }),
    ),
  );
}

async function run(): Promise<0 | 1> {
  await addLogins();
  const work = workOf(file);
  const server = await startMeasuredServer(values.server, file, {
    NODE_OPTIONS: `--max-old-space-size=${HEAP_MB}`,
  });
  const state = { isAlive: true };
  void server.ended.then(() => (state.isAlive = false));
  const watched = watch(server, file, () => undefined);
  const fixed = timeFixedWork();
  try {
    const people = await signInPeople(server);
    await letWork(people, work, pause(WARM_UP_MS));
    const results: boolean[] = [];
    for (const { roles, only } of plan()) {
      const load = os.loadavg()[0] ?? 0;
      const name = [roles.join('+'), ...only].join(': ');
      console.log(`${name}, ${seconds} s; the machine's load is ${load.toFixed(1)}`);
      const before = await letWork(people, work, pause(Number(values.before) * 1000));
      const isQuiet = fixed.times.splice(0).map(({ ms }) => ms);
      const { during, rss } = await beside(server, watched, people, work, { roles, only });
      const isBusy = fixed.times.splice(0).map(({ ms }) => ms);
      console.log(
        `  a fixed piece of work beside it: ${timingOf(isQuiet).p50.toFixed(0)} ms before, ${timingOf(isBusy).p50.toFixed(0)} during`,
      );
      const round = { name, before, during, rss, isAlive: state.isAlive };
      results.push(isWithin(round, console.log));
      if (!state.isAlive) break;
      await pause(REST_MS);
    }
    return results.every(Boolean) ? 0 : 1;
  } finally {
    watched.stop();
    fixed.stop();
    if (state.isAlive) await server.stop();
  }
}

/** Lets the people work beside the attack. */
async function beside(
  server: Server,
  watched: Watch,
  people: readonly Person[],
  work: Work,
  { roles, only }: Attackers,
) {
  watched.peak.rss = 0;
  watched.peak.delay = 0;
  const logins = [];
  for (const role of roles) {
    const headers = await signInHeaders(server.address, login(`hostile.${role}`));
    logins.push({ role, headers });
  }
  const order: Order = { address: server.address, seconds, logins, only };
  const attack = startAttack(order);
  const during = await letWork(people, work, attack);
  console.log(`  longest delay of its event loop: ${watched.peak.delay.toFixed(0)} ms`);
  for (const [name, counts] of Object.entries(await attack)) {
    const answers = Object.entries(counts).map(([status, count]) => `${status}: ${count}`);
    console.log(`  ${name.padEnd(36)} ${answers.join(', ')}`);
  }
  return { during, rss: watched.peak.rss };
}

async function startAttack(order: Order): Promise<Tally> {
  const script = fileURLToPath(new URL('./hostile/attacker.ts', import.meta.url));
  const child = fork(script, [JSON.stringify(order)], { execArgv: ['--import', 'tsx'] });
  const ended = once(child, 'exit');
  const told = once(child, 'message') as Promise<[Tally]>;
  const [tally] = await Promise.race([
    told,
    ended.then(() => {
      throw new Error('the attack ended early');
    }),
  ]);
  child.kill();
  await ended;
  return tally;
}

function login(name: string): { login: string; password: string } {
  return { login: name, password: PASSWORD };
}

async function addLogins(): Promise<void> {
  await withBook(file, async (context) => {
    const system = await systemActor(context);
    const find = context.database.prepare(
      `SELECT customer_id AS id FROM wagers GROUP BY customer_id ORDER BY count(*) DESC LIMIT 3`,
    );
    const customers = (await find.all<{ id: string }>()).results.map(({ id }) => id);
    const add = (username: string, role: HostileRole, number: number) =>
      createUser(context, system, {
        ...{ username, password: PASSWORD, email: `${username}@example.test`, role },
        ...(role === 'agent' ? { agentId: `agent-${number}` } : {}),
        ...(role === 'customer' ? { customerId: customers[number - 1] } : {}),
        mustChangePassword: false,
      });
    for (const role of ROLES) await add(`hostile.${role}`, role, 1);
    for (const [number, role] of peopleRoles.entries()) {
      await add(`person.${number}`, role, role === 'admin' ? 1 : (number % 2) + 2);
    }
  });
}

async function signInPeople(server: Server): Promise<Person[]> {
  const people: Person[] = [];
  for (const [number, role] of peopleRoles.entries()) {
    const headers = await signInHeaders(server.address, login(`person.${number}`));
    people.push({ role, client: new BareClient(server.address, headers) });
  }
  return people;
}
