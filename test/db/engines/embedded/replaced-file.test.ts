import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { beforeEach, describe, expect, inject, it, onTestFinished, vi } from 'vitest';
import {
  openEmbedded,
  type EmbeddedOptions,
} from '../../../../src/db/engines/embedded/embedded.js';
import type { DatabaseError } from '../../../../src/db/errors.js';
import { adjustBalance } from '../../../../src/services/transactions/transactions.js';
import { addAgent, addCustomer, openBook, query, type Book } from '../../../helpers/books/book.js';
import { temporaryFolder } from '../../../helpers/engines/engines.js';
import { sharedWorld } from '../../../helpers/run/shared-world.js';

let file: string;
/** A copy of the same book, from before. */
let older: string;
let customerId: string;
let failures: DatabaseError[];

/** As an operator does it by hand: with a program of its own. */
const run = (program: string, ...args: string[]) => execFileSync(program, args);

async function open(options: Partial<EmbeddedOptions> = {}): Promise<Book> {
  const onFailure = (failure: DatabaseError) => void failures.push(failure);
  const engine = openEmbedded({ file, onFailure, ...options });
  onTestFinished(() => engine.close());
  return openBook({ open: () => Promise.resolve(engine) });
}

/** An operation of its own. */
function payIn({ context, admin }: Book) {
  const operationId = context.newId();
  return adjustBalance(context, admin, { operationId, customerId, amount: '10', reason: 'a test' });
}

const payments = ({ context }: Book) =>
  query<{ n: number }>(context, 'SELECT count(*) AS n FROM transactions');

/** Writes so much that the log has been taken back into the file when the next write has ended. */
async function growLog(book: Book): Promise<void> {
  await query(
    book.context,
    `INSERT INTO agents (id, name, code) WITH RECURSIVE
        n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000)
      SELECT 'large-' || i, hex(randomblob(500)), 'large-' || i FROM n`,
  );
  await payIn(book);
}

const refusal = (of = file) => ({
  code: 'unavailable',
  text: `the database file at ${of} was replaced while the server ran; stop the server, put the right file in place, start again`,
});

/** The file of a book with one payment, to copy. */
const paid = sharedWorld(async () => {
  const made = path.join(temporaryFolder(), 'book.db');
  run('cp', inject('migratedDatabase'), made);
  const engine = openEmbedded({ file: made, threads: false });
  const book = await openBook({ open: () => Promise.resolve(engine) });
  customerId = await addCustomer(book.context, await addAgent(book.context));
  await payIn(book);
  await engine.close();
  return made;
});

beforeEach(() => {
  const folder = temporaryFolder();
  file = path.join(folder, 'book.db');
  older = path.join(folder, 'older.db');
  failures = [];
  run('cp', paid(), file);
  run('cp', paid(), older);
});

const ways: [string, () => unknown][] = [
  ['a copy moved over it', () => run('mv', older, file)],
  ['an older copy of the same book copied over it', () => run('cp', older, file)],
  ['another book copied over it', () => run('cp', inject('migratedDatabase'), file)],
  ['the file removed', () => run('rm', file)],
  ['the file emptied', () => run('truncate', '--size=0', file)],
  ['its write-ahead log removed', () => run('rm', `${file}-wal`)],
];

describe.each(ways)('%s while the engine runs', (_name, replace) => {
  it.each([
    ['everything since is in the log', (book: Book) => payIn(book)],
    ['the log has been taken back into the file', growLog],
  ])('is noticed before the next write: %s', async (_when, write) => {
    const book = await open({ checkpointWithinMs: 50 });
    await write(book);
    replace();
    const next = query(book.context, "UPDATE agents SET name = 'Written afterwards'");
    await expect(next).rejects.toMatchObject({ code: 'unavailable' });
    const [failure] = failures;
    expect(failure?.text).toMatch(/^the database file at .*book\.db(-wal)? was replaced while/);
    await expect(payIn(book)).rejects.toBe(failure);
    await expect(payments(book)).rejects.toBe(failure);
    await expect(book.engine.longReads.prepare('SELECT 1').all()).rejects.toBe(failure);
    expect(book.engine.failure()).toBe(failure);
    expect(failures).toHaveLength(1);
  });

  it('is noticed while nobody writes', async () => {
    const book = await open({ lookEveryMs: 5, checkpointWithinMs: 50 });
    await payIn(book);
    replace();
    await vi.waitFor(() => expect(failures).toHaveLength(1), 20_000);
    await expect(payments(book)).rejects.toBe(failures[0]);
  });
});

describe('a replaced file', () => {
  it('is named in the error, with the way out', async () => {
    const book = await open();
    run('mv', older, file);
    await expect(payIn(book)).rejects.toMatchObject(refusal());
  });

  it('opens unchanged next time, and the file moved aside has every write', async () => {
    const away = `${file}.away`;
    const book = await open();
    await growLog(book);
    run('mv', file, away);
    run('mv', older, file);
    await expect(payIn(book)).rejects.toMatchObject(refusal());
    await book.engine.close();
    expect(await payments(await open())).toEqual([{ n: 1 }]);
    file = away;
    expect(await payments(await open())).toEqual([{ n: 2 }]);
  });

  it('has every write again after the engine closed, when only its log was lost', async () => {
    const book = await open();
    await payIn(book);
    run('rm', `${file}-wal`);
    await expect(payIn(book)).rejects.toMatchObject(refusal(`${file}-wal`));
    await book.engine.close();
    expect(await payments(await open())).toEqual([{ n: 2 }]);
  });

  it('is noticed by a read when it is damaged', async () => {
    const book = await open({ lookEveryMs: 1_000_000, checkpointWithinMs: 50 });
    await growLog(book);
    run('truncate', '--size=0', file);
    const read = book.engine.backgroundReads.prepare('SELECT * FROM agents').all();
    await expect(read).rejects.toThrow(/was replaced while the server ran/);
  });

  it('is noticed when a symbolic link leads to another file', async () => {
    const real = file;
    file = path.join(path.dirname(real), 'link.db');
    fs.symlinkSync(real, file);
    const book = await open();
    await growLog(book);
    expect(failures).toEqual([]);
    fs.rmSync(file);
    fs.symlinkSync(older, file);
    await expect(payIn(book)).rejects.toMatchObject(refusal());
  });

  it('is noticed by its index file too', async () => {
    const book = await open({ lookEveryMs: 5 });
    await payIn(book);
    run('rm', `${file}-shm`);
    await vi.waitFor(() => expect(failures).toMatchObject([refusal(`${file}-shm`)]), 20_000);
  });
});

describe('an unreplaced file', () => {
  it('passes for the same when its own log is taken back, again and again', async () => {
    const book = await open({ lookEveryMs: 1 });
    for (let turn = 0; turn < 40; turn += 1) {
      // Each of the same size: the state of the log repeats itself.
      await query(book.context, `UPDATE agents SET name = hex(zeroblob(3000000 + ${turn % 2}))`);
    }
    await query(book.context, 'PRAGMA wal_checkpoint(TRUNCATE)');
    await payIn(book);
    expect(failures).toEqual([]);
  });

  it('passes for the same beside a process that writes and takes the log back', async () => {
    const book = await open({ lookEveryMs: 1 });
    const other = spawn(process.execPath, [inject('programs').writeAgents, file, 'x', '400'], {
      stdio: 'inherit',
    });
    const ended = once(other, 'exit');
    let paid = 1;
    for (; other.exitCode === null; paid += 1) await payIn(book);
    expect(await ended).toEqual([0, null]);
    await payIn(book);
    expect(failures).toEqual([]);
    expect(await payments(book)).toEqual([{ n: paid + 1 }]);
  });

  it.each(['PASSIVE', 'FULL', 'RESTART', 'TRUNCATE'])(
    'passes for the same when another program makes a checkpoint: %s',
    async (mode) => {
      const book = await open();
      const other = new Sqlite(file);
      onTestFinished(() => void other.close());
      const notes = ['UPDATE agents SET name = ?', 'INSERT INTO guards (code, ok) VALUES (?, 1)'];
      for (const sql of notes) {
        await payIn(book);
        other.pragma(`wal_checkpoint(${mode})`);
        await payIn(book);
        other.prepare(sql).run('x'.repeat(100_000));
        other.pragma(`wal_checkpoint(${mode})`);
        await payIn(book);
      }
      expect(failures).toEqual([]);
    },
  );

  it('passes for the same when it is read, copied or backed up', async () => {
    const book = await open({ lookEveryMs: 1 });
    await growLog(book);
    const folder = path.dirname(file);
    run('cp', file, path.join(folder, 'copied.db'));
    run('chmod', '640', file);
    const other = new Sqlite(file);
    await other.backup(path.join(folder, 'backup.db'));
    other.exec(`VACUUM INTO '${path.join(folder, 'vacuumed.db')}'`);
    other.close();
    await payIn(book);
    expect(failures).toEqual([]);
  });
});
