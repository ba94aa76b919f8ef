import Sqlite from 'better-sqlite3';
import fs from 'node:fs';
import path from 'node:path';
import { expect, inject, it, onTestFinished } from 'vitest';
import { openEmbedded } from '../../src/db/engines/embedded/embedded.js';
import type { Message } from '../../src/messages/message.js';
import { render } from '../../src/messages/render.js';
import { createReadiness, type ReadinessOptions } from '../../src/ops/readiness/readiness.js';
import { openCopiedBook } from '../helpers/books/copies.js';
import { leafPagesOf, overwritePages } from '../helpers/books/damage.js';
import { openBook } from '../helpers/books/logins.js';
import {
  describeOnEngines,
  describeOnSqlite,
  temporaryFolder,
} from '../helpers/engines/engines.js';
import { openFrontDoor } from '../helpers/http/front-door.js';

const loaded: ReadinessOptions = {
  panels: Promise.resolve(),
  freeBytes: () => Promise.resolve(1e12),
};
const texts = (messages: readonly Message[]) => messages.map((one) => render(one, 'en'));

describeOnEngines('/readyz', (engine) => {
  it('answers 200 while the server takes work, and an error once the database is away', async () => {
    const door = await openFrontDoor(engine);
    const before = door.context.engine.writes();
    const ready = await door.ask('/readyz');
    expect([ready.status, ready.text.split('\n')[0]]).toEqual([200, 'ready']);
    expect(ready.headers).toMatchObject({ 'cache-control': 'no-store' });
    expect(door.context.engine.writes()).toBe(before);
    await door.context.engine.close();
    const check = createReadiness(door.context, loaded);
    const { problems } = await check();
    expect(texts(problems)).toEqual([
      engine.name === 'd1'
        ? 'the database gateway does not answer, or refuses this server'
        : 'the database takes no writes; the server’s log says why',
    ]);
  });

  it('is not ready with the migrations of other code', async () => {
    const { context, log } = await openBook(engine);
    await context.database
      .prepare('DELETE FROM migrations WHERE name = (SELECT max(name) FROM migrations)')
      .run();
    const check = createReadiness(context, loaded);
    expect(texts((await check()).problems)).toEqual([
      'the database has other migrations than this code; see npm run db:status',
    ]);
    expect(log).toContainEqual(
      expect.objectContaining({ level: 50, problems: ['ready.migrations'] }),
    );
  });

  it('is not ready before the panels are loaded, and never when they cannot be', async () => {
    const { context } = await openBook(engine);
    let load: () => void = () => undefined;
    const panels = new Promise<void>((resolve) => (load = resolve));
    const check = createReadiness(context, { ...loaded, panels });
    expect(texts((await check()).problems)).toEqual(['the panels are still loading']);
    load();
    await panels;
    expect((await check()).problems).toEqual([]);
    const failed = createReadiness(context, { ...loaded, panels: Promise.reject(new Error('x')) });
    await failed();
    expect(texts((await failed()).problems)).toEqual([
      'the panels could not be loaded; the server’s log says why',
    ]);
  });

  it('shares an answer between questions of the same second', async () => {
    const { context } = await openBook(engine);
    let asked = 0;
    const { tryWrite } = context.engine;
    const counted = () => {
      asked += 1;
      return tryWrite();
    };
    const engineOf = { ...context.engine, tryWrite: counted };
    const check = createReadiness({ ...context, engine: engineOf }, loaded);
    await Promise.all([check(), check(), check()]);
    expect(asked).toBe(1);
  });

  it('is not ready when the database does not answer in time', async () => {
    const { context } = await openBook(engine);
    const silent = { ...context.engine, tryWrite: () => new Promise<void>(() => undefined) };
    const options = { ...loaded, answerWithinMs: 200 };
    const check = createReadiness({ ...context, engine: silent }, options);
    expect(texts((await check()).problems)).toEqual(['the database does not answer in time']);
  });
});

describeOnSqlite('the readiness of a database file', (engine) => {
  const opened = (file: string, busyTimeoutMs = 50) => ({
    ...engine,
    open: () => {
      const one = openEmbedded({ file, busyTimeoutMs, threads: false });
      onTestFinished(() => one.close());
      return Promise.resolve(one);
    },
  });
  const migratedFile = () => {
    const file = path.join(temporaryFolder(), 'book.db');
    fs.copyFileSync(inject('migratedDatabase'), file);
    return file;
  };

  it('ends when the file is replaced, and names no path', async () => {
    const file = migratedFile();
    const door = await openFrontDoor(opened(file));
    fs.rmSync(file);
    const reply = await door.ask('/readyz');
    expect(reply.status).toBe(503);
    expect(reply.text).toContain('not ready\nthe database file was replaced; stop the server');
    expect(reply.text).not.toContain(path.dirname(file));
  });

  it('ends while another program holds the write lock', async () => {
    const file = migratedFile();
    // A server waits for the lock longer than for an answer.
    const { context } = await openBook(opened(file, 5_000));
    const other = new Sqlite(file);
    other.exec('BEGIN IMMEDIATE');
    const check = createReadiness(context, { ...loaded, answerWithinMs: 600 });
    expect(texts((await check()).problems)).toEqual([
      'another program holds the write lock of the database',
    ]);
    other.close();
    expect((await createReadiness(context, loaded)()).problems).toEqual([]);
  });

  it('ends when damage is found', async () => {
    const file = migratedFile();
    overwritePages(file, leafPagesOf(file, 'period_states'));
    const { context } = await openBook(opened(file));
    await context.database
      .prepare('SELECT * FROM period_states')
      .all()
      .catch(() => undefined);
    expect(texts((await createReadiness(context, loaded)()).problems)).toEqual([
      'the database is damaged and takes no writes; see docs/recovery.md',
    ]);
  });

  it('warns of a disk that fills up, and ends before it is full', async () => {
    const { context } = await openBook(engine);
    const withFree = (megabytes: number) =>
      createReadiness(context, {
        ...loaded,
        freeBytes: () => Promise.resolve(megabytes * 1e6),
      })();
    expect(texts((await withFree(400)).warnings)).toEqual([
      'the disk of the database has 400 MB free',
    ]);
    expect(texts((await withFree(31)).problems)).toEqual([
      'the disk of the database has 31 MB free',
    ]);
    expect(await withFree(501)).toEqual({ problems: [], warnings: [] });
  });

  it('warns when there is no copy, or the book has changed long after the newest', async () => {
    const book = await openCopiedBook();
    const { context, folder, clock } = book;
    const config = { ...context.config, backupFolder: folder };
    const warnings = async () =>
      texts((await createReadiness({ ...context, config }, loaded)()).warnings);
    expect(await warnings()).toEqual(['there is no copy of the book yet']);
    clock.set(new Date(Date.now() + 1000).toISOString().slice(0, 19).replace('T', ' '));
    await book.copy('full');
    clock.advance(60 * 60);
    expect(await warnings()).toEqual([]);
    const later = Date.now() / 1000 + 30 * 60;
    await book.pay(10);
    fs.utimesSync(`${context.engine.location}-wal`, later, later);
    expect(await warnings()).toEqual([
      'the newest copy is 61 minutes old, and the book has changed since',
    ]);
    fs.rmSync(folder, { recursive: true });
    expect(await warnings()).toEqual(['the folder of the copies cannot be read']);
  });
});
