import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  CheckpointGap,
  HeldBack,
  LARGEST_LOG,
  type GapClock,
  type Lane,
} from '../../../../src/db/engines/embedded/checkpoint-gap.js';
import { Connection } from '../../../../src/db/engines/embedded/connection.js';
import { openEmbedded } from '../../../../src/db/engines/embedded/embedded.js';
import { Thread } from '../../../../src/db/engines/embedded/thread.js';
import { temporaryFolder } from '../../../helpers/engines/engines.js';

const TOO_LARGE = LARGEST_LOG + 1;

/** Lets everything that is due run; nothing in these tests waits for a timer. */
const settled = () => new Promise(setImmediate);

/** A clock that moves by hand; a pause ends when the clock has passed it. */
function handClock(): GapClock & { pass: (ms: number) => Promise<void> } {
  let now = 0;
  let pauses: { until: number; end: () => void }[] = [];
  return {
    now: () => now,
    pause: (ms) =>
      new Promise<void>((end) => {
        pauses.push({ until: now + ms, end });
      }),
    pass: async (ms) => {
      now += ms;
      pauses.filter(({ until }) => until <= now).forEach(({ end }) => end());
      pauses = pauses.filter(({ until }) => until > now);
      await settled();
    },
  };
}

/** A gap over two threads, reads that end by hand, and what has happened in order. */
function setUp(answers: boolean[] = []) {
  const clock = handClock();
  const events: string[] = [];
  const gap = new CheckpointGap(() => {
    events.push('emptied');
    return Promise.resolve(answers.shift() ?? true);
  }, clock);
  const lanes: [Lane, Lane] = [gap.lane(), gap.lane()];
  const begun = new Map<string, { end: () => void; holdBack: () => void }>();
  const read = (lane: 0 | 1, name: string) =>
    lanes[lane](() => {
      events.push(name);
      return new Promise<string>((resolve, reject) => {
        begun.set(name, { end: () => resolve(name), holdBack: () => reject(new HeldBack()) });
      });
    });
  const end = async (name: string) => {
    begun.get(name)?.end();
    await settled();
  };
  const holdBack = async (name: string) => {
    begun.get(name)?.holdBack();
    await settled();
  };
  return { clock, events, gap, read, end, holdBack };
}

describe('a gap between long reads', () => {
  it('is not made while the log is small', async () => {
    const { gap, events, read } = setUp();
    gap.noteLog(LARGEST_LOG);
    void read(0, 'a');
    await settled();
    expect(events).toEqual(['a']);
  });

  it('lets the reads of all threads end, empties the log, and goes on with those held back', async () => {
    const { gap, events, read, end } = setUp();
    void read(0, 'a');
    void read(1, 'b');
    gap.noteLog(TOO_LARGE);
    void read(0, 'c');
    void read(1, 'd');
    await end('a');
    expect(events).toEqual(['a', 'b']);
    await end('b');
    expect(events).toEqual(['a', 'b', 'emptied', 'c', 'd']);
  });

  it('hands a thread no more than four reads at once', () => {
    const { events, read } = setUp();
    for (const name of ['a', 'b', 'c', 'd', 'e']) void read(0, name);
    expect(events).toEqual(['a', 'b', 'c', 'd']);
  });

  it('takes back the reads that a thread has not begun, and hands them out first afterwards', async () => {
    const { gap, events, read, end, holdBack } = setUp();
    const asked = ['a', 'b', 'c'].map((name) => read(0, name));
    gap.noteLog(TOO_LARGE);
    expect(gap.hold[0]).toBe(1);
    void read(0, 'd');
    await holdBack('b');
    await holdBack('c');
    expect(events).toEqual(['a', 'b', 'c']);
    await end('a');
    expect(events).toEqual(['a', 'b', 'c', 'emptied', 'b', 'c', 'd']);
    expect(gap.hold[0]).toBe(0);
    await end('c');
    await end('b');
    expect(await Promise.all(asked)).toEqual(['a', 'b', 'c']);
  });

  it('stays one gap, however many writes note a large log meanwhile', async () => {
    const { gap, events, read, end } = setUp();
    void read(0, 'a');
    gap.noteLog(TOO_LARGE);
    gap.noteLog(TOO_LARGE);
    await end('a');
    expect(events).toEqual(['a', 'emptied']);
  });

  it('counts a failed read as ended', async () => {
    const { gap, events } = setUp();
    let fail = (): void => undefined;
    const failing = gap.lane()(
      () => new Promise((_, reject) => (fail = () => reject(new Error('no')))),
    );
    gap.noteLog(TOO_LARGE);
    fail();
    await expect(failing).rejects.toThrow('no');
    await settled();
    expect(events).toEqual(['emptied']);
  });
});

describe('a gap in vain', () => {
  it('ends when a read outlasts its patience, and the others go on', async () => {
    const { clock, gap, events, read } = setUp();
    void read(0, 'endless');
    gap.noteLog(TOO_LARGE);
    void read(1, 'b');
    await clock.pass(3999);
    expect(events).toEqual(['endless']);
    await clock.pass(1);
    expect(events).toEqual(['endless', 'b']);
  });

  it('is followed by time for long reads, and then by a more patient one', async () => {
    const { clock, gap, events, read, end } = setUp();
    void read(0, 'slow');
    gap.noteLog(TOO_LARGE);
    await clock.pass(4000);
    await clock.pass(7999);
    gap.noteLog(TOO_LARGE);
    void read(1, 'b');
    expect(events).toEqual(['slow', 'b']);
    await end('b');
    await clock.pass(1);
    gap.noteLog(TOO_LARGE);
    void read(1, 'c');
    await clock.pass(7999);
    expect(events).toEqual(['slow', 'b']);
    await end('slow');
    expect(events).toEqual(['slow', 'b', 'emptied', 'c']);
  });

  it('never holds reads back for longer than eight seconds', async () => {
    const { clock, gap, events, read } = setUp();
    void read(0, 'endless');
    for (let gaps = 0; gaps < 6; gaps += 1) {
      gap.noteLog(TOO_LARGE);
      await clock.pass(60_000);
    }
    gap.noteLog(TOO_LARGE);
    void read(1, 'b');
    await clock.pass(8000);
    expect(events).toEqual(['endless', 'b']);
  });

  it('is tried again after another process stood in the way of the checkpoint', async () => {
    const { clock, gap, events, read } = setUp([false, true]);
    gap.noteLog(TOO_LARGE);
    await settled();
    void read(0, 'a');
    expect(events).toEqual(['emptied', 'a']);
    await clock.pass(1);
    gap.noteLog(TOO_LARGE);
    await settled();
    expect(events).toEqual(['emptied', 'a']);
  });
});

describe('emptying the write-ahead log', () => {
  it('fails beside a reader of another program, and succeeds once that has ended', () => {
    const file = path.join(temporaryFolder(), 'test.db');
    const writer = new Connection({ file, mode: 'write', busyTimeoutMs: 10 });
    const other = new Connection({ file, mode: 'read', busyTimeoutMs: 10 });
    onTestFinished(() => {
      other.close();
      writer.close();
    });
    const run = (connection: Connection, sql: string) => connection.execute([{ sql, params: [] }]);
    run(writer, 'CREATE TABLE t (a TEXT)');
    run(other, 'BEGIN');
    run(other, 'SELECT count(*) FROM t');
    run(writer, "INSERT INTO t VALUES ('x')");
    expect(writer.emptyLog()).toBe(false);
    run(other, 'COMMIT');
    expect(writer.emptyLog()).toBe(true);
    expect(fs.statSync(`${file}-wal`).size).toBe(0);
    expect(run(writer, 'PRAGMA busy_timeout')[0]?.rows).toEqual([[10]]);
  });
});

describe('a thread for long reads', () => {
  it('begins nothing while `hold` is set', async () => {
    const file = path.join(temporaryFolder(), 'test.db');
    new Connection({ file, mode: 'write', busyTimeoutMs: 10 }).close();
    const hold = new Int32Array(new SharedArrayBuffer(4));
    const thread = new Thread({ file, mode: 'read', busyTimeoutMs: 10, hold });
    onTestFinished(() => thread.close());
    const read = () => thread.execute([{ sql: 'SELECT 1', params: [] }]);
    expect((await read())[0]?.rows).toEqual([[1]]);
    Atomics.store(hold, 0, 1);
    await expect(read()).rejects.toThrow(HeldBack);
    Atomics.store(hold, 0, 0);
    expect((await read())[0]?.rows).toEqual([[1]]);
  });
});

describe('the write-ahead log beside a thread that is never idle', () => {
  it('is emptied once it has passed 64 MiB', async () => {
    const file = path.join(temporaryFolder(), 'test.db');
    const patient: GapClock = { now: () => 0, pause: () => new Promise(() => undefined) };
    const engine = openEmbedded({ file, gapClock: patient });
    onTestFinished(() => engine.close());
    const { database, longReads } = engine;
    await database.prepare('CREATE TABLE t (a BLOB)').run();
    const count = longReads.prepare(`WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL
      SELECT n + 1 FROM n WHERE n < 300000) SELECT count(*), (SELECT count(*) FROM t) FROM n`);
    let isWriting = true;
    const readers = Array.from({ length: 4 }, async () => {
      while (isWriting) await count.first();
    });
    const insert = database.prepare('INSERT INTO t VALUES (zeroblob(1000000))');
    for (let megabytes = 0; megabytes < 80; megabytes += 1) await insert.run();
    // It begins behind the gap, if there is one.
    await count.first();
    isWriting = false;
    await Promise.all(readers);
    expect(fs.statSync(`${file}-wal`).size).toBeLessThan(LARGEST_LOG);
  });
});
