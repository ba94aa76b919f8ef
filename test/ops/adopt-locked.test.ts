import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { createContext } from '../../src/context.js';
import { openEmbedded } from '../../src/db/engines/embedded/embedded.js';
import { openBook, testConfig } from '../helpers/books/book.js';
import { embedded } from '../helpers/engines/engines.js';
import { adopt, dumpOf } from '../helpers/foreign/adopt.js';
import { foreignFile } from '../helpers/foreign/foreign-file.js';
import { whenDone } from '../helpers/run/shared-world.js';

/** Adoptions and other writers of the same database. */

const statements = ['CREATE TABLE thing (a)', 'INSERT INTO thing VALUES (1)'];

it('says that another writer has the database, adopts nothing, and adopts after its end', async () => {
  const { engine } = await openBook(embedded);
  const file = engine.location;
  const impatient = openEmbedded({ file, busyTimeoutMs: 20, threads: false });
  whenDone(() => impatient.close());
  const context = await createContext(testConfig(), { engine: impatient });
  const before = dumpOf(file);
  const writer = new Sqlite(file);
  whenDone(() => void writer.close());
  writer.exec('BEGIN IMMEDIATE');
  await expect(adopt(context, foreignFile(statements))).rejects.toMatchObject({
    code: 'unavailable',
    message: 'the database is busy with another writer',
    hint: 'try again in a moment',
  });
  writer.exec('ROLLBACK');
  expect(dumpOf(file)).toEqual(before);
  const { tables } = await adopt(context, foreignFile(statements));
  expect(tables).toMatchObject([{ name: 'thing', rows: 1 }]);
});

it('keeps other writers out until its end, and lets readers see the state before it', async () => {
  const { context, engine } = await openBook(embedded);
  const other = new Sqlite(engine.location, { timeout: 0 });
  whenDone(() => void other.close());
  const isThere = () =>
    other.prepare(`SELECT count(*) FROM sqlite_schema WHERE name = 'thing'`).pluck().get();
  const seen: unknown[] = [];
  await adopt(context, foreignFile(statements), {
    onProgress: () => {
      expect(() => other.exec('BEGIN IMMEDIATE')).toThrow('database is locked');
      seen.push(isThere());
    },
  });
  expect(seen).toEqual([0, 0]);
  expect(isThere()).toBe(1);
  other.exec('BEGIN IMMEDIATE; ROLLBACK');
});
