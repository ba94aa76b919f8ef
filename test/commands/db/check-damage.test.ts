import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { openEmbedded } from '../../../src/db/engines/embedded/embedded.js';
import { leafPagesOf, overwritePages } from '../../helpers/books/damage.js';
import { openCopiedBook } from '../../helpers/books/copies.js';
import { run } from '../../helpers/commands/run.js';
import { temporaryFolder } from '../../helpers/engines/engines.js';
import { whenDone } from '../../helpers/run/shared-world.js';

/** Makes a book with 40 pages of noise in one table. */
async function damagedBook(): Promise<{ file: string; pages: number[] }> {
  const file = path.join(temporaryFolder(), 'book.db');
  fs.copyFileSync(inject('migratedDatabase'), file);
  const engine = openEmbedded({ file, threads: false });
  await engine.database
    .prepare(
      `WITH n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
      INSERT INTO login_attempts (id, account_hash, address, succeeded)
      SELECT i, hex(zeroblob(60)), '192.0.2.1', 0 FROM n`,
    )
    .run();
  await engine.close();
  const pages = leafPagesOf(file, 'login_attempts').slice(3, 43);
  expect(pages).toHaveLength(40);
  overwritePages(file, pages);
  return { file, pages };
}

function openDamaged(file: string) {
  const engine = openEmbedded({ file, threads: false });
  whenDone(() => engine.close());
  return engine;
}

describe('db check on 40 pages of noise', () => {
  it('names the pages and the way out, in both languages', async () => {
    const { file, pages } = await damagedBook();
    const engine = openDamaged(file);
    const checked = await run(engine, ['db', 'check', '--json']);
    expect(checked.exitCode).toBe(1);
    const { problems } = checked.json as { problems: string[] };
    expect(problems[0]).toMatch(
      /^damaged: pages .*; stop the server and restore the newest copy: npm run cli -- restore \(docs\/recovery\.md\)$/,
    );
    const named = new Set(
      [...(problems[0] ?? '').matchAll(/(\d+)(?:–(\d+))?/g)].flatMap(([, first, last]) => {
        const from = Number(first);
        return Array.from({ length: Number(last ?? first) - from + 1 }, (_, i) => from + i);
      }),
    );
    expect(pages.filter((page) => !named.has(page))).toEqual([]);
    const spanish = await run(engine, ['db', 'check'], { language: 'es' });
    expect(spanish.stdout).toContain('dañada: páginas ');
  });

  it('names the newest copy of the configured folder', async () => {
    const { file } = await damagedBook();
    const book = await openCopiedBook();
    const { name } = await book.copy('full');
    const checked = await run(openDamaged(file), ['db', 'check'], {
      env: { BACKUP_FOLDER: book.folder },
    });
    expect(checked.stdout).toContain(`restore the newest copy, ${name}: npm run cli -- restore`);
  });

  it('goes on when the history of migrations cannot be read', async () => {
    const { file } = await damagedBook();
    overwritePages(file, leafPagesOf(file, 'migrations'));
    const checked = await run(openDamaged(file), ['db', 'check']);
    expect(checked).toMatchObject({ exitCode: 1 });
    expect(checked.stdout).toContain('the database is damaged; stop the server and restore');
    expect(checked.stdout).toContain('damaged: pages ');
  });
});
