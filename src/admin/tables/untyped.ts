import type { SqlValue } from '../../db/types.js';
import type { PanelColumn } from './panel-table.js';

/**
 * Columns that keep whatever is written as it is: without a type, BLOB by name only, or ANY in a
 * STRICT table. `7` and `'7'` are two values there and the same to a person, so a value keeps the
 * type that it had.
 */
export function isUntyped({ info, kind }: PanelColumn): boolean {
  return info.affinity === 'blob' && kind !== 'blob';
}

export const UNTYPED_HINT = 'kept as text; a number stays a number where one was stored';

/** What was typed, in the type of what is stored. */
export function likeStored(typed: SqlValue, stored: SqlValue): SqlValue {
  return typeof stored === 'number' ? (asNumber(typed) ?? typed) : typed;
}

/** Both values that a person may mean. */
export function bothTypes(typed: SqlValue): SqlValue[] {
  const number = asNumber(typed);
  return number === null ? [typed] : [typed, number];
}

/** Null where the number would be written in another way: `007` is a text. */
function asNumber(typed: SqlValue): number | null {
  const number = typeof typed === 'string' && typed !== '' ? Number(typed) : NaN;
  return String(number) === typed ? number : null;
}
