import type { SessionRow } from '../../services/sessions.js';
import type { Account } from '../../services/user-accounts.js';
import { PASSWORD_BYTES } from '../../services/passwords.js';
import { html, type Html } from './html.js';
import { mark, messageBox, page, PRODUCT, type Message } from './layout.js';

/** One's own account: password, second factor, sessions. */

export interface AccountPage {
  account: Account;
  message?: Message | undefined;
}

/** A page with the account's head. */
export function accountPage({ account, message }: AccountPage, title: string, body: Html): string {
  const settled = !account.mustChangePassword;
  return page({
    title,
    kind: 'account',
    body: html`<header>
        <a class="brand" href="/admin">${mark}<span>${PRODUCT}</span></a>
        <nav aria-label="Account">
          ${settled ? html`<a href="/admin">Panels</a><a href="/admin/account">Account</a>` : null}
          <form method="post" action="/admin/logout"><button class="link">Sign out</button></form>
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
