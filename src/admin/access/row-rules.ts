import type { ActionContext } from 'adminjs';
import {
  message,
  Person,
  verbatim,
  type Message,
  type PersonTable,
} from '../../messages/message.js';
import { inSeries } from '../../messages/series.js';
import { plainText } from '../codecs/values.js';
import type { RowCondition } from '../declaration/resource.js';
import { actorValue } from '../query/scope.js';
import { callOfActor } from '../request/user.js';
import { ScopedResource } from '../rows/scoped-resource.js';
import type { PanelTable } from '../tables/panel-table.js';
import { actionOf, fileOf, resourceOf, type AccessFacts, type AccessRule } from './facts.js';

/** Rule on the record: it is in the scope of the login. */

/** The record is one of the login's rows. */
export const ownRow: AccessRule = {
  name: 'row',
  title: message('access.row'),
  find: async (facts) => {
    const { recordId, table, actor, action } = facts;
    const resource = resourceOf(facts);
    if (recordId === null || !resource) return null;
    if (action !== null && actionOf(facts, action)?.type === 'resource') return null;
    const isOpen = (await resource.findOne(recordId, facts.call)) !== null;
    const place = { file: fileOf(table), key: `access.${actor.role}.rows` };
    const stored = await storedRow(facts, recordId);
    if (stored === null && !isOpen) {
      return { isOpen, text: message('access.row_missing', { title: table.label }), ...place };
    }
    const { rows } = resource.access;
    if (rows === 'all') return { isOpen, text: message('access.rows_all'), ...place };
    const parts = await explainCondition(facts, resource, rows, stored ?? {}, recordId);
    const change = isOpen ? {} : { change: message('access.change_row') };
    return { isOpen, text: inSeries(parts), ...place, ...change };
  },
};

/** Reads the values of a row as an administrator does; null where there is no such row. */
async function storedRow(
  { panels, reader, table }: AccessFacts,
  id: string,
): Promise<Record<string, unknown> | null> {
  const resource = panels.resources('admin').get(table.info.name);
  const record = await resource?.findOne(id, callOfActor(reader));
  return record?.params ?? null;
}

/**
 * Says of each part of a scope where the row stands. The data layer itself decides on every part, as
 * if it were the whole scope.
 */
async function explainCondition(
  facts: AccessFacts,
  resource: ScopedResource,
  condition: RowCondition,
  stored: Record<string, unknown>,
  id: string,
): Promise<Message[]> {
  const parts = 'any' in condition ? condition.any : [condition];
  const said = parts.map(async (part) => {
    if ('any' in part) return explainCondition(facts, resource, part, stored, id);
    const isInside = await isIn(resource, part, id, facts.call);
    return [explainPart(facts, part, stored, isInside)];
  });
  return (await Promise.all(said)).flat();
}

async function isIn(
  { context, table, access, resourceOf: other }: ScopedResource,
  rows: RowCondition,
  id: string,
  call: ActionContext,
): Promise<boolean> {
  const part = new ScopedResource(context, table, { ...access, rows }, other, () => null);
  return (await part.findOne(id, call)) !== null;
}

function explainPart(
  { actor, table, panels }: AccessFacts,
  part: Exclude<RowCondition, { any: RowCondition[] }>,
  stored: Record<string, unknown>,
  isInside: boolean,
): Message {
  const { name, path, label, references } = columnOf(table, part.column);
  const column = label;
  const found = sayValue(path in stored ? stored[path] : null, references ?? ownTable(table, name));
  if ('equals' in part) {
    const own = sayValue(actorValue(part.equals, actor), tableOfValue[part.equals]);
    const key = isInside ? 'access.row_is_own' : 'access.row_is_not_own';
    return message(key, { column, found, own });
  }
  const other = panels.allTables().find(({ info }) => info.name === part.in.table);
  const key = isInside ? 'access.row_among_own' : 'access.row_not_among_own';
  return message(key, { column, found, table: other?.label ?? part.in.table });
}

function columnOf({ columns }: PanelTable, name: string) {
  const column = columns.find((one) => one.name === name);
  return column ?? { name, path: name, label: name, references: null };
}

/** The key of a table names its own row. */
function ownTable({ info, key }: PanelTable, column: string): string | null {
  return key?.column === column ? info.name : null;
}

const tableOfValue = {
  'actor.userId': 'users',
  'actor.agentId': 'agents',
  'actor.customerId': 'customers',
} as const;

function sayValue(value: unknown, table: string | null): Message {
  if (value === null || value === undefined) return message('access.nothing');
  const text = plainText(value);
  return isPersonTable(table)
    ? message('access.person', { person: new Person(table, text, null) })
    : verbatim(text);
}

function isPersonTable(table: string | null): table is PersonTable {
  return table === 'users' || table === 'agents' || table === 'customers';
}
