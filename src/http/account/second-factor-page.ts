import { renderSVG } from 'uqr';
import type { Enrolment } from '../../services/accounts/second-factor.js';
import { Html, html } from '../pages/html.js';
import type { Say } from '../request/language.js';
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
      : html`${required ? html`<p>${say('pages.second_factor_required')}</p>` : null}
          <p>${say('pages.second_factor_purpose')}</p>
          <form method="post" action="/admin/account/second-factor">
            <button name="do" value="start">${say('pages.set_up')}</button>
          </form>`;
  return accountPage(
    options,
    say('pages.second_factor'),
    html`<section class="card">
      <h1>${say('pages.second_factor')}</h1>
      ${body}
    </section>`,
  );
}

/** Shows new recovery codes, this one time. */
export function recoveryCodesPage(options: AccountPage, codes: readonly string[]): string {
  const { say } = options.speech;
  return accountPage(
    options,
    say('pages.recovery_codes'),
    html`<section class="card">
      <h1>${say('pages.recovery_codes')}</h1>
      <p>${say('pages.keep_codes')}</p>
      <ul class="codes">
        ${codes.map((code) => html`<li>${code}</li>`)}
      </ul>
      <p><a class="button" href="/admin/account">${say('pages.codes_kept')}</a></p>
    </section>`,
  );
}

function factorPending(say: Say, { uri, secret }: Enrolment): Html {
  return html`<p>${say('pages.scan_code')}</p>
    <div class="qr" role="img" aria-label="${say('pages.qr_code')}">
      ${new Html(renderSVG(uri, { border: 1 }))}
    </div>
    <p class="quiet">${say('pages.type_secret')} <code>${secret}</code></p>
    <form method="post" action="/admin/account/second-factor">
      <label for="code">${say('pages.code')}</label>
      <input
        id="code"
        name="code"
        inputmode="numeric"
        autocomplete="one-time-code"
        maxlength="10"
        required
      />
      <button name="do" value="confirm">${say('pages.turn_on')}</button>
    </form>
    <form method="post" action="/admin/account/second-factor">
      <button class="plain" name="do" value="start">${say('pages.other_secret')}</button>
    </form>`;
}

function factorOn(say: Say, required: boolean, recoveryCodesLeft: number): Html {
  const passwordInput = (id: string) =>
    html`<label for="${id}">${say('pages.your_password')}</label>
      <input
        id="${id}"
        name="current"
        type="password"
        autocomplete="current-password"
        maxlength="200"
        required
      />`;
  return html`<p>
      <span class="tag">${say('pages.on')}</span> · ${codesLeft(say, recoveryCodesLeft)}
    </p>
    <form method="post" action="/admin/account/second-factor">
      <h2>${say('pages.new_recovery_codes')}</h2>
      <p class="quiet">${say('pages.old_codes_stop')}</p>
      ${passwordInput('current-renew')}
      <button name="do" value="renew">${say('pages.create_codes')}</button>
    </form>
    ${
      required
        ? null
        : html`<hr />
            <form method="post" action="/admin/account/second-factor">
              <h2>${say('pages.turn_second_factor_off')}</h2>
              ${passwordInput('current-remove')}
              <button class="plain" name="do" value="remove">${say('pages.turn_off')}</button>
            </form>`
    }`;
}
