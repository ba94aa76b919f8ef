import { expect, it } from 'vitest';
import { formatNumber } from '../../../src/admin/contract/format.js';
import type { PanelColumn } from '../../../src/admin/tables/panel-table.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import { caseTables } from '../../helpers/foreign/cases.js';
import type { PanelReply } from '../../helpers/panels/driver.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';
import { errorsOf } from '../rows/forms.js';
import { openWith } from '../tables/generated.js';
import { walkPages } from './pages.js';
import { plainText } from './presented.js';

/** AdminJS's mark for null in a form body. */
const NULL_VALUE = '__FORM_VALUE_NULL__';

describeOnEngines('values of other programs', (engine) => {
  const world = sharedWorld(() => openWith(engine, caseTables));
  const shown = async (record: string) =>
    (await world().anna.get(`/api/resources/${record}/show`)).json.record.params;
  /** Changes one field through its form; null means no value. */
  const change = async (
    record: string,
    path: string,
    typed: string | null,
  ): Promise<PanelReply> => {
    const before = (await shown(record))[path] ?? null;
    return world().anna.submit(`/api/resources/${record}/edit`, {
      [path]: typed ?? NULL_VALUE,
      [`__original.${path}`]: before === null ? NULL_VALUE : plainText(before),
    });
  };
  const expectChanged = async (record: string, path: string, typed: string | null) => {
    const reply = await change(record, path, typed);
    expect(reply.json.notice.type, `${record} ${path} ${reply.text}`).toBe('success');
  };
  /** Ids of the rows that filters of a table find. */
  const found = async (table: string, filters: Record<string, string>) => {
    const query = new URLSearchParams(
      Object.entries(filters).map(([name, value]): [string, string] => [`filters.${name}`, value]),
    );
    const { json, text } = await world().anna.get(
      `/api/resources/${table}/actions/list?sortBy=id&direction=asc&${query.toString()}`,
    );
    expect(json.notice, text).toBeUndefined();
    return json.records.map(({ id }) => Number(id));
  };
  const stored = async (table: string, ...columns: string[]) => {
    const selected = columns.map((name) => `typeof(${name}) || ' ' || ${name} AS ${name}`);
    const [row] = await world().book.rows(
      `SELECT ${selected.join(', ')} FROM ${table} WHERE id = 1`,
    );
    return row;
  };
  const columnOf = (table: string, name: string): PanelColumn => {
    const resource = world().server.panels.resources('admin').get(table);
    const column = resource?.table.columns.find((one) => one.name === name);
    if (!column) throw new Error(`${table} has no column ${name}`);
    return column;
  };

  it('a list sorted by an integer reference is in the order of its numbers, each row once both ways', async () => {
    for (const direction of ['asc', 'desc']) {
      const order = `sortBy=artist_id&direction=${direction}`;
      const walk = async (side: 'after' | 'before') =>
        (await walkPages(world().anna, 'album', { order, total: 60, side })).map(({ id }) => id);
      const rows = await world().book.rows(
        `SELECT album_id FROM album ORDER BY artist_id ${direction}, album_id ${direction}`,
      );
      const expected = rows.map(({ album_id }) => String(album_id));
      expect(await walk('after')).toEqual(expected);
      expect(await walk('before')).toEqual(expected);
    }
  });

  it('a filter finds times in every format by their day and by their instant', async () => {
    const day = { from: '2024-05-06', to: '2024-05-06' };
    for (const path of ['happened_at', 'seen_at', 'made', 'julian']) {
      const filters = { [`${path}~~from`]: day.from, [`${path}~~to`]: day.to };
      const expected = path === 'julian' ? [1, 2] : [1, 2, 3];
      expect(await found('event_log', filters), path).toEqual(expected);
    }
    const instants = {
      happened_at: '2024-05-06 05:08:09',
      seen_at: '2024-05-06 07:08:09',
      made: '2024-05-06 07:08:10',
    };
    for (const [path, instant] of Object.entries(instants)) {
      // A typed second has all of its fractions.
      const expected = path === 'seen_at' ? [1, 2] : [2];
      expect(await found('event_log', { [`${path}~~eq`]: instant }), path).toEqual(expected);
    }
    const late = { 'happened_at~~from': '2024-05-06 07:08:09' };
    expect(await found('event_log', late)).toEqual([1, 3, 4]);
  });

  it('microseconds since 1970 keep their digits in a copy of the row and an hour later', async () => {
    const { captured_at: presented } = await shown('capture/records/1');
    expect(presented).toBe('2023-11-14T23:25:21.001007Z');
    const copy = await world().anna.submit('/api/resources/capture/actions/new', {
      captured_at: plainText(presented),
    });
    expect(copy.json.notice.type, copy.text).toBe('success');
    await expectChanged('capture/records/1', 'captured_at', '2023-11-15 00:25:21.001');
    expect(await world().book.rows('SELECT captured_at FROM capture ORDER BY id')).toEqual([
      { captured_at: 1700007921001007 },
      { captured_at: 1700004321001007 },
    ]);
  });

  it('the empty text and NULL are two values that a form tells apart', async () => {
    await expectChanged('page/records/3', 'note', null);
    await expectChanged('page/records/2', 'note', '');
    await expectChanged('page/records/2', 'excerpt', '');
    expect(await world().book.rows('SELECT excerpt, note FROM page ORDER BY id')).toEqual([
      { excerpt: '', note: '' },
      { excerpt: '', note: '' },
      { excerpt: 'x', note: null },
    ]);
  });

  it('a declared type says how a value is typed and found, whatever its affinity', async () => {
    const typed = {
      ...{ starts: '10:45:00', ref: '6f1c2d3e-0000-4000-8000-000000000002' },
      ...{ doc: '{"a": 2}', ip: '192.0.2.1', kind: 'b' },
    };
    for (const [path, text] of Object.entries(typed)) {
      const before = plainText((await shown('declared/records/1'))[path]);
      expect(await found('declared', { [`${path}~~eq`]: before }), path).toEqual([1]);
      await expectChanged('declared/records/1', path, text);
      expect(await found('declared', { [`${path}~~eq`]: text }), path).toEqual([1]);
    }
    expect(await stored('declared', ...Object.keys(typed))).toEqual(
      Object.fromEntries(Object.entries(typed).map(([path, text]) => [path, `text ${text}`])),
    );
  });

  it('a DECIMAL(10,2) shows two places and takes two', async () => {
    const { price } = await shown('declared/records/1');
    expect(formatNumber(price, columnOf('declared', 'price').format)).toBe('20.00');
    expect(errorsOf(await change('declared/records/1', 'price', '20.005'))).toEqual({
      price: 'must have at most 2 decimals',
    });
    await expectChanged('declared/records/1', 'price', '20.05');
    expect(await stored('declared', 'price')).toEqual({ price: 'real 20.05' });
  });

  it('a VARCHAR(5) refuses six characters beside its field', async () => {
    expect(errorsOf(await change('declared/records/1', 'code', 'ABCDEF'))).toEqual({
      code: 'must have at most 5 characters',
    });
    await expectChanged('declared/records/1', 'code', 'ÄÖÜßé');
    expect(await stored('declared', 'code')).toEqual({ code: 'text ÄÖÜßé' });
  });

  it('a TINYINT(1) is a yes or no, and a BOOLEAN that may be NULL can be emptied again', async () => {
    expect(columnOf('declared', 'small').kind).toBe('boolean');
    await expectChanged('declared/records/1', 'small', 'false');
    expect((await shown('declared/records/1'))['on_sale']).toBeNull();
    await expectChanged('declared/records/1', 'on_sale', 'true');
    expect(await stored('declared', 'small', 'on_sale')).toEqual({
      ...{ small: 'integer 0', on_sale: 'integer 1' },
    });
    await expectChanged('declared/records/1', 'on_sale', '');
    expect(await stored('declared', 'on_sale')).toEqual({ on_sale: null });
  });

  it('a list of numbers on a text column is edited, created and found as text', async () => {
    expect(await found('payroll', { 'st~~eq': '2' })).toEqual([1]);
    expect(await found('payroll', { 'active~~eq': 'true' })).toEqual([1]);
    await expectChanged('payroll/records/1', 'st', '3');
    await expectChanged('payroll/records/1', 'active', 'false');
    expect(await stored('payroll', 'st', 'active')).toEqual({ st: 'text 3', active: 'text 0' });
    const made = await world().anna.submit('/api/resources/payroll/actions/new', {
      st: '1',
      active: 'true',
    });
    expect(made.json.notice.type, made.text).toBe('success');
    expect(await found('payroll', { 'st~~eq': '1' })).toEqual([2]);
  });

  it('a name makes no date of a text: a time of day stays, and words stay words', async () => {
    expect(await shown('client_order/records/1')).toMatchObject({ last_word: 'alpha 12' });
    expect(columnOf('client_order', 'last_word').kind).toBe('text');
    await expectChanged('client_order/records/1', 'post_date', '2024-03-02 11:30:00');
    await expectChanged('client_order/records/1', 'last_word', 'beta 13');
    expect(await stored('client_order', 'post_date', 'last_word')).toEqual({
      ...{ post_date: 'text 2024-03-02 11:30:00', last_word: 'text beta 13' },
    });
  });

  it('a value keeps its storage class in a column without a type, and a flag can be empty again', async () => {
    await expectChanged('untyped/records/1', 'v', '8');
    await expectChanged('untyped/records/1', 'flag', '');
    expect(await stored('untyped', 'v', 'flag')).toEqual({ v: 'integer 8', flag: null });
  });

  it('DEFAULT false and DEFAULT TRUE are the values of a new row whose form leaves them alone', async () => {
    const made = await world().anna.submit('/api/resources/switch/actions/new', {});
    expect(made.json.notice.type, made.text).toBe('success');
    expect(await shown('switch/records/1')).toMatchObject({ is_on: false, is_new: true });
    const off = await world().anna.submit('/api/resources/switch/actions/new', {
      is_on: 'true',
      is_new: 'false',
    });
    expect(off.json.notice.type, off.text).toBe('success');
    expect(await shown('switch/records/2')).toMatchObject({ is_on: true, is_new: false });
  });

  it('a year has no thousands separator, decimals have the declared places, and a text stays its text', async () => {
    const year = columnOf('reading', 'yr').format;
    const level = columnOf('reading', 'level').format;
    const [first, second] = [await shown('reading/records/1'), await shown('reading/records/2')];
    expect(formatNumber(first['yr'], year)).toBe('2024');
    expect(formatNumber(first['level'], level)).toBe('20.00');
    expect(formatNumber(second['level'], level)).toBe('23.30');
    expect([first['raw'], second['raw']]).toEqual(['0x1F', '007']);
    await expectChanged('reading/records/1', 'raw', '0x2F');
    await expectChanged('reading/records/1', 'yr', '2025');
    expect(await stored('reading', 'raw', 'yr', 'level')).toEqual({
      ...{ raw: 'text 0x2F', yr: 'integer 2025', level: 'integer 20' },
    });
  });
});
