import { message, type Message } from '../../messages/message.js';
import type { MenuLine } from '../contract/page-state.js';
import { actorValue } from '../query/scope.js';
import { recordAddress, rootPath } from '../request/addresses.js';
import type { PanelUser } from '../request/user.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import type { PanelTable } from '../tables/panel-table.js';

/** Builds the lines of the menu, which every page of a role has. */

/** A line with its label as a message. */
interface MenuEntry {
  line: Omit<MenuLine, 'label'> & { label: Message };
  /** Returns the address of the login's own row, in the place of a list. */
  hrefFor?: (user: PanelUser) => string;
}

/** Builds the line of one table. A table without a list and without an own row is in no group. */
export function menuEntry(resource: ScopedResource): MenuEntry {
  const { table, access } = resource;
  const known = { id: table.id, label: titleOfTable(resource) };
  if (!isInMenu(resource)) return { line: known };
  const line = { ...known, group: groupOf(table), icon: iconOf(table) };
  if (access.actions.has('list')) return { line };
  return { line, hrefFor: (user) => ownRecordHref(resource, user) };
}

/** Names a table: its only row where the role has no list. */
export function titleOfTable({ table, access }: ScopedResource): Message {
  return message('title', { title: access.actions.has('list') ? table.label : table.singular });
}

/** Returns false for a table of a virtual table's module: the list of the virtual table links it. */
function isInMenu(resource: ScopedResource): boolean {
  if (resource.table.info.kind === 'shadow') return false;
  return resource.access.actions.has('list') || hasOwnRecord(resource);
}

/** Returns the title of the menu's group that has the table. */
export function groupOf({ declaration }: PanelTable): string {
  return declaration?.navigation?.group ?? 'More tables';
}

function iconOf({ declaration }: PanelTable): string {
  return declaration?.navigation?.icon ?? 'Table';
}

/**
 * Returns true for a scope of the actor's own row, which has a record page in the place of a list.
 */
function hasOwnRecord({ access, table }: ScopedResource): boolean {
  const { rows } = access;
  return (
    access.actions.has('show') &&
    rows !== 'all' &&
    'equals' in rows &&
    rows.column === table.key?.column
  );
}

/** Returns the address of a login's own row, or that of the first page. */
function ownRecordHref(resource: ScopedResource, user: PanelUser): string {
  const { rows } = resource.access;
  const id =
    rows !== 'all' && 'equals' in rows
      ? actorValue(rows.equals, { ...user, userId: user.id })
      : null;
  return id === null ? rootPath : recordAddress(resource.id(), id);
}
