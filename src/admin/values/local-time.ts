import { DateTime } from 'luxon';

/** Times of a time zone, as files have them. */

const FORMAT = 'yyyy-MM-dd HH:mm:ss';

/** Parses an ISO time into a time zone; null for a text that is no time. */
export function inZone(value: string, timezone: string): DateTime<true> | null {
  if (!/^\d{4}-\d\d-\d\dT/.test(value)) return null;
  const time = DateTime.fromISO(value, { zone: timezone });
  return time.isValid ? time : null;
}

/** Writes an ISO time as a CSV has it; null for a text that is no time. */
export function localTime(value: string, timezone: string): string | null {
  return inZone(value, timezone)?.toFormat(FORMAT) ?? null;
}

/**
 * Converts a time of a zone to ISO 8601 in UTC, with its fraction as it was typed; null for a text
 * that is none, and for a time that the zone's clocks skip.
 */
export function fromLocalTime(text: string, timezone: string): string | null {
  const match = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)(:\d\d)?(\.\d+)?$/.exec(text);
  if (!match) return null;
  const [, day = '', minutes = '', seconds = ':00', fraction = ''] = match;
  const time = DateTime.fromISO(`${day}T${minutes}${seconds}`, { zone: timezone });
  if (!time.isValid || time.toFormat(FORMAT) !== `${day} ${minutes}${seconds}`) return null;
  return `${time.toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss")}${fraction}Z`;
}
