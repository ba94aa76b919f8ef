import { describe, expect, it } from 'vitest';
import { normalForm } from '../helpers/sql/normal-form.js';

const tables = new Set(['wagers', 'customers']);
const textOf = (sql: string) => normalForm(sql, tables).text;

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
    expect(textOf(sql)).toBe(text);
  });

  it.each([
    ['columns', 'SELECT a FROM wagers', 'SELECT b FROM wagers'],
    ['literals', "SELECT a FROM wagers WHERE b = 'x'", "SELECT a FROM wagers WHERE b = 'y'"],
    ['rows of other values', 'VALUES (?, 1)', 'VALUES (?, 1), (1, ?)'],
    ['conditions', 'SELECT 1 WHERE a = ? AND b = ?', 'SELECT 1 WHERE a = ?'],
  ])('keeps %s', (_title, one, other) => {
    expect(textOf(one)).not.toBe(textOf(other));
  });

  it('has the first table of the schema as its subject', () => {
    expect(normalForm('SELECT 1 FROM notes n, "wagers", customers', tables).subject).toBe('wagers');
    expect(normalForm('SELECT 1 FROM sqlite_schema', tables).subject).toBe('schema');
  });
});

describe('the normal form of a generated text', () => {
  it.each([
    [
      'tables and columns that it names',
      'SELECT "id" AS "id" FROM "wagers" WHERE "wagers"."odds" = ?',
      'SELECT "name" AS "x" FROM "notes" WHERE "notes"."n" = ?',
    ],
    [
      'columns that it lists',
      'SELECT "id" AS "a", "name" AS "b" FROM "wagers"',
      'SELECT "id" AS "a" FROM "wagers"',
    ],
    [
      'equal conditions',
      'SELECT 1 FROM "wagers" WHERE 1 AND 1 AND "a" = ? AND "b" = ?',
      'SELECT 1 FROM "wagers" WHERE 1 AND "a" = ?',
    ],
    [
      'sort keys of one direction',
      'SELECT 1 FROM "wagers" ORDER BY "wagers"."a" DESC, "wagers"."id" DESC',
      'SELECT 1 FROM "wagers" ORDER BY "wagers"."id" DESC',
    ],
  ])('is the same whatever the number or names of %s', (_title, one, other) => {
    expect(normalForm(one, tables)).toEqual(normalForm(other, tables));
    expect(normalForm(one, tables).subject).toBe('panels');
  });

  it.each([
    ['operators', '"a" = ?', '"a" > ?'],
    ['functions', '"a" = ?', 'lower("a") = ?'],
    ['the kinds of conditions', '"a" = ?', '"a" = ? AND "b" > ?'],
    ['the cases of an expression', 'CASE WHEN "a" = ? THEN 1 END', 'CASE WHEN "a" > ? THEN 1 END'],
  ])('keeps %s', (_title, one, other) => {
    const where = (condition: string) => textOf(`SELECT 1 FROM "wagers" WHERE ${condition}`);
    expect(where(one)).not.toBe(where(other));
  });
});

describe('the normal form of a change of the schema', () => {
  it('keeps the words before the name', () => {
    const text = 'create unique index if not exists "a" on b (c)';
    expect(normalForm(text, tables)).toEqual({
      subject: 'schema',
      text: 'CREATE UNIQUE INDEX IF NOT EXISTS …',
    });
  });
});
