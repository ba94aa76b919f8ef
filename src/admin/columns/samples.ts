import { wordsOf } from '../names/words.js';
import { SAMPLED_LENGTH, type ColumnSample } from './column-reading.js';
import type { ExactValue } from '../values/exact-value.js';

/** Questions about a sample of a column's values. */

/** Returns the texts of a sample. */
export function textsOf(sample: ColumnSample | null): string[] {
  return (sample?.values ?? []).filter((value) => typeof value === 'string');
}

/** Returns the numbers of a sample, in their storage class. */
export function numbersOf(sample: ColumnSample | null): (number | bigint)[] {
  return (sample?.values ?? []).filter(
    (value): value is number | bigint => typeof value === 'number' || typeof value === 'bigint',
  );
}

/** Returns the share of the values, from 0 to 1; 0 where there are none. */
export function shareOf(some: readonly ExactValue[], all: readonly ExactValue[]): number {
  return all.length === 0 ? 0 : some.length / all.length;
}

/** Returns true where every text is JSON, or as much of it as was sampled could be. */
export function isJsonSample(sample: ColumnSample | null): boolean {
  return textsOf(sample).every((text) => {
    if (text.length >= SAMPLED_LENGTH) return /^\s*[[{"]/.test(text);
    try {
      JSON.parse(text);
      return true;
    } catch {
      return text === '';
    }
  });
}

/** Last words of names whose texts have one line. */
const lineWords = new Set([
  ...['id', 'uuid', 'guid', 'key', 'name', 'title', 'label', 'caption', 'subject'],
  ...['code', 'number', 'no', 'sku', 'isbn', 'email', 'mail', 'phone', 'fax'],
  ...['mobile', 'url', 'uri', 'link', 'slug', 'path', 'file', 'host', 'ip', 'city'],
  ...['town', 'region', 'state', 'country', 'zip', 'postcode', 'status', 'type'],
  ...['kind', 'category', 'role', 'lang', 'language', 'locale', 'currency', 'color'],
  ...['colour', 'unit', 'version', 'hash', 'username', 'login', 'user', 'first'],
  ...['last', 'middle', 'gender', 'sex'],
]);

/** Recognises names of texts that have one line. */
export function isTextual(name: string): boolean {
  return lineWords.has(wordsOf(name).at(-1) ?? '');
}
