import { renderSVG } from 'uqr';
import type { Enrolment } from '../../services/accounts/second-factor.js';
import { Html, html } from '../pages/html.js';
import { accountPage, codesLeft, type AccountPage } from './account-page.js';

/** The second factor of the login's own account: off, being set up, on. */

export interface SecondFactorPage extends AccountPage {
  enrolment: Enrolment | null;
  required: boolean;
  recoveryCodesLeft: number;
  /** True where the session has a step-up: the forms ask for password and code otherwise. */
  isSteppedUp: boolean;
  /** Field of the refused form. */
  field?: string | undefined;
}

export function secondFactorSettingsPage(options: SecondFactorPage): string {
  const { speech, account, enrolment } = options;
  const { say } = speech;
  const body = account.hasSecondFactor
    ? factorOn(options)
    : enrolment
      ? factorPending(options, enrolment)
      : factorOff(options);
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

function factorOff(options: SecondFactorPage): Html {
  const { speech, account, required } = options;
  const { say } = speech;
  const role = say('pages.second_factor_required', { role: `role.${account.role}` });
  return html`${required ? html`<p>${role}</p>` : null}
    <p>${say('pages.second_factor_purpose')}</p>
    <form method="post" action="/admin/account/second-factor">
      ${stepUpInputs(options, 'start')}
      <button name="do" value="start">${say('pages.set_up')}</button>
    </form>`;
}

function factorPending(options: SecondFactorPage, { uri, secret }: Enrolment): Html {
  const { say } = options.speech;
  return html`<p>${say('pages.scan_code')}</p>
    <div class="qr" role="img" aria-label="${say('pages.qr_code')}">
      ${new Html(renderSVG(uri, { border: 1 }))}
    </div>
    <p class="quiet">${say('pages.type_secret')} <code>${secret}</code></p>
    <form method="post" action="/admin/account/second-factor">
      ${stepUpInputs(options, 'confirm')}
      <label for="code">${say('pages.code')}</label>
      <input
        id="code"
        name="code"
        inputmode="numeric"
        autocomplete="one-time-code"
        maxlength="10"
        required
        ${invalidIf(options.field === 'code')}
      />
      <button name="do" value="confirm">${say('pages.turn_on')}</button>
    </form>
    <form method="post" action="/admin/account/second-factor">
      ${stepUpInputs(options, 'again')}
      <button class="plain" name="do" value="start">${say('pages.other_secret')}</button>
    </form>`;
}

function factorOn(options: SecondFactorPage): Html {
  const { speech, required, recoveryCodesLeft } = options;
  const { say } = speech;
  return html`<p>
      <span class="tag">${say('pages.on')}</span> · ${codesLeft(say, recoveryCodesLeft)}
    </p>
    <form method="post" action="/admin/account/second-factor">
      <h2>${say('pages.new_recovery_codes')}</h2>
      <p class="quiet">${say('pages.old_codes_stop')}</p>
      ${stepUpInputs(options, 'renew')}
      <button name="do" value="renew">${say('pages.create_codes')}</button>
    </form>
    ${
      required
        ? null
        : html`<hr />
            <form method="post" action="/admin/account/second-factor">
              <h2>${say('pages.turn_second_factor_off')}</h2>
              ${stepUpInputs(options, 'remove')}
              <button class="plain" name="do" value="remove">${say('pages.turn_off')}</button>
            </form>`
    }`;
}

/** Password, and the code of a login with a second factor, unless the session has a step-up. */
function stepUpInputs(
  { speech, account, isSteppedUp, field }: SecondFactorPage,
  form: string,
): Html | null {
  if (isSteppedUp) return null;
  const { say } = speech;
  return html`<p class="quiet">${say('pages.confirm_it_is_you')}</p>
    <input type="hidden" name="username" value="${account.username}" autocomplete="username" />
    <label for="password-${form}">${say('pages.your_password')}</label>
    <input
      id="password-${form}"
      name="password"
      type="password"
      autocomplete="current-password"
      maxlength="200"
      required
      ${invalidIf(field === 'password')}
    />
    ${
      account.hasSecondFactor
        ? html`<label for="code-${form}">${say('pages.your_code')}</label>
            <input
              id="code-${form}"
              name="code"
              autocomplete="one-time-code"
              autocapitalize="none"
              spellcheck="false"
              maxlength="40"
              required
              ${invalidIf(field === 'code')}
            />`
        : null
    }`;
}

function invalidIf(isInvalid: boolean): Html | null {
  return isInvalid ? html`aria-invalid="true" aria-describedby="message"` : null;
}
