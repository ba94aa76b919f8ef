import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { startKeeper } from '../../../src/ops/backup/keeper.js';
import { prepareCopy } from '../../../src/ops/backup/prepare.js';
import {
  checkInProcess,
  checkNewestCopy,
  checkOrder,
} from '../../../src/ops/maintenance/check-copy.js';
import { readCheckReport } from '../../../src/ops/maintenance/check-report.js';
import type { JobProcesses } from '../../../src/ops/maintenance/jobs.js';
import { maintainerOf, startMaintainer } from '../../../src/ops/maintenance/maintainer.js';
import { newestResults } from '../../../src/ops/maintenance/results.js';
import { DomainError } from '../../../src/errors.js';
import { message } from '../../../src/messages/message.js';
import { openBook, query, testConfig } from '../../helpers/books/book.js';
import { openCopiedBook, type CopiedBook } from '../../helpers/books/copies.js';
import { describeOnEngines, describeOnSqlite } from '../../helpers/engines/engines.js';
import { whenDone } from '../../helpers/run/shared-world.js';

/** A maintainer as a server with this folder has it; it checks in this process. */
function maintain(book: CopiedBook, processes: JobProcesses = {}) {
  Object.assign(book.context, { config: testConfig({ BACKUP_FOLDER: book.folder }) });
  const keeper = startKeeper(book.context, prepareCopy);
  const maintainer = startMaintainer(book.context, {
    check: checkNewestCopy,
    drill: () => Promise.resolve(),
    keeper,
    ...processes,
  });
  whenDone(() => Promise.all([maintainer.stop(), keeper?.stop()]));
  return maintainer;
}

describeOnSqlite('the check of the newest copy', () => {
  it('finds a sound copy in a process of its own, and measures its tables', async () => {
    const book = await openCopiedBook();
    await book.copy();
    const { folder, context } = book;
    const now = context.clock.now();
    const report = await checkInProcess(checkOrder(folder, now, context.config));
    expect(report).toMatchObject({ problem: null, reconciled: true, brokenRows: 0 });
    expect(report.objects.find(({ name }) => name === 'customers')).toMatchObject({ rows: 1 });
    expect(readCheckReport(folder)).toEqual(report);
    expect(fs.readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('names the damage of a copy, and keeps it', async () => {
    const book = await openCopiedBook();
    const { name } = await book.copy();
    const { folder, context } = book;
    const order = checkOrder(folder, context.clock.now(), context.config);
    const file = path.join(folder, name);
    const bytes = fs.readFileSync(file);
    bytes.writeUInt8(bytes.readUInt8(5000) ^ 1, 5000);
    fs.writeFileSync(file, bytes);
    const damaged = await checkNewestCopy(order);
    expect(damaged.problem?.key).toBe('backup.damaged');
    expect(readCheckReport(folder)?.problem).toEqual(damaged.problem);
  });

  it('refuses a folder without a copy', async () => {
    const { folder, context } = await openCopiedBook();
    const order = checkOrder(folder, context.clock.now(), context.config);
    await expect(checkInProcess(order)).rejects.toThrow('there is no copy in');
  });
});

describeOnSqlite('the maintainer of a server', () => {
  it('gathers statistics and checks the newest copy every night', async () => {
    const book = await openCopiedBook();
    const maintainer = maintain(book);
    await maintainer.keeper?.copyNow('full');
    await maintainer.runNight();
    expect(maintainer.state('check')).toMatchObject({ isRunning: false, problem: null });
    expect(readCheckReport(book.folder)).toMatchObject({ problem: null, reconciled: true });
    expect((await newestResults(book.context)).optimize).toMatchObject({
      at: book.clock.now().toISOString(),
    });
    const noted = await query(
      book.context,
      `SELECT action, actor_user_id AS who FROM audit_log WHERE table_name = 'book' ORDER BY seq`,
    );
    expect(noted).toEqual([
      { action: 'book.optimized', who: 'system' },
      { action: 'book.copy_checked', who: 'system' },
    ]);
    expect(maintainerOf(book.context)).toBe(maintainer);
  });

  it('leaves the night to the server that owns the copies', async () => {
    const book = await openCopiedBook();
    maintain(book);
    const other = { ...book.context };
    const keeper = startKeeper(other, prepareCopy);
    const follower = startMaintainer(other, { keeper });
    whenDone(() => Promise.all([follower.stop(), keeper?.stop()]));
    await follower.runNight();
    expect(follower.state('optimize').endedAt).toBeNull();
  });

  it('does one job at a time, and tells how each ended', async () => {
    const book = await openCopiedBook();
    const order: string[] = [];
    const noted = (name: string) => () => {
      order.push(name);
      return Promise.resolve();
    };
    const maintainer = maintain(book, {
      drill: async () => {
        await noted('drill')();
        throw new DomainError('conflict', message('restore.not_built'), {
          hint: message('restore.not_built_hint'),
        });
      },
    });
    maintainer.start('copy', book.admin);
    maintainer.start('drill', book.admin);
    maintainer.start('drill', book.admin);
    expect(maintainer.state('drill').isRunning).toBe(true);
    await maintainer.runNight();
    expect(order).toEqual(['drill']);
    expect(maintainer.state('copy').outcome?.key).toMatch(
      /^(maintenance.copied|backup.unchanged)$/,
    );
    expect(maintainer.state('drill')).toMatchObject({
      isRunning: false,
      outcome: null,
      problem: { key: 'withHint' },
    });
    const noteOfCopy = await query(
      book.context,
      `SELECT actor_user_id AS who FROM audit_log WHERE action = 'book.copied'`,
    );
    expect(noteOfCopy).toEqual([{ who: book.admin.userId }]);
  });

  it('knows until when the copies hold every change, and why one failed', async () => {
    const book = await openCopiedBook();
    const { keeper } = maintain(book);
    await keeper?.copyNow('increment');
    expect(keeper?.copiedUntil()).toEqual(book.clock.now());
    book.clock.advance(600);
    await keeper?.copyChanges();
    expect(keeper?.copiedUntil()).toEqual(book.clock.now());
    await book.pay(1);
    fs.renameSync(book.folder, `${book.folder}-away`);
    await keeper?.copyChanges();
    expect(keeper?.problem()?.key).toBe('withHint');
    expect(keeper?.copiedUntil()?.getTime()).toBe(book.clock.now().getTime() - 60_000);
  });
});

describeOnEngines('the maintainer', (engine) => {
  it('gathers statistics without copies, and refuses what needs them', async () => {
    const book = await openBook(engine);
    const maintainer = maintainerOf(book.context);
    await maintainer.runNight();
    expect(maintainer.state('optimize')).toMatchObject({ problem: null, isRunning: false });
    expect(maintainer.state('check').endedAt).toBeNull();
    maintainer.start('copy', book.admin);
    await maintainer.stop();
    expect(maintainer.state('copy').problem).not.toBeNull();
  });
});
