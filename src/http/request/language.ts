import type { Request, RequestHandler } from 'express';
import { spanishMessages } from '../../locale/es/sign-in-messages.js';
import { spanishPages } from '../../locale/es/sign-in-pages.js';
import {
  isLanguage,
  LANGUAGE_COOKIE,
  LANGUAGE_COOKIE_SECONDS,
  languages,
  type Language,
} from '../../locale/language.js';
import { phrasebook, type Say } from '../../locale/phrasebook.js';

/** The language of the pages before and beside the panels: sign-in, account, errors. */

export type PageText = keyof typeof spanishPages;

/** How one answer speaks. */
export interface Speech {
  language: Language;
  /** A text of a page, with values in the place of `{name}`. */
  say: (text: PageText, values?: Record<string, string | number>) => string;
  /** What services refuse, as far as it is known in the language. */
  tell: Say;
}

const tellSpanish = phrasebook(spanishMessages);

const speeches: Record<Language, Speech> = {
  en: { language: 'en', say: (text, values) => fill(text, values), tell: (text) => text },
  es: {
    language: 'es',
    say: (text, values) => fill(spanishPages[text], values),
    tell: tellSpanish,
  },
};

export function speechOf(request: Request): Speech {
  return speeches[languageOf(request)];
}

/** The language chosen, else the one of ours that the browser asks for first, else English. */
export function languageOf(request: Request): Language {
  const chosen = (request.headers.cookie ?? '')
    .split(';')
    .map((cookie) => cookie.trim().split('='))
    .find(([name]) => name === LANGUAGE_COOKIE)?.[1];
  if (isLanguage(chosen)) return chosen;
  const asked = request.acceptsLanguages(languages.map(({ code }) => code));
  return isLanguage(asked) ? asked : 'en';
}

function fill(text: string, values: Record<string, string | number> = {}): string {
  return text.replace(/\{(\w+)\}/g, (_whole, name: string) => String(values[name] ?? ''));
}

/** `?language=es` keeps the choice in a cookie and shows the same page in it. */
export function keepLanguage(): RequestHandler {
  return (request, response, next) => {
    const { language, ...rest } = request.query;
    if (request.method !== 'GET' || !isLanguage(language)) {
      next();
      return;
    }
    response.cookie(LANGUAGE_COOKIE, language, {
      path: '/admin',
      maxAge: LANGUAGE_COOKIE_SECONDS * 1000,
      sameSite: 'lax',
      secure: request.secure,
    });
    const texts = Object.entries(rest).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    );
    const query = new URLSearchParams(texts).toString();
    const { pathname } = new URL(request.originalUrl, 'http://here.invalid');
    response.redirect(303, query === '' ? pathname : `${pathname}?${query}`);
  };
}
