import { Router, type Request, type RequestHandler, type Response } from 'express';
import type { Context } from '../../context.js';
import { needsSecondFactor } from '../../services/accounts/account.js';
import { acknowledgeNotices, listNotices } from '../../services/accounts/notices.js';
import { readFields } from '../guard/body.js';
import type { Html } from '../pages/html.js';
import { timeWriter } from '../pages/time.js';
import { speechOf } from '../request/language.js';
import { actorOfRequest, factsOf, requireAccount, signedIn } from '../request/request.js';
import { openNoticesOf } from '../request/session-store.js';
import { safeNext } from './next-page.js';
import { noticesBanner, noticesSection, noticeTexts, type NoticesView } from './notices-page.js';

/** Notices to the signed-in login: for the panels as data, for the account pages as a banner. */

/** Header with the number of notices to acknowledge, by which an open page of the panels shows them. */
export const NOTICES_HEADER = 'X-Account-Notices';

/** Names the number of open notices in each answer to a signed-in login that has some. */
export function countNotices(): RequestHandler {
  return (request, response, next) => {
    const count = signedIn(request) === undefined ? 0 : openNoticesOf(request);
    if (count > 0) response.set(NOTICES_HEADER, String(count));
    next();
  };
}

/** Notices for the pages of the panels, below /admin/api. */
export function noticeRoutes(context: Context): Router {
  const routes = Router({ caseSensitive: true, strict: true });
  routes.use((_request, response, next) => {
    factsOf(response).route = '/admin/api/notices';
    next();
  });
  routes.get('/', async (request, response) => {
    const view = await readView(context, request, { open: true });
    const notices = view.notices.map((one) => ({ id: one.id, ...noticeTexts(view, one) }));
    response.json({ notices });
  });
  routes.post('/', async (request, response) => {
    response.json({ acknowledged: await acknowledge(context, request, response) });
  });
  return routes;
}

/** Acknowledges the notices of an account page's banner, and leads back to that page. */
export function acknowledgeOnPage(context: Context): RequestHandler {
  return async (request, response) => {
    const fields = await readFields(request);
    await acknowledgeNotices(context, actorOfRequest(request, response), toIds(fields));
    response.redirect(303, safeNext(fields['next']));
  };
}

/** Reads and renders the banner of an account page; null for a login that may not close it yet. */
export async function bannerOf(context: Context, request: Request): Promise<Html | null> {
  const account = requireAccount(request);
  if (account.mustChangePassword || needsSecondFactor(context, account)) return null;
  if (openNoticesOf(request) === 0) return null;
  return noticesBanner(await readView(context, request, { open: true }), request.originalUrl);
}

/** Reads and renders the account page's list of notices. */
export async function noticeList(context: Context, request: Request): Promise<Html> {
  return noticesSection(await readView(context, request, { open: false }));
}

async function acknowledge(
  context: Context,
  request: Request,
  response: Response,
): Promise<number> {
  const fields = await readFields(request);
  return acknowledgeNotices(context, actorOfRequest(request, response), toIds(fields));
}

function toIds({ ids = '' }: Record<string, string>): string[] {
  return ids.split(' ').filter((id) => id !== '');
}

async function readView(
  context: Context,
  request: Request,
  which: { open: boolean },
): Promise<NoticesView> {
  const speech = speechOf(request);
  return {
    speech,
    notices: await listNotices(context, requireAccount(request).userId, which),
    showTime: timeWriter(context, speech.language),
  };
}
