import type { Context } from '../../context.js';
import type { Language } from '../../messages/language.js';

/** Returns a writer of stored times in the book's time zone. */
export function timeWriter(
  { config }: Pick<Context, 'config'>,
  language: Language,
): (timestamp: string) => string {
  const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    timeZone: config.bookTimezone,
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  return (timestamp) => format.format(new Date(`${timestamp.replace(' ', 'T')}Z`));
}
