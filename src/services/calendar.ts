import type { Context } from '../context.js';
import type { Calendar } from '../domain/period.js';

/** The days, weeks and months of the book, as the configuration has them. */

export function bookCalendar({ config }: Context): Calendar {
  return { timezone: config.bookTimezone, weekStart: config.weekStart };
}
