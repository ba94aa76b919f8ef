import { expect } from 'vitest';
import type { PanelColumn } from '../../../src/admin/tables/panel-table.js';
import type { TimeFormat } from '../../helpers/foreign/schema.js';
import type { Person } from '../../helpers/panels/driver.js';
import type { OpenedTable } from './foreign-world.js';
import { formatOf, instantOf, keyTextOf, plainText } from './presented.js';
import { textOf, type StoredCell } from './stored.js';

/** Another value for a cell, as people type it, and what the database must store then. */

export interface NextValue {
  typed: string;
  expectStored: (after: StoredCell, hint: string) => void;
}

const HOUR_MS = 3_600_000;

/** Returns null where no form writes the cell. */
export async function nextValue(
  person: Person,
  { resource, facts }: Pick<OpenedTable, 'resource' | 'facts'>,
  column: PanelColumn,
  cell: StoredCell,
  presented: unknown,
): Promise<NextValue | null> {
  const opened = plainText(presented);
  const format = formatOf(facts, column.name);
  if (cell.type === 'blob' || column.kind === 'blob' || facts.bound?.includes(column.name))
    return null;
  if (column.references !== null) {
    const target = resource.resourceOf(column.references)?.table.id;
    if (target === undefined) throw new Error(`${column.references} has no panel`);
    return otherReference(person, { target, by: column.referencedPaths }, cell, opened);
  }
  if (format !== undefined) return laterTime(cell, opened, format);
  if (facts.days?.includes(column.name)) return ofText(cell, nextDay(opened));
  switch (column.kind) {
    case 'boolean': {
      const isTrue = ['true', '1'].includes(opened);
      return of(cell, isTrue ? 'false' : 'true', isTrue ? '0' : '1', 'integer');
    }
    case 'enum': {
      const values = column.info.values?.map(String) ?? [];
      const typed = values[(values.indexOf(opened) + 1) % values.length] ?? '';
      const isNumber = column.info.values?.includes(Number(typed)) === true;
      const number = Number.isInteger(Number(typed)) ? 'integer' : 'real';
      const type = column.info.affinity === 'text' || !isNumber ? 'text' : number;
      return of({ type, bytes: '' }, typed, typed, type);
    }
    case 'integer':
    case 'number':
    case 'money':
      return cell.type === 'text'
        ? ofText(cell, nextText(column, opened))
        : nextNumber(column, cell, opened);
    case 'json':
      return ofText(cell, '{"changed": [true, "é"]}');
    case 'date':
    case 'datetime':
    case 'long_text':
    case 'percent':
    case 'reference':
    case 'text':
    case 'time':
      return cell.type === 'integer' || cell.type === 'real'
        ? nextNumber(column, cell, opened)
        : ofText(cell, nextText(column, opened));
  }
}

/** @param whenNull class of the stored value where there was none before */
function of(
  before: StoredCell,
  typed: string,
  stored: string,
  whenNull: StoredCell['type'],
): NextValue {
  const type = before.type === 'null' ? whenNull : before.type;
  return {
    typed,
    expectStored: (after, hint) =>
      expect({ type: after.type, text: textOf(after) }, hint).toEqual({ type, text: stored }),
  };
}

/** A text keeps the line breaks that it was stored with. */
function ofText(before: StoredCell, typed: string): NextValue {
  const hasReturns = textOf(before).includes('\r\n');
  const lines = typed.replace(/\r\n?/g, '\n');
  return of(before, typed, hasReturns ? lines.replaceAll('\n', '\r\n') : lines, 'text');
}

async function otherReference(
  person: Person,
  { target, by }: { target: string; by: readonly string[] | null },
  cell: StoredCell,
  opened: string,
): Promise<NextValue> {
  // The input of a reference to other columns than the key asks for rows by those columns.
  const query = by === null ? '' : `?searchProperty=${by.join(',')}`;
  const found = await person.get(`/api/resources/${target}/actions/search${query}`);
  expect(found.status, found.text).toBe(200);
  const other = found.json.records.find(({ id }) => id !== opened);
  if (other === undefined) throw new Error(`nothing can be chosen in ${target}`);
  return {
    typed: other.id,
    expectStored: (after, hint) => {
      expect(textOf(after), hint).toBe(keyTextOf(other.id));
      if (cell.type !== 'null') expect(after.type, hint).toBe(cell.type);
    },
  };
}

/** A text as the browser's input of a time gives it, an hour later. */
function laterTime(cell: StoredCell, opened: string, format: TimeFormat): NextValue {
  const before = cell.type === 'null' ? Date.UTC(2024, 4, 6, 7, 8, 9) : instantOf(cell, format);
  const later = before + HOUR_MS;
  const shape = (text: string) => text.replace(/\d/g, '9');
  return {
    typed: new Date(later).toISOString().slice(0, 23).replace('T', ' ').replace('.000', ''),
    expectStored: (after, hint) => {
      expect(instantOf(after, format), `${hint}, opened as ${opened}`).toBe(later);
      if (cell.type === 'null') return;
      expect(after.type, hint).toBe(cell.type);
      if (format !== 'julian') expect(shape(textOf(after)), hint).toBe(shape(textOf(cell)));
      if (format === 'microseconds') expect(textOf(after).slice(-3)).toBe(textOf(cell).slice(-3));
    },
  };
}

function nextNumber({ info, kind }: PanelColumn, cell: StoredCell, opened: string): NextValue {
  const isBelowOne = info.bounds.some(({ operator, limit }) => operator === '<=' && limit <= 1);
  const isWhole = kind === 'integer' || (cell.type === 'integer' && kind !== 'number');
  if (isWhole) {
    const typed = String(BigInt(opened === '' ? '6' : opened) + 1n);
    return of(cell, typed, typed, 'integer');
  }
  const typed = isBelowOne
    ? opened === '0.5'
      ? '0.75'
      : '0.5'
    : (Number(opened) + 1.25).toFixed(2);
  return {
    typed,
    expectStored: (after, hint) => expect(Number(textOf(after)), hint).toBe(Number(typed)),
  };
}

function nextDay(opened: string): string {
  const time =
    opened === '' ? Date.UTC(2024, 1, 28) : Date.parse(`${opened.slice(0, 10)}T00:00:00Z`);
  return new Date(time + 24 * HOUR_MS).toISOString().slice(0, 10);
}

function nextText({ info }: PanelColumn, opened: string): string {
  const type = info.declaredType.toUpperCase();
  if (type === 'TIME') return opened.startsWith('10:45') ? '11:15:00' : '10:45:00';
  if (type === 'INET') return '192.0.2.9';
  if (/UUID|GUID/.test(type)) return '6f1c2d3e-0000-4000-8000-000000000001';
  const most = Number(/CHAR\((\d+)\)/.exec(type)?.[1] ?? Infinity);
  const added = `${opened}!`;
  return Array.from(added).length <= most
    ? added
    : `${Array.from(opened)
        .slice(0, most - 1)
        .join('')}!`;
}
