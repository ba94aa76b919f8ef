import express, { type Request } from 'express';
import { expect, it } from 'vitest';
import { languageOf } from '../../../src/http/request/language.js';

function languageFor(headers: { cookie?: string; 'accept-language'?: string }): string {
  return languageOf(Object.assign(Object.create(express().request) as Request, { headers }));
}

it('answers in the language of the cookie, whatever the browser asks for', () => {
  expect(languageFor({ cookie: 'fire22=x; language=es; other=1' })).toBe('es');
  expect(languageFor({ cookie: 'language=en', 'accept-language': 'es' })).toBe('en');
});

it.each(['', 'language=', 'language=xx', 'mylanguage=es', 'x=es'])(
  'takes no language from the cookie %j',
  (cookie) => {
    expect(languageFor({ cookie })).toBe('en');
    expect(languageFor({ cookie, 'accept-language': 'fr, es-MX;q=0.8' })).toBe('es');
  },
);

it.each([
  ['es-419,es;q=0.9,en;q=0.8', 'es'],
  ['ES', 'es'],
  ['es, en', 'es'],
  ['en-US,en;q=0.9,es;q=0.8', 'en'],
  ['es;q=0.5, en;q=0.9', 'en'],
  ['*;q=0.1, es', 'es'],
  ['es;q=0, de', 'en'],
  ['de, fr', 'en'],
  [';;,q=,*', 'en'],
  ['', 'en'],
])('answers a browser that asks for %j in %s', (header, language) => {
  expect(languageFor({ 'accept-language': header })).toBe(language);
});
