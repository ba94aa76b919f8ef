import type { ExactValue } from './exact-value.js';

/** Days and times of day, as texts. */

/** Recognises a day of the calendar, `YYYY-MM-DD`. */
export function isDay(value: ExactValue): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === value;
}

/** Recognises a time of day, `HH:MM` with or without seconds and their fraction. */
export function isClock(value: ExactValue): value is string {
  return typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?$/.test(value);
}
