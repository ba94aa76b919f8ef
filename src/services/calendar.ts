import type { Context } from '../context.js';
import type { Calendar } from '../domain/period.js';

/** The book's calendar from the configuration. */

/** Returns time zone and first day of the week. */
export function bookCalendar({ config }: Context): Calendar {
  return { timezone: config.bookTimezone, weekStart: config.weekStart };
}
