import { html } from '../pages/html.js';
import { entrancePage, languageLinks, messageBox, type Message } from '../pages/layout.js';
import type { Speech } from '../request/language.js';

/** Pages of signing in and out, which work without a script. */

export interface LoginPage {
  speech: Speech;
  message?: Message | undefined;
  login?: string | undefined;
  next: string;
}

export function loginPage({ speech, message, login = '', next }: LoginPage): string {
  const { say } = speech;
  const invalid = message?.tone === 'bad';
  const described = invalid ? html`aria-invalid="true" aria-describedby="message"` : null;
  return entrancePage(
    speech,
    say('Sign in'),
    html`<h1>${say('Sign in')}</h1>
      ${messageBox(message)}
      <form method="post" action="/admin/login">
        <input type="hidden" name="next" value="${next}" />
        <label for="login">${say('Username or email')}</label>
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
        <label for="password">${say('Password')}</label>
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
        <button type="submit">${say('Sign in')}</button>
      </form>`,
    html`<p class="foot">${say('Forgot your password? Ask the book’s administrator.')}</p>
      ${languageLinks(speech, { next })}`,
  );
}

export function secondFactorPage({ speech, message, next }: Omit<LoginPage, 'login'>): string {
  const { say } = speech;
  return entrancePage(
    speech,
    say('Second factor'),
    html`<h1>${say('Second factor')}</h1>
      <p class="quiet">
        ${say('Type the code that your authenticator shows now, or one of your recovery codes.')}
      </p>
      ${messageBox(message)}
      <form method="post" action="/admin/login/second-factor">
        <input type="hidden" name="next" value="${next}" />
        <label for="code">${say('Code')}</label>
        <input
          id="code"
          name="code"
          autocomplete="one-time-code"
          autocapitalize="none"
          spellcheck="false"
          maxlength="40"
          required
          autofocus
          ${message ? html`aria-invalid="true" aria-describedby="message"` : null}
        />
        <button type="submit">${say('Go on')}</button>
      </form>`,
    html`<p class="foot"><a href="/admin/login">${say('Sign in as somebody else')}</a></p>`,
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
    say('Sign out'),
    html`<h1>${say('Sign out?')}</h1>
      <form method="post" action="${action}" id="sign-out">
        <button type="submit">${say('Sign out')}</button>
      </form>
      ${
        atOnce
          ? html`<script nonce="${nonce}">
              document.getElementById('sign-out').submit();
            </script>`
          : null
      }`,
    html`<p class="foot"><a href="/admin">${say('Stay signed in')}</a></p>`,
  );
}
