import type { Request, RequestHandler } from 'express';
import { spanishMessages } from '../../locale/es/sign-in-messages.js';
import { spanishPages } from '../../locale/es/sign-in-pages.js';
import {
  isLanguage,
  LANGUAGE_COOKIE,
  LANGUAGE_COOKIE_SECONDS,
  languages,
  type Language,
} from '../../messages/language.js';
import { phrasebook, type Say } from '../../locale/phrasebook.js';

/** The language of the pages outside the panels: sign-in, account, errors. */

export type PageText = keyof typeof spanishPages;

/** Texts of one answer, in its language. */
export interface Speech {
  language: Language;
  /** Translates a text of a page and puts values in the place of `{name}`. */
  say: (text: PageText, values?: Record<string, string | number>) => string;
  /** Translates a service's refusal; an unknown text stays English. */
  tell: Say;
}

const tellSpanish = phrasebook(spanishMessages);

const speeches: Record<Language, Speech> = {
  en: { language: 'en', say: (text, values) => fillNames(text, values), tell: (text) => text },
  es: {
    language: 'es',
    say: (text, values) => fillNames(spanishPages[text], values),
    tell: tellSpanish,
  },
};

export function speechOf(request: Request): Speech {
  return speeches[languageOf(request)];
}

/** The chosen language, else the browser's first choice among ours, else English. */
export function languageOf(request: Request): Language {
  const chosen = (request.headers.cookie ?? '')
    .split(';')
    .map((cookie) => cookie.trim().split('='))
    .find(([name]) => name === LANGUAGE_COOKIE)?.[1];
  if (isLanguage(chosen)) return chosen;
  const preferred = request.acceptsLanguages(languages.map(({ code }) => code));
  return isLanguage(preferred) ? preferred : 'en';
}

function fillNames(text: string, values: Record<string, string | number> = {}): string {
  return text.replace(/\{(\w+)\}/g, (_whole, name: string) => String(values[name] ?? ''));
}

/** Keeps the choice of `?language=es` in a cookie and shows the same page in that language. */
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
