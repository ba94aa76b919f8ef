import { describe, expect, it } from 'vitest';
import {
  ConstraintError,
  DatabaseError,
  GuardError,
  toDatabaseError,
} from '../../../src/db/errors.js';
import type { Engine } from '../../../src/db/types.js';
import { describeOnEngines, type TestEngine } from '../../helpers/engines/engines.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';

const SECRET = 'sEcReT-value';

async function openWithRules(open: TestEngine['open']): Promise<Engine> {
  const engine = await open({ empty: true });
  const { database } = engine;
  const tables = [
    'CREATE TABLE teams (id TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL, city TEXT, UNIQUE (name, city))',
    `CREATE TABLE players (
      id TEXT PRIMARY KEY NOT NULL,
      team_id TEXT NOT NULL REFERENCES teams(id),
      email TEXT NOT NULL,
      age INTEGER CHECK (age > 0),
      status TEXT CONSTRAINT players_status_check CHECK (status IN ('in', 'out'))
    )`,
    'CREATE UNIQUE INDEX players_email_unique ON players (lower(email))',
    'CREATE TABLE points (player_id TEXT NOT NULL, value INTEGER NOT NULL) STRICT',
    `CREATE TRIGGER players_rule BEFORE UPDATE OF team_id ON players
      BEGIN SELECT RAISE(ABORT, 'rule: players.team_id: cannot change'); END`,
    `CREATE TRIGGER players_no_delete BEFORE DELETE ON players
      BEGIN SELECT RAISE(ABORT, 'rule: players: rows stay'); END`,
    "INSERT INTO teams (id, name, city) VALUES ('t1', 'Lions', 'Rome')",
    "INSERT INTO players (id, team_id, email) VALUES ('p1', 't1', 'a@example.com')",
  ];
  await database.batch(tables.map((sql) => database.prepare(sql)));
  return engine;
}

const cases: [string, string, string[], Partial<ConstraintError>][] = [
  [
    'a unique key of two columns',
    "INSERT INTO teams (id, name, city) VALUES (?, 'Lions', 'Rome')",
    [SECRET],
    { kind: 'unique', table: 'teams', columns: ['name', 'city'], field: 'name' },
  ],
  [
    'a primary key',
    "INSERT INTO teams (id, name, city) VALUES ('t1', ?, 'Rome')",
    [SECRET],
    { kind: 'unique', table: 'teams', columns: ['id'] },
  ],
  [
    'a unique index on an expression',
    "INSERT INTO players (id, team_id, email, status) VALUES (?, 't1', 'A@example.com', 'in')",
    [SECRET],
    { kind: 'unique', columns: [], constraint: 'players_email_unique' },
  ],
  [
    'a column that is required',
    'INSERT INTO teams (id, name) VALUES (?, NULL)',
    [SECRET],
    { kind: 'not_null', table: 'teams', columns: ['name'], field: 'name' },
  ],
  [
    'a named check',
    'UPDATE players SET status = ?',
    [SECRET],
    { kind: 'check', constraint: 'players_status_check' },
  ],
  [
    'a check without a name',
    "INSERT INTO players (id, team_id, email, age) VALUES (?, 't1', 'b@example.com', -1)",
    [SECRET],
    { kind: 'check', constraint: 'age > 0' },
  ],
  [
    'a foreign key',
    "INSERT INTO players (id, team_id, email) VALUES ('p2', ?, 'c@example.com')",
    [SECRET],
    { kind: 'foreign_key' },
  ],
  [
    'a row that others refer to',
    'DELETE FROM teams WHERE id <> ?',
    [SECRET],
    { kind: 'foreign_key' },
  ],
  [
    'a type of a strict table',
    "INSERT INTO points (player_id, value) VALUES ('p1', ?)",
    [SECRET],
    { kind: 'datatype', table: 'points', columns: ['value'] },
  ],
  [
    'a rule of a column',
    'UPDATE players SET team_id = ?',
    [SECRET],
    { kind: 'rule', table: 'players', columns: ['team_id'], message: 'cannot change' },
  ],
  [
    'a rule of a table',
    'DELETE FROM players WHERE id <> ?',
    [SECRET],
    { kind: 'rule', table: 'players', columns: [], message: 'rows stay' },
  ],
];

describeOnEngines('a constraint error', ({ open }) => {
  const engine = sharedWorld(() => openWithRules(open));

  it.each(cases)('names %s, and no value', async (_title, sql, params, expected) => {
    const { database } = engine();
    const statement = database.prepare(sql).bind(...params);
    for (const run of [() => statement.run(), () => database.batch([statement])]) {
      const error: unknown = await run().then(
        () => undefined,
        (failure: unknown) => failure,
      );
      expect(error).toBeInstanceOf(ConstraintError);
      expect(error).toMatchObject({ code: 'constraint', ...expected });
      expect(JSON.stringify(error) + String(error)).not.toContain(SECRET);
    }
  });
});

describe('toDatabaseError', () => {
  it('makes a guard error when a guard aborted the batch', () => {
    for (const text of [
      'guard: the rows are not as expected',
      'D1_ERROR: guard: the rows are not as expected: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_TRIGGER)',
    ]) {
      expect(toDatabaseError(text)).toBeInstanceOf(GuardError);
    }
  });

  it.each([
    ['database is locked', /busy with another writer/],
    ['database or disk is full', /full/],
    ['D1_ERROR: Exceeded maximum DB size', /full/],
    ['near "SELEC": syntax error', /could not do this/],
  ])('says in plain words: %s', (text, message) => {
    const error = toDatabaseError(text);
    expect(error).toBeInstanceOf(DatabaseError);
    expect(error).toMatchObject({ code: 'unavailable' });
    expect(error.message).toMatch(message);
  });

  it('keeps the words of a trigger that belongs to an added table', () => {
    const code = 'SQLITE_CONSTRAINT_TRIGGER';
    const errors = [
      toDatabaseError('level goes up to 9', Object.assign(new Error('level'), { code })),
      toDatabaseError(`D1_ERROR: level goes up to 9: SQLITE_CONSTRAINT (extended: ${code})`),
      toDatabaseError('D1_ERROR: level goes up to 9: SQLITE_CONSTRAINT'),
    ];
    for (const error of errors) {
      expect(error).toMatchObject({ code: 'constraint', kind: 'trigger' });
      expect(error.text).toBe('level goes up to 9');
    }
  });

  it('keeps the engine’s own text as the cause only', () => {
    const error = toDatabaseError('no such table: salaries');
    expect(error.text).not.toContain('salaries');
    expect(error.cause).toMatchObject({ message: 'no such table: salaries' });
  });
});
