import Sqlite from 'better-sqlite3';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { devNull } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, inject, it } from 'vitest';
import { quickCheck } from '../../../src/db/copies/snapshot-facts.js';
import { listCopies, usableCopies } from '../../../src/ops/backup/folder.js';
import { verifyCopy } from '../../../src/ops/backup/verify.js';
import { planRestore } from '../../../src/ops/restore/plan.js';
import { restoreBook } from '../../../src/ops/restore/restore.js';
import { projectRoot } from '../../../src/paths.js';
import { openBookOfAnn, query, testConfig } from '../../helpers/books/book.js';
import { openCopiedBook, type CopiedBook } from '../../helpers/books/copies.js';
import { run } from '../../helpers/commands/run.js';
import { describeOnSqlite, embedded, temporaryFolder } from '../../helpers/engines/engines.js';
import { type Operator, startOperator } from '../../helpers/processes/processes.js';

/** Kills at any moment: the assertions hold wherever it hits. */

const TIMES = Number(process.env['KILL_TIMES'] ?? 3);
const PAYMENTS_A_MINUTE = 5;
const MINUTE_MS = 60_000;
const PATIENT_MS = 60_000 + TIMES * 20_000;

/**
 * Runs a command as a process; with a time it is killed then, unless it has ended: after its start,
 * or after a file appears.
 */
async function command(
  book: CopiedBook,
  args: string[],
  killAfterMs?: number,
  appears?: string,
): Promise<number> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [inject('programs').cli, ...args], {
    cwd: projectRoot,
    env: {
      PATH: process.env['PATH'] ?? '',
      ENV_FILE: devNull,
      LOG_LEVEL: 'silent',
      DATABASE_URL: `file:${book.engine.location}`,
      BACKUP_FOLDER: book.folder,
    },
    stdio: 'ignore',
  });
  const ended = once(child, 'exit');
  if (killAfterMs !== undefined) {
    while (appears !== undefined && !fs.existsSync(appears) && child.exitCode === null) {
      await pause(1);
    }
    await Promise.race([pause(killAfterMs), ended]);
    child.kill('SIGKILL');
  }
  await ended;
  return performance.now() - startedAt;
}

interface Done {
  copied: number;
  paid: number;
  paidAt: string;
}

/** Notes an acknowledged line of the process; returns the number of copies in it. */
function note(done: Done, line: string): number {
  const [what, number, at = ''] = line.split(' ');
  if (what === 'copied') done.copied = Number(number);
  else Object.assign(done, { paid: Number(number), paidAt: at });
  return what === 'copied' ? 1 : 0;
}

async function readAll(operator: Operator, take: (line: string) => void): Promise<void> {
  for (;;) {
    const line = await operator.nextLine().catch(() => null);
    if (line === null) return;
    take(line);
  }
}

function balanceIn(file: string): unknown {
  const sqlite = new Sqlite(file, { fileMustExist: true });
  try {
    return sqlite.prepare('SELECT balance FROM customers').pluck().get();
  } finally {
    sqlite.close();
  }
}

describeOnSqlite('kill -9', () => {
  it(
    'during a copy leaves the book and the copies whole, and the next copy goes on',
    async () => {
      const book = await openCopiedBook();
      await book.engine.close();
      const wholeMs = await command(book, ['backup', 'create', '--full']);
      for (let time = 0; time < TIMES; time += 1) {
        await command(book, ['backup', 'create', '--full'], Math.random() * wholeMs);
        expect(quickCheck(book.engine.location)).toEqual([]);
        for (const { name } of book.usable()) {
          const verified = await verifyCopy(book.folder, testConfig(), { name });
          expect(verified).toMatchObject({ problem: null, reconciled: true });
        }
      }
      const before = book.usable().length;
      await command(book, ['backup', 'create', '--full']);
      expect(book.usable()).toHaveLength(before + 1);
      expect(fs.readdirSync(book.folder).filter((name) => name.startsWith('.'))).toEqual([]);
    },
    PATIENT_MS,
  );

  it(
    'during a restore leaves the old book or the restored one, and the next restore is whole',
    async () => {
      const book = await openCopiedBook();
      await book.copy();
      await book.pay(25);
      await book.engine.close();
      const file = book.engine.location;
      const original = path.join(temporaryFolder(), 'original.db');
      fs.copyFileSync(file, original);
      const wholeMs = await command(book, ['restore', '--yes']);
      expect(balanceIn(file)).toBe(100);
      for (let time = 0; time < TIMES; time += 1) {
        fs.copyFileSync(original, file);
        await command(book, ['restore', '--yes'], Math.random() * wholeMs);
        expect([100, 125]).toContain(balanceIn(file));
        expect(quickCheck(file)).toEqual([]);
      }
      await command(book, ['restore', '--yes']);
      expect(balanceIn(file)).toBe(100);
      const left = fs.readdirSync(path.dirname(file));
      expect(left.filter((name) => name.includes('restoring'))).toEqual([]);
    },
    PATIENT_MS,
  );

  it(
    'during a VACUUM leaves the database whole, and the next one builds the search index',
    async () => {
      const book = await openCopiedBook();
      await run(book.engine, ['search-index', 'build']);
      await query(book.context, 'CREATE TABLE ballast (text TEXT)');
      await query(book.context, 'INSERT INTO ballast VALUES (hex(zeroblob(900000)))');
      await query(book.context, 'CREATE TABLE bulk (bytes BLOB)');
      for (let rows = 0; rows < 24; rows += 1) {
        await query(book.context, 'INSERT INTO bulk VALUES (randomblob(900000))');
      }
      await query(book.context, 'DROP TABLE ballast');
      await book.engine.close();
      const file = book.engine.location;
      const original = path.join(temporaryFolder(), 'original.db');
      fs.copyFileSync(file, original);
      const wholeMs = await command(book, ['db', 'vacuum']);
      const compacted = fs.statSync(file).size;
      expect(compacted).toBeLessThan(fs.statSync(original).size - 1e6);
      for (let time = 0; time < TIMES; time += 1) {
        fs.copyFileSync(original, file);
        // Half of the kills hit the time in which pages are written back into the file.
        await (time % 2 === 0
          ? command(book, ['db', 'vacuum'], Math.random() * 30, `${file}-journal`)
          : command(book, ['db', 'vacuum'], Math.random() * wholeMs));
        // The first to open the file undoes what was half done.
        const checked = await run(book.engine, ['db', 'check', '--json'], { alone: true });
        expect(checked.json).toMatchObject({ problems: [] });
        expect(balanceIn(file)).toBe(100);
        expect(quickCheck(file)).toEqual([]);
        await command(book, ['db', 'vacuum']);
        const states = await run(book.engine, ['search-index', 'status'], { alone: true });
        expect(states.stdout).toMatch(/wagers +ready\ntransactions +ready/);
        expect(fs.readdirSync(path.dirname(file)).filter((name) => /journal/.test(name))).toEqual(
          [],
        );
      }
    },
    PATIENT_MS,
  );

  it(
    'of a program at work with an increment every minute, and the loss of its disk, lose that minute at most',
    async () => {
      for (let time = 0; time < TIMES; time += 1) {
        const { engine, context, admin, ann } = await openBookOfAnn(embedded, 0);
        const file = engine.location;
        const folder = path.join(temporaryFolder(), 'copies');
        fs.mkdirSync(folder);
        const at = context.clock.now().toISOString().slice(0, 19).replace('T', ' ');
        await engine.close();
        const operator = await startOperator({ databaseUrl: `file:${file}`, token: '', at });
        operator.perform({ do: 'payAndCopy', actor: admin, customerId: ann, folder });
        const done = { copied: 0, paid: 0, paidAt: '' };
        for (let copies = 0; copies < 3;) copies += note(done, await operator.nextLine());
        setTimeout(() => operator.kill(), Math.random() * 50);
        await readAll(operator, (line) => note(done, line));
        await operator.ended;
        for (const end of ['', '-wal', '-shm']) fs.rmSync(`${file}${end}`, { force: true });
        const config = testConfig({ DATABASE_URL: `file:${file}` });
        const report = await restoreBook(planRestore(config, { folder }), config, {
          now: new Date('2026-03-04T13:00:00Z'),
        });
        expect(report).toMatchObject({ reconciled: true, brokenRows: 0 });
        const balance = Number(balanceIn(file));
        expect(balance).toBeGreaterThanOrEqual(done.copied);
        // Acknowledged and lost: only what came after the copy, and within a minute of it.
        const lost = done.paid - balance;
        const lostMs = Math.max(0, Date.parse(done.paidAt) - Date.parse(report.at));
        expect(lost).toBeLessThanOrEqual(PAYMENTS_A_MINUTE);
        expect(lostMs).toBeLessThanOrEqual(MINUTE_MS);
        if (lostMs === 0) expect(lost).toBeLessThanOrEqual(0);
        expect(usableCopies(listCopies(folder)).length).toBeGreaterThanOrEqual(3);
      }
    },
    PATIENT_MS,
  );
});
