import Sqlite from 'better-sqlite3';
import { AGENT, type Book } from './book.js';
import { RARE_WORD } from './book-sql.js';
import type { RawQuery } from './raw-server.js';
import type { Role } from './server.js';

/** The measured reads: the request to the server, and SQLite's own query for the same rows. */

export interface Read {
  name: string;
  role: Role;
  /** Under /admin/api. */
  path: string;
  raw: RawQuery;
  /** Has the request of another read beside another query; the sixteen clients leave it out. */
  isTwin?: true;
}

const PAGE = 25;
const DEEP_PAGE = 20_000;
const wagerColumns =
  'w.id, w.wager_number, w.customer_id, w.amount, w.odds, w.potential_win, w.status, w.result, w.created_at';

export const readLabel = ({ name, role }: Pick<Read, 'name' | 'role'>) => `${name} (${role})`;

/** @param isIndexed true when the file has the search index, which SQLite's own query then uses too */
export function readsOf({ file, size }: Book, isIndexed: boolean): Read[] {
  const sqlite = new Sqlite(file, { readonly: true });
  try {
    return (['admin', 'agent'] as const).flatMap((role) =>
      readsAs(sqlite, role, size.until, isIndexed),
    );
  } finally {
    sqlite.close();
  }
}

function readsAs(sqlite: Sqlite.Database, role: Role, until: number, isIndexed: boolean): Read[] {
  // An agent's query always has its scope as a condition.
  const scope = role === 'admin' ? [] : [{ sql: 'w.agent_id = ?', params: [AGENT] }];
  const list = (name: string, query: string, conditions: Condition[], columns = wagerColumns) => ({
    name,
    role,
    path: `/resources/wagers/actions/list?${query}`,
    raw: wagerPage([...scope, ...conditions], columns),
  });
  const is = (column: string, value: string) => ({ sql: `w.${column} = ?`, params: [value] });
  const day = (daysAgo: number) =>
    new Date((until - daysAgo * 86_400) * 1000).toISOString().slice(0, 10);
  const [from, to] = [day(30), day(24)];
  const deep = deepPage(sqlite, scope);
  const [wager, customer] = sample(sqlite);
  return [
    list('newest', '', []),
    list('status', 'filters.status=pending', [is('status', 'pending')]),
    list(
      'agent and status',
      role === 'admin'
        ? `filters.agent_id=${AGENT}&filters.status=active`
        : 'filters.status=active',
      role === 'admin' ? [is('agent_id', AGENT), is('status', 'active')] : [is('status', 'active')],
    ),
    list('one week', `filters.created_at~~from=${from}&filters.created_at~~to=${to}`, [
      { sql: 'w.created_at BETWEEN ? AND ?', params: [`${from} 00:00:00`, `${to} 23:59:59`] },
    ]),
    list('contains a rare word', `filters.description=${RARE_WORD}`, [
      isIndexed ? byIndex : { sql: 'instr(lower(w.description), ?) > 0', params: [RARE_WORD] },
    ]),
    list(`on to page ${deep.page}`, `page=${deep.page}&after=${deep.cursor}`, deep.after),
    list(`jump to page ${deep.page}`, `page=${deep.page}`, deep.after),
    {
      ...list(`jump to page ${deep.page} by count`, `page=${deep.page}`, []),
      raw: lateLookUp(scope, deep.page),
      isTwin: true,
    },
    {
      name: 'show with references',
      role,
      path: `/resources/wagers/records/${wager}/show`,
      raw: {
        sql: `SELECT w.*, c.name AS customer, a.name AS agent FROM wagers w
          JOIN customers c ON c.id = w.customer_id JOIN agents a ON a.id = w.agent_id
          WHERE w.id = ?`,
        params: [wager],
      },
    },
    {
      name: 'newest transactions',
      role,
      path: '/resources/transactions/actions/list',
      raw: role === 'admin' ? transactionPage('1') : transactionPage(ofOwnCustomers, AGENT),
    },
    {
      name: 'transactions of a customer',
      role,
      path: `/resources/transactions/actions/list?filters.customer_id=${customer}`,
      raw: transactionPage('t.customer_id = ?', customer),
    },
  ];
}

/** Condition for the newest transactions of an agent's customers: SQLite sorts keys, reads 25 rows. */
const ofOwnCustomers = `t.rowid IN (SELECT rowid FROM transactions WHERE customer_id IN
    (SELECT id FROM customers WHERE agent_id = ?)
  ORDER BY created_at DESC, id DESC LIMIT ${PAGE})`;

function transactionPage(where: string, ...params: string[]): RawQuery {
  const order = where === ofOwnCustomers ? '+t.created_at DESC, +t.id DESC' : 't.created_at DESC, t.id DESC'; // prettier-ignore
  return {
    sql: `SELECT t.id, t.type, t.customer_id, t.amount, t.status, t.reference, t.description,
        t.created_at, (SELECT name FROM customers c WHERE c.id = t.customer_id) AS customer
      FROM transactions t WHERE ${where} ORDER BY ${order} LIMIT ${PAGE}`,
    params,
  };
}

const byIndex: Condition = {
  sql: `w.rowid IN (SELECT rowid FROM search_index_wagers WHERE search_index_wagers MATCH ?)`,
  params: [`{description} : "${RARE_WORD}"`],
};

interface Condition {
  sql: string;
  params: string[];
}

/** Query for a page of wagers with the names of their customers. */
function wagerPage(conditions: Condition[], columns: string): RawQuery {
  const where = conditions.map(({ sql }) => sql).join(' AND ') || '1';
  return {
    sql: `SELECT ${columns}, (SELECT name FROM customers c WHERE c.id = w.customer_id) AS customer
      FROM wagers w WHERE ${where} ORDER BY w.created_at DESC, w.id DESC LIMIT ${PAGE}`,
    params: conditions.flatMap(({ params }) => params),
  };
}

/** SQLite's own query for a page by its number alone: keys by the index, then rows. */
function lateLookUp(scope: Condition[], number: number): RawQuery {
  const where = scope.map(({ sql }) => sql).join(' AND ') || '1';
  const keys = `SELECT w.rowid FROM wagers w WHERE ${where}
    ORDER BY w.created_at DESC, w.id DESC LIMIT ${PAGE} OFFSET ${(number - 1) * PAGE}`;
  const params = scope.flatMap((condition) => condition.params);
  return wagerPage([{ sql: `w.rowid IN (${keys})`, params }], wagerColumns);
}

interface DeepPage {
  page: number;
  after: Condition[];
  /** Cursor in the link from the page before. */
  cursor: string;
}

/** Finds page 20,000, or the middle of a smaller book, and the row before it for a keyset condition. */
function deepPage(sqlite: Sqlite.Database, scope: Condition[]): DeepPage {
  const where = scope.map(({ sql }) => sql).join(' AND ') || '1';
  const params = scope.flatMap((condition) => condition.params);
  const count = sqlite.prepare(`SELECT count(*) FROM wagers w WHERE ${where}`).pluck();
  const number = Math.min(DEEP_PAGE, Math.floor(Number(count.get(...params)) / PAGE / 2));
  const before = sqlite
    .prepare(
      `SELECT w.created_at AS at, w.id AS id FROM wagers w WHERE ${where}
      ORDER BY w.created_at DESC, w.id DESC LIMIT 1 OFFSET ?`,
    )
    .get(...params, (number - 1) * PAGE - 1) as { at: string; id: string };
  const after = { sql: '(w.created_at, w.id) < (?, ?)', params: [before.at, before.id] };
  const place = ['created_at', 'desc', before.at, before.id];
  const cursor = Buffer.from(JSON.stringify(place)).toString('base64url');
  return { page: number, after: [after], cursor };
}

/** Finds a settled wager of the agent, and its customer. */
function sample(sqlite: Sqlite.Database): [wager: string, customer: string] {
  return sqlite
    .prepare(
      `SELECT id, customer_id FROM wagers WHERE agent_id = ? AND status = 'settled'
      ORDER BY id LIMIT 1 OFFSET 100`,
    )
    .raw()
    .get(AGENT) as [string, string];
}
