import { DOWNLOAD_PREFIX, PICTURE_PREFIX } from '../../../src/admin/contract/panel.js';
import type { Access } from '../../../src/admin/declaration/resource.js';
import type { Actor } from '../../../src/domain/actor.js';
import { declarations } from './handouts.js';
import { tokensIn } from './tokens.js';
import type { Dump, World } from './world.js';

/**
 * Rows that each role may see, written a second time and by hand, from the product's own table. The
 * columns are those that the resource files open; secret ones are named here once more.
 */

const secrets = new Set([
  ...['users.password_hash', 'users.totp_secret', 'users.totp_last_step'],
  ...['sessions.id_hash', 'sessions.data', 'customers.phone_index', 'bonus_notes.api_token'],
]);

/** No table is open to bulk edits of customers, so that they have no runs. */
const accessOf = (table: string, { role }: Actor): Access | undefined =>
  table === 'bulk_runs' && role === 'customer'
    ? undefined
    : declarations.find((resource) => resource.table === table)?.access[role];

/** SQL of the rows that the actor may see; null where it may not know of the table. */
export function visibleRows(actor: Actor, table: string, added: string): string | null {
  const own = `(SELECT id FROM customers WHERE agent_id = '${actor.agentId ?? ''}')`;
  switch (actor.role) {
    case 'admin':
      return table === added || accessOf(table, actor) ? '1' : null;
    case 'agent':
      return (
        {
          agents: `id = '${actor.agentId ?? ''}'`,
          customers: `agent_id = '${actor.agentId ?? ''}'`,
          handouts: `agent_id = '${actor.agentId ?? ''}'`,
          wagers: `customer_id IN ${own}`,
          transactions: `customer_id IN ${own}`,
          activities: `user_id = '${actor.userId}' OR user_id IN
            (SELECT id FROM users WHERE customer_id IN ${own})`,
          users: `id = '${actor.userId}'`,
          bulk_runs: `actor_user_id = '${actor.userId}'`,
          limit_rules: `agent_id = '${actor.agentId ?? ''}' OR customer_id IN ${own}`,
        }[table] ?? null
      );
    case 'customer':
      return (
        {
          customers: `id = '${actor.customerId ?? ''}'`,
          handouts: `agent_id = (SELECT agent_id FROM customers WHERE id = '${actor.customerId ?? ''}')`,
          wagers: `customer_id = '${actor.customerId ?? ''}'`,
          transactions: `customer_id = '${actor.customerId ?? ''}'`,
          activities: `user_id = '${actor.userId}'`,
          users: `id = '${actor.userId}'`,
        }[table] ?? null
      );
  }
}

/** SQL of the rows that belong to visible ones of a table with a page of its own. */
function partsOf({ userId }: Actor, table: string): string | null {
  if (table !== 'bulk_run_items') return null;
  return `run_id IN (SELECT id FROM bulk_runs WHERE actor_user_id = '${userId}')`;
}

export function readableColumns(actor: Actor, table: string, all: readonly string[]): Set<string> {
  const read = accessOf(table, actor)?.read ?? 'all';
  const open = read === 'all' ? all : all.filter((column) => read.includes(column));
  return new Set(open.filter((column) => !secrets.has(`${table}.${column}`)));
}

/** The actions that the resource files give, and those that follow from what may be written. */
export function mayDo(actor: Actor, table: string, action: string, added: string): boolean {
  if (table === added && actor.role === 'admin') {
    return [
      ...['list', 'show', 'export', 'new', 'edit', 'search', 'views'],
      ...['delete', 'deleteChosen', 'duplicate', 'editChosen', 'editAll', 'import'],
    ].includes(action);
  }
  const access = accessOf(table, actor);
  if (!access) return false;
  // A binary column that the role reads is a file of the record's page.
  const prefix = [DOWNLOAD_PREFIX, PICTURE_PREFIX].find((one) => action.startsWith(one));
  if (prefix !== undefined) {
    const column = action.slice(prefix.length);
    return access.actions.includes('show') && readableColumns(actor, table, [column]).has(column);
  }
  switch (action) {
    case 'new':
      return (access.write?.create?.length ?? 0) > 0;
    case 'edit':
      return (access.write?.edit?.length ?? 0) > 0;
    case 'editChosen':
    case 'editAll':
      return (access.write?.bulkEdit?.length ?? 0) > 0;
    case 'search':
      return (access.search?.length ?? 0) > 0;
    case 'views':
      return access.actions.includes('list');
    case 'deleteChosen':
      return access.actions.includes('delete');
    default:
      return access.actions.includes(action);
  }
}

export interface View {
  /** Texts of the book that an answer to the actor may hold. */
  allowed: Set<string>;
  /** Texts of the book that it may not hold. */
  forbidden: Set<string>;
  /** Numbers of the rows that it may see, by table. */
  rowids: Map<string, Set<string>>;
}

export async function viewOf(world: World, actor: Actor, rows: Dump): Promise<View> {
  const allowed = new Set<string>();
  const all = new Set<string>();
  const rowids = new Map<string, Set<string>>();
  for (const [table, records] of rows) {
    const condition = visibleRows(actor, table, world.addedTable) ?? partsOf(actor, table);
    const visible = new Set(
      condition === null
        ? []
        : (
            await world.rows(`SELECT CAST(rowid AS TEXT) AS id FROM ${table} WHERE ${condition}`)
          ).map(({ id }) => String(id)),
    );
    rowids.set(table, visible);
    const columns = Object.keys(records[0] ?? {}).filter((name) => name !== 'rowid');
    const readable = readableColumns(actor, table, columns);
    // The page of a run says its new values and its reason.
    if (table === 'bulk_runs') readable.add('input');
    for (const record of records) {
      for (const column of columns) {
        const found = tokensIn(textOf(record[column]));
        for (const token of found) all.add(token);
        if (!visible.has(String(record['rowid'])) || !readable.has(column)) continue;
        for (const token of found) allowed.add(token);
      }
    }
  }
  const forbidden = new Set([...all].filter((token) => !allowed.has(token)));
  return { allowed, forbidden, rowids };
}

/** A value as an answer would write it: amounts with both decimals too. */
function textOf(value: unknown): string {
  if (typeof value === 'number') return `${value} ${value.toFixed(2)}`;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('latin1');
  return typeof value === 'string' ? value : '';
}
