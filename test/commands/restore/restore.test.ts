import fs from 'node:fs';
import path from 'node:path';
import { expect, inject, it } from 'vitest';
import { runCli } from '../../../src/commands/program.js';
import { readConfig } from '../../../src/config.js';
import { readDrillReport } from '../../../src/ops/restore/drill-report.js';
import { openCopiedBook, type CopiedBook } from '../../helpers/books/copies.js';
import { run, type RunOptions } from '../../helpers/commands/run.js';
import { describeOnSqlite } from '../../helpers/engines/engines.js';

const restore = (book: CopiedBook, args: string[] = [], options: RunOptions = {}) =>
  run(book.engine, ['restore', ...args], {
    env: { BACKUP_FOLDER: book.folder, BOOK_TIMEZONE: 'America/New_York' },
    clock: book.clock,
    ...options,
  });

async function openCopiedTwice(): Promise<CopiedBook> {
  const book = await openCopiedBook();
  await book.copy();
  await book.pay(25);
  await book.copy();
  await book.pay(-5);
  return book;
}

describeOnSqlite('restore', () => {
  it('prints its plan with the loss, asks, and reports what it did', async () => {
    const book = await openCopiedTwice();
    const dry = await restore(book, ['--dry-run']);
    expect(dry).toMatchObject({ exitCode: 0 });
    expect(dry.stdout).toMatch(
      /^restore book-\S+\.inc: the book as of 2026-03-04 12:01:00 UTC, into/,
    );
    expect(dry.stdout).toContain('from one full copy and 1 increment after it');
    expect(dry.stdout).toContain('lost: 1 operation of the database later than the copy:');
    expect(dry.stdout).toMatch(/balance\.adjust +2026-03-04 12:02:00$/m);
    expect(await restore(book)).toMatchObject({ exitCode: 2, stdout: '' });
    expect(await restore(book, [], { answer: false })).toMatchObject({ exitCode: 2, stdout: '' });

    await book.engine.close();
    const done = await restore(book, ['--json'], { answer: true });
    expect(done).toMatchObject({ exitCode: 0, json: { operationsLost: 1, reconciled: true } });
    expect(done.stderr).toMatch(
      /restored in \d+ s: .*test\.db is the book as of 2026-03-04 12:01:00/,
    );
    expect(done.stderr).toMatch(
      /the old files are kept: .*test\.db\.before-restore-20260304T120200Z/,
    );
    expect(done.stderr).toContain('do not hold SESSION_SECRET and DATA_KEY');
  });

  it('reads a time in the book’s zone, and refuses one that it cannot read or that is to come', async () => {
    const book = await openCopiedTwice();
    const early = await restore(book, ['--at', '2026-03-04 07:00:30', '--dry-run']);
    expect(early.stdout).toContain('the book as of 2026-03-04 12:00:00 UTC');
    expect(early.stdout).toMatch(/a later copy is not taken: book-\S+\.inc/);
    const wrong = await restore(book, ['--at', 'yesterday']);
    expect(wrong).toMatchObject({ exitCode: 2 });
    expect(wrong.stderr).toContain('the time yesterday cannot be read; write 2026-03-04 12:30');
    const future = await restore(book, ['--at', '2026-03-05 00:00']);
    expect(future.stderr).toContain('the time 2026-03-05 00:00 is still to come');
    const before = await restore(book, ['--at', '2026-03-01']);
    expect(before).toMatchObject({ exitCode: 1 });
    expect(before.stderr).toContain('the oldest is of 2026-03-04T12:00:00.000Z');
  });

  it('refuses under a running server', async () => {
    const book = await openCopiedTwice();
    const refused = await restore(book, ['--yes']);
    expect(refused).toMatchObject({ exitCode: 1, stdout: '' });
    expect(refused.stderr).toMatch(/a program has .*test\.db open; stop the server/);
  });

  it('says what is damaged, in both languages, and takes the copy before', async () => {
    const book = await openCopiedTwice();
    fs.rmSync(book.usable()[1]?.file ?? '');
    const dry = await restore(book, ['--dry-run']);
    expect(dry.stdout).toMatch(/a later copy cannot be taken: book-\S+: its file is missing/);
    const spanish = await restore(book, ['--dry-run'], { language: 'es' });
    expect(spanish.stdout).toMatch(
      /no se puede tomar una copia posterior: book-\S+: falta su archivo/,
    );
  });

  it('works without the database, of which the list and the proof need nothing either', async () => {
    const book = await openCopiedTwice();
    const file = book.engine.location;
    await book.engine.close();
    for (const end of ['', '-wal', '-shm']) fs.rmSync(`${file}${end}`, { force: true });
    const env = { DATABASE_URL: `file:${file}`, BACKUP_FOLDER: book.folder, LOG_LEVEL: 'silent' };
    let printed = '';
    const command = (...args: string[]) =>
      runCli(args, {
        write: (text) => (printed += text),
        note: (text) => (printed += text),
        ask: null,
        openContext: () => Promise.reject(new Error('the database is lost')),
        readSettings: () => Promise.resolve(readConfig(env)),
        now: () => book.clock.now(),
      });
    expect(await command('backup', 'list')).toBe(0);
    expect(await command('backup', 'verify')).toBe(0);
    expect(await command('restore', '--yes')).toBe(0);
    expect(printed).toContain('the database does not exist');
    expect(fs.existsSync(file)).toBe(true);
  });

  it('does not mix a drill with a file', async () => {
    const book = await openCopiedTwice();
    const mixed = await restore(book, ['--drill', '--to', path.join(book.folder, 'a.db')]);
    expect(mixed).toMatchObject({ exitCode: 2, stdout: '' });
  });
});

describeOnSqlite('restore --drill', () => {
  it('serves the restored book, reports the times, and leaves the book alone', async () => {
    const book = await openCopiedTwice();
    const serverProgram = [inject('programs').server];
    const drilled = await restore(book, ['--drill'], { serverProgram });
    expect(drilled.exitCode, drilled.stderr).toBe(0);
    expect(drilled.stdout).toMatch(/show a record +\d+\nall of it +\d+/);
    expect(drilled.stderr).toContain('1 minute of work would be lost');
    expect(readDrillReport(book.folder)).toMatchObject({ lostMs: 60_000, reconciled: true });
    expect(fs.readdirSync(book.folder).filter((name) => name.startsWith('.'))).toEqual([]);
    const listed = await run(book.engine, ['backup', 'list'], {
      env: { BACKUP_FOLDER: book.folder },
      clock: book.clock,
    });
    expect(listed.stderr).toMatch(/last drill at 2026-03-04 12:02:00 UTC: recovered in \d+ s/);
  });

  it('serves it with the settings of production, whose cookies want TLS', async () => {
    const book = await openCopiedTwice();
    const drilled = await restore(book, ['--drill', '--json'], {
      serverProgram: [inject('programs').server],
      env: {
        BACKUP_FOLDER: book.folder,
        NODE_ENV: 'production',
        SESSION_SECRET: 'a secret of the tests, long enough',
        DATA_KEY: 'k1:a data key of the tests, long enough',
      },
    });
    expect(drilled.exitCode, drilled.stderr).toBe(0);
  });

  it('fails with the server’s own words when it does not start', async () => {
    const book = await openCopiedTwice();
    const serverProgram = ['--eval', 'console.error("no port is free"); process.exit(1)'];
    const drilled = await restore(book, ['--drill'], { serverProgram });
    expect(drilled).toMatchObject({ exitCode: 1, stdout: '' });
    expect(drilled.stderr).toMatch(
      /did not start on the restored book: no port is free; the drill/,
    );
    expect(readDrillReport(book.folder)).toBeNull();
  });
});
