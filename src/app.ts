import compression from 'compression';
import express, { Router } from 'express';
import type { RequestListener } from 'node:http';
import type { ResourceDeclaration } from './admin/declaration/resource.js';
import type { PanelsOptions } from './admin/panels/panels.js';
import { toPanelUser } from './admin/request/user.js';
import type { Context } from './context.js';
import { accountRoutes } from './http/account/account-routes.js';
import { countNotices, noticeRoutes } from './http/account/notice-routes.js';
import { stepUpRoutes } from './http/account/step-up-routes.js';
import { publicAssets, signInRoutes } from './http/account/sign-in-routes.js';
import { refuseUnknownRoute, reportErrors } from './http/errors/error-handler.js';
import { toListener } from './http/errors/last-answer.js';
import { requireAdminAddress } from './http/guard/admin-address.js';
import { guardPanels, requireSettledAccount, requireSignIn } from './http/guard/guard.js';
import { requireKnownHost } from './http/guard/known-host.js';
import type { PanelSource } from './http/guard/panel-routes.js';
import { readInScope } from './http/guard/read-scope.js';
import { requirePlainRequest } from './http/guard/request-shape.js';
import { requireSameOrigin } from './http/guard/same-origin.js';
import { securityHeaders } from './http/guard/security-headers.js';
import { refuseFailedDatabase, reportHealth, reportReadiness } from './http/health.js';
import { noteAnswerEnds } from './http/request/answer-end.js';
import { identifyRequest, logRequests, requireAccount } from './http/request/request.js';
import { sessions } from './http/request/session-store.js';
import { beginInTurns } from './http/turns.js';
import { createReadiness } from './ops/readiness/readiness.js';

const COMPRESS_FROM_BYTES = 2048;

/**
 * Builds the whole application, ready to listen.
 * @throws ProblemsError naming every declaration that does not fit the schema
 */
export async function createApp(
  context: Context,
  resources: readonly ResourceDeclaration[],
  options: PanelsOptions = {},
): Promise<RequestListener> {
  const panels = await loadPanels(context, resources, options);
  return createPipeline(context, Promise.resolve(panels));
}

/** Loads AdminJS, which a static import would load before the sign-in page is served. */
export async function loadPanels(
  context: Context,
  resources: readonly ResourceDeclaration[],
  options: PanelsOptions = {},
): Promise<PanelSource> {
  const { createPanels } = await import('./admin/panels/panels.js');
  return createPanels(context, resources, options);
}

/**
 * Builds the pipeline of a request, top to bottom. The panels may still be loading (AdminJS takes a
 * second): only their own routes wait for them.
 */
export function createPipeline(context: Context, panels: Promise<PanelSource>): RequestListener {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', context.config.trustProxy);
  app.set('query parser', 'simple');
  // Rules and routers know one spelling of an address (`requirePlainRequest`).
  const routes = Router({ caseSensitive: true, strict: true });
  app.use(routes);

  routes.use(identifyRequest());
  routes.use(logRequests(context));
  routes.use(beginInTurns(context));
  routes.use(securityHeaders(context.config));
  routes.use(requirePlainRequest());
  routes.use(requireKnownHost(context.config));
  routes.use(requireSameOrigin(context.config));

  // Open to everybody.
  routes.get('/healthz', reportHealth(context));
  routes.get('/readyz', reportReadiness(createReadiness(context, { panels })));
  routes.use(refuseFailedDatabase(context));
  routes.get('/', (_request, response) => {
    response.redirect(302, '/admin');
  });
  routes.use(publicAssets());
  routes.use(sessions(context));
  routes.use('/admin', requireAdminAddress(context));
  routes.use('/admin', signInRoutes(context));

  // Only for signed-in logins, and only the routes of their role.
  routes.use('/admin', requireSignIn());
  routes.use('/admin', countNotices());
  routes.use('/admin', requireSettledAccount(context));
  routes.use('/admin/account', accountRoutes(context));
  routes.use('/admin/api/step-up', stepUpRoutes(context));
  routes.use('/admin/api/notices', noticeRoutes(context));
  routes.use(
    '/admin',
    guardPanels(async (role) => (await panels).routes(role), toPanelUser),
  );
  // The pages above stay uncompressed: from the compressed length an attacker could guess the secrets
  // that they show beside typed text (new codes, a second factor's key).
  routes.use('/admin', compression({ threshold: COMPRESS_FROM_BYTES }));
  routes.use('/admin', noteAnswerEnds());
  routes.use('/admin', readInScope(context));
  routes.use('/admin', async (request, response, next) => {
    const router = (await panels).routerFor(requireAccount(request).role);
    router(request, response, next);
  });

  routes.use(refuseUnknownRoute());
  routes.use(reportErrors(context));
  return toListener(app, context.log);
}
