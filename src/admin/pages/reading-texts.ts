import type { Context } from '../../context.js';
import { dateOf } from '../../domain/period.js';
import { message, type Message } from '../../messages/message.js';
import { bookCalendar } from '../../services/calendar.js';
import type { ColumnKind } from '../contract/panel.js';
import { obstacleOf } from '../readings/choices.js';
import type { NamedReading } from '../readings/store.js';
import { readColumn } from '../columns/column-kinds.js';
import type { ColumnReading } from '../columns/column-reading.js';
import { readDeclaredType } from '../columns/declared-types.js';
import { toPlain } from '../values/exact-value.js';
import type { PanelColumn, PanelTable } from '../tables/panel-table.js';
import { inFormatOf } from '../values/timestamp-format.js';
import { isUntyped } from '../tables/untyped.js';

/** Says in words how a column is read, and why. */

/** Returns the name of a kind. */
export function kindLabel(kind: ColumnKind): Message {
  return message(`readings.kind_${kind}`);
}

/**
 * Says why a column has its kind.
 * @param stored decision on a column of a foreign table; null for others
 */
export function reasonOf(
  context: Context,
  table: PanelTable,
  column: PanelColumn,
  stored: NamedReading | null,
): Message {
  const { info, name, references } = column;
  if (column.isSecret) return message('readings.secret');
  if (references !== null) return message('readings.reference', { table: references });
  if (table.declaration?.columns?.[name]?.kind) return message('readings.resource_file');
  if (column.isOwn) return message('readings.schema_module');
  if (stored?.lapsed != null) return lapsedReason(context, stored, stored.lapsed);
  if (stored?.reading.reason === 'administrator') {
    return message('readings.chosen', chosenBy(context, stored));
  }
  const reading =
    stored?.reading ?? readColumn({ table: table.info.name, column: info, sample: null });
  return readingReason(reading, column, stored?.sampled ?? 0);
}

function chosenBy(context: Context, { chosenByName, readAt }: NamedReading) {
  const day = readAt === null ? '' : dateOf(bookCalendar(context), readAt);
  return { login: chosenByName ?? '', day };
}

function lapsedReason(context: Context, stored: NamedReading, lapsed: ColumnKind): Message {
  return message('readings.lapsed', {
    login: chosenBy(context, stored).login,
    kind: kindLabel(lapsed),
  });
}

function readingReason(
  { kind, reason }: ColumnReading,
  { info }: PanelColumn,
  count: number,
): Message {
  const type = info.declaredType;
  switch (reason) {
    case 'check':
      return message(`readings.check_${kind === 'enum' || kind === 'json' ? kind : 'boolean'}`);
    case 'default':
      return message('readings.default', { expression: info.defaultExpression ?? '' });
    case 'values':
      return valuesReason(kind, type, count);
    case 'name':
      return count === 0
        ? message('readings.name_alone')
        : message('readings.name_and_values', { count });
    case 'declared_type':
    case 'reference':
    case 'schema_module':
    case 'administrator':
      return type === '' ? message('readings.no_type') : message('readings.declared', { type });
  }
}

function valuesReason(kind: ColumnKind, type: string, count: number): Message {
  switch (kind) {
    case 'date':
    case 'datetime': {
      const isStated = ['date', 'datetime'].includes(readDeclaredType(type).family);
      return isStated
        ? message(`readings.mostly_${kind}`, { count, type })
        : message(`readings.values_${kind}`, { count });
    }
    case 'blob':
    case 'text':
    case 'long_text':
      return message(`readings.values_${kind}`, { count });
    case 'money':
    case 'number':
    case 'integer':
    case 'percent':
      return message('readings.values_number', { count });
    case 'time':
    case 'enum':
    case 'boolean':
    case 'json':
    case 'reference':
      return message('readings.values', { count });
  }
}

/** An instant that shows every part of a notation. */
const EXAMPLE = '2024-05-06T07:08:09Z';

/** Says the format in which a column stores its values. */
export function formatLines(column: PanelColumn): Message[] {
  const { format, kind } = column;
  const { flags, like, places, longest, isUngrouped, hasEmptyText } = format;
  const example =
    like === undefined || kind !== 'datetime' ? null : toPlain(inFormatOf(like, EXAMPLE));
  return [
    ...(flags && kind === 'boolean'
      ? [message('readings.flags', { no: shown(flags[0]), yes: shown(flags[1]) })]
      : []),
    ...(example === null ? [] : [message('readings.notation', { example: String(example) })]),
    ...(places === undefined ? [] : [message('readings.places', { places })]),
    ...(longest === undefined ? [] : [message('readings.longest', { longest })]),
    ...(isUngrouped === true ? [message('readings.ungrouped')] : []),
    ...(hasEmptyText === true ? [message('readings.has_empty_text')] : []),
    ...(like !== undefined && kind !== 'datetime' && isUntyped(column)
      ? [message('readings.stored_as', { storage: storageOf(like) })]
      : []),
  ];
}

const shown = (flag: string | number) => (typeof flag === 'string' ? `'${flag}'` : String(flag));

/** Returns SQLite's name of a value's storage class. */
export function storageOf(value: unknown): string {
  if (typeof value === 'bigint') return 'INTEGER';
  if (typeof value === 'number') return 'REAL';
  return typeof value === 'string' ? 'TEXT' : 'BLOB';
}

/** Says why a choice has no effect, with the way out; null for one that has. */
export function obstacleText(
  context: Context,
  choice: NamedReading,
  tables: readonly PanelTable[],
): Message | null {
  const obstacle = obstacleOf(choice, tables);
  if (obstacle === null) return null;
  return message(`readings.obstacle_${obstacle}`, {
    ...chosenBy(context, choice),
    ...{ table: choice.table, column: choice.column },
    kind: kindLabel(choice.lapsed ?? choice.reading.kind),
  });
}
