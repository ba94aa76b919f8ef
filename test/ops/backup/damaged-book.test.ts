import Sqlite from 'better-sqlite3';
import fs from 'node:fs';
import { expect, it } from 'vitest';
import type { DomainError } from '../../../src/errors.js';
import { openCopiedBook } from '../../helpers/books/copies.js';
import { leafPagesOf, overwritePages } from '../../helpers/books/damage.js';
import { describeOnSqlite } from '../../helpers/engines/engines.js';

describeOnSqlite('a copy of a damaged book', () => {
  it('is refused with the damage and the way out', async () => {
    const book = await openCopiedBook();
    await book.copy('full');
    const names = fs.readdirSync(book.folder).sort();
    // Pages that the facts of a manifest are read from.
    const { location } = book.engine;
    const sqlite = new Sqlite(location);
    sqlite.pragma('wal_checkpoint(TRUNCATE)');
    sqlite.close();
    overwritePages(location, leafPagesOf(location, 'customers'));
    const refused: unknown = await book.copy().catch((error: unknown) => error);
    expect((refused as DomainError).text).toMatch(
      /^the database is damaged; .*npm run cli -- restore/,
    );
    expect(fs.readdirSync(book.folder).sort()).toEqual(names);
  });
});
