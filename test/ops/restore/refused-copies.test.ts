import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { makeCopy } from '../../../src/ops/backup/create.js';
import { listCopies } from '../../../src/ops/backup/folder.js';
import { manifestName } from '../../../src/ops/backup/manifest.js';
import { prepareCopy } from '../../../src/ops/backup/prepare.js';
import type { DomainError } from '../../../src/errors.js';
import { openFourBalances, planOf, read, restore } from '../../helpers/books/four-balances.js';
import { describeOnSqlite, temporaryFolder } from '../../helpers/engines/engines.js';

describeOnSqlite('a copy that cannot be restored', () => {
  it('is refused before the first copy, with the time of the oldest', async () => {
    const book = await openFourBalances();
    const at = new Date('2026-03-04T11:00:00Z');
    expect(() => planOf(book, { at })).toThrow(
      'there is no copy of 2026-03-04T11:00:00.000Z: the oldest is of 2026-03-04T12:00:00.000Z',
    );
  });

  it('is refused when a newer version of the code made it', async () => {
    const book = await openFourBalances();
    await book.engine.database
      .prepare(`INSERT INTO migrations (name, hash) VALUES ('99990101000000_later', 'x')`)
      .run();
    await book.copy();
    expect(() => planOf(book)).toThrow(/newer version: this code lacks 99990101000000_later/);
  });

  it.each([
    ['lost', (file: string) => fs.rmSync(file), 'backup.file_missing'],
    ['cut', (file: string) => fs.truncateSync(file, 40), 'backup.file_cut'],
    [
      'without its manifest',
      (file: string) => fs.rmSync(`${file}.json`),
      'backup.manifest_unreadable',
    ],
  ])(
    'is passed over when its increment is %s, and the one before it is offered',
    async (...row) => {
      const [, harm, problem] = row;
      const book = await openFourBalances();
      const [, second, third] = book.usable();
      harm(second?.file ?? '');
      const plan = planOf(book);
      expect(plan.chain).toHaveLength(1);
      const [damaged, later] = plan.passedOver;
      expect(damaged?.problem?.key).toBe(problem);
      expect(later?.name).toBe(third?.name);
      expect(['backup.broken_parent', 'backup.no_parent']).toContain(later?.problem?.key);
    },
  );

  it('is passed over when it is an increment of another book', async () => {
    const [book, other] = [await openFourBalances(), await openFourBalances()];
    const [, foreign] = other.usable();
    for (const end of ['', '.json']) {
      const name = `${foreign?.name ?? ''}${end}`;
      fs.copyFileSync(path.join(other.folder, name), path.join(book.folder, name));
    }
    const found = listCopies(book.folder).find(({ name }) => name === foreign?.name);
    expect(found?.problem?.key).toBe('backup.no_parent');
    expect(book.usable()).toHaveLength(3);
  });

  it('is refused when the folder has copies of another book: the wrong one may be the newest', async () => {
    const [book, other] = [await openFourBalances(), await openFourBalances()];
    await other.engine.database.prepare(`UPDATE migrations SET applied_at = '2020-01-01'`).run();
    const apart = temporaryFolder();
    const order = { folder: apart, kind: 'full' as const, prepare: prepareCopy };
    await makeCopy(other.context, order);
    for (const name of fs.readdirSync(apart).filter((one) => one.startsWith('book-'))) {
      fs.copyFileSync(path.join(apart, name), path.join(book.folder, name));
    }
    expect(() => planOf(book)).toThrow(/has copies of another book/);
  });

  it('is refused when the folder of the copies is away', async () => {
    const book = await openFourBalances();
    fs.rmSync(book.folder, { recursive: true });
    expect(() => planOf(book)).toThrow(`the backup folder ${book.folder} does not exist`);
  });

  it('is named when its bytes changed, and the book stays as it is', async () => {
    const book = await openFourBalances();
    const [, second] = book.usable();
    const bytes = fs.readFileSync(second?.file ?? '');
    fs.writeFileSync(second?.file ?? '', bytes.fill(0, 40, 60));
    await book.engine.close();
    const refused: unknown = await restore(book).catch((error: unknown) => error);
    const { text } = refused as DomainError;
    expect(text).toContain(
      `the copy ${second?.name ?? ''} cannot be restored: its file was changed or damaged`,
    );
    expect(read(book.engine.location)).toBe(119);
    expect(fs.readdirSync(path.dirname(book.engine.location)).sort()).toEqual([
      'test.db',
      'test.db.backup',
    ]);
    // The list of copies reads no bytes: the refusal itself says how to go behind the damaged one.
    const [, before = ''] = /restore --at (\S+) takes/.exec(text) ?? [];
    await restore(book, { at: new Date(before) });
    expect(read(book.engine.location)).toBe(100);
  });

  it('is refused when two increments were swapped', async () => {
    const book = await openFourBalances();
    const [, second, third] = book.usable();
    const [one, other] = [second?.file ?? '', third?.file ?? ''];
    fs.renameSync(one, `${one}.x`);
    fs.renameSync(other, one);
    fs.renameSync(`${one}.x`, other);
    await book.engine.close();
    const swapped = fs.statSync(one).size === second?.bytes;
    if (swapped) await expect(restore(book)).rejects.toThrow(/was changed or damaged/);
    else expect(planOf(book).chain).toHaveLength(1);
  });

  it('is refused when it continues a copy of another chain under the same name', async () => {
    const book = await openFourBalances();
    const [first] = book.usable();
    const file = path.join(book.folder, manifestName(first?.name ?? ''));
    const manifest = JSON.parse(fs.readFileSync(file, 'utf8')) as { root: string };
    fs.writeFileSync(file, JSON.stringify({ ...manifest, root: 'f'.repeat(64) }));
    expect(planOf(book).passedOver.map(({ problem }) => problem?.key)).toEqual([
      'backup.foreign_parent',
      'backup.broken_parent',
    ]);
    await book.engine.close();
    await expect(restore(book)).rejects.toThrow('its pages are not those that were copied');
  });
});
