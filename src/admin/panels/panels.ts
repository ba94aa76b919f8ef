import { setImmediate } from 'node:timers/promises';
import type { Context } from '../../context.js';
import { introspect } from '../../db/introspection/introspect.js';
import type { Role } from '../../domain/actor.js';
import type { PanelSource } from '../../http/guard/panel-routes.js';
import { runEditChunk } from '../bulk-edit/chunks.js';
import { setEditor } from '../bulk-edit/editors.js';
import type { ResourceDeclaration } from '../declaration/resource.js';
import { createPages, type Page } from '../pages/declaration.js';
import { declaredPages } from '../pages/index.js';
import { warnOfObstacles } from '../readings/choices.js';
import { readColumns } from '../readings/read-columns.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import { planAccess } from '../tables/access.js';
import { checkDeclarations } from '../tables/check-declarations.js';
import { describeTables } from '../tables/describe.js';
import type { PanelTable } from '../tables/panel-table.js';
import { loadAssets, type Assets } from './assets.js';
import { createPanel, type Panel } from './role-panel.js';

/**
 * Builds the panels: one AdminJS for each role, from nothing but what that role may see, so that
 * its browser never learns other names.
 */

const roles: readonly Role[] = ['admin', 'agent', 'customer'];

export interface Panels extends PanelSource {
  /** The role's tables, by name. */
  resources(role: Role): ReadonlyMap<string, ScopedResource>;
  /** Every table of the schema, also those without a panel. */
  allTables(): readonly PanelTable[];
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
    allTables: () => current.allTables,
    resources: (role) => panelOf(role).resources,
    routes: (role) => panelOf(role).routes,
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
    allTables: () => current.allTables,
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
  /** Tables of the schema, in the same order. */
  allTables: readonly PanelTable[];
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
  const ofAdmins = ordered.filter((table) => planAccess(table, 'admin') !== null);
  return { byRole, tables: ofAdmins, allTables: ordered };
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
