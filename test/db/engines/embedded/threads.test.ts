import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Worker } from 'node:worker_threads';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { RestClock } from '../../../../src/db/engines/embedded/background-pace.js';
import { openEmbedded } from '../../../../src/db/engines/embedded/embedded.js';
import type { Engine } from '../../../../src/db/types.js';
import { temporaryFolder } from '../../../helpers/engines/engines.js';

/** The first engine bundles the thread's code, and the bundler starts a thread of its own. */
beforeAll(async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fire22-'));
  await openEmbedded({ file: path.join(folder, 'test.db') }).close();
  fs.rmSync(folder, { recursive: true });
});

/** The engine's threads as they are started, in order: the writer first, a reader when needed. */
function openWithThreads(options: { busy?: boolean; restClock?: RestClock } = {}): {
  engine: Engine;
  threads: Worker[];
} {
  const threads: Worker[] = [];
  const note = (worker: Worker) => {
    threads.push(worker);
    if (options.busy) keepBusy(worker);
  };
  process.on('worker', note);
  const { restClock } = options;
  const engine = openEmbedded({
    file: path.join(temporaryFolder(), 'test.db'),
    ...(restClock && { restClock }),
  });
  onTestFinished(async () => {
    process.off('worker', note);
    await engine.close();
  });
  return { engine, threads };
}

const { PRIORITY_BELOW_NORMAL } = os.constants.priority;

/** How many threads of this process have it: the nineteenth field, the name before it is any text. */
function threadsOfPriority(priority: number): number {
  const stats = fs
    .readdirSync('/proc/self/task')
    .map((id) => fs.readFileSync(`/proc/self/task/${id}/stat`, 'utf8'));
  const ofAll = stats.map((stat) => Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16]));
  return ofAll.filter((one) => one === priority).length;
}

/** Keeps back what a thread answers until it is released: as if it were busy. */
function keepBusy(thread: Worker): { kept: unknown[]; release: () => void } {
  const emit = thread.emit.bind(thread) as (event: string, value: unknown) => boolean;
  const kept: unknown[] = [];
  let held = true;
  thread.emit = ((event: string, value: unknown) => {
    if (!held || event !== 'message') return emit(event, value);
    kept.push(value);
    return true;
  }) as typeof thread.emit;
  return {
    kept,
    release: () => {
      held = false;
      for (const value of kept) emit('message', value);
    },
  };
}

async function threadAt(threads: Worker[], index: number): Promise<Worker> {
  // Node tells of a new thread in the next tick.
  await new Promise(setImmediate);
  const thread = threads[index];
  if (!thread) throw new Error(`thread ${index} was not started`);
  return thread;
}

describe('the threads of the embedded engine', () => {
  it('sort in files beyond their memory; the main thread sorts in memory', async () => {
    const { engine } = openWithThreads();
    const stores = [engine.database, engine.longReads, engine.backgroundReads].map((database) =>
      database.prepare('PRAGMA temp_store').first('temp_store'),
    );
    // https://www.sqlite.org/pragma.html#pragma_temp_store: 1 is a file, 2 is memory
    expect(await Promise.all(stores)).toEqual([2, 1, 1]);
  });

  it('rest between background reads while users are served, and between no other reads', async () => {
    const rests: number[] = [];
    const restClock: RestClock = {
      now: () => rests.length,
      watch: () => () => 1,
      pause: (ms) => Promise.resolve(rests.push(ms)),
    };
    const { engine } = openWithThreads({ restClock });
    for (const database of [engine.longReads, engine.backgroundReads]) {
      for (const text of ['SELECT 1', 'SELECT 2']) await database.prepare(text).first();
    }
    expect(rests).toHaveLength(2);
  });

  it('run a long read apart, so that short reads and writes do not wait for it', async () => {
    const { engine, threads } = openWithThreads();
    const { database, longReads } = engine;
    await database.prepare('CREATE TABLE t (a INTEGER)').run();
    await longReads.prepare('SELECT 1').all();
    const reader = keepBusy(await threadAt(threads, 1));

    let answered = false;
    const long = longReads.prepare('SELECT count(*) AS n FROM t').first('n');
    void long.then(() => {
      answered = true;
    });
    await database.prepare('INSERT INTO t (a) VALUES (1)').run();
    expect(await database.prepare('SELECT count(*) AS n FROM t').first('n')).toBe(1);
    expect(answered).toBe(false);
    reader.release();
    expect([0, 1]).toContain(await long);
  });

  it('run writes apart, so that reads do not wait for them', async () => {
    const { engine, threads } = openWithThreads();
    const { database } = engine;
    await database.prepare('CREATE TABLE t (a INTEGER)').run();
    const writer = keepBusy(await threadAt(threads, 0));
    let answered = false;
    const write = database.prepare('INSERT INTO t (a) VALUES (1)').run();
    void write.then(() => {
      answered = true;
    });
    expect(await database.prepare('SELECT 1 AS one').first('one')).toBe(1);
    expect(await engine.longReads.prepare('SELECT 1 AS one').first('one')).toBe(1);
    expect(answered).toBe(false);
    writer.release();
    await write;
    expect(threads).toHaveLength(2);
  });

  it.runIf(process.platform === 'linux')('give background reads a lower priority', async () => {
    const { engine, threads } = openWithThreads();
    await engine.longReads.prepare('SELECT 1').all();
    const before = threadsOfPriority(PRIORITY_BELOW_NORMAL);
    await engine.backgroundReads.prepare('SELECT 1').all();
    expect(threads).toHaveLength(3);
    expect(threadsOfPriority(PRIORITY_BELOW_NORMAL)).toBe(before + 1);
  });

  it('send a write on the long reads to the writer', async () => {
    const { engine, threads } = openWithThreads();
    await engine.longReads.prepare('CREATE TABLE t (a INTEGER)').run();
    expect(threads).toHaveLength(1);
    expect(await engine.database.prepare('SELECT count(*) AS n FROM t').first('n')).toBe(0);
  });

  it('leave the outcome of a write open when they end with it in hand, and start again', async () => {
    const { engine, threads } = openWithThreads();
    const { database } = engine;
    await database.prepare('CREATE TABLE t (a INTEGER PRIMARY KEY)').run();
    const writer = await threadAt(threads, 0);
    keepBusy(writer);
    const write = database.prepare('INSERT INTO t (a) VALUES (1)').run();
    const outcome = expect(write).rejects.toMatchObject({ code: 'unknown_outcome' });
    await writer.terminate();
    await outcome;
    await database.prepare('INSERT INTO t (a) VALUES (2)').run();
    expect(threads).toHaveLength(2);
    const rows = (await database.prepare('SELECT a FROM t').raw()).flat();
    expect(rows).toContain(2);
  });

  it('say that nothing was changed when they end with a read in hand', async () => {
    const { engine, threads } = openWithThreads();
    await engine.longReads.prepare('SELECT 1').all();
    const reader = await threadAt(threads, 1);
    keepBusy(reader);
    const read = engine.longReads.prepare('SELECT 1').all();
    const outcome = expect(read).rejects.toMatchObject({ code: 'unavailable' });
    await reader.terminate();
    await outcome;
    await engine.longReads.prepare('SELECT 1').all();
  });

  it('stay ended when they keep ending', async () => {
    const { engine, threads } = openWithThreads({ busy: true });
    const write = () => engine.database.prepare('CREATE TABLE IF NOT EXISTS t (a)').run();
    for (let round = 0; round < 3; round += 1) {
      const attempt = expect(write()).rejects.toMatchObject({ code: 'unknown_outcome' });
      const thread = await threadAt(threads, round);
      await thread.terminate();
      await attempt;
    }
    await expect(write()).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/stops again and again/) as string,
    });
    expect(threads).toHaveLength(3);
  });

  it('finish their tasks before they close', async () => {
    const { engine, threads } = openWithThreads();
    await engine.database.prepare('CREATE TABLE t (a INTEGER)').run();
    const writes = Array.from({ length: 50 }, (_, index) =>
      engine.database.prepare('INSERT INTO t (a) VALUES (?)').bind(index).run(),
    );
    const reads = engine.longReads.prepare('SELECT 1').all();
    await engine.close();
    expect(await Promise.all([...writes, reads])).toHaveLength(51);
    expect(threads.map((thread) => thread.threadId)).toEqual([-1, -1]);
  });

  it('keep the process alive while they close, though an answer arrives meanwhile', async () => {
    const { engine, threads } = openWithThreads();
    await engine.database.prepare('CREATE TABLE t (a INTEGER)').run();
    const writer = await threadAt(threads, 0);
    const { kept, release } = keepBusy(writer);
    const write = engine.database.prepare('INSERT INTO t (a) VALUES (1)').run();
    await vi.waitFor(() => expect(kept).toHaveLength(1));
    const unref = vi.spyOn(writer, 'unref');
    vi.spyOn(writer, 'ref').mockImplementation(() => queueMicrotask(release));
    await Promise.all([write, engine.close()]);
    expect(unref).not.toHaveBeenCalled();
  });

  it('passes the words of a trigger that refuses a row', async () => {
    const { engine } = openWithThreads();
    const { database } = engine;
    await database.batch([
      database.prepare('CREATE TABLE guarded (level INTEGER)'),
      database.prepare(`CREATE TRIGGER guarded_level BEFORE INSERT ON guarded
        BEGIN SELECT RAISE(ABORT, 'level goes up to 9'); END`),
    ]);
    const refused = database.prepare('INSERT INTO guarded VALUES (10)').run();
    await expect(refused).rejects.toMatchObject({ kind: 'trigger', message: 'level goes up to 9' });
  });
});
