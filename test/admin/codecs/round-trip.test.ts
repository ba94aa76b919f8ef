import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseValue, plainText, presentValue } from '../../../src/admin/codecs/values.js';
import type { ColumnKind } from '../../../src/admin/contract/panel.js';
import { readValue, selectValue } from '../../../src/admin/query/select.js';
import { describeTables } from '../../../src/admin/tables/describe.js';
import { listedValue, toJsonList, type ExactValue } from '../../../src/admin/values/exact-value.js';
import type { PanelColumn } from '../../../src/admin/tables/panel-table.js';
import { commitBatch } from '../../../src/db/batch.js';
import { introspect } from '../../../src/db/introspection/introspect.js';
import { openBook } from '../../helpers/books/book.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';

/**
 * The promise of a codec: what a form presents and gets back unchanged is the stored value, byte for
 * byte and in its storage class, for every value that a column of any kind can hold.
 */

/** Values of each kind, shared by its columns. */
const VALUES = 10_000;
/** Rows of one batch: D1 takes a parameter of two megabytes. */
const ROWS_A_BATCH = 2_500;

/** Kinds with the declared types of columns that can have them. */
const columns: readonly (readonly [kind: ColumnKind, type: string])[] = [
  ['text', 'VARCHAR(40)'],
  ['text', 'UUID'],
  ['text', ''],
  ['long_text', 'TEXT'],
  ['money', 'REAL'],
  ['number', 'DECIMAL(10,2)'],
  ['number', 'DOUBLE'],
  ['percent', 'REAL'],
  ['integer', 'BIGINT'],
  ['integer', 'YEAR'],
  ['boolean', 'BOOLEAN'],
  ['boolean', 'CHAR(1)'],
  ['enum', 'TEXT'],
  ['enum', ''],
  ['date', 'DATE'],
  ['date', 'TEXT'],
  ['datetime', 'DATETIME'],
  ['datetime', 'TEXT'],
  ['datetime', 'INTEGER'],
  ['datetime', 'REAL'],
  ['datetime', ''],
  ['time', 'TIME'],
  ['json', 'JSON'],
  ['json', 'TEXT'],
  ['reference', 'INTEGER REFERENCES parent_integer (id)'],
  ['reference', 'TEXT REFERENCES parent_text (id)'],
  ['reference', 'BLOB REFERENCES parent_blob (id)'],
  ['blob', 'BLOB'],
];

const two = (number: number) => String(number).padStart(2, '0');

const times = fc
  .record({
    at: fc.date({
      min: new Date('0001-01-02'),
      max: new Date('9998-12-30'),
      noInvalidDate: true,
    }),
    separator: fc.constantFrom(' ', 'T'),
    seconds: fc.constantFrom('', ':05', ':59.1', ':00.250', ':09.123456', ':30.999999999'),
    zone: fc.constantFrom('', 'Z', 'z', '+02:00', '-0330', '+1400'),
  })
  .map(({ at, separator, seconds, zone }) => {
    const [day, clock] = at.toISOString().split('T');
    return `${day ?? ''}${separator}${clock?.slice(0, 5) ?? ''}${seconds}${zone}`;
  });

const texts = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }).filter((text) => !text.includes('\0')),
  fc.constantFrom('', ' ', 'a\nb', 'a\r\nb', 'a\rb\n', '\n', 'true', 'no', 'Y', 'a', '1', '0'),
  fc.constantFrom('007', '0x1F', '1e3', '+5', '1.', '.5', '-0', 'NULL', '__FORM_VALUE_NULL__'),
  fc.constantFrom('[1, 2]', '{"a":9007199254740993}', '"x"', '[1,\r\n2]', '{"a":1,"a":2}'),
  times,
  fc.date({ noInvalidDate: true }).map((at) => at.toISOString().slice(0, 10)),
  fc.tuple(fc.nat(23), fc.nat(59)).map(([hour, minute]) => `${two(hour)}:${two(minute)}`),
);

const integers = fc.oneof(
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.bigInt({ min: 2n ** 53n - 4n, max: 2n ** 53n + 4n }),
  fc.bigInt({ min: -3n, max: 3_000n }),
  fc.bigInt({ min: 0n, max: 4_102_444_800_000_000n }),
);

const reals = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((real) => !Object.is(real, -0)),
  fc.integer({ min: -1_000_000, max: 1_000_000 }).map((cents) => cents / 100),
  fc.double({ min: 2_400_000, max: 2_500_000, noNaN: true }),
);

/** Values of every storage class; a column converts some of them as it stores them. */
const values: fc.Arbitrary<ExactValue> = fc.oneof(
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 4, arbitrary: texts },
  { weight: 3, arbitrary: integers },
  { weight: 3, arbitrary: reals },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 12 }).map((bytes) => new Uint8Array(bytes)) },
);

/** Tables that references name, with the values that their keys take. */
const parents = [
  {
    table: 'parent_integer',
    type: 'INTEGER',
    takes: (value: ExactValue) => typeof value === 'bigint',
  },
  { table: 'parent_text', type: 'TEXT', takes: (value: ExactValue) => typeof value === 'string' },
  { table: 'parent_blob', type: 'BLOB', takes: (value: ExactValue) => value !== null },
];

const name = (table: string) => sql.identifier(table);

describeOnEngines('the codec of a column', (engine) => {
  it('gives back every stored value that a form presents, in its storage class', async () => {
    const { context } = await openBook(engine);
    const { database } = context;
    await commitBatch(database, [
      ...parents.map(({ table, type }) =>
        sql.raw(`CREATE TABLE ${table} (id ${type} PRIMARY KEY)`),
      ),
      ...columns.map(([, type], index) =>
        sql.raw(`CREATE TABLE k${index} (id INTEGER PRIMARY KEY, v ${type}, w ${type}, r ${type})`),
      ),
    ]);
    const described = describeTables(context, await introspect(database), []);
    for (const [index, [kind, type]] of columns.entries()) {
      const table = `k${index}`;
      const found = described.find(({ info }) => info.name === table)?.columns[1];
      if (!found) throw new Error(`no column in ${table}`);
      const column: PanelColumn = { ...found, kind };
      if (kind === 'enum') column.info = { ...column.info, values: ['a', '1', 'NULL'] };
      const parent = parents.find(({ table: target }) => type.includes(target));
      const suited = parent ? values.filter(parent.takes) : values;
      const count = Math.ceil(VALUES / columns.filter(([other]) => other === kind).length);
      const sample = fc.sample(suited, { numRuns: count, seed: 20_261_129 + index });
      for (let start = 0; start < count; start += ROWS_A_BATCH) {
        const some = sample.slice(start, start + ROWS_A_BATCH);
        if (parent) await commitBatch(database, [insertParents(parent.table, some)]);
        await roundTrip(database, table, column, some);
      }
      const differing = await commitBatch(database, [
        sql`SELECT v, w, r, typeof(v) AS tv, typeof(w) AS tw, typeof(r) AS tr FROM ${name(table)}
          WHERE NOT (v IS w AND v IS r AND typeof(v) = typeof(w) AND typeof(v) = typeof(r)
            AND hex(v) = hex(w) AND hex(v) = hex(r)) LIMIT 5`,
        sql`SELECT count(*) AS rows, count(DISTINCT typeof(v)) AS classes FROM ${name(table)}`,
        sql`DELETE FROM ${name(table)}`,
      ]);
      expect(differing[0], `${kind} in a column of ${type}`).toEqual([]);
      expect(differing[1]).toEqual([{ rows: count, classes: expect.any(Number) as number }]);
    }
  });
});

/**
 * Stores values in `v`, reads them as a panel does, and writes what it read to `r` and what the form
 * sends back to `w`.
 */
async function roundTrip(
  database: Parameters<typeof commitBatch>[0],
  table: string,
  column: PanelColumn,
  some: readonly ExactValue[],
): Promise<void> {
  const [, stored] = await commitBatch(database, [
    sql`INSERT INTO ${name(table)} (v) SELECT ${listedValue(0)}
      FROM json_each(${toJsonList(some.map((value) => [value]))})`,
    sql`SELECT id, ${selectValue(column)} AS v, typeof(v) AS class FROM ${name(table)} WHERE w IS NULL AND r IS NULL`,
  ]);
  const written = stored.map((row): ExactValue[] => {
    const id = BigInt(String(row['id']));
    if (column.kind === 'blob') return [id, null, null];
    const value = readValue(column, row['v'] ?? null);
    return [id, value, sentBack(column, value)];
  });
  if (column.kind === 'blob') {
    // Its bytes never travel: only the size does, and a form has no input for it.
    await commitBatch(database, [sql`UPDATE ${name(table)} SET w = v, r = v`]);
    return;
  }
  await commitBatch(database, [
    sql`UPDATE ${name(table)} SET r = j.r, w = j.w FROM (SELECT ${listedValue(0)} AS id,
      ${listedValue(1)} AS r, ${listedValue(2)} AS w FROM json_each(${toJsonList(written)})) AS j
      WHERE ${name(table)}.id = j.id`,
  ]);
}

const insertParents = (table: string, some: readonly ExactValue[]) =>
  sql`INSERT OR IGNORE INTO ${name(table)} SELECT ${listedValue(0)}
    FROM json_each(${toJsonList(some.map((value) => [value]))})`;

/** Returns what a form writes that sends back what it presents. */
function sentBack(column: PanelColumn, stored: ExactValue): ExactValue {
  // A form has no input for a binary value, and NULL is no text.
  if (stored === null) return stored;
  if (stored instanceof Uint8Array && column.kind !== 'reference') return stored;
  const parsed = parseValue(column, plainText(presentValue(column, stored)), stored);
  if ('problem' in parsed) throw new Error(`${column.kind} refuses ${String(stored)}`);
  return parsed.value;
}
