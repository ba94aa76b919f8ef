import type { ColumnInfo, TableInfo } from '../../db/introspection/introspect.js';
import { message, type Message } from '../../messages/message.js';
import type { ColumnFormat, ColumnReading } from '../columns/column-reading.js';
import type { ColumnKind } from '../contract/panel.js';
import { titleOfValue } from '../names/names.js';
import type { AccessPlan } from './access.js';
import type { PanelColumn } from './panel-table.js';
import { UNTYPED_HINT } from './untyped.js';

/** Hints under the inputs of a column. */

export const MADE_HINT = message('tables.made_if_empty');

/** Returns the hint in every form; null where the input explains itself. */
export function hintOf(column: ColumnInfo, kind: ColumnKind): Message | null {
  const { missingCollation: collation, isGenerated, affinity } = column;
  if (collation !== null) return message('tables.not_compared', { collation });
  if (isGenerated) return message('tables.computed');
  return affinity === 'blob' && kind === 'text' ? UNTYPED_HINT : null;
}

/** Returns the value that a new row takes from the column's default; null where there is none. */
export function defaultHintOf(
  info: TableInfo,
  column: ColumnInfo,
  { kind, format }: ColumnReading,
): Message | null {
  const text = column.defaultExpression;
  if (text === null || column.isGenerated || /^null$/i.test(text)) return null;
  if (kind === 'boolean') {
    if (isDefaultFlag(column, 'yes', format)) return message('tables.default_yes');
    if (isDefaultFlag(column, 'no', format)) return message('tables.default_no');
  }
  const literal = /^'((?:[^']|'')*)'$/.exec(text)?.[1]?.replaceAll("''", "'");
  if (literal !== undefined) {
    if (literal === '') return null;
    if (column.values === null) return message('tables.default', { value: literal });
    const value = { table: info.name, title: titleOfValue(literal, column.values) };
    return message('tables.default_value', { value });
  }
  if (/^CURRENT_/i.test(text)) return message('tables.default_now');
  if (/^(true|false)$/i.test(text)) {
    return message('tables.default', { value: /^true$/i.test(text) ? '1' : '0' });
  }
  return /^[-+]?[\d.]+$/.test(text)
    ? message('tables.default', { value: text })
    : message('tables.default_computed');
}

/** Returns the hint of a form for a new row: a role may have a default of its own. */
export function newHintOf(
  { initial }: Pick<AccessPlan, 'initial'>,
  { name, newHint }: PanelColumn,
): Message | null {
  const value = initial.get(name);
  return value === undefined ? newHint : message('tables.default', { value: String(value) });
}

/** Recognises a default that is a column's value of yes, or of no. */
export function isDefaultFlag(
  { defaultExpression }: ColumnInfo,
  flag: 'yes' | 'no',
  { flags = [0, 1] }: ColumnFormat,
): boolean {
  if (defaultExpression === null) return false;
  const value = flags[flag === 'yes' ? 1 : 0];
  const text = defaultExpression.replace(/^\((.*)\)$/, '$1');
  if (/^(true|false)$/i.test(text)) return value === (/^true$/i.test(text) ? 1 : 0);
  return text.replace(/^'(.*)'$/, '$1') === String(value);
}
