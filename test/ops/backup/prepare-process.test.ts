import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { makeCopy } from '../../../src/ops/backup/create.js';
import { prepareInProcess } from '../../../src/ops/backup/run-prepare.js';
import { openBookOfAnn } from '../../helpers/books/book.js';
import { openCopiedBook } from '../../helpers/books/copies.js';
import {
  describeOnSqlite,
  embeddedWithThreads,
  temporaryFolder,
} from '../../helpers/engines/engines.js';

describeOnSqlite('the process that prepares a copy', () => {
  it('proves a copy that the writer’s thread made beside writes', async () => {
    const { context, engine, ann } = await openBookOfAnn(embeddedWithThreads, 100);
    const folder = temporaryFolder();
    const copying = makeCopy(context, { folder, kind: 'full' });
    const rename = engine.database.prepare('UPDATE customers SET name = ? WHERE id = ?');
    for (const name of ['Ann B', 'Ann C', 'Ann D']) await rename.bind(name, ann).run();
    const report = await copying;
    expect(report).toMatchObject({ kind: 'full', brokenRows: 0 });
    expect(fs.readdirSync(folder).sort()).toEqual(
      [report.name, `${report.name}.json`, `${report.name}.pages`].sort(),
    );
  });

  it('passes refusals on in the words of their keys, and leaves nothing aside', async () => {
    const { context, folder, engine } = await openCopiedBook();
    await makeCopy(context, { folder, kind: 'full' });
    await engine.database.prepare(`UPDATE migrations SET applied_at = '2020-01-01 00:00:00'`).run();
    const refused = makeCopy(context, { folder, kind: 'full' });
    await expect(refused).rejects.toMatchObject({
      code: 'conflict',
      said: { key: 'backup.other_book' },
    });
    expect(fs.readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('makes no copy when it is killed, and the next copy removes what it left', async () => {
    const { context, folder } = await openCopiedBook();
    const killed = new AbortController();
    const copying = makeCopy(context, {
      folder,
      kind: 'full',
      prepare: (order) => {
        const prepared = prepareInProcess(order, killed.signal);
        killed.abort();
        return prepared;
      },
    });
    await expect(copying).rejects.toThrow();
    fs.mkdirSync(path.join(folder, '.aside-left'));
    const { name } = await makeCopy(context, { folder, kind: 'increment' });
    expect(fs.readdirSync(folder).sort()).toEqual([name, `${name}.json`, `${name}.pages`]);
  });
});
