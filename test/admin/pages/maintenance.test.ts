import fs from 'node:fs';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import type { MaintenanceData } from '../../../src/admin/contract/maintenance.js';
import { makeCopy } from '../../../src/ops/backup/create.js';
import { startKeeper } from '../../../src/ops/backup/keeper.js';
import { prepareCopy } from '../../../src/ops/backup/prepare.js';
import { checkNewestCopy, checkOrder } from '../../../src/ops/maintenance/check-copy.js';
import { startMaintainer } from '../../../src/ops/maintenance/maintainer.js';
import { keepDrillFailure, keepDrillReport } from '../../../src/ops/restore/drill-report.js';
import { createTransaction } from '../../../src/services/transactions/transactions.js';
import { message } from '../../../src/messages/message.js';
import { PASSWORD } from '../../helpers/books/logins.js';
import {
  describeOnEngines,
  describeOnSqlite,
  temporaryFolder,
  type TestEngine,
} from '../../helpers/engines/engines.js';
import type { Person } from '../../helpers/panels/driver.js';
import { openPanelBook } from '../../helpers/panels/panel-book.js';
import { whenDone } from '../../helpers/run/shared-world.js';

const page = '/api/pages/maintenance';

async function openMaintained(engine: TestEngine, env: Record<string, string> = {}) {
  return openPanelBook(engine, {
    agents: ['a1'],
    customers: { c1: 'a1' },
    logins: { ada: 'admin', gus: { agent: 'a1' }, cleo: { customer: 'c1' } },
    env,
  });
}

async function read(person: Person): Promise<MaintenanceData> {
  return (await person.get(page)).json as unknown as MaintenanceData;
}

/** Waits until no job runs. */
function settled(person: Person): Promise<MaintenanceData> {
  return vi.waitFor(
    async () => {
      const data = await read(person);
      expect(data.results.filter(({ isRunning }) => isRunning)).toEqual([]);
      return data;
    },
    { timeout: 20_000, interval: 20 },
  );
}

const resultOf = ({ results }: MaintenanceData, name: string) =>
  results.find((result) => result.name === name);

/** A drill of two minutes ago, in the folder of the copies. */
function keepDrill(folder: string, copy: string, at: string): void {
  const times = { buildMs: 400, proveMs: 500, startMs: 1800, readyMs: 3, listMs: 9, recordMs: 8 };
  keepDrillReport(folder, {
    ...{ copy, at, drilledAt: at, reconciled: true, brokenRows: 0, lostMs: 0, tookMs: 4200 },
    ...times,
  });
}

describeOnEngines('the maintenance page', (engine) => {
  it('exists for administrators alone', async () => {
    const { people } = await openMaintained(engine);
    expect((await people.ada.get(page)).status).toBe(200);
    for (const other of [people.gus, people.cleo]) {
      expect((await other.get(page)).status).toBe(404);
      expect((await other.post(page, { job: 'optimize' })).status).toBe(404);
      expect((await other.get('/pages/maintenance')).status).toBe(404);
    }
  });

  it('says what to set without copies, and what the engine does in another way', async () => {
    const { people } = await openMaintained(engine);
    const data = await read(people.ada);
    expect(data.proven).toBeUndefined();
    if (engine.name === 'd1') {
      expect(data.warnings).toEqual([]);
      expect(data.notes.join(' ')).toMatch(
        /Time Travel.*D1 does not allow VACUUM.*wrangler d1 info/,
      );
      expect(data.results.map(({ name }) => name)).toEqual(['optimize', 'analyze']);
    } else {
      expect(data.warnings).toEqual([expect.stringContaining('BACKUP_FOLDER is not set')]);
      expect(data.results.map(({ name }) => name)).toEqual(['optimize', 'analyze', 'vacuum']);
      expect(data.file?.bytes).toBeGreaterThan(100_000);
    }
  });

  it('gathers statistics at a click, and notes who asked for it', async () => {
    const { people, rows } = await openMaintained(engine);
    await people.ada.post(page, { job: 'optimize' });
    const data = await settled(people.ada);
    expect(resultOf(data, 'optimize')).toMatchObject({
      tone: 'good',
      at: '2026-03-02T12:00:00.000Z',
      outcome: expect.stringMatching(/statistics of|no table/) as string,
    });
    const [noted] = await rows(
      `SELECT u.username AS who FROM audit_log a JOIN users u ON u.id = a.actor_user_id
        WHERE a.action = 'book.optimized'`,
    );
    expect(noted).toEqual({ who: 'ada' });
    const refused = await people.ada.post(page, { job: 'vacuum' });
    expect(refused.json.problem).toBe('this page takes no such request');
    // Nothing changes by a link.
    await people.ada.get(`${page}?job=optimize`);
    const [count] = await rows(
      `SELECT count(*) AS n FROM audit_log WHERE action = 'book.optimized'`,
    );
    expect(count).toEqual({ n: 1 });
  });
});

describeOnSqlite('copies on the maintenance page', (engine) => {
  async function openCopied() {
    const folder = path.join(temporaryFolder(), 'copies');
    fs.mkdirSync(folder);
    const book = await openMaintained(engine, { BACKUP_FOLDER: folder });
    const { context } = book;
    const keeper = startKeeper(context, prepareCopy);
    const maintainer = startMaintainer(context, {
      keeper,
      check: checkNewestCopy,
      drill: () => Promise.reject(new Error('not in this test')),
    });
    whenDone(() => Promise.all([maintainer.stop(), keeper?.stop()]));
    await keeper?.copyNow('increment');
    return { ...book, folder, keeper };
  }

  it('say when they were proven, how much would be lost, and how long a restore takes', async () => {
    const { people, folder, clock, context, keeper } = await openCopied();
    const first = await read(people.ada);
    expect(first.proven).toEqual({ at: expect.any(String) as string, lostMinutes: 0 });
    expect(first.warnings).toEqual([expect.stringContaining('no restore was ever rehearsed')]);
    expect(first.copies).toMatchObject([{ kind: 'full copy', state: 'proven', tone: 'good' }]);

    keepDrill(folder, first.copies[0]?.name ?? '', context.clock.now().toISOString());
    clock.advance({ minutes: 4 });
    await people.ada.post(page, { job: 'check' });
    const checked = await settled(people.ada);
    expect(checked.proven).toEqual({
      at: '2026-03-02T12:04:00.000Z',
      lostMinutes: 4,
      recoverSeconds: 5,
    });
    expect(checked.warnings).toEqual([]);
    expect(resultOf(checked, 'check')).toMatchObject({
      tone: 'good',
      text: expect.stringContaining('every index agrees with its table') as string,
      outcome: expect.stringContaining('is sound') as string,
    });
    expect(checked.sizes.find(({ name }) => name === 'customers')).toMatchObject({ rows: 1 });

    await people.ada.post(page, { job: 'copy' });
    const copied = await settled(people.ada);
    expect(copied.copies.map(({ kind }) => kind)).toEqual(['increment', 'full copy']);
    await keeper?.copyChanges();
    expect((await read(people.ada)).proven?.lostMinutes).toBe(0);
  });

  it('say what is lost without the newest copy when that one was damaged', async () => {
    const { people, folder, clock, context, keeper, actor } = await openCopied();
    clock.advance({ minutes: 3 });
    await createTransaction(context, actor, {
      ...{ operationId: context.newId(), customerId: 'c1' },
      ...{ type: 'deposit', amount: 5, description: 'cash' },
    });
    const { name } = (await keeper?.copyNow('increment')) ?? { name: '' };
    await checkNewestCopy(checkOrder(folder, context.clock.now(), context.config));
    expect((await read(people.ada)).proven?.lostMinutes).toBe(0);
    fs.truncateSync(path.join(folder, name), 10);
    const data = await read(people.ada);
    expect(data.proven?.lostMinutes).toBe(3);
    expect(resultOf(data, 'check')).toMatchObject({
      tone: 'bad',
      text: expect.stringContaining(`${name} cannot be restored: its file has 10 bytes`) as string,
    });
  });

  it('warn of what failed and of what is overdue, in both languages', async () => {
    const { folder, clock, context, server } = await openCopied();
    await checkNewestCopy(checkOrder(folder, context.clock.now(), context.config));
    keepDrillFailure(folder, {
      failedAt: context.clock.now().toISOString(),
      problem: message('restore.not_built'),
    });
    clock.advance({ minutes: 40 * 24 * 60 });
    const full = () => makeCopy(context, { folder, kind: 'full', prepare: prepareCopy });
    await full();
    const { name } = await full();
    fs.truncateSync(path.join(folder, name), 10);
    clock.advance({ minutes: 20 });
    // Signs in again: the session has ended.
    const ada = await server.signIn('ada', PASSWORD);
    const late = await read(ada);
    expect(late.warnings).toEqual([
      expect.stringContaining('1 copy cannot be restored'),
      expect.stringMatching(/the changes of up to [\d,]+ minutes are in no copy/),
      expect.stringContaining('the nightly check is overdue'),
      'the last restore drill failed: there is no built server for the drill',
      expect.stringContaining('the restore drill is overdue'),
    ]);
    expect(resultOf(late, 'drill')).toMatchObject({ tone: 'bad' });
    const spanish = await read(await server.signIn('ada', PASSWORD, 'es'));
    expect(spanish.warnings.at(-2)).toMatch(/^el último ensayo de restauración falló/);
    expect(spanish.results.map(({ label }) => label)).toContain('Ensayo de restauración');

    // A job without its log ends with one sentence, and no stack.
    await ada.post(page, { job: 'drill' });
    const failed = resultOf(await settled(ada), 'drill');
    expect(failed?.problem).toBe('it failed; the server’s log has the reason');

    fs.renameSync(folder, `${folder}-away`);
    const away = await read(ada);
    expect(away.warnings).toContainEqual(expect.stringContaining(`the backup folder ${folder} does not exist`)); // prettier-ignore
  });
});
