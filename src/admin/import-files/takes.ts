import { message, type Message } from '../../messages/message.js';
import { inSeries } from '../../messages/series.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import { newHintOf } from '../tables/hints.js';
import type { PanelColumn } from '../tables/panel-table.js';

/** Says what the cells of a column take, for the page of an import and for its templates. */

/** Describes the values of a column. */
export function takesOf(resource: ScopedResource, column: PanelColumn): Message {
  const { isRequired, hint } = column;
  const newHint = newHintOf(resource.access, column);
  return inSeries([
    ...(isRequired ? [message('files.takes_required')] : []),
    kindOf(resource, column),
    ...(newHint === null ? [] : [newHint]),
    ...(hint === null ? [] : [hint]),
  ]);
}

function kindOf({ resourceOf, context }: ScopedResource, column: PanelColumn): Message {
  const { info, format, references } = column;
  if (references !== null) {
    const table = resourceOf(references)?.table.label ?? references;
    return message('files.takes_reference', { table });
  }
  const timezone = context.config.bookTimezone;
  switch (column.kind) {
    case 'text':
    case 'long_text': {
      const longest = longestOf(column);
      return longest === null
        ? message('files.takes_text')
        : message('files.takes_short_text', { longest });
    }
    case 'money':
      return message('files.takes_money');
    case 'number':
    case 'percent':
      return format.places === undefined
        ? message('files.takes_number')
        : message('files.takes_places', { places: format.places });
    case 'integer':
    case 'blob':
    case 'reference':
      return message('files.takes_integer');
    case 'date':
      return message('files.takes_date');
    case 'datetime':
      return message('files.takes_datetime', { timezone });
    case 'time':
      return message('files.takes_time');
    case 'boolean':
      return message('files.takes_boolean');
    case 'json':
      return message('files.takes_json');
    case 'enum':
      return message('files.takes_one_of', { values: (info.values ?? []).map(String) });
  }
}

function longestOf({ info }: PanelColumn): number | null {
  const limits = info.bounds.flatMap(({ of, operator, limit }) => {
    if (of !== 'length') return [];
    return operator === '<=' ? [limit] : operator === '<' ? [limit - 1] : [];
  });
  return limits.length === 0 ? null : Math.min(...limits);
}
