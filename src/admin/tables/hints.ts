import type { ColumnInfo, TableInfo } from '../../db/introspection/introspect.js';
import { message, type Message } from '../../messages/message.js';
import type { ColumnKind } from '../contract/panel.js';
import { titleOfValue } from '../names/names.js';
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
export function defaultHintOf(info: TableInfo, column: ColumnInfo): Message | null {
  const text = column.defaultExpression;
  if (text === null || column.isGenerated || /^null$/i.test(text)) return null;
  const literal = /^'((?:[^']|'')*)'$/.exec(text)?.[1]?.replaceAll("''", "'");
  if (literal !== undefined) {
    if (literal === '') return null;
    if (column.values === null) return message('tables.default', { value: literal });
    const value = { table: info.name, title: titleOfValue(literal, column.values) };
    return message('tables.default_value', { value });
  }
  if (/^CURRENT_/i.test(text)) return message('tables.default_now');
  if (/^(true|false)$/i.test(text)) {
    return message(/^true$/i.test(text) ? 'tables.default_yes' : 'tables.default_no');
  }
  return /^[-+]?[\d.]+$/.test(text)
    ? message('tables.default', { value: text })
    : message('tables.default_computed');
}
