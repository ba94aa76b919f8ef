import { sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { users } from '../../db/schema/book.js';
import { requireRole, type Actor } from '../../domain/actor.js';
import { DomainError } from '../../errors.js';
import { message, type Message, type PlainKey } from '../../messages/message.js';
import { findAccount, toActor } from '../../services/accounts/account.js';
import { findUser } from '../../services/accounts/reads.js';
import type { AccessLine, AccessStep } from '../contract/access.js';
import { callOfActor } from '../request/user.js';
import {
  roles,
  type AccessFacts,
  type AccessPanels,
  type AccessRule,
  type Finding,
} from './facts.js';
import { openField } from './field-rules.js';
import { activeLogin, knownAddress, ownPassword, secondFactor } from './login-rules.js';
import { ownRow } from './row-rules.js';
import { allowedState, freeRow, offeredRow, steppedUp, takenRow } from './state-rules.js';
import { openAction, openTable } from './table-rules.js';

/**
 * Explains why a login may do something, or not: each rule on the way is asked by the function that
 * decides on requests, until one closes the way.
 */

/** The rules in the order in which a request meets them. */
export const accessRules: readonly AccessRule[] = [
  activeLogin,
  knownAddress,
  ownPassword,
  secondFactor,
  openTable,
  openAction,
  ownRow,
  openField,
  offeredRow,
  allowedState,
  takenRow,
  freeRow,
  steppedUp,
];

export interface AccessAsked {
  /** Username, email or id. */
  login: string;
  /** Name or resource id of a table. */
  table: string;
  record?: string | undefined;
  action?: string | undefined;
  field?: string | undefined;
}

export interface AccessExplanation {
  facts: AccessFacts;
  isAllowed: boolean;
  /** The rules that were asked; the last one decides where the way is closed. */
  steps: AccessStep<Message>[];
}

/**
 * Explains one question to an administrator.
 * @throws DomainError `forbidden` for others, `not_found` on `login`, `table` or `action`
 */
export async function explainAccess(
  context: Context,
  reader: Actor,
  panels: AccessPanels,
  asked: AccessAsked,
): Promise<AccessExplanation> {
  requireRole(reader, ['admin'], message('access.work'));
  const facts = await readFacts(context, reader, panels, asked);
  return { facts, ...(await walk(facts, accessRules)) };
}

/** Explains every action that any role has on the table: on the record, else on none. */
export async function explainActions(facts: AccessFacts): Promise<AccessLine<Message>[]> {
  // The rules before the action are the same for all of them.
  const rules = accessRules.slice(accessRules.indexOf(openAction));
  const lines = actionsOf(facts).map(async (action): Promise<AccessLine<Message>> => {
    const { isAllowed, steps } = await walk({ ...facts, action }, rules);
    const text = steps.at(-1)?.text ?? message('access.nothing');
    return { value: action, label: labelOf(facts, action), isOpen: isAllowed, text };
  });
  return Promise.all(lines);
}

/** Lists the actions that any role has on a table; with a record, those on records only. */
export function actionsOf({
  panels,
  table,
  recordId,
}: Pick<AccessFacts, 'panels' | 'table' | 'recordId'>): string[] {
  const all = roles.flatMap((role) => [...(panels.routes(role).resources.get(table.id) ?? [])]);
  const fits = all.filter(([, { type }]) => (recordId === null ? true : type === 'record'));
  return [...new Set(fits.map(([name]) => name))];
}

/** Names an action as its button does. */
export function labelOf({ table }: Pick<AccessFacts, 'table'>, action: string): Message {
  const { actions = {}, views = {} } = table.declaration ?? {};
  const declared = Object.hasOwn(actions, action) ? actions[action] : undefined;
  const view = Object.hasOwn(views, action) ? views[action] : undefined;
  const key = Object.hasOwn(builtIn, action) ? builtIn[action] : undefined;
  const label = declared?.label ?? view?.label ?? (key === undefined ? null : message(key));
  return label === null
    ? message('access.action_name', { action })
    : message('access.action_label', { label, action });
}

const builtIn: Record<string, PlainKey> = {
  list: 'access.list',
  show: 'access.show',
  new: 'access.new',
  edit: 'access.edit',
  delete: 'access.delete',
  deleteChosen: 'access.delete_chosen',
  duplicate: 'access.duplicate',
  export: 'access.export',
  import: 'access.import',
  search: 'access.search',
  views: 'access.views',
  editChosen: 'access.edit_chosen',
  editAll: 'access.edit_all',
};

async function walk(
  facts: AccessFacts,
  rules: readonly AccessRule[],
): Promise<Pick<AccessExplanation, 'isAllowed' | 'steps'>> {
  const steps: AccessStep<Message>[] = [];
  for (const { name, title, find } of rules) {
    const finding: Finding | null = await find(facts);
    if (finding === null) continue;
    steps.push({ name, title, ...finding });
    if (!finding.isOpen) return { isAllowed: false, steps };
  }
  return { isAllowed: true, steps };
}

async function readFacts(
  context: Context,
  reader: Actor,
  panels: AccessPanels,
  asked: AccessAsked,
): Promise<AccessFacts> {
  const { id } = await findUser(context, asked.login).catch((error: unknown) => {
    throw error instanceof DomainError ? onField(error, 'login') : error;
  });
  const account = await findAccount(context, sql`${users.id} = ${id}`);
  if (!account)
    throw new DomainError('not_found', message('accounts.no_login_named', { name: id }));
  const table = panels
    .allTables()
    .find(({ id: resourceId, info }) => resourceId === asked.table || info.name === asked.table);
  if (!table) {
    const said = message('access.no_such_table', { name: asked.table });
    throw new DomainError('not_found', said, { field: 'table' });
  }
  const actor = toActor(account, {});
  const { record = '', action = '', field = '' } = asked;
  const given = (text: string) => (text === '' ? null : text);
  return {
    ...{ context, panels, reader, account, actor, table, call: callOfActor(actor) },
    ...{ recordId: given(record), action: given(action), field: given(field) },
  };
}

function onField({ code, said, wayOut }: DomainError, field: string): DomainError {
  return new DomainError(code, said, { field, hint: wayOut });
}
