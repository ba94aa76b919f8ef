import { describe, expect, it } from 'vitest';
import { normalForm } from '../helpers/sql/normal-form.js';

const tables = new Set(['wagers', 'customers']);
const textOf = (sql: string) => normalForm(sql, tables).map(({ text }) => text);

describe('the normal form of a text written by hand', () => {
  it.each([
    [
      'blanks and comments',
      'SELECT  id\n FROM wagers -- all\n /* of them */',
      'SELECT id FROM wagers',
    ],
    ['a list of values', 'SELECT 1 WHERE id IN (?, ?,?)', 'SELECT 1 WHERE id IN (?)'],
    ['rows', 'INSERT INTO t (a, b) VALUES (?, 1), (?, 1)', 'INSERT INTO t(a, b) VALUES (?, 1)'],
  ])('leaves out %s', (_title, sql, text) => {
    expect(textOf(sql)).toEqual([text]);
  });

  it.each([
    ['columns', 'SELECT a FROM wagers', 'SELECT b FROM wagers'],
    ['literals', "SELECT a FROM wagers WHERE b = 'x'", "SELECT a FROM wagers WHERE b = 'y'"],
    ['rows of other values', 'VALUES (?, 1)', 'VALUES (?, 1), (1, ?)'],
    ['conditions', 'SELECT 1 WHERE a = ? AND b = ?', 'SELECT 1 WHERE a = ?'],
  ])('keeps %s', (_title, one, other) => {
    expect(textOf(one)).not.toEqual(textOf(other));
  });

  it('has the first table of the schema as its subject', () => {
    const subjectOf = (sql: string) => normalForm(sql, tables)[0]?.subject;
    expect(subjectOf('SELECT 1 FROM notes n, wagers, customers')).toBe('wagers');
    expect(subjectOf('SELECT 1 FROM sqlite_schema')).toBe('schema');
    expect(subjectOf('SELECT 1 AS ok')).toBe('other');
  });
});

describe('the normal form of a generated text', () => {
  const list =
    'SELECT "id" AS "a", "name" AS "b" FROM "wagers" WHERE 1 AND 1 AND "wagers"."odds" >= ? ORDER BY "wagers"."id" DESC LIMIT ?';

  it('has the text as a whole and each item and condition as texts of their own', () => {
    expect(normalForm(list, tables)).toEqual(
      [
        'SELECT "c" AS "c"',
        'FROM "t"',
        'WHERE 1',
        'WHERE "t"."c" >= ?',
        'BY "t"."c" DESC',
        'LIMIT ?',
        'SELECT … FROM … WHERE … ORDER BY … LIMIT …',
      ].map((text) => ({ subject: 'panels', text })),
    );
  });

  it('is the same for tables that a test invents', () => {
    const invented = list.replaceAll('"wagers"', '"my notes"').replace('"odds"', '"x y"');
    expect(normalForm(invented, tables)).toEqual(normalForm(list, tables));
  });

  it.each([
    [
      'of a query in a query',
      'WHERE "id" IN (SELECT "c" FROM "t" WHERE "n" < ?)',
      ['WHERE "c" IN (SELECT …)', 'WHERE "c" < ?', 'SELECT … FROM … WHERE …'],
    ],
    [
      'of a condition in parentheses',
      'WHERE ("a" = ? OR "b" < ?)',
      ['WHERE (…)', '"c" = ?', '"c" < ?'],
    ],
    [
      'of a condition in CASE',
      'WHERE CASE WHEN "a" < ? AND 1 THEN 1 ELSE 0 END',
      ['WHERE CASE WHEN … END', 'WHEN "c" < ?', 'WHEN … THEN … ELSE …'],
    ],
    [
      'of rows',
      'WHERE ("t"."a", "t"."b", "t"."c") > (?, ?, lower(?))',
      ['WHERE ("t"."c") > (?, lower(?))'],
    ],
    ['of BETWEEN', 'WHERE "a" BETWEEN ? AND ?', ['WHERE "c" BETWEEN ? AND ?']],
  ])('has the parts %s', (_title, where, parts) => {
    const texts = normalForm(`SELECT 1 FROM "t" ${where}`, tables).map(({ text }) => text);
    expect(texts).toEqual(expect.arrayContaining(parts));
  });
});

describe('the normal form of a change of the schema', () => {
  it('keeps the words before the name', () => {
    const text = 'create unique index if not exists "a" on b (c)';
    expect(normalForm(text, tables)).toEqual([
      { subject: 'schema', text: 'CREATE UNIQUE INDEX IF NOT EXISTS …' },
    ]);
  });
});
