import type { ExactValue } from '../values/exact-value.js';

/**
 * Rejects values that no comparison finds: NULL, texts that are not valid UTF-8 (an engine returns
 * U+FFFD for such bytes), and infinite numbers, which JSON lacks.
 */
export function isFindable(value: ExactValue | undefined): value is ExactValue {
  if (typeof value === 'string') return !value.includes('\uFFFD');
  return typeof value === 'number' ? Number.isFinite(value) : value !== null && value !== undefined;
}
