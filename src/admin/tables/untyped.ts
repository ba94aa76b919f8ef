import type { SqlValue } from '../../db/types.js';
import { isInt64, type ExactValue } from './exact-value.js';
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

/** A typed value in the storage class of the stored one, where it can be written in it. */
export function likeStored(typed: SqlValue, stored: ExactValue): ExactValue {
  if (typeof stored === 'bigint' && typeof typed === 'string' && isInt64(typed)) {
    return String(BigInt(typed)) === typed ? BigInt(typed) : typed;
  }
  return typeof stored === 'number' || typeof stored === 'bigint'
    ? (asNumber(typed) ?? typed)
    : typed;
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
