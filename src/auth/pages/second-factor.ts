import { renderSVG } from 'uqr';
import type { Enrolment } from '../../services/second-factor.js';
import { accountPage, type AccountPage } from './account.js';
import { Html, html } from './html.js';

/** The second factor on one's account page: off, being set up, on. */

export interface SecondFactorPage extends AccountPage {
  enrolment: Enrolment | null;
  required: boolean;
  recoveryCodesLeft: number;
}

export function secondFactorSettingsPage(options: SecondFactorPage): string {
  const { account, enrolment, required, recoveryCodesLeft } = options;
  const body = account.hasSecondFactor
    ? factorOn(required, recoveryCodesLeft)
    : enrolment
      ? factorPending(enrolment)
      : html`${required ? html`<p>Administrators of this book need a second factor.</p>` : null}
          <p>
            Beside your password, a code from an authenticator on your phone will be asked for when
            you sign in.
          </p>
          <form method="post" action="/admin/account/second-factor">
            <button name="do" value="start">Set up</button>
          </form>`;
  return accountPage(
    options,
    'Second factor',
    html`<section class="card">
      <h1>Second factor</h1>
      ${body}
    </section>`,
  );
}

/** The only time that the codes are shown. */
export function recoveryCodesPage(options: AccountPage, codes: readonly string[]): string {
  return accountPage(
    options,
    'Recovery codes',
    html`<section class="card">
      <h1>Recovery codes</h1>
      <p>
        Each of these signs you in once when your phone is not at hand. They are shown this once:
        print them, or keep them in a password manager.
      </p>
      <ul class="codes">
        ${codes.map((code) => html`<li>${code}</li>`)}
      </ul>
      <p><a class="button" href="/admin/account">I have kept them</a></p>
    </section>`,
  );
}

function factorPending({ uri, secret }: Enrolment): Html {
  return html`<p>Scan this with an authenticator, then type the code that it shows.</p>
    <div class="qr" role="img" aria-label="QR code for your authenticator">
      ${new Html(renderSVG(uri, { border: 1 }))}
    </div>
    <p class="quiet">Or type this secret into it: <code>${secret}</code></p>
    <form method="post" action="/admin/account/second-factor">
      <label for="code">Code</label>
      <input
        id="code"
        name="code"
        inputmode="numeric"
        autocomplete="one-time-code"
        maxlength="10"
        required
      />
      <button name="do" value="confirm">Turn on</button>
    </form>
    <form method="post" action="/admin/account/second-factor">
      <button class="plain" name="do" value="start">Begin anew with another secret</button>
    </form>`;
}

function factorOn(required: boolean, recoveryCodesLeft: number): Html {
  const passwordInput = (id: string) =>
    html`<label for="${id}">Your password</label>
      <input
        id="${id}"
        name="current"
        type="password"
        autocomplete="current-password"
        maxlength="200"
        required
      />`;
  return html`<p><span class="tag">On</span>. ${recoveryCodesLeft} recovery codes left.</p>
    <form method="post" action="/admin/account/second-factor">
      <h2>New recovery codes</h2>
      <p class="quiet">The old ones stop working.</p>
      ${passwordInput('current-renew')}
      <button name="do" value="renew">Make new codes</button>
    </form>
    ${
      required
        ? null
        : html`<hr />
            <form method="post" action="/admin/account/second-factor">
              <h2>Turn it off</h2>
              ${passwordInput('current-remove')}
              <button class="plain" name="do" value="remove">Turn off</button>
            </form>`
    }`;
}
