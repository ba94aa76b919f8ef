import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readConfig } from '../src/config.js';
import { createContext } from '../src/context.js';
import { makeCopy, type CopyReport } from '../src/ops/backup/create.js';
import type { CopyKind } from '../src/ops/backup/manifest.js';
import { askOwner } from '../src/ops/backup/requests.js';
import { openBook } from './bench/book.js';
import { time, timingOf } from './bench/measure.js';
import { signInClient, startMeasuredServer, type Client } from './bench/server.js';
import { isWithin } from './copies/goals.js';
import { timeFixedWork } from './soak/steady.js';

/**
 * Copies a large book by the built server beside 20 writes a second, and compares the times of its
 * requests with those before: `npm run copies -- 160000` (wagers). docs/recovery.md has its figures.
 * Exits 1 when a goal is missed.
 */

const WRITES_A_SECOND = 20;
const BEFORE_MS = 20_000;
/** The copy that a server makes at its start. */
const SETTLE_MS = 15_000;

const wagers = Number(process.argv[2] ?? 160_000);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fire22-copies-'));
try {
  process.exitCode = await run();
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}

async function run(): Promise<0 | 1> {
  const kept = path.join(os.tmpdir(), 'fire22-bench');
  const { file } = await openBook(kept, wagers, (line) => console.error(line));
  const book = path.join(folder, 'book.db');
  fs.copyFileSync(file, book);
  const copies = path.join(folder, 'copies');
  fs.mkdirSync(copies);
  const customer = await makeFirstCopy(book, copies);
  const server = await startMeasuredServer('dist/src/server.js', book, {
    BACKUP_FOLDER: copies,
    BACKUP_EVERY: '1440',
  });
  try {
    const admin = await signInClient(server, 'admin');
    // The first requests load the panels.
    await beside(admin, customer, () => pause(SETTLE_MS));
    console.log(
      `${Math.round(fs.statSync(book).size / 1e6)} MB, ${WRITES_A_SECOND} writes a second`,
    );
    const before = await beside(admin, customer, () => pause(BEFORE_MS));
    print('before', before);
    const isReached: boolean[] = [];
    for (const kind of ['full', 'increment', 'increment'] satisfies CopyKind[]) {
      let report: CopyReport | undefined;
      const times = await beside(admin, customer, async () => {
        report = await askOwner(book, { folder: copies, kind });
      });
      print(kind, times);
      if (!report) throw new Error('no copy was made');
      const { bytes, snapshotMs, copiedMs, tookMs } = report;
      console.log(
        `  ${bytes} bytes; snapshot ${snapshotMs} ms, copied ${copiedMs} ms, proven ${tookMs} ms`,
      );
      isReached.push(isWithin({ copiedMs, tookMs, before, during: times }, console.log));
    }
    return isReached.every(Boolean) ? 0 : 1;
  } finally {
    await server.stop();
  }
}

/** Makes the copy that the server continues; returns a customer to write for. */
async function makeFirstCopy(book: string, copies: string): Promise<string> {
  const context = await createContext(
    readConfig({ DATABASE_URL: `file:${book}`, LOG_LEVEL: 'silent' }),
  );
  try {
    await makeCopy(context, { folder: copies, kind: 'full' });
    const find = context.database.prepare(
      `SELECT id FROM customers WHERE status = 'active' ORDER BY betting_limit DESC LIMIT 1`,
    );
    return (await find.first<string>('id')) ?? '';
  } finally {
    await context.close();
  }
}

/** Sends writes and reads while the work runs; returns the time of each request, ms. */
async function beside(
  admin: Client,
  customerId: string,
  work: () => Promise<unknown>,
): Promise<number[]> {
  const times: number[] = [];
  const fixed = timeFixedWork();
  const state = { isOver: false };
  const over = work().finally(() => (state.isOver = true));
  const timed = async (ask: () => Promise<unknown>) => times.push(await time(ask));
  let turn = 0;
  const write = () =>
    admin.post(`/admin/api/resources/customers/records/${customerId}/adjust`, {
      step: 'commit',
      operationId: `copies-${process.pid}-${Date.now()}-${(turn += 1)}`,
      amount: '1',
      reason: 'measured',
    });
  const pending: Promise<unknown>[] = [];
  while (!state.isOver) {
    pending.push(
      timed(write),
      timed(() => admin.get(`/admin/api/resources/wagers/actions/list?page=${(turn % 20) + 1}`)),
      timed(() => admin.get(`/admin/api/resources/customers/records/${customerId}/show`)),
    );
    await pause(1000 / WRITES_A_SECOND);
  }
  await Promise.all([over, ...pending]);
  fixed.stop();
  const { p50 } = timingOf(fixed.times.map(({ ms }) => ms));
  console.log(`a fixed piece of work beside it: ${p50.toFixed(0)} ms (10 on a quiet machine)`);
  return times;
}

function print(name: string, times: readonly number[]): void {
  const { p50, p99, max, count } = timingOf(times);
  const ms = (value: number) => value.toFixed(1);
  console.log(`${name}: ${count} requests, p50 ${ms(p50)}, p99 ${ms(p99)}, longest ${ms(max)} ms`);
}
