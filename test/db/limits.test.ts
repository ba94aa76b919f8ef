import { describe, expect, it } from 'vitest';
import { checkLimits } from '../../src/db/limits.js';
import { describeOnEngines } from '../helpers/engines/engines.js';
import { sharedWorld } from '../helpers/run/shared-world.js';

const marks = (count: number) => Array.from({ length: count }, () => '?').join(', ');
const values = (count: number) => Array.from({ length: count }, (_, index) => index);
const union = (terms: number) =>
  Array.from({ length: terms }, () => 'SELECT 1').join(' UNION ALL ');

const refused: [string, string, unknown[], RegExp][] = [
  ['101 parameters', `SELECT ${marks(101)}`, values(101), /101 parameters/],
  ['a statement of 100 KB', `SELECT '${'x'.repeat(100_000)}'`, [], /longer than 100,000 bytes/],
  ['a statement of 100 KB in bytes', `SELECT '${'é'.repeat(50_000)}'`, [], /longer than/],
  ['a value of 2 MB', 'SELECT length(?)', ['x'.repeat(2_000_001)], /value has more than 2,000,000/],
  ['a pattern of 51 bytes', 'SELECT 1 WHERE ? LIKE ?', ['x', `%${'é'.repeat(25)}`], /LIKE or GLOB/],
  ['a compound of 6 terms', union(6), [], /compound SELECT has 6 terms/],
  ['BEGIN', 'BEGIN IMMEDIATE', [], /no interactive transactions/],
  ['a savepoint behind a comment', '/* x */ SAVEPOINT a', [], /no interactive transactions/],
  ['VACUUM', 'vacuum', [], /not available on D1/],
  ['ATTACH', "ATTACH 'x.db' AS x", [], /not available on D1/],
  ['a temporary table', 'CREATE TEMP TABLE t (a TEXT)', [], /temporary/],
  ['a pragma', 'PRAGMA journal_mode = DELETE', [], /PRAGMA journal_mode/],
];

const accepted: [string, string, unknown[]][] = [
  ['100 parameters', `SELECT ${marks(100)}`, values(100)],
  ['a statement of just 100 KB', `SELECT '${'x'.repeat(100_000 - 9)}'`, []],
  ['a value of a little less than 2 MB', 'SELECT length(?)', ['x'.repeat(1_999_000)]],
  ['a pattern of 50 bytes', 'SELECT 1 WHERE ? LIKE ?', ['x', `%%${'é'.repeat(24)}`]],
  ['a long value beside a pattern', "SELECT ? WHERE 'a' LIKE ?", ['x'.repeat(500), '%a%']],
  ['a question mark in a text', "SELECT 'is it LIKE ?', ?", ['x'.repeat(500)]],
  ['a compound of 5 terms', union(5), []],
  ['compounds one in the other', `SELECT * FROM (${union(5)}) UNION ALL ${union(4)}`, []],
  ['many rows of values', `VALUES ${Array.from({ length: 300 }, () => '(1)').join(', ')}`, []],
  [
    'the words in texts',
    `SELECT 'BEGIN UNION UNION UNION UNION UNION UNION', "BEGIN" FROM (SELECT 1 AS "BEGIN")`,
    [],
  ],
  ['the pragmas of introspection', 'PRAGMA foreign_key_check', []],
];

describeOnEngines('the limits of D1', ({ open }) => {
  const engine = sharedWorld(() => open({ empty: true }));

  it.each(refused)('refuse %s by name', async (_title, sql, params, message) => {
    const { database } = engine();
    const statement = database.prepare(sql).bind(...params);
    for (const attempt of [() => statement.run(), () => database.batch([statement])]) {
      await expect(attempt()).rejects.toMatchObject({
        code: 'invalid',
        message: expect.stringMatching(message) as string,
      });
    }
  });

  it.each(accepted)('let %s pass', async (_title, sql, params) => {
    const { database } = engine();
    expect(
      await database
        .prepare(sql)
        .bind(...params)
        .run(),
    ).toMatchObject({ success: true });
  });
});

describe('checkLimits', () => {
  it.each([
    ['WHERE a LIKE ?', true],
    ['WHERE a NOT LIKE ? ESCAPE x', true],
    ['WHERE a like upper(?)', true],
    ["WHERE a LIKE '%' || ? || '%'", true],
    ['WHERE a GLOB ?', true],
    ['WHERE a = ?', false],
    ['WHERE likes = ?', false],
    ["WHERE a LIKE 'x%' AND b = ?", false],
    ["WHERE a LIKE b AND 'LIKE ' = ?", false],
  ])('knows whether the parameter of %s is a pattern', (clause, isPattern) => {
    const check = () => checkLimits({ sql: `SELECT 1 ${clause}`, params: ['x'.repeat(51)] });
    if (isPattern) expect(check).toThrow(/pattern/);
    else expect(check).not.toThrow();
  });
});
