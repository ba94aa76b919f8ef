import type { SqlValue } from '../../db/types.js';
import { message } from '../../messages/message.js';
import { isInt64, type ExactValue } from './exact-value.js';
import type { PanelColumn } from './panel-table.js';

/**
 * Recognises a column that stores every value unchanged: without a type, BLOB by name only, or ANY
 * in a STRICT table. `7` and `'7'` are two values there that look the same, so an edited value
 * keeps its stored type.
 */
export function isUntyped({ info, kind }: PanelColumn): boolean {
  return info.affinity === 'blob' && kind !== 'blob';
}

export const UNTYPED_HINT = message('tables.untyped');

/** Converts a typed value to the storage class of the stored one, where that is exact. */
export function likeStored(typed: SqlValue, stored: ExactValue): ExactValue {
  if (typeof stored === 'bigint' && typeof typed === 'string' && isInt64(typed)) {
    return String(BigInt(typed)) === typed ? BigInt(typed) : typed;
  }
  return typeof stored === 'number' || typeof stored === 'bigint'
    ? (asNumber(typed) ?? typed)
    : typed;
}

/** Returns both values that a typed number may mean: the text and the number. */
export function bothTypes(typed: SqlValue): SqlValue[] {
  const number = asNumber(typed);
  return number === null ? [typed] : [typed, number];
}

/** Returns null where the number would be written differently: `007` is a text. */
function asNumber(typed: SqlValue): number | null {
  const number = typeof typed === 'string' && typed !== '' ? Number(typed) : NaN;
  return String(number) === typed ? number : null;
}
