import type { ActionContext } from 'adminjs';
import type { Context } from '../../context.js';
import type { Actor, Role } from '../../domain/actor.js';
import type { PanelAction, PanelRoutes } from '../../http/guard/panel-routes.js';
import type { Message } from '../../messages/message.js';
import type { Account } from '../../services/accounts/account.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import type { PanelTable } from '../tables/panel-table.js';

/** Types of an explanation: what is asked, and what a rule finds. */

/** The panels as an explanation sees them. */
export interface AccessPanels {
  /** Returns every table of the schema, also those without a panel. */
  allTables: () => readonly PanelTable[];
  resources: (role: Role) => ReadonlyMap<string, ScopedResource>;
  routes: (role: Role) => PanelRoutes;
}

/** One question about a login; a record, an action and a field are null where none is asked. */
export interface AccessFacts {
  context: Context;
  panels: AccessPanels;
  /** The administrator who asks. */
  reader: Actor;
  account: Account;
  actor: Actor;
  /** Call as the panels would make it for the login. */
  call: ActionContext;
  table: PanelTable;
  recordId: string | null;
  action: string | null;
  field: string | null;
}

/** Answer of one rule. */
export interface Finding {
  isOpen: boolean;
  text: Message;
  file?: string;
  key?: string;
  change?: Message;
  href?: string;
}

/** One rule on the way from a request to its effect. */
export interface AccessRule {
  name: string;
  title: Message;
  /** Decides by the function that decides on requests; null where the rule has nothing to decide. */
  find: (facts: AccessFacts) => Finding | null | Promise<Finding | null>;
}

/** Every role, in the order of their rights. */
export const roles: readonly Role[] = ['admin', 'agent', 'customer'];

/** Returns the login's resource of the table, if its role has one. */
export function resourceOf({ panels, actor, table }: AccessFacts): ScopedResource | undefined {
  return panels.resources(actor.role).get(table.info.name);
}

/** Returns the routes of an action: those of the login's role, else of the first that has it. */
export function actionOf(
  { panels, actor, table }: Pick<AccessFacts, 'panels' | 'actor' | 'table'>,
  name: string,
): PanelAction | undefined {
  const routesOf = (role: Role) => panels.routes(role).resources.get(table.id)?.get(name);
  return routesOf(actor.role) ?? roles.map(routesOf).find((found) => found !== undefined);
}

/** Names the resource file of a table. */
export function fileOf({ declaration, info }: PanelTable): string {
  return declaration === null
    ? 'src/admin/tables/access.ts'
    : `resources/${info.name.replaceAll('_', '-')}.ts`;
}
