import type { RequestHandler } from 'express';
import type { Context } from '../../context.js';
import type { Role } from '../../domain/actor.js';
import type { PanelRoutes } from '../../http/guard/panel-routes.js';
import { localeFor } from '../../locale/panels.js';
import { componentNames } from '../contract/component-names.js';
import { dashboardHandler } from '../dashboard/dashboard.js';
import { exportRoutes } from '../export/export.js';
import { templateRoutes } from '../export/template.js';
import { pageOptions, type Page } from '../pages/declaration.js';
import { rootPath } from '../request/addresses.js';
import { downloadRoutes } from '../rows/downloads.js';
import { ScopedResource } from '../rows/scoped-resource.js';
import { planAccess, type AccessPlan } from '../tables/access.js';
import type { PanelTable } from '../tables/panel-table.js';
import { createComponentLoader, type Assets } from './assets.js';
import { groupOf } from './menu.js';
import { quickActions } from './quick-actions.js';
import { descriptionRoutes, tableDescriptions } from './resource-metadata.js';
import { toResourceOptions } from './resource-options.js';
import { RoleAdmin } from './role-admin.js';
import { rolePage } from './role-page.js';
import { routesOf } from './role-routes.js';
import { createPanelRouter } from './router.js';

/** Builds the panel of one role: its tables, its pages, and an AdminJS that knows no others. */

const RUNS = 'bulk_runs';

/** Panel of a role. */
export interface Panel {
  resources: ReadonlyMap<string, ScopedResource>;
  routes: PanelRoutes;
  router: RequestHandler;
}

/** Builds a role's panel of the tables and pages that it may open. */
export function createPanel(
  context: Context,
  tables: readonly PanelTable[],
  role: Role,
  assets: Assets,
  pages: readonly Page[],
): Panel {
  const planned = planTables(tables, role);
  const resources = scopedResources(context, planned);
  const ownPages = pages.filter(({ roles: open }) => open.includes(role));
  const admin = new RoleAdmin(
    {
      rootPath,
      loginPath: `${rootPath}/login`,
      logoutPath: `${rootPath}/logout`,
      componentLoader: createComponentLoader(),
      dashboard: {
        component: componentNames.Dashboard,
        handler: dashboardHandler(context, resources, quickActions(resources)),
      },
      pages: pageOptions(context, ownPages),
      locale: localeFor(
        ownPages,
        planned.map(({ table }) => groupOf(table)),
      ),
      branding: { companyName: 'Fire22 Dashboard', withMadeWithLove: false, logo: false },
    },
    resources.values(),
  );
  decorate(admin, resources);
  const describeTable = tableDescriptions(resources);
  return {
    resources,
    routes: routesOf(resources, ownPages),
    router: createPanelRouter(
      context,
      admin,
      assets,
      [
        descriptionRoutes(describeTable),
        downloadRoutes(resources),
        exportRoutes(resources),
        templateRoutes(resources),
      ],
      rolePage(admin, resources, assets, describeTable),
    ),
  };
}

/** Plans the tables of a role. Where a role edits no rows in bulk, it has no runs to look at. */
function planTables(
  tables: readonly PanelTable[],
  role: Role,
): { table: PanelTable; access: AccessPlan }[] {
  const planned = tables.flatMap((table) => {
    const access = planAccess(table, role);
    return access ? [{ table, access }] : [];
  });
  const hasRuns = role === 'admin' || planned.some(({ access }) => access.bulkEdit.size > 0);
  return hasRuns ? planned : planned.filter(({ table }) => table.info.name !== RUNS);
}

function scopedResources(
  context: Context,
  planned: readonly { table: PanelTable; access: AccessPlan }[],
): Map<string, ScopedResource> {
  const resources = new Map<string, ScopedResource>();
  const ids = new Map(planned.map(({ table }) => [table.info.name, table.id]));
  for (const { table, access } of planned) {
    const resourceOf = (name: string) => resources.get(name);
    const idOf = (name: string) => ids.get(name) ?? null;
    const resource = new ScopedResource(context, table, access, resourceOf, idOf);
    resources.set(table.info.name, resource);
  }
  return resources;
}

/** Has AdminJS describe declared tables now, so that a mistake stops the start, and others later. */
function decorate(admin: RoleAdmin, resources: ReadonlyMap<string, ScopedResource>): void {
  for (const resource of resources.values()) {
    resource.decorateLater(admin, () => toResourceOptions(resource));
    if (resource.table.declaration !== null) resource.decorate();
  }
}
