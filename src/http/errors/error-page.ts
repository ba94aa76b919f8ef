import type { Message, PlainKey } from '../../messages/message.js';
import { html } from '../pages/html.js';
import { entrancePage, toSentence } from '../pages/layout.js';
import type { Speech } from '../request/language.js';

/** The page of an error, for a browser. */

const TITLES: Record<number, PlainKey> = {
  400: 'pages.bad_request',
  401: 'pages.sign_in_first',
  403: 'pages.not_open',
  404: 'pages.not_found',
  409: 'pages.conflict',
  412: 'pages.other_signed_in',
  413: 'pages.too_large',
  421: 'pages.wrong_host',
  429: 'pages.too_many_attempts',
  503: 'pages.unavailable',
};

export interface ErrorPage {
  status: number;
  said: Message;
  requestId: string;
  /** Page that sent the request, if known. */
  from: string | null;
  /** Origin of the first page; empty for this one. */
  home?: string;
}

export function errorPage(
  speech: Speech,
  { status, said, requestId, from, home = '' }: ErrorPage,
): string {
  const { say, sayMessage } = speech;
  const title = say(TITLES[status] ?? (status < 500 ? 'pages.bad_request' : 'pages.failed'));
  // This server has no page to lead to under an unknown name.
  const isElsewhere = status === 421 && home === '';
  const wayOn =
    status === 401
      ? html`<a href="/admin/login${from === null ? '' : `?next=${encodeURIComponent(from)}`}"
          >${say('pages.sign_in')}</a
        >`
      : html`<a href="${home}/admin">${say('pages.go_to_first_page')}</a>`;
  return entrancePage(
    speech,
    title,
    html`<h1>${title}</h1>
      <p>${toSentence(sayMessage(said))}</p>
      <p class="quiet">${say('pages.request')} <code>${requestId}</code></p>
      ${isElsewhere ? null : html`<p>${wayOn}</p>`}`,
  );
}
