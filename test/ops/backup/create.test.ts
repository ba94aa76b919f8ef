import Sqlite from 'better-sqlite3';
import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { DomainError } from '../../../src/errors.js';
import { chainOf } from '../../../src/ops/backup/folder.js';
import { manifestName, pageListName } from '../../../src/ops/backup/manifest.js';
import { ownCopies, ownerFolder } from '../../../src/ops/backup/owner.js';
import { prepareCopy } from '../../../src/ops/backup/prepare.js';
import { rebuild } from '../../../src/ops/backup/rebuild.js';
import { makeCopy } from '../../../src/ops/backup/create.js';
import { query } from '../../helpers/books/book.js';
import { openCopiedBook, type CopiedBook } from '../../helpers/books/copies.js';
import { describeOnSqlite, temporaryFolder } from '../../helpers/engines/engines.js';

/** Balances in the database that the newest copy makes. */
async function balancesIn(book: CopiedBook, index = -1): Promise<number[]> {
  const copies = book.usable();
  const copy = copies.at(index);
  if (!copy) throw new Error('no copy');
  const file = path.join(temporaryFolder(), 'rebuilt.db');
  await rebuild(chainOf(copies, copy), file);
  const sqlite = new Sqlite(file, { readonly: true });
  const balances = sqlite.prepare<[], number>('SELECT balance FROM customers').pluck().all();
  sqlite.close();
  return balances;
}

describeOnSqlite('a copy of the book', () => {
  it('is full at first, then holds the changed pages alone, each restoring its instant', async () => {
    const book = await openCopiedBook();
    const first = await book.copy();
    expect(first).toMatchObject({ kind: 'full', isUnchanged: false, brokenRows: 0 });
    expect(first.instead?.key).toBe('backup.no_copy_yet');
    await book.pay(25);
    const second = await book.copy();
    expect(second).toMatchObject({ kind: 'increment', instead: null });
    expect(second.changedPages).toBeLessThan(second.pages / 2);
    await book.pay(-5);
    await book.copy();
    expect(await balancesIn(book, 0)).toEqual([100]);
    expect(await balancesIn(book, 1)).toEqual([125]);
    expect(await balancesIn(book, 2)).toEqual([120]);
  });

  it('restores a database that has grown and shrunk since the full copy', async () => {
    const book = await openCopiedBook();
    await book.copy();
    const { database } = book.engine;
    await database.prepare('CREATE TABLE added (text TEXT)').run();
    const rows = `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)`;
    await database.prepare(`${rows} INSERT INTO added SELECT hex(randomblob(500)) FROM n`).run();
    const grown = await book.copy();
    await database.prepare('DROP TABLE added').run();
    const shrinking = new Sqlite(book.engine.location);
    shrinking.exec('VACUUM');
    shrinking.close();
    const shrunk = await book.copy();
    expect(shrunk).toMatchObject({ kind: 'increment' });
    expect(shrunk.pages).toBeLessThan(grown.pages);
    expect(await balancesIn(book)).toEqual([100]);
  });

  it('is not made again while no page has changed', async () => {
    const book = await openCopiedBook();
    const first = await book.copy();
    expect(await book.copy()).toMatchObject({ name: first.name, isUnchanged: true });
    expect(book.usable()).toHaveLength(1);
  });

  it('says in its manifest what it holds', async () => {
    const book = await openCopiedBook();
    await book.pay(25);
    await book.copy();
    const [copy] = book.usable();
    const [newest] = await query(book.context, 'SELECT id FROM operations');
    expect(copy).toMatchObject({
      kind: 'full',
      at: '2026-03-04T12:01:00.000Z',
      parent: null,
      newestOperation: { id: newest?.['id'], kind: 'balance.adjust', at: '2026-03-04 12:01:00' },
      counts: { customers: 1, transactions: 2, operations: 1 },
      money: { balances: 12_500, transactions: 12_500 },
      proven: { reconciled: true, brokenRows: 0 },
    });
    expect(copy?.migrations.length).toBeGreaterThan(5);
  });

  it('keeps the order of the copies when the clock stands still or goes back', async () => {
    const book = await openCopiedBook();
    await book.copy('full');
    await book.pay(1);
    book.clock.advance(-3600);
    const second = await book.copy();
    expect(second.at).toBe('2026-03-04T12:00:00.001Z');
    expect(await balancesIn(book)).toEqual([101]);
  });

  it('is full when the list of pages of the newest copy is lost or damaged', async () => {
    const book = await openCopiedBook();
    const { name } = await book.copy();
    const list = path.join(book.folder, pageListName(name));
    fs.writeFileSync(list, fs.readFileSync(list).fill(7, 0, 1));
    await book.pay(1);
    const second = await book.copy();
    expect(second.kind).toBe('full');
    expect(second.instead).toMatchObject({ key: 'backup.no_page_list', values: { copy: name } });
  });

  it('continues the newest whole copy when a later one is lost or cut', async () => {
    const book = await openCopiedBook();
    const first = await book.copy();
    await book.pay(1);
    const cut = await book.copy();
    fs.truncateSync(path.join(book.folder, cut.name), 100);
    await book.pay(1);
    const third = await book.copy();
    // The list of the first copy went with the second one.
    expect(third.kind).toBe('full');
    expect(book.usable().map(({ name }) => name)).toEqual([first.name, third.name]);
    expect(await balancesIn(book)).toEqual([102]);
  });

  it('holds a book that breaks its rules, and says so', async () => {
    const book = await openCopiedBook();
    const damage = new Sqlite(book.engine.location);
    damage.unsafeMode(true);
    damage.pragma('ignore_check_constraints = ON');
    for (const name of damage
      .prepare<[], string>(
        `SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'customers'`,
      )
      .pluck()
      .all()) {
      damage.exec(`DROP TRIGGER "${name}"`);
    }
    damage.exec('UPDATE customers SET balance = 77');
    damage.close();
    const report = await book.copy();
    expect(report.brokenRows).toBeGreaterThan(0);
    expect(report.firstBroken).not.toBeNull();
    expect(book.usable()).toHaveLength(1);
  });

  it('is copied with the writes of this server, and in one step beside those of another', async () => {
    const book = await openCopiedBook();
    const other = new Sqlite(book.engine.location);
    other.exec('CREATE TABLE others (n INTEGER)');
    const insert = other.prepare('INSERT INTO others VALUES (1)');
    let isOver = false;
    let writes = 0;
    const write = () => {
      if (isOver) return;
      insert.run();
      writes += 1;
      setImmediate(write);
    };
    write();
    const report = await book.copy();
    isOver = true;
    other.close();
    expect(writes).toBeGreaterThan(1);
    expect(report.kind).toBe('full');
    expect(await balancesIn(book)).toEqual([100]);
  });
});

describeOnSqlite('a folder that cannot take a copy', () => {
  const refusal = async (work: Promise<unknown>): Promise<DomainError> => {
    const error: unknown = await work.then(
      () => null,
      (problem: unknown) => problem,
    );
    if (error instanceof DomainError) return error;
    throw new Error(`expected a refusal, found ${String(error)}`);
  };

  it('is named when it is away, and when it is a file', async () => {
    const book = await openCopiedBook();
    fs.rmSync(book.folder, { recursive: true });
    expect((await refusal(book.copy())).text).toContain(`${book.folder} does not exist; mount`);
    fs.writeFileSync(book.folder, '');
    expect((await refusal(book.copy())).text).toContain('is not a folder');
  });

  it.skipIf(process.getuid?.() === 0)('is named when it is read-only', async () => {
    const book = await openCopiedBook();
    fs.chmodSync(book.folder, 0o500);
    expect((await refusal(book.copy())).text).toMatch(/may not write to .* make it writable/);
    fs.chmodSync(book.folder, 0o700);
  });

  it('is named when its disk fills up, and keeps the earlier copies', async () => {
    const book = await openCopiedBook();
    await book.copy();
    await book.pay(1);
    const full = makeCopy(book.context, {
      folder: book.folder,
      kind: 'full',
      prepare: async (order) => {
        await prepareCopy(order);
        throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
      },
    });
    expect((await refusal(full)).text).toMatch(/is full; no copy was made; make room there/);
    expect(fs.readdirSync(book.folder).filter((name) => name.startsWith('.'))).toEqual([]);
    expect(book.usable()).toHaveLength(1);
  });

  it('takes no copy of another book', async () => {
    const [book, other] = [await openCopiedBook(), await openCopiedBook()];
    await other.engine.database
      .prepare(`UPDATE migrations SET applied_at = '2020-01-01 00:00:00'`)
      .run();
    const { name } = await book.copy();
    const prepare = prepareCopy;
    const foreign = makeCopy(other.context, { folder: book.folder, kind: 'full', prepare });
    expect((await refusal(foreign)).text).toContain(`has copies of another book: ${name}`);
    expect(fs.readdirSync(book.folder)).toHaveLength(3);
  });

  it('counts no copy without a manifest, nor a manifest that was cut', async () => {
    const book = await openCopiedBook();
    const { name } = await book.copy();
    fs.truncateSync(path.join(book.folder, manifestName(name)), 200);
    expect(book.usable()).toEqual([]);
    expect(await book.copy()).toMatchObject({ kind: 'full' });
    expect(book.usable()).toHaveLength(1);
  });
});

describeOnSqlite('the files that a command of the superuser makes', () => {
  it.runIf(process.getuid?.() === 0)('belong to the owners of their folders', async () => {
    const book = await openCopiedBook();
    fs.chownSync(book.folder, 12_345, 12_346);
    const beside = path.dirname(book.engine.location);
    fs.chownSync(beside, 12_345, 12_346);
    ownCopies(book.engine.location)?.release();
    await book.copy();
    const made = [
      ...fs.readdirSync(book.folder).map((name) => path.join(book.folder, name)),
      ownerFolder(book.engine.location),
      path.join(ownerFolder(book.engine.location), 'owner.lock'),
    ];
    expect(made).toHaveLength(5);
    for (const file of made) {
      expect(fs.statSync(file), file).toMatchObject({ uid: 12_345, gid: 12_346 });
    }
  });
});
