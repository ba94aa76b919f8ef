import Sqlite from 'better-sqlite3';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openEmbedded } from '../../../src/db/engines/embedded/embedded.js';
import { planText } from '../../../src/commands/restore/plan-text.js';
import { planRestore } from '../../../src/ops/restore/plan.js';
import { lostWork, refuseLostWork } from '../../../src/ops/readiness/lost-work.js';
import { createReadiness } from '../../../src/ops/readiness/readiness.js';
import { openCopiedBook, type CopiedBook } from '../../helpers/books/copies.js';
import { testConfig } from '../../helpers/books/book.js';
import { said } from '../../helpers/messages/said.js';
import { run } from '../../helpers/commands/run.js';
import { temporaryFolder } from '../../helpers/engines/engines.js';
import { whenDone } from '../../helpers/run/shared-world.js';
import { PRODUCTION, startServer } from '../../server/process.js';

/**
 * The file of a book whose log was lost before it reached the file, and the book's copies.
 * @param isPaid the file has one operation; none otherwise
 */
async function openWithoutLog(isPaid = false): Promise<{ book: CopiedBook; file: string }> {
  const book = await openCopiedBook();
  const { location } = book.context.engine;
  if (isPaid) await book.pay(5);
  const other = new Sqlite(location);
  other.pragma('wal_checkpoint(TRUNCATE)');
  other.close();
  await book.pay(10);
  await book.copy('full');
  await book.pay(20);
  await book.copy();
  const file = path.join(temporaryFolder(), 'book.db');
  // The file alone, as a machine leaves it whose log was not on the disk.
  fs.copyFileSync(location, file);
  return { book, file };
}

function open(file: string) {
  const engine = openEmbedded({ file, threads: false });
  whenDone(() => engine.close());
  return engine;
}

describe('a book whose write-ahead log was lost', () => {
  it('is told from a whole one by the newest operation of the newest copy', async () => {
    const { book, file } = await openWithoutLog();
    const { context, folder } = book;
    expect(lostWork(context, folder)).toBeNull();
    const engine = open(file);
    expect(lostWork({ ...context, engine }, folder)?.name).toBe(book.usable().at(-1)?.name);
    expect(() => refuseLostWork({ ...context, engine }, folder)).toThrow(
      /the book lacks the operation .*, which the copy book-.* has: its write-ahead log was cut/,
    );
    const config = { ...context.config, backupFolder: folder };
    const panels = Promise.resolve();
    const { problems } = await createReadiness({ ...context, engine, config }, { panels })();
    expect(problems.map(({ key }) => key)).toEqual(['ready.work_lost']);
  });

  it.each([
    [
      'one operation',
      true,
      /it ends with \S+ \(balance.adjust, \S+ \S+ UTC\), the copy with (\S+)/,
    ],
    ['no operation', false, /it has none, the copy ends with (\S+)/],
  ])('with %s is named by the plan of a restore, with both ends', async (_, isPaid, words) => {
    const { book, file } = await openWithoutLog(isPaid);
    const config = testConfig({ DATABASE_URL: `file:${file}`, BACKUP_FOLDER: book.folder });
    const plan = planRestore(config, { folder: book.folder });
    const text = JSON.stringify(said(planText(plan)));
    expect(text).toContain('the database lacks operations that the copy has');
    expect(words.exec(text)?.[1]).toBe(book.usable().at(-1)?.newestOperation?.id);
  });

  it('is not served, and the server says the way out', async () => {
    const { book, file } = await openWithoutLog();
    const server = startServer({
      ...PRODUCTION,
      DATABASE_URL: `file:${file}`,
      BACKUP_FOLDER: book.folder,
    });
    const { code, stderr } = await server.ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(/the book lacks the operation .*; restore the newest copy: npm run cli/);
  });

  it('is not copied over the copies that know more, until somebody accepts the loss', async () => {
    const { book, file } = await openWithoutLog();
    const engine = open(file);
    const { folder, clock } = book;
    const before = fs.readdirSync(folder);
    const refused = await run(engine, ['backup', 'create', '--folder', folder], { clock });
    expect(refused).toMatchObject({ exitCode: 1 });
    expect(refused.stderr).toContain('backup create --accept-loss');
    expect(fs.readdirSync(folder)).toEqual(before);
    clock.advance(60);
    const accepted = await run(
      engine,
      ['backup', 'create', '--accept-loss', '--folder', folder, '--json'],
      { clock },
    );
    expect(accepted.stderr).not.toContain('error');
    expect(accepted).toMatchObject({ exitCode: 0, json: { kind: 'full' } });
    expect(lostWork({ ...book.context, engine }, folder)).toBeNull();
    const trail = await engine.database
      .prepare(`SELECT record_id FROM audit_log WHERE action = 'book.loss_accepted'`)
      .all();
    expect(trail.results).toHaveLength(1);
  });

  it('is another matter than a book of another folder, or one restored to an earlier time', async () => {
    const { book, file } = await openWithoutLog();
    const { context, folder } = book;
    const engine = open(file);
    await engine.database.prepare(`UPDATE migrations SET applied_at = '2020-01-01 00:00:00'`).run();
    expect(lostWork({ ...context, engine }, folder)).toBeNull();
    const restored = await run(
      open(book.context.engine.location),
      ['restore', '--to', `${file}.then`, '--at', '2026-03-04 12:01', '--yes', '--folder', folder],
      { clock: book.clock },
    );
    expect(restored.exitCode).toBe(0);
    expect(lostWork({ ...context, engine: open(`${file}.then`) }, folder)).toBeNull();
  });
});
