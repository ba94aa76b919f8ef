import type { Role } from '../../domain/actor.js';
import { findPanelRoute } from '../../http/guard/panel-routes.js';
import { message, type Message } from '../../messages/message.js';
import { DOWNLOAD_PREFIX, PICTURE_PREFIX } from '../contract/panel.js';
import { systemTables } from '../tables/secrets.js';
import type { PanelTable } from '../tables/panel-table.js';
import { actionOf, fileOf, resourceOf, type AccessFacts, type AccessRule } from './facts.js';

/** Rules on the table and its actions: what the role's declaration opens. */

/** The role has the table. */
export const openTable: AccessRule = {
  name: 'table',
  title: message('access.table'),
  find: (facts) => {
    const { table, actor } = facts;
    const role = `role.${actor.role}` as const;
    const { label: title, declaration } = table;
    const place = { file: fileOf(table), key: `access.${actor.role}` };
    if (resourceOf(facts)) {
      return declaration === null
        ? {
            ...{ isOpen: true, text: message('access.table_generated', { title }) },
            ...{ file: place.file, key: 'generatedAccess' },
          }
        : { isOpen: true, text: message('access.table_declared', { title, role }), ...place };
    }
    const closed = { isOpen: false, ...place };
    if (declaration === null && systemTables.includes(table.info.name)) {
      const file = 'src/admin/tables/secrets.ts';
      return { ...closed, text: message('access.table_own'), file, key: 'systemTables' };
    }
    if (declaration === null) {
      const change = message('access.change_declare', { file: fileOfTable(table) });
      return { ...closed, text: message('access.table_undeclared'), key: 'planAccess', change };
    }
    return declaration.access[actor.role] === undefined
      ? {
          ...{ ...closed, text: message('access.table_not_of_role', { title, role }) },
          change: message('access.change_access', { key: place.key, file: place.file }),
        }
      : { ...closed, text: message('access.runs_without_edits') };
  },
};

const fileOfTable = ({ info }: PanelTable) => `resources/${info.name.replaceAll('_', '-')}.ts`;

/** The role has the action: the guard knows its route. */
export const openAction: AccessRule = {
  name: 'action',
  title: message('access.action'),
  find: (facts) => {
    const { table, actor, action } = facts;
    if (action === null) return null;
    const role = `role.${actor.role}` as const;
    const key = keyOf(table, actor.role, action);
    const place = { file: fileOf(table), key };
    if (isRouted(facts, action)) {
      return { isOpen: true, text: message('access.action_open', { role, action }), ...place };
    }
    if (actionOf(facts, action) === undefined) {
      const text = message('access.no_such_action', { action, title: table.label });
      return { isOpen: false, text: because(text, noteOf(facts)), ...place };
    }
    const text = message('access.action_closed', { role, action });
    const change = message('access.change_action', { action, key, file: place.file });
    return { isOpen: false, text, ...place, change };
  },
};

/** Asks the guard about the address that a browser of the login would request. */
function isRouted(facts: AccessFacts, action: string): boolean {
  const { panels, actor, table, recordId } = facts;
  const declared = actionOf(facts, action);
  if (!declared) return false;
  const path = `/api/resources/${encodeURIComponent(table.id)}`;
  const id = recordId ?? 'x';
  const pathOf = {
    resource: `${path}/actions/${action}`,
    record: `${path}/records/${encodeURIComponent(id)}/${action}`,
    bulk: `${path}/bulk/${action}`,
  };
  return declared.methods.every((method) => {
    const request = { method, path: pathOf[declared.type], recordIds: id };
    return findPanelRoute(panels.routes(actor.role), request) !== null;
  });
}

/** Names the key of the declaration that opens an action. */
function keyOf({ declaration }: PanelTable, role: Role, action: string): string {
  if (declaration === null) return 'generatedAccess';
  const own = `access.${role}`;
  switch (action) {
    case 'new':
      return `${own}.write.create`;
    case 'edit':
      return `${own}.write.edit`;
    case 'editChosen':
    case 'editAll':
      return `${own}.write.bulkEdit`;
    case 'search':
      return `${own}.search`;
    default:
      return isFileOfColumn(action) ? `${own}.read` : `${own}.actions`;
  }
}

function isFileOfColumn(action: string): boolean {
  return action.startsWith(DOWNLOAD_PREFIX) || action.startsWith(PICTURE_PREFIX);
}

/** Returns the table's own reasons for actions that it lacks. */
function noteOf(facts: AccessFacts): Message | null {
  return resourceOf(facts)?.access.note ?? null;
}

function because(said: Message, hint: Message | null): Message {
  return hint === null ? said : message('withHint', { message: said, hint });
}
