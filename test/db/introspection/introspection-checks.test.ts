import { expect, it } from 'vitest';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';
import { columnOf, schemaOf } from './introspected.js';

/** CHECK clauses as values, bounds and kinds of columns. */

const values: [string, (string | number)[] | null][] = [
  [`c TEXT CHECK (c IN ('a', 'b'))`, ['a', 'b']],
  [`c TEXT NOT NULL DEFAULT 'a' CHECK(c in('a','b'))`, ['a', 'b']],
  ["c TEXT CHECK (\n\"c\"\n IN\t( 'a' ,\n-- why\n'b' /* not c */))", ['a', 'b']],
  [`c TEXT CHECK ([c] IN ('a', 'b'))`, ['a', 'b']],
  ["c TEXT CHECK (`c` IN ('a', 'b'))", ['a', 'b']],
  [`c TEXT CHECK (t.c IN ('a', 'b'))`, ['a', 'b']],
  [`c TEXT CHECK ("t"."C" IN ('a', 'b'))`, ['a', 'b']],
  [`c TEXT CHECK ((((c)) IN (('a'), 'b')))`, ['a', 'b']],
  [`c TEXT CHECK ((c IN (('a'), 'b')))`, ['a', 'b']],
  [`c TEXT CHECK (c COLLATE NOCASE IN ('a', 'b'))`, ['a', 'b']],
  [`c TEXT CONSTRAINT kind CHECK (c IN ('it''s', 'a,b', 'x)y', 'IN ('))`, ['it\'s', 'a,b', 'x)y', 'IN (']], // prettier-ignore
  [`c TEXT, CONSTRAINT "kind of" CHECK (c IN ('a', 'b'))`, ['a', 'b']],
  [`c TEXT CHECK (c = 'a' OR c = 'b' OR 'd' = c)`, ['a', 'b', 'd']],
  [`c TEXT CHECK ((c == 'a') OR (c IS 'b' OR c IS NULL))`, ['a', 'b']],
  [`c TEXT CHECK (c IS NULL OR c IN ('a', 'b'))`, ['a', 'b']],
  [`c TEXT CHECK (c IN ('a', NULL, 'b'))`, ['a', 'b']],
  [`c TEXT CHECK (c IN ('a', 'b', 'd')) CHECK (c IN ('b', 'd', 'e'))`, ['b', 'd']],
  [`c TEXT CHECK (length(c) < 9 AND c IN ('a', 'b'))`, ['a', 'b']],
  [`c INTEGER CHECK (c IN (1, -2, +3, 0x10))`, [1, -2, 3, 16]],
  [`c INTEGER CHECK (c IN (TRUE, FALSE))`, [1, 0]],
  [`c REAL CHECK (c BETWEEN 1 AND 2 AND c IN (1.5, 2e0))`, [1.5, 2]],
  // The database alone checks what a list of values would say wrongly.
  [`c TEXT CHECK (c NOT IN ('a', 'b'))`, null],
  [`c TEXT CHECK (c IN ('a', 'b') OR length(c) > 5)`, null],
  [`c TEXT CHECK (c = 'a' OR other = 'b'), other TEXT`, null],
  [`c TEXT CHECK (lower(c) IN ('a', 'b'))`, null],
  [`c TEXT CHECK (c IN ('a' || 'b', 'c'))`, null],
  [`c TEXT CHECK (c <> 'a')`, null],
  [`c TEXT DEFAULT 'CHECK (c IN (''x''))'`, null],
  [`c TEXT DEFAULT (upper('CHECK')) COLLATE NOCASE`, null],
];

const json: [string, boolean][] = [
  [`c TEXT CHECK (json_valid(c))`, true],
  [`c TEXT CHECK (c IS NULL OR json_valid(c) = 1)`, true],
  [`c TEXT CHECK (JSON_VALID("c"))`, true],
  [`c TEXT CHECK (json_valid(c) OR c = 'none')`, false],
  [`c TEXT CHECK (NOT json_valid(c))`, false],
];

const bounds: [string, [string, string, number][]][] = [
  [`c REAL CHECK (c > 0)`, [['value', '>', 0]]],
  [`c REAL CHECK (c IS NULL OR (0 < c))`, [['value', '>', 0]]],
  [`c INTEGER CHECK (c BETWEEN -1 AND 10)`, [['value', '>=', -1], ['value', '<=', 10]]], // prettier-ignore
  [`c TEXT CHECK (length(c) <= 10)`, [['length', '<=', 10]]],
  [`c TEXT CHECK (c > 0 OR c < -5)`, []],
  [`c TEXT CHECK (c * 2 > 0)`, []],
];

const definitions = [...values, ...json, ...bounds].map(([definition]) => definition);

/** Name of the definition's table: all of them lie in one database. */
const tableOf = (definition: string) => `t${definitions.indexOf(definition)}`;

function ddlOf(definition: string): string {
  // Some definitions name their table, as t.
  const own = definition.replace(/\bt\b(?="?\.)/g, tableOf(definition));
  return `CREATE TABLE ${tableOf(definition)} (id TEXT PRIMARY KEY, ${own})`;
}

describeOnEngines('introspection of CHECK clauses', (engine) => {
  const tables = sharedWorld(() => schemaOf(engine, ...definitions.map(ddlOf)));
  const columnBy = (definition: string) => columnOf(tables(), tableOf(definition), 'c');

  it.each(values)('reads the values of %s', (definition, expected) => {
    expect(columnBy(definition).values).toEqual(expected);
  });

  it.each(json)('knows a JSON column by %s', (definition, isJson) => {
    expect(columnBy(definition).isJson).toBe(isJson);
  });

  it.each(bounds)('reads the bounds of %s', (definition, expected) => {
    const found = columnBy(definition).bounds;
    expect(found.map(({ of, operator, limit }) => [of, operator, limit])).toEqual(expected);
  });

  it('names the columns of each CHECK as the engine names it in its error', async () => {
    const tables = await schemaOf(
      engine,
      `CREATE TABLE t (id TEXT PRIMARY KEY, a INTEGER CONSTRAINT small CHECK (a < 5),
        b INTEGER CHECK ( b  >  a ), CONSTRAINT "both of" CHECK (a + "b" < 100) CHECK (b <> 7))`,
    );
    expect(tables.get('t')?.checks).toEqual([
      { name: 'small', columns: ['a'] },
      { name: 'b  >  a', columns: ['b', 'a'] },
      { name: 'both of', columns: ['a', 'b'] },
      { name: 'both of', columns: ['b'] },
    ]);
  });
});
