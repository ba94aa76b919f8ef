import { parse } from 'csv-parse/sync';
import { expect } from 'vitest';
import { unguardText } from '../../../src/files/csv.js';
import type { PanelColumn } from '../../../src/admin/tables/panel-table.js';
import type { ForeignWorld, OpenedTable } from './foreign-world.js';
import { keyOfListed } from './foreign-world.js';
import { expectPresented, formatOf, instantOf, keyTextOf } from './presented.js';
import { textOf, type StoredCell } from './stored.js';

/** Exported files of a foreign table, against its rows. */

/** Expects that the files hold every value of the table that is no binary data. */
export async function expectExported({ anna }: ForeignWorld, table: OpenedTable): Promise<void> {
  const { resource, api, stored, facts } = table;
  const columns = table.columns.filter(({ name }) => resource.access.read.has(name));
  const asked = `columns=${columns.map(({ path }) => path).join(',')}`;
  const json = await anna.get(`${api}/actions/export?format=json&${asked}`);
  expect(json.status, json.text.slice(0, 300)).toBe(200);
  const records = JSON.parse(json.text) as Record<string, unknown>[];
  expect(records).toHaveLength(stored.length);

  const csv = await anna.get(`${api}/actions/export?format=csv&${asked}`);
  const lines: string[][] = parse(csv.text, { bom: true });
  const [header = [], ...rows] = lines;
  expect(rows).toHaveLength(stored.length);
  if (!hasPlainKey(table)) return;
  const keys = records.map((params) => keyOfListed(table, { params }));
  expect(keys.sort()).toEqual(stored.map(({ key }) => key).sort());
  // Both files have the rows in the order of the list.
  for (const [index, params] of records.entries()) {
    const row = stored.find(({ key }) => key === keyOfListed(table, { params }));
    const cells = rows[index] ?? [];
    expect(cells).toHaveLength(header.length);
    let at = 0;
    for (const column of columns) {
      const isTitled = `${column.path}.title` in params;
      const text = cells[isTitled ? at + 1 : at] ?? '';
      at += isTitled ? 2 : 1;
      const cell = row?.cells[column.name];
      if (!cell) throw new Error(`${column.name} is not stored`);
      expectPresented(column, facts, cell, params[column.path], 'JSON');
      expectInCsv(column, table, cell, text);
    }
  }
}

/** Without a key, or with one that files show by its size, nothing tells which row is which. */
function hasPlainKey({ resource, stored }: OpenedTable): boolean {
  const { primaryKey } = resource.table.info;
  const isBinary = stored.some(({ cells }) =>
    primaryKey.some((name) => cells[name]?.type === 'blob'),
  );
  return primaryKey.length > 0 && !isBinary;
}

function expectInCsv(
  column: PanelColumn,
  { facts }: OpenedTable,
  cell: StoredCell,
  text: string,
): void {
  const format = formatOf(facts, column.name);
  const hint = `CSV ${column.name}: ${textOf(cell)} as ${text}`;
  if (cell.type === 'null') expect(text, hint).toBe('');
  else if (cell.type === 'blob') expect(text, hint).toMatch(/\d/);
  else if (column.references !== null)
    expect(keyTextOf(unguardText(text)), hint).toBe(textOf(cell));
  else if (format !== undefined) {
    const difference = Date.parse(`${text.replace(' ', 'T')}Z`) - instantOf(cell, format);
    expect(Math.abs(difference), hint).toBeLessThan(1000);
  } else if (column.kind === 'boolean')
    expect(text, hint).toBe(textOf(cell) === '1' ? 'yes' : 'no');
  else if (cell.type === 'text') expect(unguardText(text), hint).toBe(textOf(cell));
  else if (cell.type === 'integer' && /^-?\d+$/.test(text)) expect(text, hint).toBe(textOf(cell));
  else expect(Number(text), hint).toBe(Number(textOf(cell)));
}
