import { expect } from 'vitest';
import { idsByKey, sampleOf, type ForeignWorld, type OpenedTable } from './foreign-world.js';
import { plainText } from './presented.js';
import { textOf } from './stored.js';

/** Filters and titles of a foreign table. */

/** Longest value of a filter. */
const LONGEST = 200;

/** Finds some rows by the presented value of each of their columns, and by its emptiness. */
export async function expectFoundByValue(
  { anna }: ForeignWorld,
  table: OpenedTable,
  rows: number,
): Promise<void> {
  const { resource, api } = table;
  const ids = await idsByKey(anna, table);
  for (const { key, cells } of sampleOf(table.stored, rows)) {
    const id = ids.get(key) ?? '';
    const { params } = (await anna.get(`${api}/records/${encodeURIComponent(id)}/show`)).json
      .record;
    for (const { name, path } of table.columns.filter((one) =>
      resource.access.filter.has(one.name),
    )) {
      const cell = cells[name];
      if (!cell || cell.type === 'blob') continue;
      const value = plainText(params[path]);
      if (value.length > LONGEST) continue;
      const filter = value === '' ? `${path}~~empty=1` : `${path}~~eq=${encodeURIComponent(value)}`;
      const reply = await anna.get(`${api}/actions/list?perPage=500&filters.${filter}`);
      const hint = `${resource.table.info.name} ${key} by ${name}: ${textOf(cell)} as ${value}`;
      expect(reply.json.notice, hint).toBeUndefined();
      expect(
        reply.json.records.map((record) => record.id),
        hint,
      ).toContain(id);
    }
  }
}

/** Finds some rows by the day of each of their times. */
export async function expectFoundByDay(
  { anna }: ForeignWorld,
  table: OpenedTable,
  rows: number,
): Promise<void> {
  const { api, facts } = table;
  const ids = await idsByKey(anna, table);
  const dated = table.columns.filter(
    ({ name }) => facts.times?.[name] ?? facts.days?.includes(name),
  );
  for (const { key, cells } of sampleOf(table.stored, rows)) {
    const id = ids.get(key) ?? '';
    const { params } = (await anna.get(`${api}/records/${encodeURIComponent(id)}/show`)).json
      .record;
    for (const { name, path } of dated) {
      if (cells[name]?.type === 'null') continue;
      const day = plainText(params[path]).slice(0, 10);
      const filter = `filters.${path}~~from=${day}&filters.${path}~~to=${day}`;
      const reply = await anna.get(`${api}/actions/list?perPage=500&${filter}`);
      const hint = `${key} by the day of ${name}, ${day}`;
      expect(reply.json.notice, hint).toBeUndefined();
      const found = reply.json.records;
      expect(
        found.map((record) => record.id),
        hint,
      ).toContain(id);
      expect(found.length, hint).toBeLessThan(table.stored.length);
    }
  }
}

/** Expects that each row is called by what people call it. */
export async function expectTitles({ anna }: ForeignWorld, table: OpenedTable): Promise<void> {
  const { facts, api } = table;
  const ids = await idsByKey(anna, table);
  const { records } = (await anna.get(`${api}/actions/list?perPage=500`)).json;
  for (const { key, cells } of table.stored) {
    const title = records.find(({ id }) => id === ids.get(key))?.title;
    for (const name of facts.title ?? []) {
      const cell = cells[name];
      if (cell && textOf(cell) !== '') expect(title, key).toContain(textOf(cell));
    }
  }
}
