import { languages } from '../../messages/language.js';
import type { Message } from '../../messages/message.js';
import type { Speech } from '../request/language.js';
import { html, type Html } from './html.js';
import { stylePath } from './style.js';

/** The frame of our own pages: head, brand, messages, languages. */

export const PRODUCT = 'Fire22 Dashboard';

/** Our own mark: a ledger with a flame. */
export const mark = html`<svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
  <rect width="32" height="32" rx="8" fill="#0b5c52" />
  <path
    d="M16.6 4.5c.7 3.6 5.9 5.6 5.9 11.1a6.5 6.5 0 0 1-13 .2c0-2.6 1.3-4.3 2.6-5.7.3 1.7 1.1 2.7 2.2 3.1-.6-3.4.4-6.4 2.3-8.7z"
    fill="#f6b73c"
  />
  <path
    d="M8 25.5h16M8 28h10"
    stroke="#e8f5f2"
    stroke-width="1.6"
    stroke-linecap="round"
    fill="none"
  />
</svg>`;

interface PageOptions {
  speech: Speech;
  title: string;
  /** One narrow card in the middle, or a page with a head. */
  kind: 'entrance' | 'account';
  body: Html;
}

/** Renders a whole page; nothing in it comes from another host. */
export function page({ speech, title, kind, body }: PageOptions): string {
  return html`<!doctype html>
    <html lang="${speech.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="theme-color" content="#0b5c52" />
        <title>${title} · ${PRODUCT}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="${stylePath}" />
      </head>
      <body class="${kind}">
        ${body}
      </body>
    </html> `.text;
}

/** Renders a page with one card: sign-in, second factor, errors. */
export function entrancePage(speech: Speech, title: string, card: Html, below?: Html): string {
  return page({
    speech,
    title,
    kind: 'entrance',
    body: html`<main>
      <div class="brand">${mark}<span>${PRODUCT}</span></div>
      <div class="card">${card}</div>
      ${below}
    </main>`,
  });
}

/** Result of a form, above the page that answers it. */
export interface PageNotice {
  tone: 'bad' | 'good';
  said: Message;
}

/** Renders a notice that screen readers read out at once, because the page was loaded to show it. */
export function noticeBox({ sayMessage }: Speech, notice: PageNotice | undefined): Html | null {
  if (!notice) return null;
  return html`<p
    class="message ${notice.tone}"
    role="${notice.tone === 'bad' ? 'alert' : 'status'}"
    id="message"
  >
    ${toSentence(sayMessage(notice.said))}
  </p>`;
}

/** Begins a message with a capital and ends it with a full stop. */
export function toSentence(text: string): string {
  const sentence = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}

/**
 * Renders links that show the page in each language.
 * @param keep parameters that stay in its address
 */
export function languageLinks({ language, say }: Speech, keep: Record<string, string> = {}): Html {
  return html`<nav class="languages" aria-label="${say('pages.language')}">
    ${languages.map(({ code, name }) => {
      const query = new URLSearchParams({ ...keep, language: code }).toString();
      const current = code === language ? html`aria-current="true"` : null;
      return html`<a href="?${query}" lang="${code}" hreflang="${code}" ${current}>${name}</a>`;
    })}
  </nav>`;
}
