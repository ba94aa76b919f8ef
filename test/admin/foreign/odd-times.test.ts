import { expect, it } from 'vitest';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';
import { errorsOf } from '../rows/forms.js';
import { openForeign } from './open-foreign.js';

/** Times that no calendar has, in no century of ours, or in another notation than their column. */

const sql = [
  `CREATE TABLE moment (id INTEGER PRIMARY KEY, at DATETIME, seen_at INTEGER, lap_at REAL, far_at TEXT, day DATE)`,
  `INSERT INTO moment WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100)
    SELECT i, '2024-05-07 10:00:00', 1714979289, 1714979289.29, '2024-05-06T07:08:09+02:00', '2024-05-08' FROM n`,
  `INSERT INTO moment (id, at, day) VALUES (201, '2024-02-30 10:00:00', '2024-02-30'),
    (202, '2024-05-06t07:08:09z', '2024-05-06t07:08:09z'), (203, 20240506, 20240506),
    (204, '2024-05-05 24:00:00', NULL), (205, '2024-05-06 25:00:00', NULL)`,
  `INSERT INTO moment WITH n(i) AS (SELECT 301 UNION ALL SELECT i + 1 FROM n WHERE i < 400)
    SELECT i, '2024-05-07 10:00:00', 1714979289, 1714979289.29, '2024-05-06T07:08:09+02:00', '2024-05-08' FROM n`,
  `CREATE TABLE visit (id INTEGER PRIMARY KEY, day DATE, opens TIME)`,
  `INSERT INTO visit VALUES (1, '2024-05-06', '09:30'), (2, '2024-05-06', '09:30:00'), (3, '2024-05-07', '10:00'), (4, NULL, NULL)`,
];

describeOnEngines('odd times of other programs', (engine) => {
  const world = sharedWorld(() => openForeign(engine, sql));

  it('a value that is no time of its column is shown as it is stored', async () => {
    const { shown } = world();
    expect((await shown('moment', 201))['at']).toBe('2024-02-30 10:00:00');
    expect((await shown('moment', 205))['at']).toBe('2024-05-06 25:00:00');
    expect(await shown('moment', 203)).toMatchObject({ at: 20240506, day: 20240506 });
    expect((await shown('moment', 1))['lap_at']).toBe('2024-05-06T07:08:09.290Z');
  });

  it('a filter finds the times that are shown, and nothing by another time', async () => {
    const { found } = world();
    const days = { 'at~~from': '2024-05-06', 'at~~to': '2024-05-06' };
    expect(await found('moment', days)).toEqual([202, 204]);
    expect(await found('moment', { 'at~~eq': '2024-05-06 07:08:09' })).toEqual([202]);
    expect(await found('moment', { 'at~~to': '2024-05-05' })).toEqual([]);
  });

  it('a filter finds a day with its times, and a minute with its seconds', async () => {
    const { book, found } = world();
    // Other programs write on after the columns were read.
    await book.context.database
      .prepare(
        `UPDATE visit SET day = iif(id = 2, '2024-05-06 10:00:00', 20240506) WHERE id IN (2, 4)`,
      )
      .run();
    expect(await found('visit', { 'day~~eq': '2024-05-06' })).toEqual([1, 2]);
    expect(await found('visit', { 'day~~to': '2024-05-06' })).toEqual([1, 2]);
    expect(await found('visit', { 'day~~from': '2024-05-06' })).toEqual([1, 2, 3]);
    expect(await found('visit', { 'opens~~from': '09:30', 'opens~~to': '09:30' })).toEqual([1, 2]);
    expect(await found('visit', { 'opens~~eq': '09:30:00' })).toEqual([1, 2]);
    expect(await found('visit', { 'opens~~to': '09:29:59' })).toEqual([]);
  });

  it('an edit keeps the case of the notation', async () => {
    const { change, stored } = world();
    await change('moment', 202, 'day', '2024-05-06 08:08:09');
    expect(await stored('moment', 202, 'day')).toBe(`text '2024-05-06t08:08:09z'`);
  });

  it('a day replaces a number that is no time, in the notation of its column', async () => {
    const { change, stored } = world();
    await change('moment', 203, 'day', '2024-05-09');
    expect(await stored('moment', 203, 'day')).toBe(`text '2024-05-09'`);
  });

  it('a form refuses a time that its column would give back as another one', async () => {
    const { change, stored } = world();
    const beyond = 'lies beyond the times that the notation of this column can have';
    expect(errorsOf(await change('moment', 1, 'far_at', '9999-12-31 23:59:59'))).toEqual({ far_at: beyond }); // prettier-ignore
    expect(errorsOf(await change('moment', 1, 'seen_at', '9999-12-31 23:59:59'))).toEqual({ seen_at: beyond }); // prettier-ignore
    expect(errorsOf(await change('moment', 1, 'lap_at', '1970-01-25 10:00:00'))).toEqual({ lap_at: beyond }); // prettier-ignore
    expect(await stored('moment', 1, 'seen_at')).toBe('integer 1714979289');
  });
});
