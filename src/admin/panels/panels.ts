import { setImmediate } from 'node:timers/promises';
import type { RequestHandler } from 'express';
import type { Context } from '../../context.js';
import { introspect } from '../../db/introspection/introspect.js';
import type { Role } from '../../domain/actor.js';
import type { PanelAction, PanelRoutes, PanelSource } from '../../http/guard/panel-routes.js';
import { localeFor } from '../../locale/panels.js';
import { runEditChunk } from '../bulk-edit/chunks.js';
import { setEditor } from '../bulk-edit/editors.js';
import { componentNames } from '../contract/component-names.js';
import { FILE_BYTES } from '../contract/panel.js';
import { dashboardHandler } from '../dashboard/dashboard.js';
import type { ResourceDeclaration } from '../declaration/resource.js';
import { exportRoutes } from '../export/export.js';
import { templateRoutes } from '../export/template.js';
import { IMPORT_BYTES } from '../import/import.js';
import { createPages, pageOptions, type Page } from '../pages/declaration.js';
import { declaredPages } from '../pages/index.js';
import { warnOfObstacles } from '../readings/choices.js';
import { readColumns } from '../readings/read-columns.js';
import { rootPath } from '../request/addresses.js';
import { downloadRoutes, downloadsOf } from '../rows/downloads.js';
import { isFile } from '../row-values/file-columns.js';
import { ScopedResource } from '../rows/scoped-resource.js';
import { planAccess, type AccessPlan } from '../tables/access.js';
import { checkDeclarations } from '../tables/check-declarations.js';
import { describeTables } from '../tables/describe.js';
import type { PanelTable } from '../tables/panel-table.js';
import { actionTypes } from './action-options.js';
import { createComponentLoader, loadAssets, type Assets } from './assets.js';
import { groupOf } from './menu.js';
import { quickActions } from './quick-actions.js';
import { descriptionRoutes, tableDescriptions } from './resource-metadata.js';
import { toResourceOptions } from './resource-options.js';
import { RoleAdmin } from './role-admin.js';
import { rolePage } from './role-page.js';
import { createPanelRouter } from './router.js';

/**
 * Builds the panels: one AdminJS for each role, from nothing but what that role may see, so that
 * its browser never learns other names.
 */

const RUNS = 'bulk_runs';

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
  const parts = { context, declarations, assets: options.assets ?? loadAssets() };
  const pages = createPages(context, declaredPages, {
    tables: () => current.tables,
    rebuild: () => rebuild(),
  });
  let current = await buildPanels(parts, pages);
  // Each waits for the one before it, so that the latest decisions are the ones that stay.
  const rebuild = inTurn(async () => {
    current = await buildPanels(parts, pages);
  });
  const panelOf = (role: Role) => {
    const panel = current.byRole.get(role);
    if (!panel) throw new Error(`no panel for ${role}`);
    return panel;
  };
  setEditor(context, {
    resources: (role) => panelOf(role).resources,
    runChunk: (runId, owner, size) => runEditChunk(context, runId, owner, size),
  });
  return {
    routes: (role) => panelOf(role).routes,
    routerFor: (role) => panelOf(role).router,
    resources: (role) => panelOf(role).resources,
  };
}

/** Runs one call after the other. */
function inTurn(work: () => Promise<void>): () => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return () => (last = last.catch(() => undefined).then(work));
}

interface Parts {
  context: Context;
  declarations: readonly ResourceDeclaration[];
  assets: Assets;
}

interface BuiltAll {
  byRole: ReadonlyMap<Role, Panel>;
  /** Tables that administrators have, in the order of the menu. */
  tables: readonly PanelTable[];
}

async function buildPanels(parts: Parts, pages: readonly Page[]): Promise<BuiltAll> {
  const { context, declarations, assets } = parts;
  const schema = await introspect(context.database);
  const { readings, chosen } = await readColumns(context, schema, declarations);
  const tables = describeTables(context, schema, declarations, readings);
  checkDeclarations(tables, declarations);
  warnOfObstacles(context, chosen, tables);
  const ordered = inMenuOrder(tables, declarations);
  const byRole = new Map<Role, Panel>();
  for (const role of roles) {
    byRole.set(role, createPanel(context, ordered, role, assets, pages));
    // Requests that wait are answered by the earlier panels in between.
    await setImmediate();
  }
  return { byRole, tables: ordered.filter((table) => planAccess(table, 'admin') !== null) };
}

/** Sorts tables in the order of their declarations; tables without one come last, by their titles. */
function inMenuOrder(
  tables: readonly PanelTable[],
  declarations: readonly ResourceDeclaration[],
): PanelTable[] {
  const rank = ({ declaration }: PanelTable) =>
    declaration === null ? declarations.length : declarations.indexOf(declaration);
  return [...tables].sort(
    (left, right) => rank(left) - rank(right) || byTitle.compare(left.label, right.label),
  );
}

/** Compares titles as people do: the case and accents of a letter do not move it. */
const byTitle = new Intl.Collator('en', { sensitivity: 'base', numeric: true });

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

/** Lists the routes that the guard allows, from the actions that AdminJS is given. */
function routesOf(
  resources: ReadonlyMap<string, ScopedResource>,
  ownPages: readonly Page[],
): PanelRoutes {
  return {
    resources: new Map(
      [...resources.values()].map((resource) => [
        resource.id(),
        new Map<string, PanelAction>([
          ...actionTypes(resource).map(([name, type]): [string, PanelAction] => [
            name,
            {
              type,
              methods: methodsOf(resource, name),
              ...(name === 'import' ? { uploadBytes: IMPORT_BYTES } : {}),
              ...(takesFiles(resource, name) ? { formFileBytes: FILE_BYTES } : {}),
            },
          ]),
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

/** Returns true for a form with a column of files. */
function takesFiles({ table, access }: ScopedResource, action: string): boolean {
  const form = action === 'new' ? access.create : action === 'edit' ? access.edit : null;
  return table.columns.some((column) => isFile(column) && form?.has(column.name) === true);
}

/** Allows GET for reads, and POST for changes, whose GET only opens the form. */
function methodsOf({ table }: ScopedResource, action: string): PanelAction['methods'] {
  const reads = [
    'list',
    'show',
    'duplicate',
    'search',
    'export',
    ...Object.keys(table.declaration?.views ?? {}),
  ];
  return reads.includes(action) ? ['GET'] : ['GET', 'POST'];
}
