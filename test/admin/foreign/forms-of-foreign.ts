import { expect } from 'vitest';
import type { PanelColumn } from '../../../src/admin/tables/panel-table.js';
import { idsByKey, sampleOf, type ForeignWorld, type OpenedTable } from './foreign-world.js';
import { nextValue } from './next-value.js';
import { expectPresented, plainText } from './presented.js';
import { addedRows, differences, readStored, textOf, type StoredRow } from './stored.js';

/** Forms of a foreign table, as a browser opens and posts them. */

/** AdminJS's mark for null in a form body. */
const NULL_VALUE = '__FORM_VALUE_NULL__';

/** Text that a form posts for the value with which it was opened. */
const opened = (presented: unknown) =>
  presented === null || presented === undefined ? NULL_VALUE : plainText(presented);

/** Compares what the records of a table present with the stored values; opens a few of the pages. */
export async function expectRecords(
  { anna }: ForeignWorld,
  table: OpenedTable,
  rows = Infinity,
): Promise<void> {
  const ids = await idsByKey(anna, table);
  for (const [index, row] of sampleOf(table.stored, rows).entries()) {
    const path = `records/${encodeURIComponent(ids.get(row.key) ?? '')}/show`;
    if (index < OPENED) {
      const page = await anna.get(`/resources/${table.resource.table.id}/${path}`);
      expect(page.status, path).toBe(200);
    }
    const { status, text, json } = await anna.get(`${table.api}/${path}`);
    expect(status, text.slice(0, 300)).toBe(200);
    for (const column of readableOf(table)) {
      const cell = row.cells[column.name];
      if (cell)
        expectPresented(column, table.facts, cell, json.record.params[column.path], row.key);
    }
  }
}

/** Pages of records differ in their address alone. */
const OPENED = 3;

const readableOf = ({ resource, columns }: OpenedTable) =>
  columns.filter(({ name }) => resource.access.read.has(name));

/**
 * Changes each field of some rows alone, through the form of its record, and expects that every
 * other value of the table keeps its class and its bytes.
 */
export async function expectEditsAlone(
  world: ForeignWorld,
  table: OpenedTable,
  rows: number,
): Promise<void> {
  const { anna, book } = world;
  const { resource, api } = table;
  const ids = await idsByKey(anna, table);
  let before: readonly StoredRow[] = table.stored;
  for (const { key, cells } of sampleOf(table.stored, rows)) {
    const form = `${api}/records/${encodeURIComponent(ids.get(key) ?? '')}/edit`;
    for (const column of table.columns.filter(({ name }) => resource.access.edit.has(name))) {
      const cell = cells[column.name];
      const shown = (await anna.get(form)).json.record.params[column.path];
      const next = cell && (await nextValue(anna, table, column, cell, shown));
      if (!next || next.typed === plainText(shown)) continue;
      const hint = `${resource.table.info.name} ${key} ${column.name}: ${textOf(cell)} to ${next.typed}`;
      const reply = await anna.submit(form, {
        [column.path]: next.typed,
        [`__original.${column.path}`]: opened(shown),
      });
      expect(reply.json.notice.type, `${hint} ${reply.text.slice(0, 500)}`).toBe('success');
      const after = await readStored(book, resource.table.info);
      const [change, ...others] = differences(before, after);
      expect(others, hint).toEqual([]);
      expect({ key: change?.key, column: change?.column }, hint).toEqual({
        key,
        column: column.name,
      });
      if (change) next.expectStored(change.after, hint);
      before = after;
    }
  }
}

/** Creates a copy of a row by its presented values, under another key. */
export async function expectCreated(
  world: ForeignWorld,
  table: OpenedTable,
  fresh: Readonly<Record<string, string>>,
): Promise<void> {
  const { anna, book } = world;
  const { resource, api, stored, facts } = table;
  const source = stored[0];
  if (!source) throw new Error('there is nothing to copy');
  const ids = await idsByKey(anna, table);
  const shown = await anna.get(
    `${api}/records/${encodeURIComponent(ids.get(source.key) ?? '')}/show`,
  );
  // The form presents the size of a file, which is no value to type.
  const typed = table.columns.filter(
    ({ name, kind }) => resource.access.create.has(name) && kind !== 'blob',
  );
  expect(typed.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(fresh)));
  const values = Object.fromEntries(
    typed.flatMap((column): [string, string][] => {
      const value = fresh[column.name] ?? shown.json.record.params[column.path] ?? null;
      return value === null ? [] : [[column.path, plainText(value)]];
    }),
  );
  const reply = await anna.submit(`${api}/actions/new`, values);
  const hint = `${JSON.stringify(values)} ${reply.text.slice(0, 500)}`;
  expect(reply.json.notice.type, hint).toBe('success');
  const added = addedRows(stored, await readStored(book, resource.table.info));
  expect(added, hint).toHaveLength(1);
  const again = await anna.get(`${api}/records/${encodeURIComponent(reply.json.record.id)}/show`);
  for (const column of typed) {
    const [copied, cell] = [source.cells[column.name], added[0]?.cells[column.name]];
    if (!copied || !cell) continue;
    expectPresented(column, facts, cell, again.json.record.params[column.path], hint);
    if (fresh[column.name] === undefined) expectSame(column, copied, cell, hint);
    else expect(textOf(cell), hint).toContain(fresh[column.name]);
  }
}

/**
 * A column without a type takes a typed number as text, and the lines of a new text end with LF.
 */
function expectSame(
  { name, info }: PanelColumn,
  copied: StoredRow['cells'][string],
  cell: StoredRow['cells'][string],
  hint: string,
): void {
  const text = textOf(copied).replaceAll('\r\n', '\n');
  const isPlain = info.affinity === 'blob' || text !== textOf(copied);
  if (isPlain) expect(textOf(cell), `${name} ${hint}`).toBe(text);
  else expect(cell, `${name} ${hint}`).toEqual(copied);
}
