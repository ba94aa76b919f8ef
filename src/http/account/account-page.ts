import type { Account } from '../../services/accounts/account.js';
import { PASSWORD_BYTES } from '../../services/passwords/passwords.js';
import type { SessionRow } from '../../services/accounts/sessions.js';
import { html, type Html } from '../pages/html.js';
import {
  entrancePage,
  languageLinks,
  mark,
  noticeBox,
  page,
  PRODUCT,
  type PageNotice,
} from '../pages/layout.js';
import type { Say, Speech } from '../request/language.js';
import { deviceName } from './device-name.js';

/** Pages of the login's own account: password, second factor, sessions. */

export interface AccountPage {
  speech: Speech;
  account: Account;
  notice?: PageNotice | undefined;
  /** Notices of the login's security that its user has to acknowledge. */
  banner?: Html | null | undefined;
}

/** Puts the account's head around a page. */
export function accountPage(
  { speech, account, notice, banner }: AccountPage,
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
        <nav aria-label="${say('pages.account')}">
          ${settled ? html`<a href="/admin">${say('pages.panels')}</a><a href="/admin/account">${say('pages.account')}</a>` : null}
          <form method="post" action="/admin/logout">
            <button class="link">${say('pages.sign_out')}</button>
          </form>
        </nav>
      </header>
      <main>${banner}${noticeBox(speech, notice)}${body}</main>`,
  });
}

/** Ends a sign-in that the user began in order to continue in another tab. */
export function signedInPage(speech: Speech, { username }: Account): string {
  const { say } = speech;
  return entrancePage(
    speech,
    say('pages.signed_in'),
    html`<h1>${say('pages.signed_in')}</h1>
      <p>${say('pages.signed_in_as', { username })}</p>
      <p>${say('pages.back_to_tab')}</p>
      <p><a href="/admin">${say('pages.go_to_first_page')}</a></p>`,
  );
}

export interface OverviewPage extends AccountPage {
  sessions: readonly SessionRow[];
  currentSession: string;
  recoveryCodesLeft: number;
  /** List of the login's notices. */
  noticeList: Html;
  showTime: (timestamp: string) => string;
}

export function overviewPage(options: OverviewPage): string {
  const { speech, account, sessions, currentSession, recoveryCodesLeft, showTime } = options;
  const { say } = speech;
  const role = say('pages.role', { role: `role.${account.role}` });
  const factor = account.hasSecondFactor
    ? html`<span class="tag">${say('pages.on')}</span> · ${codesLeft(say, recoveryCodesLeft)}`
    : html`${say('pages.off')}`;
  const sessionRow = (session: SessionRow) =>
    html`<li>
      <div>
        ${deviceName(session.userAgent, say)}
        ${session.id === currentSession ? html`<span class="tag">${say('pages.this_session')}</span>` : null}
        <small>
          ${session.address ?? say('pages.unknown_address')} ·
          ${say('pages.signed_in_at', { at: showTime(session.createdAt) })} ·
          ${say('pages.last_used_at', { at: showTime(session.lastSeenAt) })}
        </small>
      </div>
      ${
        session.id === currentSession
          ? null
          : html`<form method="post" action="/admin/account/sessions">
              <input type="hidden" name="id" value="${session.id}" />
              <button class="plain small">${say('pages.sign_out')}</button>
            </form>`
      }
    </li>`;
  return accountPage(
    options,
    say('pages.your_account'),
    html`<section class="card">
        <h1>${say('pages.your_account')}</h1>
        <p class="quiet">${account.username} · ${account.email} · ${role}</p>
        <ul class="rows">
          <li>
            <div>${say('pages.password')}</div>
            <a href="/admin/account/password">${say('pages.change_password')}</a>
          </li>
          <li>
            <div>${say('pages.second_factor')}<small>${factor}</small></div>
            <a href="/admin/account/second-factor">
              ${say(account.hasSecondFactor ? 'pages.manage_second_factor' : 'pages.set_up_second_factor')}
            </a>
          </li>
        </ul>
      </section>
      <section class="card">
        <h2>${say('pages.your_sessions')}</h2>
        <ul class="rows">
          ${sessions.map(sessionRow)}
        </ul>
        ${
          sessions.length > 1
            ? html`<form method="post" action="/admin/account/sessions">
                <button name="all" value="others">${say('pages.sign_out_elsewhere')}</button>
              </form>`
            : null
        }
      </section>
      ${options.noticeList} ${languageLinks(speech)}`,
  );
}

export function passwordPage(options: AccountPage & { field?: string | undefined }): string {
  const { speech, account, field } = options;
  const { say } = speech;
  const invalid = (name: string) =>
    field === name ? html`aria-invalid="true" aria-describedby="message"` : null;
  return accountPage(
    options,
    say('pages.change_password'),
    html`<section class="card">
      <h1>${say('pages.change_password')}</h1>
      ${
        account.mustChangePassword
          ? html`<p>${say('pages.password_set_by_other')}</p>`
          : html`<p class="quiet">${say('pages.other_sessions_end')}</p>`
      }
      <form method="post" action="/admin/account/password">
        <input type="hidden" name="username" value="${account.username}" autocomplete="username" />
        <label for="current">${say('pages.current_password')}</label>
        <input
          id="current"
          name="current"
          type="password"
          autocomplete="current-password"
          maxlength="200"
          required
          ${invalid('current')}
        />
        <label for="password">${say('actions.field_new_password')}</label>
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
        <p class="hint" id="rule">${say('pages.password_rule', { least: PASSWORD_BYTES.least })}</p>
        <label for="again">${say('pages.new_password_again')}</label>
        <input
          id="again"
          name="again"
          type="password"
          autocomplete="new-password"
          maxlength="200"
          required
          ${invalid('again')}
        />
        <button type="submit">${say('pages.change_password')}</button>
      </form>
    </section>`,
  );
}

export function codesLeft(say: Say, count: number): string {
  return say('pages.recovery_codes_left', { count });
}
