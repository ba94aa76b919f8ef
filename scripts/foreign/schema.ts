import Sqlite from 'better-sqlite3';
import path from 'node:path';
import { migrateUp, readMigrations } from '../../src/db/migrations/migrator.js';
import { migrationsFolder } from '../../src/paths.js';
import { systemActor } from '../../src/services/accounts/actors.js';
import { createUser } from '../../src/services/accounts/users.js';
import { LOGINS, remove, withBook } from '../bench/book.js';

/** A book with tables of another program: large, and without an index beside the key. */

/** Columns of the large table: each is sorted both ways and filtered. */
export const columns = [
  'title',
  'city',
  'amount',
  'ratio',
  'happened_at',
  'day',
  'note',
  'code',
  'flag',
] as const;

const tables = [
  `CREATE TABLE f_parent (id INTEGER PRIMARY KEY, title TEXT NOT NULL, city TEXT NOT NULL,
    amount INTEGER NOT NULL, ratio REAL NOT NULL, happened_at TEXT NOT NULL, day DATE,
    note TEXT, code VARCHAR(12), flag BOOLEAN)`,
  `CREATE TABLE f_child (id INTEGER PRIMARY KEY, parent_id INTEGER NOT NULL REFERENCES f_parent(id),
    quantity INTEGER, remark TEXT)`,
  `CREATE TABLE f_keyed (code TEXT PRIMARY KEY, name TEXT, kind TEXT NOT NULL)`,
  `CREATE INDEX f_keyed_kind ON f_keyed (kind)`,
  `CREATE VIEW f_sums AS SELECT parent_id, sum(quantity) AS total FROM f_child GROUP BY parent_id`,
];

/** Fills the tables; `:rows` is the number of rows of each. */
const rows = [
  `INSERT INTO f_parent WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :rows)
    SELECT i, 'Title ' || (i * 7919 % 1000003), 'City ' || (i % 97), i * 31 % 100000, i % 1009 / 7.0,
      strftime('%Y-%m-%dT%H:%M:%SZ', 1700000000 + i * 37 % 31536000, 'unixepoch'),
      iif(i % 5 = 0, NULL, date(1700000000 + i * 61 % 31536000, 'unixepoch')),
      iif(i % 3 = 0, NULL, 'a note of some length about row ' || i), 'C' || i, i % 2 FROM n`,
  `INSERT INTO f_child WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :rows)
    SELECT i, 1 + i * 17 % :rows, i % 50, iif(i % 4 = 0, NULL, 'remark ' || i) FROM n`,
  `INSERT INTO f_keyed WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :rows)
    SELECT printf('K%08d', i * 7919 % 100000007), 'Name ' || i, 'kind ' || (i % 3) FROM n`,
];

/** Makes a migrated file with the tables, filled, and the administrator of the bench. */
export async function makeForeignFile(folder: string, count: number): Promise<string> {
  const file = path.join(folder, `foreign-${process.pid}.db`);
  remove(file);
  await withBook(file, async (context) => {
    await migrateUp(context.database, readMigrations(migrationsFolder));
    const { login, password } = LOGINS.admin;
    await createUser(context, await systemActor(context), {
      username: login,
      password,
      email: 'admin@example.test',
      role: 'admin',
      mustChangePassword: false,
    });
  });
  const sqlite = new Sqlite(file);
  try {
    sqlite.pragma('synchronous = OFF');
    for (const sql of tables) sqlite.exec(sql);
    for (const sql of rows) sqlite.prepare(sql).run({ rows: count });
    sqlite.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    sqlite.close();
  }
  return file;
}
