import fs from 'node:fs';
import path from 'node:path';
import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { createContext, type Context } from '../../../src/context.js';
import { openD1 } from '../../../src/db/engines/d1/d1.js';
import { readMigrations } from '../../../src/db/migrations/migrator.js';
import type { Message } from '../../../src/messages/message.js';
import { makeCopy, type CopyReport } from '../../../src/ops/backup/create.js';
import { listCopies, usableCopies } from '../../../src/ops/backup/folder.js';
import { startKeeper } from '../../../src/ops/backup/keeper.js';
import { prepareCopy } from '../../../src/ops/backup/prepare.js';
import { copyBook } from '../../../src/ops/copy.js';
import { planRestore } from '../../../src/ops/restore/plan.js';
import { restoreBook } from '../../../src/ops/restore/restore.js';
import { openEmbedded } from '../../../src/db/engines/embedded/embedded.js';
import { migrationsFolder } from '../../../src/paths.js';
import { reconcile } from '../../../src/services/reconciliation/reconcile.js';
import { saveSession } from '../../../src/services/accounts/sessions.js';
import { listBookmarks } from '../../../src/services/bookmarks.js';
import { adjustBalance } from '../../../src/services/transactions/transactions.js';
import {
  balanceOf,
  openBookOfAnn,
  query,
  testConfig,
  type Book,
} from '../../helpers/books/book.js';
import { freshD1 } from '../../helpers/engines/d1.js';
import { d1, describeOnD1, temporaryFolder } from '../../helpers/engines/engines.js';
import { said } from '../../helpers/messages/said.js';

/** Copies of D1: real ones, of a database inside workerd. */

type D1Book = Book & {
  ann: string;
  folder: string;
  /** Another program on the same database, whose writes nothing holds. */
  other: Context;
  log: Record<string, unknown>[];
};

async function openOnD1({ holdWaitMs = 8_000 } = {}): Promise<D1Book> {
  const folder = temporaryFolder();
  const address = await freshD1();
  const open = async () => {
    const engine = await openD1({ ...address, holdWaitMs });
    onTestFinished(() => engine.close());
    return engine;
  };
  const log: Record<string, unknown>[] = [];
  const book = await openBookOfAnn({ open }, 100);
  const lines = { write: (line: string) => log.push(JSON.parse(line) as Record<string, unknown>) };
  const context = Object.assign(book.context, {
    log: pino({}, lines),
    config: testConfig({ BACKUP_FOLDER: folder }),
  });
  const engine = await open();
  const other = await createContext(testConfig(), { engine, clock: book.clock, passwordCost: 4 });
  return { ...book, context, folder, other, log };
}

const copy = ({ context, folder }: D1Book, onStep?: (step: Message) => void): Promise<CopyReport> =>
  makeCopy(context, { folder, kind: 'full', prepare: prepareCopy, onStep });

const pay = (book: D1Book, context: Context, amount: number, customerId = book.ann) =>
  adjustBalance(context, book.admin, {
    ...{ operationId: context.newId(), customerId, amount, reason: 'paid in' },
  });

const usable = ({ folder }: D1Book) => usableCopies(listCopies(folder));

/** Restores the newest copy into a file, and opens it. */
async function restored({ folder, context }: D1Book): Promise<Context> {
  const to = path.join(temporaryFolder(), 'restored.db');
  const { config } = context;
  await restoreBook(planRestore(config, { folder, to }), config, { now: context.clock.now() });
  const engine = openEmbedded({ file: to, threads: false });
  onTestFinished(() => engine.close());
  return createContext(testConfig(), { engine, clock: context.clock, passwordCost: 4 });
}

describeOnD1('a copy of the book on D1', () => {
  it('is proven, comes back as a file, and goes into a new D1 database', async () => {
    const book = await openOnD1();
    await saveSession(book.context, 'a session', {
      ...{ userId: book.admin.userId, flags: {}, address: null, userAgent: null },
    });
    const report = await copy(book);
    expect(report).toMatchObject({ kind: 'full', brokenRows: 0, instead: null });
    const [made] = usable(book);
    expect(made).toMatchObject({
      proven: { reconciled: true },
      counts: { customers: 1 },
      bookmark: expect.stringMatching(/^[0-9a-f]{8}-/) as string,
    });

    const file = await restored(book);
    expect(await balanceOf(file, book.ann)).toBe(100);
    expect(await query(file, 'SELECT count(*) AS n FROM sessions')).toEqual([{ n: 0 }]);
    const engine = await d1.open({ empty: true });
    const there = await createContext(testConfig(), { engine, clock: book.clock });
    await copyBook(file, there, { migrations: readMigrations(migrationsFolder) });
    expect(await reconcile(there)).toMatchObject({ ok: true });
    expect(await balanceOf(there, book.ann)).toBe(100);
    await pay(book, there, 5);
    expect(await balanceOf(there, book.ann)).toBe(105);
  });

  it('holds the writes of its server meanwhile, which take effect after it', async () => {
    const book = await openOnD1();
    let held: Promise<unknown> | undefined;
    let isOver = false;
    await copy(book, () => {
      held ??= pay(book, book.context, 7).finally(() => (isOver = true));
      expect(isOver).toBe(false);
    });
    await held;
    expect(await balanceOf(book.context, book.ann)).toBe(107);
    expect(await balanceOf(await restored(book), book.ann)).toBe(100);
    const lines = book.log.map(({ msg }) => msg);
    expect(lines).toContain('writes wait while the book is copied');
    expect(lines).toContain('writes go on');
    expect(listBookmarks(book.folder, book.clock.now())).toHaveLength(1);
  });

  it('says to users that the book is being copied, and lets them read and stay signed in', async () => {
    const book = await openOnD1({ holdWaitMs: 0 });
    const refused: unknown[] = [];
    const steps: Promise<unknown>[] = [];
    await copy(book, () => {
      steps.push(
        pay(book, book.context, 7).catch((error: unknown) => refused.push(error)),
        balanceOf(book.context, book.ann),
        saveSession(book.context, 's', {
          ...{ userId: book.admin.userId, flags: {}, address: null, userAgent: null },
        }).catch(() => undefined),
      );
    });
    await Promise.all(steps);
    expect(refused[0]).toMatchObject({
      code: 'unavailable',
      message: 'the book is being copied and takes no changes meanwhile, for 5 minutes at most',
    });
    expect(await balanceOf(book.context, book.ann)).toBe(100);
  });

  it('is read again when another program writes meanwhile, and holds its write then', async () => {
    const book = await openOnD1();
    let wrote: Promise<unknown> | undefined;
    await copy(book, (step) => {
      if (said(step).startsWith('transactions:')) wrote ??= pay(book, book.other, 7);
    });
    await wrote;
    expect(await balanceOf(await restored(book), book.ann)).toBe(107);
  });

  it('is refused when another program does not stop writing', async () => {
    const book = await openOnD1();
    const writes: Promise<unknown>[] = [];
    const failed = copy(book, (step) => {
      if (said(step).startsWith('transactions:')) writes.push(pay(book, book.other, 1));
    });
    await expect(failed).rejects.toMatchObject({
      message: 'another program changed the book while it was copied; no copy was made',
      hint: expect.stringContaining('stop it (another server, a command, wrangler)') as string,
    });
    await Promise.all(writes);
    expect(fs.readdirSync(book.folder)).toEqual(['time-travel.jsonl']);
    await pay(book, book.context, 1);
  });

  it('gives up when it would hold writes for too long, and they go on', async () => {
    const book = await openOnD1();
    const config = { ...book.context.config, backupHoldMinutes: 0 };
    await expect(copy({ ...book, context: { ...book.context, config } })).rejects.toMatchObject({
      message:
        'the copy took longer than the 0 minutes for which it may hold writes; no copy was made',
      hint: expect.stringContaining('raise BACKUP_HOLD') as string,
    });
    await pay(book, book.context, 1);
    expect(usable(book)).toEqual([]);
  });

  it('is made of a book that breaks a rule, and says so', async () => {
    const book = await openOnD1();
    const triggers = await query<{ name: string; sql: string }>(
      book.context,
      `SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'customers'`,
    );
    const { database } = book.context;
    await database.batch(
      [
        ...triggers.map(({ name }) => `DROP TRIGGER "${name}"`),
        'UPDATE customers SET balance = 7',
        ...triggers.map(({ sql }) => sql),
      ].map((sql) => database.prepare(sql)),
    );
    const report = await copy(book);
    expect(report.brokenRows).toBeGreaterThan(0);
    expect(said(report.firstBroken)).toContain('7');
    expect(usable(book)).toHaveLength(1);
  });
});

describeOnD1('the keeper of the copies of D1', () => {
  it('copies by schedule and on request, and not at a start in the middle of a day', async () => {
    const book = await openOnD1();
    const keeper = startKeeper(book.context, prepareCopy);
    onTestFinished(() => keeper?.stop());
    expect(keeper?.isOwner()).toBe(true);
    expect(usable(book)).toEqual([]);
    expect(await keeper?.copyNow('full')).toMatchObject({ kind: 'full' });
    const second = startKeeper(book.context, prepareCopy);
    expect(second?.isOwner()).toBe(false);
    await second?.stop();
  });

  it('does not make the folder of a disk that is away', async () => {
    const book = await openOnD1();
    fs.rmSync(book.folder, { recursive: true });
    const keeper = startKeeper(book.context, prepareCopy);
    expect(keeper?.isOwner()).toBe(false);
    await keeper?.stop();
    expect(fs.existsSync(book.folder)).toBe(false);
  });

  it('has nothing to do without a folder', async () => {
    const { context } = await openBookOfAnn(d1);
    expect(startKeeper(context)).toBeNull();
  });
});
