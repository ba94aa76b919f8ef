import Sqlite from 'better-sqlite3';
import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openEmbedded } from '../../../../src/db/engines/embedded/embedded.js';
import type { Engine } from '../../../../src/db/types.js';
import {
  d1,
  describeOnD1,
  describeOnSqlite,
  embedded,
  embeddedWithThreads,
  temporaryFolder,
} from '../../../helpers/engines/engines.js';
import { whenDone } from '../../../helpers/run/shared-world.js';

function openFilled(threads: boolean): { engine: Engine; file: string; copy: string } {
  const folder = temporaryFolder();
  const file = path.join(folder, 'test.db');
  const sqlite = new Sqlite(file);
  sqlite.exec(`CREATE TABLE rows (n INTEGER, text TEXT);
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
    INSERT INTO rows SELECT i, hex(randomblob(1000)) FROM n`);
  sqlite.exec('CREATE TABLE migrations (name TEXT, hash TEXT, applied_at TEXT)');
  sqlite.close();
  const engine = openEmbedded({ file, threads });
  whenDone(() => engine.close());
  return { engine, file, copy: path.join(folder, 'copy.db') };
}

function numbersIn(file: string): number[] {
  const sqlite = new Sqlite(file, { readonly: true });
  try {
    expect(sqlite.pragma('quick_check', { simple: true })).toBe('ok');
    return sqlite.prepare<[], number>('SELECT n FROM rows WHERE n < 0 ORDER BY n').pluck().all();
  } finally {
    sqlite.close();
  }
}

describeOnSqlite('a copy by the engine', () => {
  it.each([false, true])(
    'holds the writes before it, whole batches each (threads: %s)',
    async (threads) => {
      const { engine, copy } = openFilled(threads);
      const insert = engine.database.prepare('INSERT INTO rows (n) VALUES (?)');
      await insert.bind(-1).run();
      const copying = engine.copyTo?.(copy);
      for (const n of [-2, -4, -6]) {
        await engine.database.batch([insert.bind(n), insert.bind(n - 1)]);
      }
      await copying;
      const copied = numbersIn(copy);
      expect(copied).toContain(-1);
      expect((copied.length - 1) % 2).toBe(0);
    },
  );

  it('is refused by a closed engine', async () => {
    const engine = await embedded.open();
    await engine.close();
    await expect(engine.copyTo?.('/never')).rejects.toThrow('the database is closed');
  });

  it.each([false, true])('is refused once the file was replaced (threads: %s)', async (threads) => {
    const { engine, file, copy } = openFilled(threads);
    fs.renameSync(file, `${file}.moved`);
    fs.copyFileSync(`${file}.moved`, file);
    await expect(engine.copyTo?.(copy)).rejects.toThrow(/was replaced while the server ran/);
    expect(fs.existsSync(copy)).toBe(false);
  });

  it('fails alone when its folder is away: the thread serves the next request', async () => {
    const engine = await embeddedWithThreads.open();
    await expect(engine.copyTo?.('/no/such/folder/copy.db')).rejects.toThrow();
    expect(await engine.database.prepare('SELECT 1 AS one').first('one')).toBe(1);
  });
});

describeOnD1('an engine without files', () => {
  it('has no copy of its own', async () => {
    expect((await d1.open()).copyTo).toBeNull();
  });
});
