import { html } from '../pages/html.js';
import { entrancePage, languageLinks, noticeBox, type PageNotice } from '../pages/layout.js';
import type { Speech } from '../request/language.js';

/** Pages of signing in and out, which work without a script. */

export interface LoginPage {
  speech: Speech;
  notice?: PageNotice | undefined;
  login?: string | undefined;
  next: string;
}

export function loginPage({ speech, notice, login = '', next }: LoginPage): string {
  const { say } = speech;
  const invalid = notice?.tone === 'bad';
  const described = invalid ? html`aria-invalid="true" aria-describedby="message"` : null;
  return entrancePage(
    speech,
    say('pages.sign_in'),
    html`<h1>${say('pages.sign_in')}</h1>
      ${noticeBox(speech, notice)}
      <form method="post" action="/admin/login">
        <input type="hidden" name="next" value="${next}" />
        <label for="login">${say('pages.username_or_email')}</label>
        <input
          id="login"
          name="login"
          value="${login}"
          autocomplete="username"
          autocapitalize="none"
          autocorrect="off"
          spellcheck="false"
          maxlength="254"
          required
          ${login === '' ? html`autofocus` : null}
          ${described}
        />
        <label for="password">${say('pages.password')}</label>
        <input
          id="password"
          name="password"
          type="password"
          autocomplete="current-password"
          maxlength="200"
          required
          ${login === '' ? null : html`autofocus`}
          ${described}
        />
        <button type="submit">${say('pages.sign_in')}</button>
      </form>`,
    html`<p class="foot">${say('pages.forgot_password')}</p>
      ${languageLinks(speech, { next })}`,
  );
}

export function secondFactorPage({ speech, notice, next }: Omit<LoginPage, 'login'>): string {
  const { say } = speech;
  return entrancePage(
    speech,
    say('pages.second_factor'),
    html`<h1>${say('pages.second_factor')}</h1>
      <p class="quiet">${say('pages.type_code')}</p>
      ${noticeBox(speech, notice)}
      <form method="post" action="/admin/login/second-factor">
        <input type="hidden" name="next" value="${next}" />
        <label for="code">${say('pages.code')}</label>
        <input
          id="code"
          name="code"
          autocomplete="one-time-code"
          autocapitalize="none"
          spellcheck="false"
          maxlength="40"
          required
          autofocus
          ${notice ? html`aria-invalid="true" aria-describedby="message"` : null}
        />
        <button type="submit">${say('pages.continue')}</button>
      </form>`,
    html`<p class="foot"><a href="/admin/login">${say('pages.other_login')}</a></p>`,
  );
}

/** Asks before signing out, which is a POST; after a click in the panels a script sends it at once. */
export function logoutPage(
  speech: Speech,
  { nonce, atOnce, action }: { nonce: string; atOnce: boolean; action: string },
): string {
  const { say } = speech;
  return entrancePage(
    speech,
    say('pages.sign_out'),
    html`<h1>${say('pages.sign_out_question')}</h1>
      <form method="post" action="${action}" id="sign-out">
        <button type="submit">${say('pages.sign_out')}</button>
      </form>
      ${
        atOnce
          ? html`<script nonce="${nonce}">
              document.getElementById('sign-out').submit();
            </script>`
          : null
      }`,
    html`<p class="foot"><a href="/admin">${say('pages.stay_signed_in')}</a></p>`,
  );
}
