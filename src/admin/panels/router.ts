import { buildRoutes } from '@adminjs/express';
import { AppController, Router as adminRouter, type CurrentAdmin } from 'adminjs';
import { Router, type Response } from 'express';
import type { Context } from '../../context.js';
import { factsOf } from '../../http/request/request.js';
import { rootPath } from '../request/addresses.js';
import type { PanelUser } from '../request/user.js';
import { PanelApiController } from './api-controller.js';
import { assetsPath, type Assets } from './assets.js';
import type { RoleAdmin } from './role-admin.js';
import { tablesOfPage, type PageAddress, type WritePage } from './role-page.js';
import { sayAnswers } from './said-answers.js';

/**
 * Builds the router of one role's panels, behind the guard, which has read the body and set the
 * acting user. It leaves out AdminJS's own assets, its bundler and its deprecated search route.
 */
export function createPanelRouter(
  context: Context,
  admin: RoleAdmin,
  assets: Assets,
  files: Router[],
  writePage: WritePage,
): Router {
  const router = Router({ caseSensitive: true });
  router.use(assetsPath.slice(rootPath.length), assets.handler);
  router.use(sayAnswers(context));
  router.use(...files);
  const routes = adminRouter.routes
    .filter(({ action }) => action !== 'bundleComponents' && action !== 'search')
    .map((route) =>
      route.Controller === AppController
        ? { ...route, action: 'page', Controller: pageController(writePage) }
        : { ...route, Controller: PanelApiController },
    );
  buildRoutes({ admin, routes, router });
  return router;
}

/** Makes the controller of AdminJS's page routes, which all have the same page. */
function pageController(writePage: WritePage) {
  return class {
    readonly #user: CurrentAdmin;

    constructor(_options: unknown, user: CurrentAdmin) {
      this.#user = user;
    }

    page(request: PageAddress, response: Response): Promise<string> {
      return writePage(this.#user as PanelUser, factsOf(response).nonce, tablesOfPage(request));
    }
  };
}
