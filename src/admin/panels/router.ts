import { buildRoutes } from '@adminjs/express';
import type AdminJS from 'adminjs';
import { AppController, Router as adminRouter } from 'adminjs';
import { Router } from 'express';
import type { Context } from '../../context.js';
import { rewritePages } from '../../http/pages/page-rewriter.js';
import { languageOf } from '../../http/request/language.js';
import { rootPath } from '../request/addresses.js';
import { PanelApiController } from './api-controller.js';
import { assetsPath, type Assets } from './assets.js';
import { securePage } from './page.js';
import { sayAnswers } from './said-answers.js';

/**
 * Builds the router of one role's panels, behind the guard, which has read the body and set the
 * acting user. It leaves out AdminJS's own assets, its bundler and its deprecated search route.
 */
export function createPanelRouter(
  context: Context,
  admin: AdminJS,
  assets: Assets,
  files: Router[],
): Router {
  const router = Router();
  router.use(assetsPath.slice(rootPath.length), assets.handler);
  router.use(sayAnswers(context));
  router.use(...files);
  router.use(
    rewritePages((html, nonce, request) => securePage(html, nonce, assets, languageOf(request))),
  );
  const routes = adminRouter.routes
    .filter(({ action }) => action !== 'bundleComponents' && action !== 'search')
    .map((route) => ({
      ...route,
      Controller: route.Controller === AppController ? AppController : PanelApiController,
    }));
  buildRoutes({ admin, routes, router });
  return router;
}
