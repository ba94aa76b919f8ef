import { html } from '../pages/html.js';
import { entrancePage } from '../pages/layout.js';
import type { PageText, Speech } from '../request/language.js';

/** The page of an error, for a browser. */

const TITLES: Record<number, PageText> = {
  400: 'That did not work',
  401: 'Sign in first',
  403: 'Not open to you',
  404: 'Not found',
  409: 'Somebody was faster',
  412: 'Somebody else is signed in',
  413: 'Too large',
  429: 'Too many tries',
  503: 'Not available now',
};

export interface ErrorPage {
  status: number;
  message: string;
  requestId: string;
  /** Page that sent the request, if known. */
  from: string | null;
}

export function errorPage(speech: Speech, { status, message, requestId, from }: ErrorPage): string {
  const { say, tell } = speech;
  const title = say(
    TITLES[status] ?? (status < 500 ? 'That did not work' : 'Something went wrong'),
  );
  const told = tell(message);
  const wayOn =
    status === 401
      ? html`<a href="/admin/login${from === null ? '' : `?next=${encodeURIComponent(from)}`}"
          >${say('Sign in')}</a
        >`
      : html`<a href="/admin">${say('Go to the first page')}</a>`;
  const text = told.charAt(0).toUpperCase() + told.slice(1);
  return entrancePage(
    speech,
    title,
    html`<h1>${title}</h1>
      <p>${text}.</p>
      <p class="quiet">${say('Request')} <code>${requestId}</code></p>
      <p>${wayOn}</p>`,
  );
}
