import type { Language } from '../../messages/language.js';
import { translateLocale, type PageLocale } from '../../locale/panels.js';
import { message } from '../../messages/message.js';
import { render } from '../../messages/render.js';
import { sayAllStored } from '../../messages/say-all.js';
import type { Assets } from './assets.js';

/**
 * Builds the HTML page of the panels. AdminJS's own template prints user input into a script, loads
 * fonts from another host and needs inline scripts; so this takes AdminJS's state out of it and
 * puts it, as data, into a page without inline scripts.
 */

const STATE_START = 'window.REDUX_STATE = ';

/** Properties of the signed-in user that the browser needs. */
const sessionKeys = ['id', 'username', 'title', 'role'] as const;

/** AdminJS's state of a page, in the language of its reader. */
export interface PageState {
  branding: { companyName: string };
  locale: PageLocale;
  /** None: `role-page.ts` describes the tables of a page. */
  resources?: unknown[];
  session?: Record<string, unknown> | null;
}

/** A state as the page holds it. */
export interface EncodedState extends Pick<PageState, 'branding'> {
  language: string;
  /** JSON that `toScriptData` has made. */
  json: string;
}

/**
 * Reads the state out of AdminJS's page.
 * @param html page that AdminJS rendered
 * @param language of the page's texts
 * @throws Error when AdminJS's page is not as expected: nothing unchecked is ever sent
 */
export function readState(html: string, language: Language): PageState {
  const { session, ...state } = sayAllStored(inLanguage(parseState(html), language), language);
  return session ? { ...state, session: shownSession(session) } : state;
}

/** Keeps of a login the fields that the browser needs. */
export function shownSession(session: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(sessionKeys.map((key) => [key, session[key]]));
}

/**
 * Writes the page.
 * @param nonce of this reply's content security policy
 * @param language of the page's texts
 */
export function writePage(
  state: EncodedState,
  nonce: string,
  assets: Assets,
  language: Language,
): string {
  const scripts = assets
    .scripts()
    .map(
      (address) =>
        `<script nonce="${escapeHtml(nonce)}" src="${escapeHtml(address)}" defer></script>`,
    );
  return `<!doctype html>
<html lang="${escapeHtml(state.language)}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="robots" content="noindex" />
    <title>${escapeHtml(state.branding.companyName)}</title>
    <link rel="icon" href="${assets.url('icon.svg')}" type="image/svg+xml" />
    <link rel="stylesheet" href="${assets.url('panel.css')}" />
    ${scripts.join('\n    ')}
  </head>
  <body>
    <div id="app"></div>
    <noscript>${escapeHtml(render(message('requests.needs_javascript'), language))}</noscript>
    <script type="application/json" id="state">${state.json}</script>
  </body>
</html>
`;
}

/**
 * Parses AdminJS's state. JSON holds no line breaks, so the state is the rest of the line that
 * starts it.
 */
function parseState(html: string): PageState {
  const start = html.indexOf(STATE_START);
  const end = html.indexOf('\n', start);
  const line = html.slice(start + STATE_START.length, end).trimEnd();
  if (start === -1 || end === -1 || !line.endsWith(';')) {
    throw new Error('the page of AdminJS has no state in the place where it was');
  }
  return JSON.parse(line.slice(0, -1)) as PageState;
}

function inLanguage(state: PageState, language: Language): PageState {
  return { ...state, locale: translateLocale(state.locale, language) };
}

/** Encodes JSON that can neither end its script element nor open a comment. */
export function toScriptData(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
