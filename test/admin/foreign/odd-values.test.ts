import { expect, it } from 'vitest';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';
import { errorsOf } from '../rows/forms.js';
import { NULL_VALUE, openForeign } from './open-foreign.js';

/** Values that a column can hold, although neither its declaration nor a sample names them. */

const sql = [
  `CREATE TABLE measure (id INTEGER PRIMARY KEY, price DECIMAL(30,2), reach REAL, doc JSON, loose)`,
  `INSERT INTO measure VALUES (1, 9e999, -9e999, '{"a":1,"a":2}', 9e999), (2, 12.5, 0.5, '[1.50]', '7'), (3, 1, 1, '{}', 7)`,
  `CREATE TABLE pick (id INTEGER PRIMARY KEY, may_be TEXT CHECK (may_be IN ('', 'a', ' b')),
    must_be TEXT NOT NULL CHECK (must_be IN ('', 'x')), far INTEGER CHECK (far IN (9007199254740993, 2)),
    below INTEGER CHECK (below < 9007199254740993), odd CHECK (odd IN (1, '1', 'x')))`,
  `CREATE TABLE span (id INTEGER PRIMARY KEY, day DATE, at DATETIME, flag BOOLEAN)`,
  `INSERT INTO span VALUES (1, '2024-05-06', '2024-05-06 07:08:09', 1), (2, '', '', 0), (3, NULL, NULL, NULL)`,
  `INSERT INTO pick VALUES (1, 'a', 'x', 2, 5, 1), (2, '', '', 9007199254740993, 6, '1'), (3, NULL, 'x', 2, 5, 'x')`,
];

describeOnEngines('odd values of other programs', (engine) => {
  const world = sharedWorld(() => openForeign(engine, sql));
  const expectChanged = async (
    ...[table, id, path, typed]: [string, number, string, string | null]
  ) => {
    const reply = await world().change(table, id, path, typed);
    expect(reply.json.notice.type, `${path} ${reply.text}`).toBe('success');
    return world().stored(table, id, path);
  };

  it('an infinite number is shown as one, stays untouched and can be replaced', async () => {
    const { anna, shown, stored } = world();
    const infinite = { price: 'Infinity', reach: '-Infinity', loose: 'Infinity' };
    expect(await shown('measure', 1)).toMatchObject(infinite);
    const list = await anna.get('/api/resources/measure/actions/list?sortBy=id&direction=asc&columns=price,reach,loose'); // prettier-ignore
    expect(list.json.records[0]?.params).toMatchObject(infinite);
    expect(await expectChanged('measure', 1, 'price', 'Infinity')).toMatch(/^real 9/);
    expect(await expectChanged('measure', 1, 'price', '2.50')).toBe('real 2.5');
    expect(await expectChanged('measure', 1, 'reach', null)).toBe('null NULL');
    expect(await stored('measure', 1, 'loose')).toMatch(/^real 9/);
  });

  it('a number that its column would round is refused with the number that it would become', async () => {
    const { change } = world();
    const problemOf = async (path: string, typed: string) =>
      errorsOf(await change('measure', 2, path, typed))[path];
    expect(await problemOf('price', '123456789012345678.91')).toBe(
      'would be stored as the number 123456789012345680',
    );
    expect(await problemOf('reach', '9007199254740993')).toBe(
      'would be stored as the number 9007199254740992',
    );
    expect(await problemOf('price', '1e-5')).toBe('must have at most 2 decimals');
    expect(await expectChanged('measure', 2, 'reach', '0.10000000000000001')).toBe('real 0.1');
    expect(await expectChanged('measure', 2, 'price', '1.5e3')).toBe('integer 1500');
  });

  it('JSON of a number alone is refused where the column would write it differently', async () => {
    const { change } = world();
    const problem = 'would be stored as the number 1.5';
    expect(errorsOf(await change('measure', 2, 'doc', '1.50'))).toEqual({ doc: problem });
    expect(
      await expectChanged('measure', 2, 'doc', '{"b": 1.50, "b": 12345678901234567890123}'),
    ).toBe(`text '{"b": 1.50, "b": 12345678901234567890123}'`);
  });

  it('the empty text of a list of values and NULL are two values', async () => {
    const { anna, book } = world();
    expect(await expectChanged('pick', 1, 'may_be', '')).toBe(`text ''`);
    expect(await expectChanged('pick', 1, 'may_be', null)).toBe('null NULL');
    expect(await expectChanged('pick', 3, 'may_be', ' b')).toBe(`text ' b'`);
    expect(await expectChanged('pick', 1, 'must_be', '')).toBe(`text ''`);
    const made = await anna.submit('/api/resources/pick/actions/new', { may_be: NULL_VALUE, must_be: '' }); // prettier-ignore
    expect(made.json.notice.type, made.text).toBe('success');
    expect(await book.rows('SELECT may_be, must_be FROM pick WHERE id = 4')).toEqual([
      { may_be: null, must_be: '' },
    ]);
  });

  it('the empty text and NULL are two values of days and times that hold both', async () => {
    for (const path of ['day', 'at']) {
      expect(await expectChanged('span', 1, path, '')).toBe(`text ''`);
      expect(await expectChanged('span', 1, path, null)).toBe('null NULL');
      expect(await expectChanged('span', 3, path, '')).toBe(`text ''`);
    }
  });

  it('a CHECK with integers beyond 2^53 refuses what the database refuses, and nothing else', async () => {
    const { change } = world();
    expect(await expectChanged('pick', 1, 'far', '9007199254740993')).toBe('integer 9007199254740993'); // prettier-ignore
    expect(await expectChanged('pick', 1, 'below', '9007199254740992')).toBe('integer 9007199254740992'); // prettier-ignore
    const refused = await change('pick', 1, 'far', '9007199254740992');
    expect(Object.keys(errorsOf(refused))).toEqual(['far']);
  });

  it('a filter of a list of values finds the number and the text that look alike', async () => {
    const { found } = world();
    expect(await found('pick', { 'odd~~eq': '1' })).toEqual([1, 2]);
    expect(await found('measure', { 'loose~~eq': '7' })).toEqual([2, 3]);
  });
});
