import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readConfig } from '../src/config.js';
import { createContext, type Context } from '../src/context.js';
import { makeCopy, type CopyReport } from '../src/ops/backup/create.js';
import type { CopyKind } from '../src/ops/backup/manifest.js';
import { systemActor } from '../src/services/accounts/actors.js';
import { adjustBalance } from '../src/services/transactions/transactions.js';
import { openBook } from './bench/book.js';

/**
 * Copies a large book beside 20 writes a second, and compares the times of writes and short reads
 * with those before: `npm run copies -- 100000` (wagers). docs/recovery.md has its figures.
 */

const WRITES_A_SECOND = 20;
const BEFORE_MS = 15_000;

interface Times {
  writes: number[];
  reads: number[];
}

const wagers = Number(process.argv[2] ?? 100_000);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fire22-copies-'));
try {
  await run();
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}

async function run(): Promise<void> {
  const kept = path.join(os.tmpdir(), 'fire22-bench');
  const { file } = await openBook(kept, wagers, (line) => console.error(line));
  const book = path.join(folder, 'book.db');
  fs.copyFileSync(file, book);
  const copies = path.join(folder, 'copies');
  fs.mkdirSync(copies);
  const config = readConfig({
    NODE_ENV: 'production',
    SESSION_SECRET: 'a secret of the measurement, long enough',
    DATA_KEY: 'a data key of the measurement, long enough',
    DATABASE_URL: `file:${book}`,
    LOG_LEVEL: 'silent',
  });
  const context = await createContext(config);
  try {
    console.log(
      `${Math.round(fs.statSync(book).size / 1e6)} MB, ${WRITES_A_SECOND} writes a second`,
    );
    print('before', await beside(context, () => pause(BEFORE_MS)));
    for (const kind of ['full', 'increment', 'increment'] satisfies CopyKind[]) {
      let report: CopyReport | undefined;
      const times = await beside(context, async () => {
        report = await makeCopy(context, { folder: copies, kind });
      });
      print(kind, times);
      console.log(`  ${report?.bytes ?? 0} bytes, made and proven in ${report?.tookMs ?? 0} ms`);
    }
  } finally {
    await context.close();
  }
}

/** Writes and reads while the work runs, and returns how long each took. */
async function beside(context: Context, work: () => Promise<unknown>): Promise<Times> {
  const times: Times = { writes: [], reads: [] };
  const find = context.database.prepare('SELECT id FROM customers LIMIT 1');
  const customer = (await find.first<string>('id')) ?? '';
  const actor = await systemActor(context);
  const state = { isOver: false };
  const over = work().finally(() => (state.isOver = true));
  const timed = async (into: number[], action: () => Promise<unknown>) => {
    const startedAt = performance.now();
    await action();
    into.push(performance.now() - startedAt);
  };
  const write = () =>
    adjustBalance(context, actor, {
      operationId: context.newId(),
      customerId: customer,
      amount: 1,
      reason: 'measured',
    });
  const read = context.database.prepare('SELECT * FROM wagers ORDER BY created_at DESC LIMIT 25');
  const pending: Promise<unknown>[] = [];
  while (!state.isOver) {
    pending.push(
      timed(times.writes, write),
      timed(times.reads, () => read.all()),
    );
    await pause(1000 / WRITES_A_SECOND);
  }
  await Promise.all([over, ...pending]);
  return times;
}

function print(name: string, { writes, reads }: Times): void {
  const line = (values: number[]) => {
    const sorted = values.toSorted((one, other) => one - other);
    const at = (share: number) =>
      sorted[Math.floor(share * (sorted.length - 1))]?.toFixed(1) ?? '-';
    return `p50 ${at(0.5)}, p99 ${at(0.99)}, longest ${at(1)} ms`;
  };
  console.log(`${name}: ${writes.length} writes ${line(writes)}; reads ${line(reads)}`);
}
