import type { Affinity } from '../../db/introspection/introspect.js';
import { isInt64, type ExactValue } from '../values/exact-value.js';

/**
 * Converts a value as a column of this affinity would: a foreign key's value is compared with the
 * affinity of the column that it refers to, so that the text `7` refers to the integer 7.
 * https://www.sqlite.org/foreignkeys.html#fk_indexes
 */
export function convertToAffinity(value: ExactValue, affinity: Affinity): ExactValue {
  switch (affinity) {
    case 'text':
      if (typeof value === 'number') return realText(value);
      return typeof value === 'bigint' ? String(value) : value;
    case 'integer':
    case 'numeric':
      return asInteger(typeof value === 'string' ? numberIn(value) : value);
    case 'real': {
      const number = typeof value === 'string' ? numberIn(value) : value;
      return typeof number === 'bigint' ? Number(number) : number;
    }
    case 'blob':
      return value;
  }
}

/** SQLite writes 1 as `1.0`, and rounds to 15 digits. */
function realText(value: number): string {
  const rounded = Number(value.toPrecision(15));
  return Number.isInteger(rounded) && Math.abs(rounded) < 1e15
    ? rounded.toFixed(1)
    : String(rounded);
}

/** Reads the number of a text that is one; any other text stays as it is. */
function numberIn(text: string): bigint | number | string {
  const trimmed = text.trim().replace(/^\+/, '');
  if (isInt64(trimmed)) return BigInt(trimmed);
  const isNumber = /^-?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(trimmed);
  return isNumber ? Number(trimmed) : text;
}

function asInteger(value: ExactValue): ExactValue {
  return typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : value;
}
