import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readBookmark } from '../../src/db/engines/d1/time-travel.js';
import type { Context } from '../../src/context.js';
import { message } from '../../src/messages/message.js';
import { backupFolder } from '../../src/paths.js';
import { keepBookmark, listBookmarks, RISKY_ROWS } from '../../src/services/bookmarks.js';
import { createRun, startRun } from '../../src/services/bulk-runs/bulk-runs.js';
import { addAgent, addCustomer, openBook } from '../helpers/books/book.js';
import { placeMany } from '../helpers/books/many-wagers.js';
import {
  d1,
  describeOnD1,
  describeOnSqlite,
  embedded,
  temporaryFolder,
} from '../helpers/engines/engines.js';
import { said } from '../helpers/messages/said.js';

const reason = message('bookmarks.before_migrate');

async function openKeeping() {
  const folder = temporaryFolder();
  const book = await openBook(d1, { env: { BACKUP_FOLDER: folder } });
  return { ...book, folder, list: () => listBookmarks(folder, book.clock.now()) };
}

describeOnD1('bookmarks of Time Travel', () => {
  it('are kept with their time and reason, and sort by time', async () => {
    const { context, clock, engine, folder, list } = await openKeeping();
    await keepBookmark(context, reason);
    clock.advance(60);
    await keepBookmark(context, message('bookmarks.before_run', { run: 'r', rows: 120 }));
    const [first, second] = list();
    expect(first).toMatchObject({
      ...{ at: '2026-03-04T12:00:00.000Z', database: engine.location, isExpired: false },
      bookmark: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{8}){2}-[0-9a-f]{32}$/) as string,
    });
    expect(said(second?.reason)).toBe('before the bulk run r of 120 rows');
    expect(String(second?.bookmark) > String(first?.bookmark)).toBe(true);
    expect(fs.statSync(path.join(folder, 'time-travel.jsonl')).mode & 0o077).toBe(0);
  });

  it('expire with Time Travel after thirty days', async () => {
    const { context, clock, list } = await openKeeping();
    await keepBookmark(context, reason);
    clock.advance(31 * 86_400);
    await keepBookmark(context, reason);
    expect(list().map(({ isExpired }) => isExpired)).toEqual([true, false]);
  });

  it('leave the time alone when D1 gives none, and never stop the work', async () => {
    const { context, list } = await openKeeping();
    const engine = { ...context.engine, bookmark: () => Promise.reject(new Error('no answer')) };
    const without = Object.create(context, { engine: { value: engine } }) as Context;
    expect(await keepBookmark(without, reason)).toMatchObject({ bookmark: null });
    expect(list()).toMatchObject([{ bookmark: null, at: '2026-03-04T12:00:00.000Z' }]);
  });

  it('are returned where the folder is away or none is set', async () => {
    const { context, folder, list } = await openKeeping();
    fs.rmSync(folder, { recursive: true });
    const kept = { bookmark: expect.any(String) as string };
    expect(await keepBookmark(context, reason)).toMatchObject(kept);
    expect(list()).toEqual([]);
    const { context: unset } = await openBook(d1);
    expect(backupFolder(unset.config)).toBeNull();
    expect(await keepBookmark(unset, reason)).toMatchObject(kept);
  });

  it('are kept before a bulk run of many rows, and not before one of a few', async () => {
    const { context, admin, list } = await openKeeping();
    const customer = await addCustomer(context, await addAgent(context), { limit: 1_000_000 });
    const ids = await placeMany(context, admin, [customer], RISKY_ROWS + 1);
    const start = async (rows: readonly string[]) => {
      const input = { kind: 'wager.settle', result: 'push', rows: { ids: rows } } as const;
      const { run } = await createRun(context, admin, input);
      return startRun(context, admin, run.id);
    };
    await start(ids.slice(0, 1));
    expect(list()).toEqual([]);
    const { id } = await start(ids.slice(1));
    expect(list().map(({ reason: before }) => said(before))).toEqual([
      `before the bulk run ${id} of 100 rows`,
    ]);
  });

  it('leave out a line that a crash cut off, and whatever else is no bookmark', async () => {
    const { context, folder, list } = await openKeeping();
    await keepBookmark(context, reason);
    const file = path.join(folder, 'time-travel.jsonl');
    fs.appendFileSync(file, '{"at":"yesterday","database":"d"}\n[1]\n{"at":"2026-03-04T12:0');
    expect(list()).toHaveLength(1);
  });
});

describeOnSqlite('a bookmark', () => {
  it('is none of a database in a file, which has copies', async () => {
    const { context } = await openBook(embedded);
    expect(await keepBookmark(context, reason)).toBeNull();
  });

  it('is read as wrangler takes it, and as nothing else', () => {
    // The form in https://developers.cloudflare.com/d1/reference/time-travel/
    const documented = '00000085-0000024c-00004c6d-8e61117bf38d7adb71b934ebbf891683';
    expect(readBookmark(documented)).toBe(documented);
    for (const other of [null, '', 'first-primary', `${documented}; rm -rf /`, 7]) {
      expect(() => readBookmark(other)).toThrow('without a bookmark');
    }
  });
});
