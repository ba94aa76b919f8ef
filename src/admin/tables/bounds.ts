import type { Bound } from '../../db/introspection/introspect.js';
import { message, type Message } from '../../messages/message.js';
import type { PanelColumn } from './panel-table.js';

/** Bounds of values and lengths, from the schema's checks and the resource file. */

const keys = {
  value: {
    '>': 'tables.more_than',
    '>=': 'tables.at_least',
    '<': 'tables.less_than',
    '<=': 'tables.at_most',
  },
  length: {
    '>': 'tables.longer_than',
    '>=': 'tables.shortest',
    '<': 'tables.shorter_than',
    '<=': 'tables.longest',
  },
} as const;

/**
 * Returns the problem of a number outside of a column's bounds; null where it is within.
 * @param of what the number is: the value, or the length of a text in code points
 */
export function boundProblem(
  { info }: PanelColumn,
  of: Bound['of'],
  number: number,
): Message | null {
  const broken = info.bounds.find(
    (bound) => bound.of === of && !compares(number, bound.operator, bound.limit),
  );
  return broken ? message(keys[of][broken.operator], { limit: broken.limit }) : null;
}

function compares(value: number, operator: Bound['operator'], limit: number): boolean {
  switch (operator) {
    case '>':
      return value > limit;
    case '>=':
      return value >= limit;
    case '<':
      return value < limit;
    case '<=':
      return value <= limit;
  }
}
