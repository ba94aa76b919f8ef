import Sqlite from 'better-sqlite3';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Context } from '../../src/context.js';
import { DomainError } from '../../src/errors.js';
import { query } from '../helpers/books/book.js';
import { temporaryFolder } from '../helpers/engines/engines.js';
import { adopt, dumpOf, filled, openEmpty, openingRefusal } from '../helpers/foreign/adopt.js';
import { foreignFile, traceOf } from '../helpers/foreign/foreign-file.js';
import { withoutPrivileges } from '../helpers/processes/privileges.js';

/** Adopts; returns the words of the refusal after checking that it left no trace. */
async function refusedWords(context: Context, file: string): Promise<string> {
  const before = dumpOf(context.engine.location);
  const trace = traceOf(file);
  const words = await adopt(context, file).then(
    () => 'adopted',
    (error: unknown) =>
      error instanceof DomainError ? String(error) : `no refusal: ${String(error)}`,
  );
  expect(dumpOf(context.engine.location)).toEqual(before);
  expect(traceOf(file)).toBe(trace);
  return words;
}

/** Page of the file where an object begins. */
function rootOf(file: string, name: string): number {
  const sqlite = new Sqlite(file, { readonly: true });
  const page = sqlite
    .prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?')
    .pluck()
    .get(name) as number;
  sqlite.close();
  return page;
}

/** Replaces bytes of a page; `at` counts from the page's first byte. */
function damage(file: string, page: number, at: number, length: number): void {
  const bytes = fs.readFileSync(file);
  const first = (page - 1) * 4096 + at;
  bytes.fill(0x55, first, first + length);
  fs.writeFileSync(file, bytes);
}

describe('files that cannot be adopted', () => {
  const written = (bytes: Buffer | string): string => {
    const file = path.join(temporaryFolder(), 'other.db');
    fs.writeFileSync(file, bytes);
    return file;
  };

  it.each([
    [
      'no database',
      () => written('name,price\nx,1\n'.repeat(100)),
      'not a SQLite database, or it is encrypted',
    ],
    [
      'encrypted',
      () => written(Buffer.alloc(8192, 0xa7)),
      'not a SQLite database, or it is encrypted',
    ],
    ['empty', () => written(''), 'it is empty'],
    ['missing', () => path.join(temporaryFolder(), 'none.db'), 'it does not exist'],
    ['a folder', () => temporaryFolder(), 'folder'],
    [
      'cut off',
      () => written(fs.readFileSync(foreignFile(['CREATE TABLE a (b)'])).subarray(0, 90)),
      'it is damaged',
    ],
    [
      'in UTF-16',
      () => foreignFile([`PRAGMA encoding = 'UTF-16le'`, 'CREATE TABLE a (b)']),
      'stored as UTF-16le',
    ],
  ])('says that a file is %s', (_title, make, problem) => {
    expect(openingRefusal(make())).toContain(problem);
  });

  it('says that a program stopped while it wrote a file', () => {
    const file = foreignFile([
      'CREATE TABLE thing (a)',
      `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
        INSERT INTO thing SELECT hex(randomblob(50)) FROM n`,
    ]);
    const other = new Sqlite(file);
    other.pragma('cache_size = 1');
    other.exec(`BEGIN; UPDATE thing SET a = hex(randomblob(50))`);
    const killed = path.join(temporaryFolder(), 'killed.db');
    fs.copyFileSync(file, killed);
    fs.copyFileSync(`${file}-journal`, `${killed}-journal`);
    other.close();
    expect(openingRefusal(killed)).toContain('a program stopped while it wrote');
  });

  it('names damage within the file, and writes nothing', async () => {
    const context = await openEmpty();
    const file = foreignFile([
      'CREATE TABLE thing (a)',
      `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
        INSERT INTO thing SELECT hex(randomblob(50)) FROM n`,
    ]);
    const bytes = fs.readFileSync(file);
    bytes.fill(0x55, 4096 * 5, 4096 * 7);
    fs.writeFileSync(file, bytes);
    const before = dumpOf(context.engine.location);
    await expect(adopt(context, file)).rejects.toThrow(/damaged|malformed|page|btree/i);
    expect(dumpOf(context.engine.location)).toEqual(before);
  });

  it('refuses a file without tables, the book itself, and a disk without room', async () => {
    const context = await openEmpty();
    const bare = foreignFile(['CREATE TABLE a (b)', 'DROP TABLE a']);
    await expect(adopt(context, bare)).rejects.toThrow(/no table to adopt/);
    await expect(adopt(context, context.engine.location)).rejects.toThrow(
      /this book’s own database/,
    );
    const file = foreignFile(['CREATE TABLE thing (a)']);
    await expect(adopt(context, file, { freeBytes: () => 10 })).rejects.toThrow(
      'the disk of the database needs 1 MB free and has 0 MB',
    );
  });

  it('names damage of the schema, an index or a table, and leaves no trace', async () => {
    const context = await openEmpty();
    for (const [name, page, at, length] of [
      ['header of the schema', 1, 100, 8],
      ['text of the schema', 1, 4000, 96],
      ['cells of the schema', 1, 108, 4],
      ['root of the index', rootOf(foreignFile(filled), 'thing_a'), 0, 64],
      ['root of the table', rootOf(foreignFile(filled), 'thing'), 0, 64],
    ] as const) {
      const file = foreignFile(filled);
      damage(file, page, at, length);
      const words = await refusedWords(context, file);
      expect(`${name}: ${words}`).toMatch(/damaged|malformed|page|btree/i);
      expect(words).not.toContain('no refusal');
    }
  });

  it('names an index that disagrees with its table, and the way out', async () => {
    const context = await openEmpty();
    const file = foreignFile(filled);
    const sqlite = new Sqlite(file).unsafeMode();
    sqlite.pragma('writable_schema = ON');
    // Writes a row into the table's pages behind the back of its index.
    sqlite.exec(`INSERT INTO sqlite_schema SELECT 'table', 'spare', 'spare', rootpage,
      'CREATE TABLE spare (id INTEGER PRIMARY KEY, a TEXT)' FROM sqlite_schema WHERE name = 'thing'`);
    sqlite.close();
    const behind = new Sqlite(file).unsafeMode();
    behind.exec(
      `UPDATE spare SET a = 'other' WHERE id = 7; INSERT INTO spare VALUES (9000, 'new')`,
    );
    behind.pragma('writable_schema = ON');
    behind.exec(`DELETE FROM sqlite_schema WHERE name = 'spare'`);
    behind.close();

    const words = await refusedWords(context, file);
    expect(words).toContain('row 7 missing from index thing_a');
    expect(words).toContain('sqlite3 FILE REINDEX');
    const mended = new Sqlite(file);
    mended.exec('REINDEX');
    mended.close();
    await adopt(context, file);
    expect(await query(context, `SELECT id FROM thing WHERE a IN ('other', 'new')`)).toHaveLength(
      2,
    );
  });

  it('opens a file in a folder without write permission, and says why one with a log cannot be read', () => {
    const opened = (mode: string): (() => string) => {
      const file = foreignFile([`PRAGMA journal_mode = ${mode}`, ...filled], `${mode}.db`);
      fs.chmodSync(file, 0o444);
      fs.chmodSync(path.dirname(file), 0o555);
      return () => {
        try {
          return withoutPrivileges(() => openingRefusal(file));
        } finally {
          // The clean-up of a user other than root needs it.
          fs.chmodSync(path.dirname(file), 0o755);
        }
      };
    };
    expect(opened('DELETE')()).toBe('');
    expect(opened('WAL')()).toContain('its folder cannot be written; copy it');
  });

  it('takes a path with quotes, spaces and other signs', async () => {
    const context = await openEmpty();
    const file = foreignFile(filled, `it's "mine" ?a=b#c%20; é.db`);
    const before = traceOf(file);
    await adopt(context, file);
    expect(traceOf(file)).toBe(before);
    expect(await query(context, 'SELECT count(*) AS rows FROM thing')).toEqual([{ rows: 3000 }]);
  });
});
