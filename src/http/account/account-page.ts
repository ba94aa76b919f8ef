import type { Account } from '../../services/accounts/account.js';
import { PASSWORD_BYTES } from '../../services/accounts/passwords.js';
import type { SessionRow } from '../../services/accounts/sessions.js';
import { html, type Html } from '../pages/html.js';
import {
  entrancePage,
  languageLinks,
  mark,
  messageBox,
  page,
  PRODUCT,
  type Message,
} from '../pages/layout.js';
import type { Speech } from '../request/language.js';

/** Pages of the login's own account: password, second factor, sessions. */

export interface AccountPage {
  speech: Speech;
  account: Account;
  message?: Message | undefined;
}

/** Puts the account's head around a page. */
export function accountPage(
  { speech, account, message }: AccountPage,
  title: string,
  body: Html,
): string {
  const { say } = speech;
  const settled = !account.mustChangePassword;
  return page({
    speech,
    title,
    kind: 'account',
    body: html`<header>
        <a class="brand" href="/admin">${mark}<span>${PRODUCT}</span></a>
        <nav aria-label="${say('Account')}">
          ${settled ? html`<a href="/admin">${say('Panels')}</a><a href="/admin/account">${say('Account')}</a>` : null}
          <form method="post" action="/admin/logout">
            <button class="link">${say('Sign out')}</button>
          </form>
        </nav>
      </header>
      <main>${messageBox(message)}${body}</main>`,
  });
}

/** Ends a sign-in that the user began in order to continue in another tab. */
export function signedInPage(speech: Speech, { username }: Account): string {
  const { say } = speech;
  return entrancePage(
    speech,
    say('You are signed in'),
    html`<h1>${say('You are signed in')}</h1>
      <p>${say('This browser is signed in as {username}.', { username })}</p>
      <p>
        ${say('Go back to the tab that you came from: what you typed there can be saved now. This tab can be closed.')}
      </p>
      <p><a href="/admin">${say('Go to the first page')}</a></p>`,
  );
}

export interface OverviewPage extends AccountPage {
  sessions: readonly SessionRow[];
  currentSession: string;
  recoveryCodesLeft: number;
  showTime: (timestamp: string) => string;
}

export function overviewPage(options: OverviewPage): string {
  const { speech, account, sessions, currentSession, recoveryCodesLeft, showTime } = options;
  const { say } = speech;
  const roles = { admin: 'Administrator', agent: 'Agent', customer: 'Customer' } as const;
  const factor = account.hasSecondFactor
    ? html`<span class="tag">${say('On')}</span>, ${codesLeft(say, recoveryCodesLeft)}`
    : html`${say('Off')}`;
  const sessionRow = (session: SessionRow) =>
    html`<li>
      <div>
        ${deviceName(session.userAgent, say)}
        ${session.id === currentSession ? html`<span class="tag">${say('this one')}</span>` : null}
        <small>
          ${session.address ?? say('unknown address')} ·
          ${say('signed in {at}', { at: showTime(session.createdAt) })} ·
          ${say('last used {at}', { at: showTime(session.lastSeenAt) })}
        </small>
      </div>
      ${
        session.id === currentSession
          ? null
          : html`<form method="post" action="/admin/account/sessions">
              <input type="hidden" name="id" value="${session.id}" />
              <button class="plain small">${say('Sign out')}</button>
            </form>`
      }
    </li>`;
  return accountPage(
    options,
    say('Your account'),
    html`<section class="card">
        <h1>${say('Your account')}</h1>
        <p class="quiet">${account.username} · ${account.email} · ${say(roles[account.role])}</p>
        <ul class="rows">
          <li>
            <div>${say('Password')}</div>
            <a href="/admin/account/password">${say('Change password')}</a>
          </li>
          <li>
            <div>${say('Second factor')}<small>${factor}</small></div>
            <a href="/admin/account/second-factor">
              ${say(account.hasSecondFactor ? 'Manage second factor' : 'Set up second factor')}
            </a>
          </li>
        </ul>
      </section>
      <section class="card">
        <h2>${say('Where you are signed in')}</h2>
        <ul class="rows">
          ${sessions.map(sessionRow)}
        </ul>
        ${
          sessions.length > 1
            ? html`<form method="post" action="/admin/account/sessions">
                <button name="all" value="others">${say('Sign out everywhere else')}</button>
              </form>`
            : null
        }
      </section>
      ${languageLinks(speech)}`,
  );
}

export function passwordPage(options: AccountPage & { field?: string | undefined }): string {
  const { speech, account, field } = options;
  const { say } = speech;
  const invalid = (name: string) =>
    field === name ? html`aria-invalid="true" aria-describedby="message"` : null;
  return accountPage(
    options,
    say('Change password'),
    html`<section class="card">
      <h1>${say('Change password')}</h1>
      ${
        account.mustChangePassword
          ? html`<p>
              ${say('Your password was set by somebody else. Choose one that only you know.')}
            </p>`
          : html`<p class="quiet">${say('You stay signed in here; every other session ends.')}</p>`
      }
      <form method="post" action="/admin/account/password">
        <input type="hidden" name="username" value="${account.username}" autocomplete="username" />
        <label for="current">${say('Current password')}</label>
        <input
          id="current"
          name="current"
          type="password"
          autocomplete="current-password"
          maxlength="200"
          required
          ${invalid('current')}
        />
        <label for="password">${say('New password')}</label>
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
          ${say(
            'At least {count} characters, without your username. A few unrelated words are good.',
            { count: PASSWORD_BYTES.least },
          )}
        </p>
        <label for="again">${say('New password again')}</label>
        <input
          id="again"
          name="again"
          type="password"
          autocomplete="new-password"
          maxlength="200"
          required
          ${invalid('again')}
        />
        <button type="submit">${say('Change password')}</button>
      </form>
    </section>`,
  );
}

export function codesLeft(say: Speech['say'], count: number): string {
  return say('{count} recovery codes left', { count });
}

/** Names a browser and its system from the User-Agent header: `Firefox on Windows`. */
function deviceName(userAgent: string | null, say: Speech['say']): string {
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
  if (browser === undefined) return say('A browser');
  return system === undefined ? browser : say('{browser} on {system}', { browser, system });
}
