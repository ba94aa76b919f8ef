import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Context } from '../src/context.js';
import { migrateUp, readMigrations } from '../src/db/migrations/migrator.js';
import { render } from '../src/messages/render.js';
import { migrationsFolder } from '../src/paths.js';
import { systemActor } from '../src/services/accounts/actors.js';
import { createUser } from '../src/services/accounts/users.js';
import { reconcile } from '../src/services/reconciliation/reconcile.js';
import { addAgent, addCustomer, query } from '../test/helpers/books/book.js';
import { placeMany } from '../test/helpers/books/many-wagers.js';
import { withBook } from './bench/book.js';
import {
  LOGIN,
  must,
  signInBrowser,
  startKillableServer,
  until,
  type Browser,
} from './kill-server.js';

/**
 * Kills a server in the middle of a bulk settlement (SIGKILL, over and over), starts another one on
 * the same file, and checks that the run finishes: every wager is paid once, and the book
 * reconciles, also right after the kill.
 */

export interface KillTestOptions {
  runs: number;
  /** Wagers of each run. */
  rows: number;
  /** Runs at the same time: each waits most of its time for the end of the dead server's lease. */
  parallel: number;
  /** Node's arguments that start the server. */
  server: readonly string[];
  /** Ends the dead server's lease at once instead of waiting for it. */
  expireLease: boolean;
  say: (line: string) => void;
}

export interface KillResult {
  /** Rows that were done at the kill. */
  doneAtKill: number;
}

const PROFIT = 90.91;

/** @throws Error naming the first failed check */
export async function runKillTest(options: KillTestOptions): Promise<KillResult[]> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fire22-kill-'));
  try {
    const book = path.join(folder, 'book.db');
    await makeSmallBook(book, options.rows);
    const results: KillResult[] = [];
    let next = 0;
    const worker = async () => {
      while (next < options.runs) {
        const number = (next += 1);
        const result = await killOnce(book, path.join(folder, String(number)), options);
        results.push(result);
        options.say(
          `run ${number}: killed with ${result.doneAtKill} of ${options.rows} done; finished, nothing paid twice, the book reconciles`,
        );
        fs.rmSync(path.join(folder, String(number)), { recursive: true, force: true });
      }
    };
    await Promise.all(Array.from({ length: options.parallel }, worker));
    return results;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Makes one administrator, two agents, ten customers, and active wagers. */
async function makeSmallBook(file: string, rows: number): Promise<void> {
  await withBook(file, async (context) => {
    await migrateUp(context.database, readMigrations(migrationsFolder));
    const system = await systemActor(context);
    await createUser(context, system, {
      username: LOGIN.login,
      email: 'ada@example.test',
      password: LOGIN.password,
      role: 'admin',
      mustChangePassword: false,
    });
    const agents = [await addAgent(context), await addAgent(context)];
    const customers: string[] = [];
    for (let number = 0; number < 10; number += 1) {
      customers.push(await addCustomer(context, agents[number % 2] ?? '', { limit: 10_000_000 }));
    }
    for (let placed = 0; placed < rows; placed += 500) {
      await placeMany(context, system, customers, Math.min(500, rows - placed));
    }
  });
}

async function killOnce(
  book: string,
  folder: string,
  options: KillTestOptions,
): Promise<KillResult> {
  fs.mkdirSync(folder);
  const file = path.join(folder, 'book.db');
  fs.copyFileSync(book, file);
  const runId = `kill-${path.basename(folder).padStart(8, '0')}`;
  // Kills anywhere in the run; SQLite rolls the unfinished chunk back as a whole.
  const enough = Math.ceil(Math.random() * options.rows * 0.6);
  await withBook(file, (context) => holdRun(context, options.rows));
  const first = await startKillableServer(file, options.server);
  try {
    const browser = await signInBrowser(first.address);
    await browser.post('/resources/wagers/actions/settleAll?filters.status=active', {
      step: 'commit',
      operationId: runId,
      result: 'win',
    });
    await browser.post(`/resources/bulk_runs/records/${runId}/start`, {
      step: 'commit',
      operationId: `${runId}-start`,
    });
    await withBook(file, (context) =>
      until(async () => (await doneRows(context, runId)) >= enough, 180_000, 20),
    );
  } finally {
    first.process.kill('SIGKILL');
    await first.ended;
  }
  const doneAtKill = await withBook(file, (context) => checkAfterKill(context, runId, options));
  const second = await startKillableServer(file, options.server);
  try {
    const browser = await signInBrowser(second.address);
    await until(async () => (await progress(browser, runId)).status === 'finished', 600_000, 200);
    const csv = await browser.get(`/resources/bulk_runs/records/${runId}/result`);
    const done = csv.split('\r\n').filter((line) => line.includes(',done,')).length;
    must(done === options.rows, `the result file has ${done} done rows`);
  } finally {
    second.process.kill('SIGTERM');
    await second.ended;
  }
  await withBook(file, (context) => checkEnd(context, options));
  return { doneAtKill };
}

/**
 * Keeps a run from its end: the chunk that would pass four fifths of the rows computes for ever, so
 * that even a late kill comes in the middle.
 */
async function holdRun(context: Context, rows: number): Promise<void> {
  await context.database
    .prepare(
      `CREATE TRIGGER kill_test_hold BEFORE UPDATE OF done ON bulk_runs
       WHEN NEW.done >= ${Math.floor(rows * 0.8)} BEGIN
         SELECT count(*) FROM (WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT 1 FROM n)
           SELECT i FROM n);
       END`,
    )
    .run();
}

async function doneRows(context: Context, runId: string): Promise<number> {
  const sql = 'SELECT done FROM bulk_runs WHERE id = ?';
  const [run] = await query<{ done: number }>(context, sql, runId);
  return run?.done ?? 0;
}

/** Checks that only some rows are done, and that the run counts exactly the paid ones. */
async function checkAfterKill(
  context: Context,
  runId: string,
  { rows, expireLease }: KillTestOptions,
): Promise<number> {
  const [counts] = await query<{ done: number; items: number; paid: number; graded: number }>(
    context,
    `SELECT (SELECT done FROM bulk_runs WHERE id = ?) AS done,
      (SELECT count(*) FROM bulk_run_items WHERE run_id = ? AND outcome = 'done') AS items,
      (SELECT count(*) FROM transactions WHERE type = 'settlement') AS paid,
      (SELECT count(*) FROM wagers WHERE status = 'settled') AS graded`,
    runId,
    runId,
  );
  const { done = 0, items = 0, paid = 0, graded = 0 } = counts ?? {};
  must(done > 0 && done < rows, `killed with ${done} of ${rows} done: not in the middle`);
  must(items === done && paid === done && graded === done, `${done} done, ${paid} paid`);
  await checkReconciles(context);
  await context.database.prepare('DROP TRIGGER kill_test_hold').run();
  if (expireLease) {
    await context.database
      .prepare(`UPDATE bulk_runs SET lease_until = '2000-01-01 00:00:00' WHERE id = ?`)
      .bind(runId)
      .run();
  }
  return done;
}

async function checkEnd(context: Context, { rows }: KillTestOptions): Promise<void> {
  const [sums] = await query<{ wagers: number; paid: number; twice: number; balances: number }>(
    context,
    `SELECT (SELECT count(*) FROM wagers WHERE status = 'settled' AND result = 'win') AS wagers,
      (SELECT count(*) FROM transactions WHERE type = 'settlement') AS paid,
      (SELECT count(*) FROM (SELECT 1 FROM transactions WHERE type = 'settlement'
        GROUP BY reference HAVING count(*) > 1)) AS twice,
      (SELECT round(sum(balance), 2) FROM customers) AS balances`,
  );
  must(sums?.wagers === rows && sums.paid === rows, `${String(sums?.paid)} of ${rows} paid`);
  must(sums.twice === 0, `${sums.twice} wagers were paid twice`);
  const expected = Math.round(rows * PROFIT * 100) / 100;
  must(sums.balances === expected, `balances sum to ${sums.balances}, not ${expected}`);
  await checkReconciles(context);
}

async function checkReconciles(context: Context): Promise<void> {
  const { ok, checks } = await reconcile(context);
  const [broken] = checks.flatMap((check) => check.broken);
  must(ok, `the book does not reconcile: ${broken ? render(broken.text, 'en') : ''}`);
}

interface Progress {
  status: string;
  done: number;
}

async function progress(browser: Browser, runId: string): Promise<Progress> {
  const text = await browser.get(`/resources/bulk_runs/records/${runId}/show?read=1`);
  return (JSON.parse(text) as { view: Progress }).view;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const runs = Number(process.argv[2] ?? 50);
  const results = await runKillTest({
    runs,
    rows: 5000,
    parallel: 5,
    server: ['dist/src/server.js'],
    expireLease: false,
    say: (line) => console.log(line),
  });
  const done = results.map(({ doneAtKill }) => doneAtKill);
  console.log(
    `${results.length} kills, with ${Math.min(...done)} to ${Math.max(...done)} of 5000 rows done: all finished, nothing paid twice`,
  );
}
