import type { Notice } from '../../services/accounts/notices.js';
import { html, type Html } from '../pages/html.js';
import type { Speech } from '../request/language.js';
import { deviceName } from './device-name.js';

/** Notices of a login's security: the banner of those to acknowledge, and the list of all. */

export interface NoticesView {
  speech: Speech;
  notices: readonly Notice[];
  showTime: (timestamp: string) => string;
}

/** Notices that a banner spells out; the account page lists the others. */
const IN_BANNER = 3;

/** Writes a notice as a sentence, and its browser, address and time as another. */
export function noticeTexts(
  { speech: { say }, showTime }: Omit<NoticesView, 'notices'>,
  { kind, by, userAgent, address, createdAt }: Notice,
): { said: string; details: string } {
  const values = { browser: deviceName(userAgent, say), at: showTime(createdAt) };
  const details =
    address === null
      ? say('notices.details_without_address', values)
      : say('notices.details', { ...values, address });
  return {
    said: say(`notices.${kind}`),
    details: by === null ? details : say('notices.by', { username: by, details }),
  };
}

/**
 * Renders the notices that the login's user has not acknowledged, with the way out.
 * @param next page that the acknowledgement leads back to
 */
export function noticesBanner(view: NoticesView, next: string): Html | null {
  const { speech, notices } = view;
  const { say } = speech;
  if (notices.length === 0) return null;
  const more = notices.length - IN_BANNER;
  return html`<section class="card notices" aria-labelledby="notices">
    <h2 id="notices">${say('notices.title')}</h2>
    <ul>
      ${notices.slice(0, IN_BANNER).map((notice) => {
        const { said, details } = noticeTexts(view, notice);
        return html`<li><strong>${said}</strong> ${details}</li>`;
      })}
    </ul>
    ${more > 0 ? html`<p><a href="/admin/account#all-notices">${say('notices.more', { count: more })}</a></p>` : null}
    <p>${say('notices.way_out')}</p>
    <div class="choices">
      <form method="post" action="/admin/account/notices">
        <input type="hidden" name="ids" value="${notices.map(({ id }) => id).join(' ')}" />
        <input type="hidden" name="next" value="${next}" />
        <button>${say('notices.acknowledge')}</button>
      </form>
      <a class="button plain" href="/admin/account/password">${say('pages.change_password')}</a>
      <form method="post" action="/admin/account/sessions">
        <button class="plain" name="all" value="others">${say('pages.sign_out_elsewhere')}</button>
      </form>
    </div>
  </section>`;
}

/** Renders the list of the account page. */
export function noticesSection(view: NoticesView): Html {
  const { say } = view.speech;
  return html`<section class="card" id="all-notices">
    <h2>${say('notices.all')}</h2>
    ${
      view.notices.length === 0
        ? html`<p class="quiet">${say('notices.none')}</p>`
        : html`<ul class="rows">
            ${view.notices.map((notice) => {
              const { said, details } = noticeTexts(view, notice);
              return html`<li>
                <div>
                  ${said}
                  ${notice.isOpen ? html`<span class="tag">${say('notices.is_new')}</span>` : null}
                  <small>${details}</small>
                </div>
              </li>`;
            })}
          </ul>`
    }
  </section>`;
}
