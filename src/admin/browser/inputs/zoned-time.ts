/** Conversion between stored UTC timestamps and values of a `datetime-local` input in a zone. */
import { formatDateTime, parseTimestamp } from '../../contract/format.js';

/**
 * Converts a timestamp to the zone, as `2026-11-22T21:19:05`, with milliseconds where it has some.
 * @returns the empty text where the value is no time
 */
export function toZonedInput(value: unknown, timezone: string): string {
  const date = parseTimestamp(value);
  if (date === undefined) return '';
  const seconds = (formatDateTime(date.toISOString(), timezone).title ?? '').slice(0, 19);
  const ms = date.getUTCMilliseconds();
  const fraction = ms === 0 ? '' : `.${String(ms).padStart(3, '0')}`;
  return `${seconds.replace(' ', 'T')}${fraction}`;
}

/** Converts a local time to its stored form. A time that the clocks skip moves forward with them. */
export function fromZonedInput(text: string, timezone: string): string {
  const wanted = parseTimestamp(text.length === 16 ? `${text}:00` : text);
  if (wanted === undefined) return text;
  let guess = wanted.getTime();
  for (let step = 0; step < 2; step += 1) {
    const shown = parseTimestamp(toZonedInput(new Date(guess).toISOString(), timezone));
    guess += wanted.getTime() - (shown?.getTime() ?? guess);
  }
  return new Date(guess).toISOString().slice(0, 23).replace('T', ' ').replace('.000', '');
}
