import { getTableName, is } from 'drizzle-orm';
import { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { expect, it } from 'vitest';
import { systemTables } from '../../../src/admin/tables/secrets.js';
import * as specified from '../../../src/db/schema/book.js';
import { openBook, query } from '../../helpers/books/book.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';

describeOnEngines('tables of a book', (engine) => {
  it('a migrated book has the specified tables and system tables, which have no generated panel', async () => {
    const { context } = await openBook(engine);
    const rows = await query<{ name: string }>(
      context,
      `SELECT name FROM sqlite_schema WHERE type = 'table'
        AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '_cf_*'`,
    );
    const ofTheSpecification = Object.values(specified).flatMap((value: unknown) =>
      is(value, SQLiteTable) ? [getTableName(value)] : [],
    );
    expect(rows.map(({ name }) => name).sort()).toEqual(
      [...ofTheSpecification, ...systemTables].sort(),
    );
  });
});
