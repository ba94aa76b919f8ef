import { toLineFeeds } from '../../domain/text.js';
import { message, type Message } from '../../messages/message.js';
import { boundProblem } from '../tables/bounds.js';
import { isInt64, toPlain, type ExactValue } from '../values/exact-value.js';
import type { PanelColumn } from '../tables/panel-table.js';
import { isUntyped } from '../tables/untyped.js';
import type { Codec, Parsed } from './codec.js';

/** Codecs of texts and of JSON. A text keeps the kind of line breaks that it has. */

export const textCodec: Codec = {
  present: (_column, stored) => toPlain(stored) as string | number,
  write: writeText,
  compare: (_column, text) => ({ value: text }),
};

export const jsonCodec: Codec = {
  present: (_column, stored) => toPlain(stored) as string | number,
  write: (column, text, stored) => {
    if (!isJson(text)) return { problem: message('tables.not_json') };
    const problem = conversionProblem(column, text);
    return problem === null ? { value: withBreaksOf(stored, text) } : { problem };
  },
  compare: (_column, text) => ({ value: text }),
};

function writeText(column: PanelColumn, text: string, stored: ExactValue): Parsed {
  const like = stored ?? column.format.like ?? null;
  if (isUntyped(column)) return { value: likeStored(withBreaksOf(stored, text), like) };
  const problem = boundProblem(column, 'length', Array.from(toLineFeeds(text)).length);
  if (problem !== null) return { problem };
  const becomes = conversionProblem(column, text);
  return becomes === null ? { value: withBreaksOf(stored, text) } : { problem: becomes };
}

function conversionProblem(column: PanelColumn, text: string): Message | null {
  const number = convertedNumber(column, text);
  return number === null || String(number) === text
    ? null
    : message('tables.becomes_number', { number: String(number) });
}

/**
 * Returns the number that a column of numeric affinity makes of a text: `007` becomes 7.
 * https://www.sqlite.org/datatype3.html#type_affinity
 */
function convertedNumber({ info }: PanelColumn, text: string): number | bigint | null {
  if (info.affinity === 'text' || info.affinity === 'blob') return null;
  const trimmed = text.trim();
  if (!/^[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?$/i.test(trimmed)) return null;
  return isInt64(trimmed) && info.affinity !== 'real' ? BigInt(trimmed) : Number(trimmed);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Writes line breaks of the kind that prevails in the stored text; LF where it has no line breaks.
 */
export function withBreaksOf(stored: ExactValue, text: string): string {
  if (typeof stored === 'string' && toLineFeeds(stored) === toLineFeeds(text)) return stored;
  const lines = toLineFeeds(text);
  if (typeof stored !== 'string') return lines;
  const count = (pattern: RegExp) => (stored.match(pattern) ?? []).length;
  const [both, returns, feeds] = [count(/\r\n/g), count(/\r(?!\n)/g), count(/(?<!\r)\n/g)];
  if (both > 0 && both >= returns && both >= feeds) return lines.replaceAll('\n', '\r\n');
  return returns > feeds ? lines.replaceAll('\n', '\r') : lines;
}

/** Converts a typed value to the storage class of another, where that is exact. */
function likeStored(typed: string, like: ExactValue): ExactValue {
  if (typeof like === 'bigint' && isInt64(typed) && String(BigInt(typed)) === typed) {
    return BigInt(typed);
  }
  return typeof like === 'number' || typeof like === 'bigint' ? (asNumber(typed) ?? typed) : typed;
}

/** Returns all values that a typed one may mean in an untyped column: the text and the number. */
export function bothTypes(typed: ExactValue): ExactValue[] {
  if (typeof typed === 'bigint' || typeof typed === 'number') return [typed, String(typed)];
  if (typeof typed !== 'string') return [typed];
  if (isInt64(typed) && String(BigInt(typed)) === typed) return [typed, BigInt(typed)];
  const number = asNumber(typed);
  return number === null ? [typed] : [typed, number];
}

/** Returns null where the number would be written differently: `007` is a text. */
function asNumber(typed: string): number | null {
  const number = typed === '' ? NaN : Number(typed);
  return String(number) === typed && Number.isFinite(number) ? number : null;
}
