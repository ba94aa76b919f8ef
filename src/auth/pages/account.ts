import { renderSVG } from 'uqr';
import type { Enrolment } from '../../services/second-factor.js';
import type { SessionRow } from '../../services/sessions.js';
import type { Account } from '../../services/user-accounts.js';
import { PASSWORD_BYTES } from '../../services/passwords.js';
import { Html, html } from './html.js';
import { mark, messageBox, page, PRODUCT, type Message } from './layout.js';

/** One's own account: password, second factor, sessions. */

export interface AccountPage {
  account: Account;
  message?: Message | undefined;
}

function accountPage({ account, message }: AccountPage, title: string, body: Html): string {
  const settled = !account.mustChangePassword;
  return page({
    title,
    kind: 'account',
    body: html`<header>
        <a class="brand" href="/admin">${mark}<span>${PRODUCT}</span></a>
        <nav aria-label="Account">
          ${settled ? html`<a href="/admin">Panels</a><a href="/admin/account">Account</a>` : null}
          <a href="/admin/logout">Sign out</a>
        </nav>
      </header>
      <main>${messageBox(message)}${body}</main>`,
  });
}

export interface OverviewPage extends AccountPage {
  sessions: readonly SessionRow[];
  currentSession: string;
  recoveryCodesLeft: number;
  showTime: (timestamp: string) => string;
}

export function overviewPage(options: OverviewPage): string {
  const { account, sessions, currentSession, recoveryCodesLeft, showTime } = options;
  const roles = { admin: 'Administrator', agent: 'Agent', customer: 'Customer' };
  const factor = account.hasSecondFactor
    ? html`<span class="tag">On</span>, ${recoveryCodesLeft} recovery codes left`
    : html`Off`;
  const sessionRow = (session: SessionRow) =>
    html`<li>
      <div>
        ${deviceName(session.userAgent)}
        ${session.id === currentSession ? html`<span class="tag">this one</span>` : null}
        <small>
          ${session.address ?? 'unknown address'} · signed in ${showTime(session.createdAt)} · last
          used ${showTime(session.lastSeenAt)}
        </small>
      </div>
      ${
        session.id === currentSession
          ? null
          : html`<form method="post" action="/admin/account/sessions">
              <input type="hidden" name="id" value="${session.id}" />
              <button class="plain small">Sign out</button>
            </form>`
      }
    </li>`;
  return accountPage(
    options,
    'Your account',
    html`<section class="card">
        <h1>Your account</h1>
        <p class="quiet">${account.username} · ${account.email} · ${roles[account.role]}</p>
        <ul class="rows">
          <li>
            <div>Password</div>
            <a href="/admin/account/password">Change password</a>
          </li>
          <li>
            <div>Second factor<small>${factor}</small></div>
            <a href="/admin/account/second-factor">
              ${account.hasSecondFactor ? 'Manage' : 'Set up'} second factor
            </a>
          </li>
        </ul>
      </section>
      <section class="card">
        <h2>Where you are signed in</h2>
        <ul class="rows">
          ${sessions.map(sessionRow)}
        </ul>
        ${
          sessions.length > 1
            ? html`<form method="post" action="/admin/account/sessions">
                <button name="all" value="others">Sign out everywhere else</button>
              </form>`
            : null
        }
      </section>`,
  );
}

export function passwordPage(options: AccountPage & { field?: string | undefined }): string {
  const { account, field } = options;
  const invalid = (name: string) =>
    field === name ? html`aria-invalid="true" aria-describedby="message"` : null;
  return accountPage(
    options,
    'Change password',
    html`<section class="card">
      <h1>Change password</h1>
      ${
        account.mustChangePassword
          ? html`<p>Your password was set by somebody else. Choose one that only you know.</p>`
          : html`<p class="quiet">You stay signed in here; every other session ends.</p>`
      }
      <form method="post" action="/admin/account/password">
        <input type="hidden" name="username" value="${account.username}" autocomplete="username" />
        <label for="current">Current password</label>
        <input
          id="current"
          name="current"
          type="password"
          autocomplete="current-password"
          maxlength="200"
          required
          ${invalid('current')}
        />
        <label for="password">New password</label>
        <input
          id="password"
          name="password"
          type="password"
          autocomplete="new-password"
          minlength="${PASSWORD_BYTES.least}"
          maxlength="200"
          required
          aria-describedby="rule"
          ${invalid('password')}
        />
        <p class="hint" id="rule">
          At least ${PASSWORD_BYTES.least} characters, without your username. A few unrelated words
          are good.
        </p>
        <label for="again">New password again</label>
        <input
          id="again"
          name="again"
          type="password"
          autocomplete="new-password"
          maxlength="200"
          required
          ${invalid('again')}
        />
        <button type="submit">Change password</button>
      </form>
    </section>`,
  );
}

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

/** `Firefox on Windows`, from what the browser says of itself. */
function deviceName(userAgent: string | null): string {
  const find = (names: readonly [RegExp, string][]) =>
    names.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1];
  const browser = find([
    [/Edg\//, 'Edge'],
    [/Firefox\//, 'Firefox'],
    [/Chrome\//, 'Chrome'],
    [/Safari\//, 'Safari'],
  ]);
  const system = find([
    [/iPhone|iPad/, 'iOS'],
    [/Android/, 'Android'],
    [/Windows/, 'Windows'],
    [/Mac OS X/, 'macOS'],
    [/Linux/, 'Linux'],
  ]);
  if (browser === undefined) return 'A browser';
  return system === undefined ? browser : `${browser} on ${system}`;
}
