import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { migrateUp, type Migration, readMigrations } from '../../../src/db/migrations/migrator.js';
import { rollback } from '../../../src/db/migrations/rollback.js';
import type { D1Database } from '../../../src/db/types.js';
import { migrationsFolder } from '../../../src/paths.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import { emptyTables, sampleRows } from './sample-rows.js';

const migrations = readMigrations(migrationsFolder);

/** The columns of every table, by table. */
async function columnsOf(database: D1Database): Promise<Record<string, string[]>> {
  const rows = await database
    .prepare(
      `SELECT t.name, json_group_array(c.name)
        FROM (SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*'
          AND name NOT GLOB '_cf_*' AND name <> 'migrations') t, pragma_table_info(t.name) c
        GROUP BY t.name ORDER BY t.name`,
    )
    .raw<[string, string]>();
  return Object.fromEntries(rows.map(([name, list]) => [name, JSON.parse(list) as string[]]));
}

/** The schema as it is stored: every table, index and trigger with its DDL. */
async function schemaDump(database: D1Database): Promise<unknown[]> {
  const { results } = await database
    .prepare(
      `SELECT type, name, tbl_name, sql FROM sqlite_schema
        WHERE name NOT GLOB '_cf_*' AND name NOT GLOB 'sqlite_*' ORDER BY type, name`,
    )
    .all();
  return results;
}

/** The rows of the tables, each with the columns given. */
async function rowsOf(
  database: D1Database,
  columns: Record<string, string[]>,
): Promise<Record<string, unknown[]>> {
  const entries = Object.entries(columns);
  const results = await database.batch(
    entries.map(([name, list]) =>
      database.prepare(
        `SELECT ${list.map((column) => `"${column}"`).join(', ')} FROM "${name}" ORDER BY rowid`,
      ),
    ),
  );
  return Object.fromEntries(entries.map(([name], index) => [name, results[index]?.results ?? []]));
}

async function allRows(database: D1Database): Promise<Record<string, unknown[]>> {
  return rowsOf(database, await columnsOf(database));
}

/** Puts a row into every table that has none and knows one. */
async function fill(database: D1Database): Promise<void> {
  const rows = await allRows(database);
  const statements = Object.entries(sampleRows).flatMap(([name, inserts]) =>
    rows[name]?.length === 0 ? inserts : [],
  );
  if (statements.length > 0) {
    await database.batch(statements.map((sql) => database.prepare(sql)));
  }
}

describeOnEngines('every migration', ({ open }) => {
  it('goes up, down and up again with rows in all tables, and loses none that it should keep', async () => {
    const { database } = await open({ empty: true });
    for (const [index, migration] of migrations.entries()) {
      const columns = await columnsOf(database);
      const before = { schema: await schemaDump(database), rows: await rowsOf(database, columns) };
      const known = migrations.slice(0, index + 1);

      expect(await migrateUp(database, known)).toEqual([migration.name]);
      const after = await schemaDump(database);
      expect(await rowsOf(database, columns), migration.name).toEqual(before.rows);
      await fill(database);

      expect(await rollback(database, known)).toEqual([migration.name]);
      if (index > 0) expect(await schemaDump(database), migration.name).toEqual(before.schema);
      expect(await allRows(database), migration.name).toEqual(before.rows);

      expect(await migrateUp(database, known)).toEqual([migration.name]);
      expect(await schemaDump(database), migration.name).toEqual(after);
      await fill(database);
    }
    const empty = Object.entries(await allRows(database))
      .filter(([, rows]) => rows.length === 0)
      .map(([name]) => name);
    expect(empty, 'tables without sample rows').toEqual([...emptyTables].sort());
    const broken = await database.prepare('PRAGMA foreign_key_check').all();
    expect(broken.results).toEqual([]);
  });
});

/** Rules that a migration breaks (docs/decisions/0003-migrator.md). */
function problemsOf({ up, down }: Pick<Migration, 'up' | 'down'>): string[] {
  const scripts = [...up, ...(down ?? [])];
  const problems: string[] = [];
  const note = (found: boolean, problem: string) => {
    if (found) problems.push(problem);
  };
  note(down === null || down.length === 0, 'has no down script');
  note(up.length === 0, 'does nothing');
  note(
    up.some((sql) => /\bDROP\s+TABLE\b/i.test(sql)),
    'drops a table on the way up',
  );
  note(
    up.some((sql) => /\bRENAME\s+TO\b/i.test(sql)),
    'recreates a table',
  );
  note(
    scripts.some((sql) => /\bON\s+DELETE\s+CASCADE\b/i.test(sql)),
    'deletes children by cascade',
  );
  note(
    scripts.some((sql) =>
      /^\s*(BEGIN|COMMIT|SAVEPOINT|PRAGMA|VACUUM|ATTACH)\b/im.test(withoutBodies(sql)),
    ),
    'is no part of one batch',
  );
  note(
    scripts.some((sql) => (withoutBodies(sql).match(/;\s*\S/g) ?? []).length > 0),
    'has two statements without a breakpoint between',
  );
  return problems;
}

/** Trigger bodies hold statements of their own. */
function withoutBodies(sql: string): string {
  return sql.replace(/--[^\n]*/g, '').replace(/\bBEGIN\b[\s\S]*\bEND\b/i, 'BODY');
}

describe('migration files', () => {
  it.each(migrations)('$name keeps to the rules', (migration) => {
    expect(problemsOf(migration)).toEqual([]);
  });

  it('are read from every SQL file of the folder', () => {
    const files = fs.readdirSync(migrationsFolder).filter((file) => file.endsWith('.sql'));
    const expected = migrations.flatMap(({ name }) => [`${name}.down.sql`, `${name}.sql`]);
    expect(files.sort()).toEqual(expected.sort());
    expect(migrations.length).toBeGreaterThan(1);
  });

  it.each<[string, string[], string[] | null]>([
    ['has no down script', ['CREATE TABLE a (b TEXT)'], null],
    ['drops a table on the way up', ['DROP TABLE a'], ['CREATE TABLE a (b TEXT)']],
    ['recreates a table', ['ALTER TABLE new_a RENAME TO a'], ['DROP TABLE a']],
    [
      'deletes children by cascade',
      ['CREATE TABLE a (b TEXT REFERENCES c(d) on delete cascade)'],
      ['DROP TABLE a'],
    ],
    ['is no part of one batch', ['PRAGMA foreign_keys = OFF'], ['DROP TABLE a']],
    [
      'has two statements without a breakpoint between',
      ['CREATE TABLE a (b TEXT); CREATE TABLE c (d TEXT)'],
      ['DROP TABLE a'],
    ],
  ])('break a rule when one %s', (problem, up, down) => {
    expect(problemsOf({ up, down })).toContain(problem);
  });
});
