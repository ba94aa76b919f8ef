import Sqlite from 'better-sqlite3';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { openEmbedded } from '../../../../src/db/engines/embedded/embedded.js';
import { LockWait } from '../../../../src/db/engines/embedded/lock-wait.js';
import { temporaryFolder } from '../../../helpers/engines/engines.js';

const BUSY = Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' });

describe('LockWait', () => {
  it('counts from the call, and not from the turn of a write', () => {
    const wait = new LockWait(5_000);
    expect(wait.of(1_000, { now: 1_000 })).toBe(5_000);
    expect(wait.of(1_000, { now: 4_000 })).toBe(2_000);
  });

  it('leaves no time behind a lock that a write before found held', () => {
    const wait = new LockWait(5_000);
    wait.note(BUSY);
    expect(wait.of(1_000, { now: 7_000 })).toBe(0);
    expect(wait.of(6_000, { now: 7_000 })).toBe(4_000);
    wait.note(null);
    expect(wait.of(1_000, { now: 7_000 })).toBe(250);
  });

  it('leaves a moment to a write that long writes have held up', () => {
    expect(new LockWait(5_000).of(1_000, { now: 60_000 })).toBe(250);
    expect(new LockWait(10).of(1_000, { now: 60_000 })).toBe(10);
  });

  it('waits no longer than its limit when a clock was set back', () => {
    expect(new LockWait(5_000).of(9_000, { now: 1_000 })).toBe(5_000);
  });
});

describe.each([true, false])('writes behind a lock of another program, threads: %s', (threads) => {
  const BUSY_MS = 400;
  const openLocked = () => {
    const file = path.join(temporaryFolder(), 'test.db');
    fs.copyFileSync(inject('migratedDatabase'), file);
    const engine = openEmbedded({ file, busyTimeoutMs: BUSY_MS, threads });
    const other = new Sqlite(file);
    onTestFinished(async () => {
      other.close();
      await engine.close();
    });
    other.exec('BEGIN IMMEDIATE');
    const write = (id: number) =>
      engine.database
        .prepare(`INSERT INTO agents (id, name, code) VALUES (?, 'Agent', ?)`)
        .bind(`a${id}`, `a${id}`)
        .run();
    return { other, write, engine };
  };

  it('fail together, after one wait', async () => {
    const { other, write, engine } = openLocked();
    // One after another, they would wait for longer than a test may take.
    const writes = Array.from({ length: 80 }, (_, id) => write(id));
    const ended = await Promise.allSettled(writes);
    for (const one of ended) {
      expect(one).toMatchObject({
        status: 'rejected',
        reason: { code: 'unavailable', message: 'the database is busy with another writer' },
      });
    }
    other.exec('COMMIT');
    await write(100);
    expect(await engine.database.prepare('SELECT count(*) AS n FROM agents').first('n')).toBe(1);
  });
});
