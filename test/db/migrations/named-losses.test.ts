import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { migrateUp, type Migration, readMigrations } from '../../../src/db/migrations/migrator.js';
import { planRollback, rollback } from '../../../src/db/migrations/rollback.js';
import { keptTables } from '../../../src/db/schema/kept-tables.js';
import type { D1Database } from '../../../src/db/types.js';
import { migrationsFolder } from '../../../src/paths.js';
import { describeOnEngines, describeOnSqlite } from '../../helpers/engines/engines.js';

const own = readMigrations(migrationsFolder);

/** A migration behind all others. */
function migration(up: string[], down: string[] | null = ['SELECT 1']): Migration {
  return { name: '20990101000000_next', hash: 'hash', up, down };
}

const run = (database: D1Database, statements: readonly string[]) =>
  database.batch(statements.map((sql) => database.prepare(sql)));

const migrateTo = (database: D1Database, next: Migration) => migrateUp(database, [...own, next]);

async function schemaOf(database: D1Database): Promise<unknown[]> {
  return database
    .prepare(
      `SELECT type, name, sql FROM sqlite_schema WHERE name NOT GLOB '_cf_*' ORDER BY type, name`,
    )
    .raw();
}

/** The rebuild that Drizzle Kit writes for a new default of `audit_log.address`. */
const REBUILT = fs
  .readFileSync(`${migrationsFolder}/20261122211223_product_additions.sql`, 'utf8')
  .split('--> statement-breakpoint')
  .filter((sql) => /`audit_log`/.test(sql))
  .map((sql) => sql.trim());
const [createAudit = '', ...auditIndexes] = REBUILT.filter((sql) => sql.startsWith('CREATE'));
const rebuildAudit = (select = 'SELECT * FROM `audit_log`') => [
  'PRAGMA foreign_keys=OFF;',
  createAudit
    .replace('CREATE TABLE `audit_log`', 'CREATE TABLE `__new_audit_log`')
    .replace('`address` text', "`address` text DEFAULT ''"),
  `INSERT INTO \`__new_audit_log\` ${select};`,
  'DROP TABLE `audit_log`;',
  'ALTER TABLE `__new_audit_log` RENAME TO `audit_log`;',
  'PRAGMA foreign_keys=ON;',
];

async function auditTriggers(database: D1Database): Promise<string[]> {
  const rows = await database
    .prepare("SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'audit_log'")
    .raw<[string]>();
  return rows.map(([sql]) => sql);
}

describeOnEngines('a migration that rebuilds a table', ({ open }) => {
  it('is refused when the triggers and indexes of the table would go', async () => {
    const { database } = await open();
    const before = await schemaOf(database);
    const attempt = migrateTo(database, migration(rebuildAudit()));
    await expect(attempt).rejects.toMatchObject({ code: 'configuration' });
    await expect(attempt).rejects.toThrow(
      /^migration 20990101000000_next would lose what it does not name: /,
    );
    for (const name of ['existing', 'no_delete', 'no_update', 'order']) {
      await expect(attempt).rejects.toThrow(new RegExp(`trigger trg_audit_log_${name} of audit_log`));
    }
    await expect(attempt).rejects.toThrow(/index idx_audit_log_\w+ of audit_log/);
    expect(await schemaOf(database)).toEqual(before);
  });

  it('passes when it makes the triggers and indexes again and keeps all rows', async () => {
    const { database } = await open();
    const triggers = await auditTriggers(database);
    expect(triggers).toHaveLength(4);
    const next = migration([...rebuildAudit(), ...auditIndexes, ...triggers]);
    expect(await migrateTo(database, next)).toEqual([next.name]);
    expect(await auditTriggers(database)).toHaveLength(4);
  });

  it('is refused when a trigger comes back with another text under its old name', async () => {
    const { database } = await open();
    const triggers = await auditTriggers(database);
    const weaker = triggers.map((sql) => sql.replace('BEFORE DELETE', 'AFTER DELETE'));
    const next = migration([...rebuildAudit(), ...auditIndexes, ...weaker]);
    await expect(migrateTo(database, next)).rejects.toThrow(
      /trigger trg_audit_log_no_delete of audit_log, whose text comes back changed/,
    );
  });

  it('is refused when it copies a part of the rows only', async () => {
    const { database } = await open({ empty: true });
    const [first] = tables;
    await migrateUp(database, [first]);
    const rebuild = migration([
      `CREATE TABLE new_remarks (id INTEGER PRIMARY KEY, note INTEGER
        REFERENCES notes (id) ON DELETE CASCADE, text TEXT)`,
      'INSERT INTO new_remarks SELECT * FROM remarks WHERE id > 10',
      'DROP TABLE remarks',
      'ALTER TABLE new_remarks RENAME TO remarks',
    ]);
    await expect(migrateUp(database, [first, rebuild])).rejects.toMatchObject({
      code: 'configuration',
      message:
        'migration 20990101000000_next would lose what it does not name: 1 of 3 rows of remarks',
      hint: 'copy all rows, or name the table in a DELETE of the script; nothing was changed',
    });
    expect(await database.prepare('SELECT count(*) FROM remarks').raw()).toEqual([[3]]);
    const named = { ...rebuild, up: ['DELETE FROM remarks WHERE id = 10', ...rebuild.up] };
    expect(await migrateUp(database, [first, named])).toEqual([named.name]);
  });
});

/** A small schema: notes, and remarks whose rows go with theirs. */
const tables: [Migration] = [
  {
    name: '20260101000000_notes',
    hash: 'hash 1',
    up: [
      'CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT UNIQUE)',
      'CREATE INDEX notes_text ON notes (text)',
      `CREATE TABLE remarks (id INTEGER PRIMARY KEY, note INTEGER
        REFERENCES notes (id) ON DELETE CASCADE, text TEXT)`,
      'CREATE VIEW long_notes AS SELECT * FROM notes WHERE length(text) > 3',
      "INSERT INTO notes VALUES (1, 'one'), (2, 'two'), (3, 'three')",
      "INSERT INTO remarks VALUES (10, 1, 'a'), (11, 1, 'b'), (12, 2, 'c')",
    ],
    down: ['DROP VIEW long_notes', 'DROP TABLE remarks', 'DROP TABLE notes'],
  },
];

/** Scripts on that schema, and what they would lose. */
const refused: [string, string[], RegExp][] = [
  ['rows of a table that only a cascade reaches', ['DELETE FROM notes WHERE id = 1'], /2 of 3 rows of remarks$/],
  [
    'rows of another table by a trigger',
    [
      'CREATE TRIGGER gone AFTER UPDATE ON remarks BEGIN DELETE FROM notes WHERE id = 3; END',
      'UPDATE remarks SET text = upper(text)',
      'DROP TRIGGER gone',
    ],
    /1 of 3 rows of notes$/,
  ],
  [
    'a column that a rebuild leaves out',
    [
      'CREATE TABLE n (id INTEGER PRIMARY KEY)',
      'DROP TABLE remarks',
      'ALTER TABLE n RENAME TO remarks',
    ],
    /column note of remarks and column text of remarks$/,
  ],
  [
    'a reference and a unique column that a rebuild leaves out',
    [
      'CREATE TABLE r (id INTEGER PRIMARY KEY, note INTEGER, text TEXT)',
      'INSERT INTO r SELECT * FROM remarks',
      'DROP TABLE remarks',
      'ALTER TABLE r RENAME TO remarks',
    ],
    /the reference of remarks\.note$/,
  ],
  [
    'an index behind a table that is renamed and dropped',
    [
      'DROP VIEW long_notes',
      'ALTER TABLE notes RENAME TO old',
      'CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT)',
      'INSERT INTO notes SELECT * FROM old',
      'DELETE FROM remarks',
      'DROP TABLE old',
    ],
    /index notes_text of notes, and the rule that text is unique in notes$|index notes_text of notes and the rule that text is unique in notes$/,
  ],
];

/** Scripts on that schema that name everything. */
const accepted: [string, string[]][] = [
  ['drops a view by name', ['DROP VIEW long_notes']],
  ['drops an index by name', ['DROP INDEX `notes_text`']],
  ['drops a table with its rows and parts', ['/* gone */ drop table if exists "Remarks"']],
  ['drops a column by name', ['ALTER TABLE remarks DROP COLUMN text']],
  ['renames a column', ['ALTER TABLE notes RENAME COLUMN text TO words']],
  ['renames a table', ['ALTER TABLE remarks RENAME TO comments']],
  ['deletes rows by the name of each table', ['DELETE FROM main.remarks', 'DELETE FROM notes']],
  [
    'deletes rows behind a common table expression',
    ['WITH gone (id) AS (SELECT 10) DELETE FROM remarks WHERE id IN (SELECT id FROM gone)'],
  ],
];

describeOnEngines('a migration on a schema with rows', ({ open }) => {
  it('is refused, and changes nothing, when it loses what it does not name', async () => {
    const { database } = await open({ empty: true });
    await migrateUp(database, tables);
    const before = await schemaOf(database);
    for (const [title, up, losses] of refused) {
      const attempt = migrateUp(database, [...tables, migration(up)]);
      await expect(attempt, title).rejects.toThrow(losses);
      expect(await schemaOf(database), title).toEqual(before);
    }
    expect(await database.prepare('SELECT count(*) FROM notes').raw()).toEqual([[3]]);
    expect(await database.prepare('SELECT count(*) FROM remarks').raw()).toEqual([[3]]);
  });

  it('loses what it names', async () => {
    for (const [title, up] of accepted) {
      const { database } = await open({ empty: true });
      await migrateUp(database, tables);
      expect(await migrateUp(database, [...tables, migration(up)]), title).toHaveLength(1);
    }
  });

  it('is refused when objects made by hand would go', async () => {
    const { database } = await open({ empty: true });
    await migrateUp(database, tables);
    await run(database, [
      'CREATE TABLE "by hand" (a)',
      `CREATE TRIGGER watch AFTER INSERT ON remarks BEGIN INSERT INTO "by hand" VALUES (NEW.id); END`,
      'CREATE INDEX by_hand_text ON remarks (text)',
    ]);
    const up = [
      'CREATE TABLE r (id INTEGER PRIMARY KEY, note INTEGER REFERENCES notes (id), text TEXT)',
      'INSERT INTO r SELECT * FROM remarks',
      'DROP TABLE remarks',
      'ALTER TABLE r RENAME TO remarks',
    ];
    await expect(migrateUp(database, [...tables, migration(up)])).rejects.toThrow(
      /: index by_hand_text of remarks and trigger watch of remarks$/,
    );
  });

  it('is refused when a script deletes rows of money, even by name', async () => {
    const { database } = await open();
    await run(database, ["INSERT INTO agents (id, name, code) VALUES ('z', 'Zed', 'Z')"]);
    const up = ['DROP TRIGGER trg_agents_no_delete', "DELETE FROM agents WHERE id = 'z'"];
    await expect(migrateTo(database, migration(up))).rejects.toMatchObject({
      message: expect.stringMatching(/would lose what it does not name: 1 of \d+ rows? of agents/) as string,
      hint: 'no migration deletes rows of money and its history, not even by name; nothing was changed',
    });
  });

  it('is refused without a down script', async () => {
    const { database } = await open({ empty: true });
    for (const down of [null, []]) {
      const next = migration(['CREATE TABLE more (a)'], down);
      await expect(migrateUp(database, [...tables, next])).rejects.toMatchObject({
        message: 'migration 20990101000000_next has no down script',
        hint: expect.stringMatching(/^write 20990101000000_next\.down\.sql beside it/) as string,
      });
      expect(await schemaOf(database)).toEqual([]);
    }
  });
});

describeOnEngines('a rollback', ({ open }) => {
  it('shows the rows, values and objects that go, and changes nothing', async () => {
    const { database } = await open({ empty: true });
    const next = migration(
      [
        'ALTER TABLE notes ADD COLUMN author TEXT',
        "UPDATE notes SET author = 'Ann' WHERE id < 3",
        'CREATE TABLE tags (name TEXT)',
        'CREATE INDEX tags_name ON tags (name)',
        "INSERT INTO tags VALUES ('x'), ('y')",
      ],
      ['DROP TABLE tags', 'ALTER TABLE notes DROP COLUMN author', 'DELETE FROM remarks WHERE id > 11'],
    );
    await migrateUp(database, [...tables, next]);
    const before = await schemaOf(database);
    expect(await planRollback(database, [...tables, next])).toEqual({
      migrations: [next.name],
      objects: [
        { kind: 'index', table: 'tags', name: 'tags_name' },
        { kind: 'table', table: 'tags', name: 'tags' },
        { kind: 'column', table: 'notes', name: 'author' },
      ],
      rows: [
        { table: 'remarks', rows: 3, remaining: 2 },
        { table: 'tags', rows: 2, remaining: 0 },
      ],
      values: [{ table: 'notes', column: 'author', count: 2 }],
    });
    expect(await schemaOf(database)).toEqual(before);
    expect(await database.prepare('SELECT count(*) FROM tags').raw()).toEqual([[2]]);
    expect(await rollback(database, [...tables, next])).toEqual([next.name]);
  });

  it('is refused when a down script loses what it does not name', async () => {
    const { database } = await open({ empty: true });
    const cases: [string[], RegExp][] = [
      [['DELETE FROM notes WHERE id = 1'], /2 of 3 rows of remarks$/],
      [
        ['CREATE TABLE n AS SELECT * FROM remarks', 'DROP TABLE remarks', 'ALTER TABLE n RENAME TO remarks'],
        /the rule that id is unique in remarks, and the reference of remarks\.note$|the rule that id is unique in remarks and the reference of remarks\.note$/,
      ],
    ];
    const known = (down: string[]) => [...tables, migration(['SELECT 1'], down)];
    await migrateUp(database, known(['SELECT 1']));
    for (const [down, losses] of cases) {
      await expect(planRollback(database, known(down))).rejects.toThrow(losses);
      await expect(rollback(database, known(down))).rejects.toThrow(losses);
    }
  });
});

describeOnSqlite('the tables whose rows stay', ({ open }) => {
  it('are those that triggers protect from a DELETE, and the history', async () => {
    const { database } = await open();
    const rows = await database
      .prepare("SELECT tbl_name FROM sqlite_schema WHERE name GLOB 'trg_*_no_delete'")
      .raw<[string]>();
    expect([...rows.map(([name]) => name), 'migrations'].sort()).toEqual([...keptTables]);
  });
});

describe('the rebuild of these tests', () => {
  it('is what Drizzle Kit writes', () => {
    expect(rebuildAudit()[1]).toMatch(/^CREATE TABLE `__new_audit_log` \([\s\S]*DEFAULT ''/);
    expect(auditIndexes.length).toBeGreaterThan(0);
  });
});
