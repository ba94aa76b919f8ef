import { renderSVG } from 'uqr';
import type { Enrolment } from '../../services/accounts/second-factor.js';
import { Html, html } from '../pages/html.js';
import type { Speech } from '../request/language.js';
import { accountPage, codesLeft, type AccountPage } from './account-page.js';

/** The second factor of the login's own account: off, being set up, on. */

export interface SecondFactorPage extends AccountPage {
  enrolment: Enrolment | null;
  required: boolean;
  recoveryCodesLeft: number;
}

export function secondFactorSettingsPage(options: SecondFactorPage): string {
  const { speech, account, enrolment, required, recoveryCodesLeft } = options;
  const { say } = speech;
  const body = account.hasSecondFactor
    ? factorOn(say, required, recoveryCodesLeft)
    : enrolment
      ? factorPending(say, enrolment)
      : html`${required ? html`<p>${say('Administrators of this book need a second factor.')}</p>` : null}
          <p>
            ${say('Beside your password, a code from an authenticator on your phone will be asked for when you sign in.')}
          </p>
          <form method="post" action="/admin/account/second-factor">
            <button name="do" value="start">${say('Set up')}</button>
          </form>`;
  return accountPage(
    options,
    say('Second factor'),
    html`<section class="card">
      <h1>${say('Second factor')}</h1>
      ${body}
    </section>`,
  );
}

/** Shows new recovery codes, this one time. */
export function recoveryCodesPage(options: AccountPage, codes: readonly string[]): string {
  const { say } = options.speech;
  return accountPage(
    options,
    say('Recovery codes'),
    html`<section class="card">
      <h1>${say('Recovery codes')}</h1>
      <p>
        ${say('Each of these signs you in once when your phone is not at hand. They are shown this once: print them, or keep them in a password manager.')}
      </p>
      <ul class="codes">
        ${codes.map((code) => html`<li>${code}</li>`)}
      </ul>
      <p><a class="button" href="/admin/account">${say('I have kept them')}</a></p>
    </section>`,
  );
}

function factorPending(say: Speech['say'], { uri, secret }: Enrolment): Html {
  return html`<p>${say('Scan this with an authenticator, then type the code that it shows.')}</p>
    <div class="qr" role="img" aria-label="${say('QR code for your authenticator')}">
      ${new Html(renderSVG(uri, { border: 1 }))}
    </div>
    <p class="quiet">${say('Or type this secret into it:')} <code>${secret}</code></p>
    <form method="post" action="/admin/account/second-factor">
      <label for="code">${say('Code')}</label>
      <input
        id="code"
        name="code"
        inputmode="numeric"
        autocomplete="one-time-code"
        maxlength="10"
        required
      />
      <button name="do" value="confirm">${say('Turn on')}</button>
    </form>
    <form method="post" action="/admin/account/second-factor">
      <button class="plain" name="do" value="start">
        ${say('Begin anew with another secret')}
      </button>
    </form>`;
}

function factorOn(say: Speech['say'], required: boolean, recoveryCodesLeft: number): Html {
  const passwordInput = (id: string) =>
    html`<label for="${id}">${say('Your password')}</label>
      <input
        id="${id}"
        name="current"
        type="password"
        autocomplete="current-password"
        maxlength="200"
        required
      />`;
  return html`<p><span class="tag">${say('On')}</span>, ${codesLeft(say, recoveryCodesLeft)}.</p>
    <form method="post" action="/admin/account/second-factor">
      <h2>${say('New recovery codes')}</h2>
      <p class="quiet">${say('The old ones stop working.')}</p>
      ${passwordInput('current-renew')}
      <button name="do" value="renew">${say('Make new codes')}</button>
    </form>
    ${
      required
        ? null
        : html`<hr />
            <form method="post" action="/admin/account/second-factor">
              <h2>${say('Turn it off')}</h2>
              ${passwordInput('current-remove')}
              <button class="plain" name="do" value="remove">${say('Turn off')}</button>
            </form>`
    }`;
}
