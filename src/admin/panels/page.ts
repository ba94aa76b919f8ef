import type { Language } from '../../locale/language.js';
import { translateState } from '../../locale/page-texts.js';
import type { PageLocale } from '../../locale/panels.js';
import type { Assets } from './assets.js';

/**
 * The one HTML page of the panels. AdminJS's own template prints what users typed into a script,
 * loads fonts from another host and needs inline scripts; so its state is taken out of it and put,
 * as data, into a page of ours that has no inline script at all.
 */

const STATE_START = 'window.REDUX_STATE = ';

/** What a browser needs to know about who is signed in. */
const sessionKeys = ['id', 'username', 'title', 'role'] as const;

interface PageState {
  branding: { companyName: string };
  locale: PageLocale;
  session?: Record<string, unknown> | null;
}

/**
 * @param html what AdminJS rendered
 * @param nonce of this answer's content security policy
 * @param language what its texts are in
 * @throws Error when AdminJS's page is not as expected: nothing unchecked is ever sent
 */
export function securePage(
  html: string,
  nonce: string,
  assets: Assets,
  language: Language = 'en',
): string {
  const state = translateState(readState(html), language);
  const scripts = assets
    .scripts()
    .map(
      (address) =>
        `<script nonce="${escapeHtml(nonce)}" src="${escapeHtml(address)}" defer></script>`,
    );
  return `<!doctype html>
<html lang="${escapeHtml(state.locale.language)}">
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
    <noscript>The dashboard needs JavaScript.</noscript>
    <script type="application/json" id="state">${toScriptData(slim(state))}</script>
  </body>
</html>
`;
}

/** JSON holds no line breaks, so the state is the rest of the line that starts it. */
function readState(html: string): PageState {
  const start = html.indexOf(STATE_START);
  const end = html.indexOf('\n', start);
  const line = html.slice(start + STATE_START.length, end).trimEnd();
  if (start === -1 || end === -1 || !line.endsWith(';')) {
    throw new Error('the page of AdminJS has no state in the place where it was');
  }
  return JSON.parse(line.slice(0, -1)) as PageState;
}

function slim(state: PageState): PageState {
  const { session } = state;
  if (!session) return state;
  return {
    ...state,
    session: Object.fromEntries(sessionKeys.map((key) => [key, session[key]])),
  };
}

/** JSON that cannot end the element it stands in, nor open a comment. */
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
