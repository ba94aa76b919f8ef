import Sqlite from 'better-sqlite3';
import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openForeignFile } from '../../src/db/engines/embedded/foreign-file.js';
import { adoptFile } from '../../src/ops/adopt/adopt.js';
import { planAdoption } from '../../src/ops/adopt/plan.js';
import { query } from '../helpers/books/book.js';
import { adopt, dumpOf, filled, openEmpty, openingRefusal } from '../helpers/foreign/adopt.js';
import { foreignFile, traceOf } from '../helpers/foreign/foreign-file.js';
import { whenDone } from '../helpers/run/shared-world.js';

describe('files that another program uses', () => {
  it('says that another program has locked a file', () => {
    const file = foreignFile(['CREATE TABLE thing (a)']);
    const other = new Sqlite(file);
    whenDone(() => other.close());
    other.exec('BEGIN EXCLUSIVE');
    expect(openingRefusal(file)).toContain('another program has locked it');
  });

  it.each(['DELETE', 'WAL'])(
    'adopts the committed rows beside a writer with an open transaction (%s)',
    async (mode) => {
      const context = await openEmpty();
      const file = foreignFile(['CREATE TABLE thing (a)', 'INSERT INTO thing VALUES (1)']);
      const writer = new Sqlite(file);
      whenDone(() => writer.close());
      writer.pragma(`journal_mode = ${mode}`);
      writer.exec('BEGIN IMMEDIATE; INSERT INTO thing VALUES (2)');
      await adopt(context, file);
      expect(await query(context, 'SELECT a FROM thing')).toEqual([{ a: 1 }]);
      writer.exec('COMMIT');
      expect(writer.prepare('SELECT count(*) FROM thing').pluck().get()).toBe(2);
    },
  );

  it('refuses a file that another program locks after the plan', async () => {
    const context = await openEmpty();
    const path = foreignFile(filled);
    const file = openForeignFile(path);
    const plan = await planAdoption(context, file);
    file.close();
    const writer = new Sqlite(path);
    whenDone(() => writer.close());
    writer.exec('BEGIN EXCLUSIVE');
    const before = dumpOf(context.engine.location);
    await expect(adoptFile(context, { userId: null }, plan)).rejects.toThrow(
      /cannot read .*: another program has locked it/,
    );
    expect(dumpOf(context.engine.location)).toEqual(before);
  }, 30_000);

  it('leaves nothing beside a file whose program keeps a write-ahead log', async () => {
    const context = await openEmpty();
    const file = foreignFile(['PRAGMA journal_mode = WAL', ...filled], 'logged.db');
    const before = traceOf(file);
    openForeignFile(file).close();
    expect(traceOf(file)).toBe(before);
    await adopt(context, file);
    expect(traceOf(file)).toBe(before);
  });

  it('adopts what the log of a file in use holds', async () => {
    const context = await openEmpty();
    const file = foreignFile(['CREATE TABLE thing (a)']);
    const other = new Sqlite(file);
    whenDone(() => other.close());
    other.pragma('journal_mode = WAL');
    other.pragma('wal_autocheckpoint = 0');
    other.exec('INSERT INTO thing VALUES (1), (2)');
    const before = fs.statSync(file).mtimeMs;
    await adopt(context, file);
    expect(await query(context, 'SELECT a FROM thing')).toEqual([{ a: 1 }, { a: 2 }]);
    expect(fs.statSync(`${file}-wal`).size).toBeGreaterThan(0);
    expect(fs.statSync(file).mtimeMs).toBe(before);
  });
});
