import { randomBytes } from 'node:crypto';
import type { BareClient } from './client.js';

/** Attacks of a hostile login, all at once. */

export type HostileRole = 'admin' | 'agent' | 'customer';

export interface Attack {
  name: string;
  roles: readonly HostileRole[];
  /** Clients that do it at the same time. */
  clients: number;
  /** Sends one request after the other; returns its status, 0 for an aborted one. */
  send: (client: BareClient, turn: number) => Promise<{ status: number }>;
}

const ALL: readonly HostileRole[] = ['admin', 'agent', 'customer'];
const STAFF: readonly HostileRole[] = ['admin', 'agent'];
const IMPORT_ROWS = 99_000;
const DAY = 86_400_000;

const JSON_BODY = { 'content-type': 'application/json' };
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const api = (target: string) => `/admin/api${target}`;
const get = (target: (turn: number) => string) => (client: BareClient, turn: number) =>
  client.send(api(target(turn)));
const hex = () => randomBytes(12).toString('hex');
const week = (turn: number) =>
  new Date(Date.now() - (turn % 52) * 7 * DAY).toISOString().slice(0, 10);

/** Reads that no index answers, no two alike. */
const reads: Attack[] = [
  {
    name: 'weekly pages',
    roles: STAFF,
    clients: 8,
    send: get((turn) => `/pages/weekly?week=${week(turn)}&turn=${hex()}`),
  },
  {
    name: 'dashboards',
    roles: ALL,
    clients: 4,
    send: get(() => '/dashboard'),
  },
  {
    name: 'contains searches',
    roles: ALL,
    clients: 8,
    send: get(
      (turn) => `/resources/wagers/actions/list?filters.description=zq${turn}${hex().slice(0, 4)}`,
    ),
  },
  {
    name: 'sorts by a column without an index',
    roles: ALL,
    clients: 8,
    send: get(
      (turn) =>
        `/resources/wagers/actions/list?sortBy=potential_win&direction=desc&page=${(turn % 90) + 1}`,
    ),
  },
  {
    name: 'totals',
    roles: ALL,
    clients: 4,
    send: get((turn) => `/resources/wagers/actions/list?totals=1&filters.odds=${turn % 300}`),
  },
  {
    name: 'deep pages',
    roles: ALL,
    clients: 8,
    send: get(
      (turn) => `/resources/transactions/actions/list?page=${3_000 + (turn % 4_000)}&perPage=100`,
    ),
  },
  {
    name: 'long lists of ids',
    roles: ALL,
    clients: 8,
    send: (client, turn) => {
      const ids = Array.from({ length: 300 }, (_, index) => `w${turn}-${index}`).join(',');
      return client.send(
        api(
          `/resources/wagers/actions/list?filters.id~~in=${encodeURIComponent(ids).slice(0, 9_000)}`,
        ),
      );
    },
  },
  {
    name: 'exports',
    roles: ALL,
    clients: 6,
    send: get(
      (turn) =>
        `/resources/wagers/actions/export?format=${['csv', 'xlsx', 'json'][turn % 3] ?? 'csv'}`,
    ),
  },
];

/** Bodies and forms. */
const writes: Attack[] = [
  {
    name: `imports of ${IMPORT_ROWS} rows`,
    roles: STAFF,
    clients: 8,
    send: (client) =>
      client.send(api('/resources/customers/actions/import?step=check'), {
        method: 'POST',
        headers: { 'content-type': 'text/csv' },
        body: importFile(),
      }),
  },
  {
    name: 'bulk previews of all that match',
    roles: ['admin'],
    clients: 6,
    send: (client) =>
      client.send(api('/resources/wagers/actions/cancelAll?filters.status=pending'), {
        method: 'POST',
        headers: JSON_BODY,
        body: JSON.stringify({ step: 'commit', operationId: hex(), reason: 'hostile' }),
      }),
  },
  {
    name: 'forms of a megabyte',
    roles: ALL,
    clients: 12,
    send: (client) =>
      client.send(api('/resources/wagers/actions/place'), {
        method: 'POST',
        headers: JSON_BODY,
        body: largeJson,
      }),
  },
  {
    name: 'forms of many fields',
    roles: ALL,
    clients: 8,
    send: (client) =>
      client.send(api('/resources/wagers/actions/place'), {
        method: 'POST',
        headers: FORM,
        body: manyFields,
      }),
  },
  {
    name: 'slow bodies',
    roles: ALL,
    clients: 200,
    send: (client) =>
      client.trickle(api('/resources/wagers/actions/place'), 'application/json', 1_000, 20_000),
  },
  {
    name: 'placements',
    roles: ALL,
    clients: 8,
    send: (client) =>
      client.send(api('/resources/wagers/actions/place'), {
        method: 'POST',
        headers: JSON_BODY,
        body: JSON.stringify({
          ...{ step: 'commit', operationId: hex(), amount: '0.01', odds: '-110' },
          ...{ description: 'hostile', customerId: 'nobody' },
        }),
      }),
  },
];

/** Floods of what costs its sender nothing. */
const floods: Attack[] = [
  {
    name: 'lists',
    roles: ALL,
    clients: 40,
    send: get((turn) => `/resources/wagers/actions/list?page=${(turn % 20) + 1}&perPage=100`),
  },
  {
    name: 'aborted requests',
    roles: ALL,
    clients: 20,
    send: (client, turn) => {
      const target =
        turn % 2 === 0
          ? '/resources/wagers/actions/export?format=csv'
          : `/resources/wagers/actions/list?filters.description=zz${hex()}`;
      return client.send(api(target), { abortAfterMs: 5 + (turn % 40) });
    },
  },
  {
    name: 'bad addresses',
    roles: ALL,
    clients: 20,
    send: (client, turn) => client.send(`/admin/api/resources/nothing${turn}/%ff`),
  },
  {
    name: 'heads',
    roles: ALL,
    clients: 20,
    send: (client) =>
      client.send(api('/resources/wagers/actions/list?perPage=100'), { method: 'HEAD' }),
  },
  {
    name: 'large headers',
    roles: ALL,
    clients: 20,
    send: (client) => client.send('/admin', { headers: { 'x-flood': 'h'.repeat(14_000) } }),
  },
  {
    name: 'pages',
    roles: ALL,
    clients: 12,
    send: (client) => client.send('/admin/resources/wagers'),
  },
  {
    name: 'sign-ins',
    roles: ALL,
    clients: 16,
    send: (client, turn) =>
      client.send('/admin/login', {
        method: 'POST',
        // Many machines of one person.
        headers: { ...FORM, cookie: '', 'x-forwarded-for': `10.1.${turn % 250}.${turn % 199}` },
        body: `login=nobody${hex()}&password=${hex()}`,
      }),
  },
];

/** Returns the attacks of a role. */
export function attacksOf(role: HostileRole, only: readonly string[] = []): Attack[] {
  const all = [...reads, ...writes, ...floods].filter(({ roles }) => roles.includes(role));
  return only.length === 0
    ? all
    : all.filter(({ name }) => only.some((part) => name.includes(part)));
}

let file: Buffer | undefined;

function importFile(): Buffer {
  file ??= Buffer.from(
    [
      'Name,Email,Phone',
      ...Array.from(
        { length: IMPORT_ROWS },
        (_, row) => `Customer ${row},c${row}@example.test,+1 555 ${1_000_000 + row}`,
      ),
    ].join('\n'),
  );
  return file;
}

const largeJson = JSON.stringify(
  Object.fromEntries(Array.from({ length: 9_000 }, (_, index) => [`f${index}`, 'x'.repeat(95)])),
);
const manyFields = Array.from({ length: 1_990 }, (_, index) => `f${index}=${'y'.repeat(400)}`).join(
  '&',
);
