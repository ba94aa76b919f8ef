import { message, verbatim, type Message } from '../../messages/message.js';
import { plainText, presentValue } from '../codecs/values.js';
import { formatDateTime, formatNumber, formatPercent } from '../contract/format.js';
import { titleOfValue } from '../names/names.js';
import type { PanelColumn, PanelTable } from '../tables/panel-table.js';
import type { ExactValue } from '../values/exact-value.js';
import { shortenText } from '../values/short-text.js';

/** Says a column's value in words, as a list would show it. */

const LONGEST = 80;

/** Facts about a value that it does not have itself. */
export interface Showing {
  table: PanelTable;
  bookTimezone: string;
  /** Titles of referenced rows, by the presented value. */
  titles?: ReadonlyMap<string, string> | undefined;
}

/** Says a stored value. */
export function showValue(
  column: PanelColumn,
  value: ExactValue,
  { table, bookTimezone, titles }: Showing,
): Message {
  if (value === null) return message('tables.no_value');
  if (value === '') return message('tables.empty_text');
  const presented = presentValue(column, value);
  switch (column.kind) {
    case 'boolean':
      return typeof presented === 'boolean'
        ? message('tables.flag', { flag: presented ? 'flag.yes' : 'flag.no' })
        : verbatim(plainText(presented));
    case 'enum': {
      const title = titleOfValue(plainText(presented), column.info.values);
      return message('value', { value: { table: table.info.name, title } });
    }
    case 'datetime':
      return verbatim(formatDateTime(presented, bookTimezone).text);
    case 'percent':
      return verbatim(formatPercent(presented));
    case 'number':
    case 'integer':
      return verbatim(formatNumber(presented, { isUngrouped: column.format.isUngrouped === true }));
    case 'blob':
    case 'date':
    case 'json':
    case 'long_text':
    case 'money':
    case 'reference':
    case 'text':
    case 'time': {
      const text = plainText(presented);
      return verbatim(shortenText(titles?.get(text) ?? text, LONGEST));
    }
  }
}
