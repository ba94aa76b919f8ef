import AdminJS, { type ActionDecorator } from 'adminjs';
import type { RequestHandler } from 'express';
import type { Context } from '../../context.js';
import { introspect } from '../../db/introspection/introspect.js';
import type { Role } from '../../domain/actor.js';
import type { PanelAction, PanelRoutes, PanelSource } from '../../http/guard/panel-routes.js';
import { localeFor } from '../../locale/panels.js';
import { componentNames } from '../contract/component-names.js';
import { dashboardHandler } from '../dashboard/dashboard.js';
import type { ResourceDeclaration } from '../declaration/resource.js';
import { exportRoutes } from '../export/export.js';
import { IMPORT_BYTES } from '../import/import.js';
import { pageOptions, type PageDeclaration } from '../pages/declaration.js';
import { pages } from '../pages/index.js';
import { readColumns } from '../readings/read-columns.js';
import { rootPath } from '../request/addresses.js';
import { downloadRoutes, downloadsOf } from '../rows/downloads.js';
import { ScopedResource } from '../rows/scoped-resource.js';
import { planAccess } from '../tables/access.js';
import { checkDeclarations } from '../tables/check-declarations.js';
import { describeTables } from '../tables/describe.js';
import type { PanelTable } from '../tables/panel-table.js';
import { createComponentLoader, loadAssets, type Assets } from './assets.js';
import { groupOf, toResourceOptions } from './resource-options.js';
import { rolePage } from './role-page.js';
import { createPanelRouter } from './router.js';

/**
 * Builds the panels: one AdminJS for each role, from nothing but what that role may see, so that
 * its browser never learns other names.
 */

const roles: readonly Role[] = ['admin', 'agent', 'customer'];

export interface Panels extends PanelSource {
  /** The role's tables, by name. */
  resources(role: Role): ReadonlyMap<string, ScopedResource>;
}

export interface PanelsOptions {
  /** Files for the browser; the built ones unless given. */
  assets?: Assets;
}

/**
 * Reads the migrated schema and builds the panels of every role.
 * @throws ProblemsError naming every declaration that does not fit the schema
 */
export async function createPanels(
  context: Context,
  declarations: readonly ResourceDeclaration[],
  options: PanelsOptions = {},
): Promise<Panels> {
  const schema = await introspect(context.database);
  const readings = await readColumns(context, schema, declarations);
  const tables = describeTables(context, schema, declarations, readings);
  checkDeclarations(tables, declarations);
  const assets = options.assets ?? loadAssets();
  const ordered = inMenuOrder(tables, declarations);
  const panels = new Map(roles.map((role) => [role, createPanel(context, ordered, role, assets)]));
  const panelOf = (role: Role) => {
    const panel = panels.get(role);
    if (!panel) throw new Error(`no panel for ${role}`);
    return panel;
  };
  return {
    routes: (role) => panelOf(role).routes,
    routerFor: (role) => panelOf(role).router,
    resources: (role) => panelOf(role).resources,
  };
}

/** Sorts tables in the order of their declarations; tables without one come last. */
function inMenuOrder(
  tables: readonly PanelTable[],
  declarations: readonly ResourceDeclaration[],
): PanelTable[] {
  const rank = ({ declaration }: PanelTable) =>
    declaration === null ? declarations.length : declarations.indexOf(declaration);
  return [...tables].sort((left, right) => rank(left) - rank(right));
}

interface Panel {
  resources: ReadonlyMap<string, ScopedResource>;
  routes: PanelRoutes;
  router: RequestHandler;
}

function createPanel(
  context: Context,
  tables: readonly PanelTable[],
  role: Role,
  assets: Assets,
): Panel {
  const planned = tables.flatMap((table) => {
    const access = planAccess(table, role);
    return access ? [{ table, access }] : [];
  });
  const resources = new Map<string, ScopedResource>();
  const idOf = (name: string) => planned.find(({ table }) => table.info.name === name)?.table.id;
  for (const { table, access } of planned) {
    resources.set(
      table.info.name,
      new ScopedResource(
        context,
        table,
        access,
        (name) => resources.get(name),
        (name) => idOf(name) ?? null,
      ),
    );
  }
  const ownPages = pages.filter(({ roles: open }) => open.includes(role));
  const admin = new AdminJS({
    rootPath,
    loginPath: `${rootPath}/login`,
    logoutPath: `${rootPath}/logout`,
    resources: [...resources.values()].map((resource) => ({
      resource,
      options: toResourceOptions(resource),
    })),
    componentLoader: createComponentLoader(),
    dashboard: {
      component: componentNames.Dashboard,
      handler: dashboardHandler(context, resources),
    },
    pages: pageOptions(context, ownPages),
    locale: localeFor(
      ownPages,
      planned.map(({ table }) => groupOf(table)),
    ),
    branding: { companyName: 'Fire22 Dashboard', withMadeWithLove: false, logo: false },
  });
  return {
    resources,
    routes: routesOf(resources, ownPages),
    router: createPanelRouter(
      context,
      admin,
      assets,
      [downloadRoutes(resources), exportRoutes(resources)],
      rolePage(admin, resources, assets),
    ),
  };
}

/** Lists the routes that the guard allows, from the actions that AdminJS really has. */
function routesOf(
  resources: ReadonlyMap<string, ScopedResource>,
  ownPages: readonly PageDeclaration[],
): PanelRoutes {
  return {
    resources: new Map(
      [...resources.values()].map((resource) => [
        resource.id(),
        new Map<string, PanelAction>([
          ...Object.entries(resource.decorate().actions).map(
            ([name, action]): [string, PanelAction] => [
              name,
              {
                type: actionTypeOf(action),
                methods: methodsOf(resource, name),
                ...(name === 'import' ? { uploadBytes: IMPORT_BYTES } : {}),
              },
            ],
          ),
          ...[...downloadsOf(resource).keys()].map((name): [string, PanelAction] => [
            name,
            { type: 'record', methods: ['GET'] },
          ]),
        ]),
      ]),
    ),
    pages: new Map(ownPages.map(({ name, methods }) => [name, methods])),
  };
}

function actionTypeOf(action: ActionDecorator): PanelAction['type'] {
  if (action.isBulkType()) return 'bulk';
  return action.isRecordType() ? 'record' : 'resource';
}

/** Allows GET for reads, and POST for changes, whose GET only opens the form. */
function methodsOf({ table }: ScopedResource, action: string): PanelAction['methods'] {
  const reads = [
    'list',
    'show',
    'search',
    'export',
    ...Object.keys(table.declaration?.views ?? {}),
  ];
  return reads.includes(action) ? ['GET'] : ['GET', 'POST'];
}
