import fs from 'node:fs';
import path from 'node:path';
import { expect, inject, it } from 'vitest';
import type { Context } from '../../../src/context.js';
import { type ExecuteAnswer, PATHS } from '../../../src/gateway/protocol.js';
import { message } from '../../../src/messages/message.js';
import { exportByWrangler } from '../../../src/ops/d1/wrangler.js';
import { keepBookmark } from '../../../src/services/bookmarks.js';
import {
  bringSearchIndexesBack,
  buildSearchIndex,
  searchIndexes,
  searchIndexState,
  setSearchIndexesAside,
} from '../../../src/services/lists/search-index.js';
import { openBookOfAnn, query, testConfig } from '../../helpers/books/book.js';
import { run, type RunOptions } from '../../helpers/commands/run.js';
import {
  d1,
  describeOnD1,
  describeOnEngines,
  describeOnSqlite,
  embedded,
  temporaryFolder,
} from '../../helpers/engines/engines.js';
import { TEST_TOKEN } from '../../helpers/engines/d1-pool.js';

async function openOnD1() {
  const folder = temporaryFolder();
  const book = await openBookOfAnn(d1, 100);
  const context = Object.assign(book.context, { config: testConfig({ BACKUP_FOLDER: folder }) });
  const env = {
    ...{ DATABASE_URL: `d1+http://${context.engine.location}`, D1_TOKEN: 'x'.repeat(32) },
    BACKUP_FOLDER: folder,
  };
  const command = (args: string[], options: RunOptions = {}) =>
    run(book.engine, args, { env, clock: book.clock, ...options });
  return { ...book, context, folder, command };
}

const states = (context: Context) =>
  Promise.all(searchIndexes.map((index) => searchIndexState(context, index)));

/** Copies, proofs and drills start processes, which a busy machine delays. */
const PATIENT = { timeout: 120_000 };

describeOnD1('backup on D1', () => {
  it(
    'makes a full copy, lists it with the bookmarks of Time Travel, and verifies it',
    PATIENT,
    async () => {
      const { command, context, clock } = await openOnD1();
      await keepBookmark(context, message('bookmarks.before_migrate'));
      clock.advance(60);
      const made = await command(['backup', 'create', '--json']);
      expect(made).toMatchObject({ exitCode: 0, json: { kind: 'full', brokenRows: 0 } });
      expect(made.stderr).toContain('Time Travel goes back to each minute of 30 days');
      expect(made.stderr).toContain('customers: 1 row');

      const listed = await command(['backup', 'list']);
      expect(listed.exitCode).toBe(0);
      expect(listed.stdout).toMatch(/book-20260304T120100000Z-\w{12}\.full .* proven/);
      expect(listed.stdout).toMatch(/2026-03-04 12:00:00 +[0-9a-f-]{59} +before db migrate/);
      expect(listed.stdout).toMatch(/2026-03-04 12:01:00 +[0-9a-f-]{59} +the instant of a copy/);
      const verified = await command(['backup', 'verify']);
      expect(verified).toMatchObject({ exitCode: 0 });
    },
  );

  it('serves the book of a copy in a drill', PATIENT, async () => {
    const { command } = await openOnD1();
    await command(['backup', 'create']);
    const drilled = await command(['restore', '--drill'], {
      serverProgram: [inject('programs').server],
    });
    expect(drilled.exitCode, drilled.stderr).toBe(0);
    expect(drilled.stdout).toMatch(/show a record +\d+/);
  });

  it('prints the commands of Time Travel, by the bookmark of a kept instant', async () => {
    const { command, context, clock } = await openOnD1();
    const kept = await keepBookmark(context, message('bookmarks.before_migrate'));
    clock.advance(3600);
    const exact = await command(['restore', '--at', '2026-03-04T12:00:00Z']);
    expect(exact.exitCode).toBe(0);
    expect(exact.stdout).toContain(
      `npx wrangler d1 time-travel restore fire22 --bookmark=${kept?.bookmark ?? ''}`,
    );
    expect(exact.stdout).toContain('DELETE FROM sessions');
    const byTime = await command(['restore', '--at', '2026-03-04T12:30:00Z', '--json']);
    expect(byTime.json).toMatchObject({
      bookmark: null,
      commands: {
        look: 'npx wrangler d1 time-travel info fire22 --timestamp=2026-03-04T12:30:00.000Z',
        restore: 'npx wrangler d1 time-travel restore fire22 --timestamp=2026-03-04T12:30:00.000Z',
      },
    });
    expect(byTime.stderr).toContain('nothing was changed: run the commands yourself');
  });

  it('asks for a time, and names the copies where Time Travel does not reach', async () => {
    const { command } = await openOnD1();
    const asked = await command(['restore']);
    expect(asked).toMatchObject({ exitCode: 2 });
    expect(asked.stderr).toContain('add --at TIME');
    const old = await command(['restore', '--at', '2026-01-01']);
    expect(old).toMatchObject({ exitCode: 1 });
    expect(old.stderr).toMatch(/does not reach 2026-01-01T.*restore --at TIME --to FILE/);
  });

  it('keeps a bookmark before a migration, and says it', async () => {
    const { command } = await openOnD1();
    const migrated = await command(['db', 'migrate']);
    expect(migrated.stderr).toMatch(/Time Travel comes back to now by the bookmark [0-9a-f-]{59}/);
  });
});

/**
 * Miniflare's export, which refuses virtual tables as Cloudflare's does. Our engine refuses its
 * PRAGMA: it goes past it to the gateway.
 */
const exporting = (context: Context) => async (file: string) => {
  const answer = await fetch(`http://${context.engine.location}${PATHS.execute}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${TEST_TOKEN}` },
    body: JSON.stringify({
      statements: [{ sql: 'PRAGMA miniflare_d1_export(?,?,?);', params: [0, 0] }],
    }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  const { results } = JSON.parse(text) as ExecuteAnswer;
  fs.writeFileSync(file, JSON.stringify(results));
};

describeOnD1('the export of D1', () => {
  async function openIndexed() {
    const book = await openOnD1();
    for (const index of searchIndexes) await buildSearchIndex(book.context, index);
    const output = path.join(book.folder, 'book.sql');
    const exportTo = (exportD1: RunOptions['exportD1']) =>
      book.command(['backup', 'export', '--output', output, '--yes'], { exportD1 });
    return { ...book, output, exportTo };
  }

  it('drops the search indexes around it and builds them again', async () => {
    const { context, output, exportTo } = await openIndexed();
    await expect(exporting(context)(output)).rejects.toThrow(/virtual/i);
    fs.rmSync(output, { force: true });
    const exported = await exportTo(exporting(context));
    expect([exported.exitCode, exported.stderr]).toEqual([
      0,
      expect.stringContaining('search indexes built again: wagers and transactions'),
    ]);
    expect(fs.readFileSync(output, 'utf8')).toMatch(/INSERT INTO .{0,3}customers/);
    expect(await states(context)).toEqual(['ready', 'ready']);
    expect(fs.existsSync(`${output}.part`)).toBe(false);
  });

  it('leaves no file and brings the indexes back when it fails', async () => {
    const { context, output, exportTo } = await openIndexed();
    const failed = await exportTo(async (file, signal) => {
      expect(await states(context)).toEqual(['unfinished', 'unfinished']);
      fs.writeFileSync(file, 'half');
      await exportByWrangler(file, signal, failing());
    });
    expect(failed.exitCode).toBe(1);
    expect(failed.stderr).toMatch(/the export failed: you are not signed in.*wrangler login/s);
    expect(await states(context)).toEqual(['ready', 'ready']);
    expect(fs.readdirSync(path.dirname(output))).toEqual([]);
  });

  it('refuses an empty export and a file that exists, before it drops anything', async () => {
    const { context, output, exportTo } = await openIndexed();
    const empty = await exportTo((file) => {
      fs.writeFileSync(file, '');
      return Promise.resolve();
    });
    expect(empty.stderr).toContain('the export wrote nothing');
    fs.writeFileSync(output, 'mine');
    const taken = await exportTo(() => Promise.reject(new Error('not reached')));
    expect(taken.stderr).toContain('there is a file');
    expect(fs.readFileSync(output, 'utf8')).toBe('mine');
    expect(await states(context)).toEqual(['ready', 'ready']);
  });
});

describeOnEngines('search indexes that an export set aside', (testEngine) => {
  it('come back at the next start when the export or their build was killed', async () => {
    const { context, engine } = await openBookOfAnn(testEngine, 100);
    const [wagers, transactions] = searchIndexes;
    if (!wagers || !transactions) throw new Error('no indexes');
    await buildSearchIndex(context, transactions);
    expect(await setSearchIndexesAside(context)).toEqual(['transactions']);
    expect(await states(context)).toEqual(['absent', 'unfinished']);
    // The build that follows dies after its first step.
    let batches = 0;
    const database = Object.create(engine.database) as Context['database'];
    database.batch = (statements) => {
      batches += 1;
      return batches > 3 ? Promise.reject(new Error('killed')) : engine.database.batch(statements);
    };
    const dying = Object.create(context, { database: { value: database } }) as Context;
    await expect(bringSearchIndexesBack(dying)).rejects.toThrow('killed');
    expect(await states(context)).toEqual(['absent', 'unfinished']);
    expect(await bringSearchIndexesBack(context)).toEqual(['transactions']);
    expect(await states(context)).toEqual(['absent', 'ready']);
    expect(await bringSearchIndexesBack(context)).toEqual([]);
    const left = await query(context, `SELECT name FROM sqlite_schema WHERE name LIKE '%aside'`);
    expect(left).toEqual([]);
  });
});

describeOnSqlite('the export of a database in a file', () => {
  it('is refused with the way to copy it', async () => {
    const { engine } = await openBookOfAnn(embedded);
    const refused = await run(engine, ['backup', 'export', '--output', '/tmp/none.sql']);
    expect(refused).toMatchObject({ exitCode: 2 });
    expect(refused.stderr).toContain('npm run cli -- backup create copies it');
  });

  it('names wrangler where it is not installed', async () => {
    const missing = path.join(temporaryFolder(), 'wrangler.js');
    await expect(exportByWrangler('/tmp/none.sql', undefined, missing)).rejects.toMatchObject({
      message: 'wrangler is not installed in this folder',
    });
  });
});

/** A program in the place of wrangler, which fails as it does without a sign-in. */
function failing(): string {
  const program = path.join(temporaryFolder(), 'wrangler.mjs');
  fs.writeFileSync(program, `console.error('you are not signed in'); process.exit(1);`);
  return program;
}
