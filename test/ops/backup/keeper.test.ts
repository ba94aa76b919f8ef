import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { createContext } from '../../../src/context.js';
import { openEmbedded } from '../../../src/db/engines/embedded/embedded.js';
import { startKeeper, type Keeper } from '../../../src/ops/backup/keeper.js';
import { hasOwner, ownCopies, ownerFolder } from '../../../src/ops/backup/owner.js';
import { prepareCopy } from '../../../src/ops/backup/prepare.js';
import { askOwner } from '../../../src/ops/backup/requests.js';
import { testConfig } from '../../helpers/books/book.js';
import { openCopiedBook, type CopiedBook } from '../../helpers/books/copies.js';
import { describeOnSqlite } from '../../helpers/engines/engines.js';
import { whenDone } from '../../helpers/run/shared-world.js';

/** A keeper as a server with this folder starts it; its copies are prepared in this process. */
function keep(book: CopiedBook, folder: string | null = book.folder): Keeper {
  const config = testConfig(folder === null ? {} : { BACKUP_FOLDER: folder });
  const keeper = startKeeper(Object.assign(book.context, { config }), prepareCopy);
  if (!keeper) throw new Error('no keeper');
  whenDone(() => keeper.stop());
  return keeper;
}

describeOnSqlite('the keeper of the copies', () => {
  it('makes a full copy at its start when there is none, then increments', async () => {
    const book = await openCopiedBook();
    const keeper = keep(book);
    expect(await keeper.copyNow('increment')).toMatchObject({ kind: 'full', isUnchanged: true });
    await book.pay(1);
    expect(await keeper.copyNow('increment')).toMatchObject({ kind: 'increment' });
    expect(book.usable().map(({ kind }) => kind)).toEqual(['full', 'increment']);
  });

  it('makes the full copy whose time passed while no server ran', async () => {
    const book = await openCopiedBook();
    await book.copy('full');
    await book.pay(1);
    const soon = keep(book);
    await soon.copyNow('increment');
    await soon.stop();
    book.clock.advance(24 * 60 * 60);
    await keep(book).copyNow('increment');
    expect(book.usable().map(({ kind }) => kind)).toEqual(['full', 'increment', 'full']);
  });

  it('takes no snapshot while nothing is written', async () => {
    const book = await openCopiedBook();
    const keeper = keep(book);
    await keeper.copyNow('increment');
    expect(await keeper.copyChanges()).toBeNull();
    await book.pay(1);
    expect(await keeper.copyChanges()).toMatchObject({ kind: 'increment', isUnchanged: false });
    expect(await keeper.copyChanges()).toBeNull();
  });

  it('makes a copy again when its newest one was lost or damaged and nothing is written', async () => {
    const book = await openCopiedBook();
    const keeper = keep(book);
    await keeper.copyNow('increment');
    fs.truncateSync(book.usable()[0]?.file ?? '', 10);
    expect(await keeper.copyChanges()).toMatchObject({ kind: 'full', isUnchanged: false });
    fs.rmSync(book.usable()[0]?.file ?? '');
    expect(await keeper.copyChanges()).toMatchObject({ kind: 'full', isUnchanged: false });
    expect(await keeper.copyChanges()).toBeNull();
  });

  it('makes copies of two requests one after another', async () => {
    const book = await openCopiedBook();
    const keeper = keep(book);
    const [one, other] = await Promise.all([keeper.copyNow('full'), keeper.copyNow('full')]);
    expect(Date.parse(other?.at ?? '')).toBeGreaterThan(Date.parse(one?.at ?? ''));
    expect(book.usable()).toHaveLength(3);
  });

  it('owns the copies while it runs, and leaves them to nobody else', async () => {
    const book = await openCopiedBook();
    const keeper = keep(book, null);
    const file = book.engine.location;
    expect(hasOwner(file)).toBe(true);
    expect(ownCopies(file)).toBeNull();
    const second = openEmbedded({ file, threads: false });
    whenDone(() => second.close());
    const context = await createContext(testConfig(), { engine: second });
    const follower = startKeeper(context, prepareCopy);
    expect(follower?.isOwner()).toBe(false);
    await follower?.stop();
    await keeper.stop();
    expect(hasOwner(file)).toBe(false);
  });

  it('makes the copies that commands ask for, and passes refusals on', async () => {
    const book = await openCopiedBook();
    keep(book, null);
    const { folder } = book;
    const report = await askOwner(book.engine.location, { folder, kind: 'increment' });
    expect(report).toMatchObject({ kind: 'full', instead: { key: 'backup.no_copy_yet' } });
    expect(book.usable().map(({ name }) => name)).toEqual([report.name]);
    const away = path.join(folder, 'away');
    await expect(askOwner(book.engine.location, { folder: away, kind: 'full' })).rejects.toThrow(
      `the backup folder ${away} does not exist`,
    );
    const left = fs.readdirSync(ownerFolder(book.engine.location));
    expect(left).toEqual(['owner.lock']);
  });

  it('answers a command that its server ended before the copy was made', async () => {
    const book = await openCopiedBook();
    const lock = ownCopies(book.engine.location);
    const asking = askOwner(book.engine.location, { folder: book.folder, kind: 'full' });
    lock?.release();
    await expect(asking).rejects.toThrow('the server ended before the copy was made');
  });

  it('logs a failed copy, and goes on when the folder is back', async () => {
    const book = await openCopiedBook();
    const errors: unknown[] = [];
    const log = { error: (...said: unknown[]) => errors.push(said), info: () => undefined };
    Object.assign(book.context, { log: { ...log, warn: () => undefined } });
    fs.renameSync(book.folder, `${book.folder}-away`);
    const keeper = keep(book);
    expect(await keeper.copyNow('increment')).toBeNull();
    expect(errors).not.toEqual([]);
    fs.renameSync(`${book.folder}-away`, book.folder);
    expect(await keeper.copyNow('increment')).toMatchObject({ kind: 'full' });
  });
});
