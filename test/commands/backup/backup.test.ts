import fs from 'node:fs';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { ownCopies, ownerFolder } from '../../../src/ops/backup/owner.js';
import { startKeeper } from '../../../src/ops/backup/keeper.js';
import { prepareCopy } from '../../../src/ops/backup/prepare.js';
import { openCopiedBook, type CopiedBook } from '../../helpers/books/copies.js';
import { run, type RunOptions } from '../../helpers/commands/run.js';
import { describeOnSqlite } from '../../helpers/engines/engines.js';
import { whenDone } from '../../helpers/run/shared-world.js';

const backup = (book: CopiedBook, args: string[], options: RunOptions = {}) =>
  run(book.engine, ['backup', ...args], {
    env: { BACKUP_FOLDER: book.folder },
    clock: book.clock,
    ...options,
  });

describeOnSqlite('backup', () => {
  it('makes a copy when no server runs, lists it and verifies it', async () => {
    const book = await openCopiedBook();
    const made = await backup(book, ['create', '--json']);
    expect(made).toMatchObject({ exitCode: 0, json: { kind: 'full', brokenRows: 0 } });
    expect(made.stderr).toMatch(/full copy, (\d+) of \1 pages, .* made and proven in/);
    expect(made.stderr).toContain('a full copy was made: there was no copy to continue');
    expect(made.stderr).toContain('do not hold SESSION_SECRET and DATA_KEY');

    await book.pay(1);
    book.clock.advance(240);
    const listed = await backup(book, ['list']);
    expect(listed.exitCode).toBe(0);
    expect(listed.stdout).toMatch(
      /book-20260304T120000000Z-\w{12}\.full +2026-03-04 12:00:00 +full copy +\d+ +proven/,
    );
    expect(listed.stderr).toContain('the changes of 5 minutes since then would be lost');

    const verified = await backup(book, ['verify']);
    expect(verified.exitCode).toBe(0);
    expect(verified.stdout).toMatch(/\.full is sound and reconciles, rebuilt in/);
  });

  it('asks the running server for the copy', async () => {
    const book = await openCopiedBook();
    const keeper = startKeeper(book.context, prepareCopy);
    whenDone(() => keeper?.stop());
    const made = await backup(book, ['create', '--full', '--json']);
    expect(made).toMatchObject({ exitCode: 0, json: { kind: 'full' } });
    expect(made.stderr).toContain('a server or a command on this book makes its copies');
    expect(book.usable()).toHaveLength(1);
  });

  it('waits for the copy of another command, and then makes its own', async () => {
    const book = await openCopiedBook();
    const other = ownCopies(book.engine.location);
    const waiting = backup(book, ['create', '--json']);
    await vi.waitFor(() => {
      const asked = fs.readdirSync(ownerFolder(book.engine.location));
      expect(asked.some((name) => name.endsWith('.request.json'))).toBe(true);
    });
    expect(book.usable()).toEqual([]);
    other?.release();
    expect(await waiting).toMatchObject({ exitCode: 0, json: { kind: 'full' } });
    expect(fs.readdirSync(ownerFolder(book.engine.location))).toEqual(['owner.lock']);
  });

  it('names a damaged increment and all that continue it, in both languages', async () => {
    const book = await openCopiedBook();
    await book.copy();
    const names: string[] = [];
    for (const dollars of [1, 2, 3]) {
      await book.pay(dollars);
      names.push((await book.copy()).name);
    }
    const [first = '', second = ''] = names;
    fs.truncateSync(path.join(book.folder, second), 10);
    const listed = await backup(book, ['list']);
    expect(listed.exitCode).toBe(1);
    expect(listed.stdout).toMatch(/its file has 10 bytes instead of [\d,]+$/m);
    expect(listed.stdout).toContain(`it continues ${second}, which is damaged or missing`);
    expect(listed.stderr).toContain('2 copies in');

    const verified = await backup(book, ['verify', '--all']);
    expect(verified.exitCode).toBe(1);
    expect(verified.stdout).toContain(`${first} is sound`);
    expect(verified.stdout).toContain(`${second} cannot be restored`);
    const spanish = await backup(book, ['verify', second], { language: 'es' });
    expect(spanish.stdout).toContain('no se puede restaurar: su archivo tiene 10 bytes en vez de');
  });

  it('finds bytes that changed under an unchanged size', async () => {
    const book = await openCopiedBook();
    const { name } = await book.copy();
    const file = path.join(book.folder, name);
    const bytes = fs.readFileSync(file);
    bytes.writeUInt8(bytes.readUInt8(5000) ^ 1, 5000);
    fs.writeFileSync(file, bytes);
    expect(await backup(book, ['list'])).toMatchObject({ exitCode: 0 });
    const verified = await backup(book, ['verify']);
    expect(verified).toMatchObject({ exitCode: 1 });
    expect(verified.stdout).toContain('its file was changed or damaged since it was proven');
  });

  it('says what to set without a folder, and what to do without a copy', async () => {
    const book = await openCopiedBook();
    const without = await backup(book, ['list'], { env: {} });
    expect(without).toMatchObject({ exitCode: 2, stdout: '' });
    expect(without.stderr).toContain('there is no folder for copies; set BACKUP_FOLDER');
    const empty = await backup(book, ['list', '--folder', book.folder], { env: {} });
    expect(empty).toMatchObject({ exitCode: 1 });
    expect(empty.stderr).toContain('make one: npm run cli -- backup create');
    const verified = await backup(book, ['verify', 'book-1.full']);
    expect(verified.stderr).toContain(`there is no copy book-1.full in ${book.folder}`);
  });
});
