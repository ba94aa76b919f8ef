import type { Request, RequestHandler } from 'express';
import {
  isLanguage,
  LANGUAGE_COOKIE,
  LANGUAGE_COOKIE_SECONDS,
  languages,
  type Language,
} from '../../messages/language.js';
import { message, type Arguments, type Message, type MessageKey } from '../../messages/message.js';
import { render } from '../../messages/render.js';
import { readCookie } from './cookies.js';

/** Chooses the language of a request, and writes the texts of pages outside the panels in it. */

/** Writes the text of a key with its values. */
export type Say = <Key extends MessageKey>(key: Key, ...values: Arguments<Key>) => string;

/** Texts of one answer, in its language. */
export interface Speech {
  language: Language;
  say: Say;
  /** Writes a message that a service or the pipeline made. */
  sayMessage: (said: Message) => string;
}

const speeches: Record<Language, Speech> = { en: speechIn('en'), es: speechIn('es') };

function speechIn(language: Language): Speech {
  return {
    language,
    say: (key, ...values) => render(message(key, ...values), language),
    sayMessage: (said) => render(said, language),
  };
}

export function speechOf(request: Request): Speech {
  return speeches[languageOf(request)];
}

/** Returns the chosen language, else the browser's first choice among ours, else English. */
export function languageOf(request: Request): Language {
  const chosen = readCookie(request, LANGUAGE_COOKIE);
  if (isLanguage(chosen)) return chosen;
  const preferred = request.acceptsLanguages(languages.map(({ code }) => code));
  return isLanguage(preferred) ? preferred : 'en';
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
