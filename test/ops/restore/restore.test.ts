import Sqlite from 'better-sqlite3';
import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openEmbedded } from '../../../src/db/engines/embedded/embedded.js';
import { ownCopies } from '../../../src/ops/backup/owner.js';
import { saveSession } from '../../../src/services/accounts/sessions.js';
import { openFourBalances, planOf, read, restore } from '../../helpers/books/four-balances.js';
import { describeOnSqlite } from '../../helpers/engines/engines.js';

describeOnSqlite('restoring the book', () => {
  it('plans first: the chain, the instant and the operations that are lost', async () => {
    const book = await openFourBalances();
    const plan = planOf(book);
    expect(plan.chain.map(({ kind }) => kind)).toEqual(['full', 'increment', 'increment']);
    expect(plan).toMatchObject({ isBook: true, isThere: true, pending: [], passedOver: [] });
    expect(plan.lost).toMatchObject({ count: 1, newest: [{ kind: 'balance.adjust' }] });
    const first = planOf(book, { at: new Date('2026-03-04T12:00:59Z') });
    expect(first.chain).toHaveLength(1);
    expect(first.lost?.count).toBe(3);
    expect(first.passedOver).toHaveLength(2);
  });

  it('takes the newest copy, ends all sessions, and keeps the old files', async () => {
    const book = await openFourBalances();
    const { context, admin, engine } = book;
    await saveSession(context, 'cookie', {
      userId: admin.userId,
      flags: {},
      address: null,
      userAgent: null,
    });
    await book.copy();
    await book.pay(-9);
    await engine.close();
    const report = await restore(book);
    const file = engine.location;
    expect(report).toMatchObject({ sessionsEnded: 1, operationsLost: 1, reconciled: true });
    expect(read(file)).toBe(119);
    expect(read(file, 'SELECT count(*) FROM sessions')).toBe(0);
    expect(read(file, `SELECT record_id FROM audit_log WHERE action = 'book.restored'`)).toBe(
      report.copy,
    );
    expect(report.aside).toHaveLength(1);
    expect(read(report.aside[0] ?? '')).toBe(110);
    const again = openEmbedded({ file, threads: false });
    await again.close();
  });

  it('goes back to the last copy of a time', async () => {
    const book = await openFourBalances();
    await book.engine.close();
    const report = await restore(book, { at: new Date('2026-03-04T12:01:30Z') });
    expect(read(book.engine.location)).toBe(125);
    expect(report).toMatchObject({ at: '2026-03-04T12:01:00.000Z', operationsLost: 2 });
  });

  it('restores to a new file beside a book at work, and refuses one that exists', async () => {
    const book = await openFourBalances();
    const to = path.join(book.folder, 'restored.db');
    await restore(book, { to });
    expect(read(to)).toBe(120);
    expect(read(book.engine.location)).toBe(119);
    expect(() => planOf(book, { to })).toThrow(`there is a file ${to} already`);
    expect(fs.readdirSync(book.folder).filter((name) => name.includes('restor'))).toEqual([
      'restored.db',
    ]);
  });

  it('refuses while a server or another program has the book open, and changes nothing', async () => {
    const book = await openFourBalances();
    await expect(restore(book)).rejects.toThrow(/a program has .* open/);
    await book.engine.close();
    const lock = ownCopies(book.engine.location);
    await expect(restore(book)).rejects.toThrow(/a program has .* open/);
    lock?.release();
    const other = new Sqlite(book.engine.location);
    other.pragma('journal_mode = WAL');
    other.prepare('SELECT 1 FROM customers').get();
    await expect(restore(book)).rejects.toThrow(/a program has .* open/);
    other.close();
    expect(read(book.engine.location)).toBe(119);
    await restore(book);
    expect(read(book.engine.location)).toBe(120);
  });

  it('takes the place of a database that is damaged, with the log of it', async () => {
    const book = await openFourBalances();
    await book.engine.close();
    const file = book.engine.location;
    fs.writeFileSync(file, 'no database any more');
    fs.writeFileSync(`${file}-wal`, 'left');
    expect(planOf(book).lost).toBeNull();
    const report = await restore(book);
    expect(read(file)).toBe(120);
    expect(report.aside.map((name) => fs.readFileSync(name, 'utf8'))).toEqual([
      'no database any more',
      'left',
    ]);
  });

  it('brings back a database that is gone', async () => {
    const book = await openFourBalances();
    await book.engine.close();
    const file = book.engine.location;
    for (const end of ['', '-wal', '-shm']) fs.rmSync(`${file}${end}`, { force: true });
    expect(planOf(book)).toMatchObject({ isThere: false, lost: null });
    expect(await restore(book)).toMatchObject({ aside: [], operationsLost: null });
    expect(read(file)).toBe(120);
  });

  it('keeps the files of an earlier restore of the same second', async () => {
    const book = await openFourBalances();
    await book.engine.close();
    const [first] = (await restore(book, { at: new Date('2026-03-04T12:01:30Z') })).aside;
    const [second] = (await restore(book)).aside;
    expect(second).not.toBe(first);
    expect([read(first ?? ''), read(second ?? '')]).toEqual([119, 125]);
    expect(read(book.engine.location)).toBe(120);
  });
});
