import { expect } from 'vitest';
import type { PanelColumn } from '../../../src/admin/tables/panel-table.js';
import type { ForeignTable, TimeFormat } from '../../helpers/foreign/schema.js';
import { textOf, type StoredCell } from './stored.js';

/** Values as panels present them, against what the database stores; by rules of the tests' own. */

/** Text of a presented value; empty for none. */
export function plainText(presented: unknown): string {
  return ['string', 'number', 'boolean'].includes(typeof presented) ? String(presented) : '';
}

/** Returns the key's text of a row that a reference presents: its address is plain or packed. */
export function keyTextOf(presented: unknown): string {
  const text = plainText(presented);
  if (!/^~[\w-]+$/.test(text)) return text;
  try {
    const values = JSON.parse(Buffer.from(text.slice(1), 'base64url').toString('utf8')) as unknown;
    const value: unknown = Array.isArray(values) ? values[0] : text;
    return isDigits(value) ? value.i : plainText(value);
  } catch {
    return text;
  }
}

const isDigits = (value: unknown): value is { i: string } =>
  typeof value === 'object' && value !== null && 'i' in value;

const perSecond = { seconds: 1, milliseconds: 1000, microseconds: 1_000_000 };

/** Instant of a stored time, in milliseconds since 1970. */
export function instantOf(cell: StoredCell, format: TimeFormat): number {
  const text = textOf(cell);
  if (format === 'julian') return Math.round((Number(text) - 2_440_587.5) * 86_400_000);
  if (format !== 'text') return Math.floor((Number(text) / perSecond[format]) * 1000);
  const [, day = '', clock = '', zone = 'Z'] =
    /^(\d{4}-\d\d-\d\d)[ T]([\d:.]+)(Z|[-+]\d\d:\d\d)?$/.exec(text) ?? [];
  return Date.parse(`${day}T${clock}${zone}`);
}

/** Format of a column's times; undefined where it holds none. */
export function formatOf({ times = {} }: ForeignTable, column: string): TimeFormat | undefined {
  return Object.hasOwn(times, column) ? times[column] : undefined;
}

/** Expects that a presented value means the stored one. */
export function expectPresented(
  column: PanelColumn,
  facts: ForeignTable,
  cell: StoredCell,
  presented: unknown,
  where: string,
): void {
  const shown = plainText(presented);
  const format = formatOf(facts, column.name);
  const hint = `${where} ${column.name}: ${textOf(cell)} is presented as ${shown}`;
  if (cell.type === 'null') expect(shown, hint).toBe('');
  else if (cell.type === 'blob') expect(shown, hint).toMatch(/\d/);
  else if (column.references !== null) expect(keyTextOf(presented), hint).toBe(textOf(cell));
  else if (format !== undefined) {
    expect(shown, hint).toMatch(/^\d{4}-\d\d-\d\dT/);
    expect(Date.parse(shown), hint).toBe(instantOf(cell, format));
  } else if (column.kind === 'boolean') {
    expect(['true', '1'].includes(shown), hint).toBe(Number(textOf(cell)) === 1);
  } else if (cell.type === 'text') expect(shown, hint).toBe(textOf(cell));
  else if (cell.type === 'integer' && /^-?\d+$/.test(shown)) expect(shown, hint).toBe(textOf(cell));
  else expect(Number(shown), hint).toBe(Number(textOf(cell)));
}
