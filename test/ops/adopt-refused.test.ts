import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { openForeignFile } from '../../src/db/engines/embedded/foreign-file.js';
import { adoptFile } from '../../src/ops/adopt/adopt.js';
import { planAdoption } from '../../src/ops/adopt/plan.js';
import { query } from '../helpers/books/book.js';
import { adopt, dumpOf, openEmpty } from '../helpers/foreign/adopt.js';
import { foreignFile } from '../helpers/foreign/foreign-file.js';
import { said } from '../helpers/messages/said.js';

describe('the plan of an adoption', () => {
  it('refuses names of the book in any case, and names that engines keep', async () => {
    const context = await openEmpty();
    const file = foreignFile([
      'CREATE TABLE Wagers (a)',
      'CREATE TABLE thing (a)',
      'CREATE INDEX idx_USERS_role ON thing (a)',
      'CREATE TABLE d1_migrations (a)',
    ]);
    const before = dumpOf(context.engine.location);
    const refusal = await adopt(context, file).catch((error: unknown) => String(error));
    expect(refusal).toContain('table Wagers has the name of an object of this database');
    expect(refusal).toContain('index idx_USERS_role has the name of an object of this database');
    expect(refusal).toContain('table d1_migrations has a name that is reserved');
    expect(refusal).toContain('--skip NAME leaves an object behind');
    expect(dumpOf(context.engine.location)).toEqual(before);
    await adopt(context, file, { skip: ['wagers', 'IDX_users_ROLE', 'd1_migrations'] });
    expect(await query(context, 'SELECT count(*) AS rows FROM thing')).toEqual([{ rows: 0 }]);
    await expect(adopt(context, file, { skip: ['nothing'] })).rejects.toThrow(/no object/);
  });

  it('refuses objects that would reach into the book, and lets broken ones be', async () => {
    const context = await openEmpty();
    const file = foreignFile([
      'CREATE TABLE thing (a REFERENCES customers (id))',
      'CREATE VIEW peek AS SELECT * FROM Users',
      `CREATE TRIGGER pay AFTER INSERT ON thing BEGIN UPDATE "customers" SET balance = 1; END`,
      'CREATE VIEW lost AS SELECT * FROM nowhere',
    ]);
    const refusal = await adopt(context, file).catch((error: unknown) => String(error));
    expect(refusal).toContain('table thing: it would refer to customers of this database');
    expect(refusal).toContain('view peek: it would refer to Users of this database');
    expect(refusal).toContain('trigger pay: it would refer to customers of this database');
    expect(refusal).not.toContain('lost');
  });

  it('names what this program cannot hold before anything is written', async () => {
    const context = await openEmpty();
    const file = foreignFile(['CREATE TABLE thing (a, b)', 'CREATE TABLE note (t TEXT)']);
    const sqlite = new Sqlite(file).unsafeMode();
    sqlite.pragma('writable_schema = ON');
    sqlite.exec(`UPDATE sqlite_schema SET sql = 'CREATE TABLE note (t TEXT COLLATE people)'
      WHERE name = 'note'`);
    sqlite.exec(`INSERT INTO sqlite_schema VALUES ('table', 'vectors', 'vectors', 0,
      'CREATE VIRTUAL TABLE vectors USING vec0 (v)'), ('table', 'vectors_chunks', 'vectors_chunks',
      (SELECT rootpage FROM sqlite_schema WHERE name = 'thing'), 'CREATE TABLE vectors_chunks (a, b)')`);
    sqlite.close();
    const refusal = await adopt(context, file).catch((error: unknown) => String(error));
    expect(refusal).toContain('table note: it needs the collation people');
    expect(refusal).toContain('table vectors: it needs the module vec0');
  });

  it('tells references to rows that do not exist, and adopts them', async () => {
    const context = await openEmpty();
    const path = foreignFile([
      'CREATE TABLE parent (id INTEGER PRIMARY KEY)',
      'CREATE TABLE child (parent REFERENCES parent (id))',
      'INSERT INTO child VALUES (7)',
    ]);
    const file = openForeignFile(path);
    const plan = await planAdoption(context, file);
    file.close();
    expect(plan.notices.map((notice) => said(notice))).toEqual([
      'references of the file to rows that do not exist: 1; db check will name them',
    ]);
    await adopt(context, path);
    expect(await query(context, 'SELECT parent FROM child')).toEqual([{ parent: 7 }]);
  });

  it('refuses a file that changed since the plan', async () => {
    const context = await openEmpty();
    const path = foreignFile(['CREATE TABLE thing (a)']);
    const file = openForeignFile(path);
    const plan = await planAdoption(context, file);
    file.close();
    const other = new Sqlite(path);
    other.exec('ALTER TABLE thing ADD COLUMN b');
    other.close();
    await expect(adoptFile(context, { userId: null }, plan)).rejects.toThrow(
      'nothing was adopted: the file changed since the plan: thing',
    );
  });
});
