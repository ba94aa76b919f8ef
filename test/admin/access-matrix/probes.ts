import type { Panels } from '../../../src/admin/panels/panels.js';
import type { Role } from '../../../src/domain/actor.js';
import { jobNames } from '../../../src/ops/maintenance/jobs.js';
import type { PanelAction } from '../../../src/http/guard/panel-routes.js';
import type { Dump } from './world.js';

/** Every request that a browser of any role could be made to send, from the routes and resources themselves. */

export interface Probe {
  kind: string;
  table: string;
  method: 'GET' | 'POST';
  /** Below /admin. */
  path: string;
  fields?: Record<string, unknown>;
  /** Sent in the place of fields: a CSV. */
  file?: string | Buffer;
  /** Sent as a form with files in the place of fields. */
  files?: Record<string, string | File>;
  /** Refused for whoever may not do this; `none` for everybody. */
  action?: string;
  /** The row that it is about. */
  rowid?: string;
  /** The column that is filtered or sorted by. */
  column?: string;
}

interface Row {
  rowid: string;
  /** The key as addresses write it. */
  key: string;
  values: Record<string, unknown>;
}

export interface Target {
  table: string;
  /** Resource id. */
  id: string;
  columns: string[];
  rows: Row[];
  actions: Map<string, PanelAction>;
}

const roles: readonly Role[] = ['admin', 'agent', 'customer'];

/** Actions of AdminJS itself, and a name that JavaScript knows. */
const stray = (
  [
    ['resource', ['list', 'search', 'new']],
    ['record', ['show', 'edit', 'delete', 'toString']],
    ['bulk', ['bulkDelete']],
  ] as const
).flatMap(([type, names]) =>
  names.map((name): [string, PanelAction] => [name, { type, methods: ['GET'] }]),
);

/** All tables of the database, those without a resource too, with every action that any role has. */
export function targetsOf(panels: Panels, rows: Dump): Target[] {
  return [...rows].map(([table, records]) => {
    const known = roles.map((role) => panels.resources(role).get(table));
    const resource = known.find((candidate) => candidate !== undefined);
    const id = resource?.id() ?? table;
    const actions = roles.flatMap((role) => [...(panels.routes(role).resources.get(id) ?? [])]);
    const keyName = resource?.table.key?.column ?? 'rowid';
    return {
      table,
      id,
      columns: Object.keys(records[0] ?? { id: 1 }).filter((name) => name !== 'rowid'),
      rows: records.map((values) => ({
        rowid: String(values['rowid']),
        key: String(values[keyName] ?? values['rowid']),
        values,
      })),
      actions: new Map([...stray, ...actions]),
    };
  });
}

/** Forms of pages, by their names: what each changes, begins or previews. */
const pageForms: Record<string, readonly Record<string, unknown>[]> = {
  maintenance: [...jobNames, 'vacuum'].map((job) => ({ job })),
  readings: ['choose', 'readAgain', 'forget'].map((choice) => ({ choice, step: 'commit' })),
  reconciliation: ['run', 'planRepair', 'repair'].map((step) => ({ step })),
};

/** Questions to pages, by their names. */
const pageQuestions: Record<string, readonly string[]> = {
  access: [...['wagers', 'customers', 'users', 'audit_log', 'login_attempts', 'bonus_notes']].map(
    (table) => `login=system&table=${table}`,
  ),
};

/** Pages that belong to no table. A role without a page may not even post to it. */
export function pageProbes(panels: Panels, own: Role): Probe[] {
  const names = new Set(roles.flatMap((role) => [...panels.routes(role).pages.keys()]));
  const page = (kind: string, path: string): Probe => ({ kind, table: '', method: 'GET', path });
  const posted = (name: string, fields: Record<string, unknown>): Probe => ({
    ...page('page form', `/api/pages/${name}`),
    ...{ method: 'POST', fields },
    ...(panels.routes(own).pages.has(name) ? {} : { action: 'none' }),
  });
  return [
    page('page', ''),
    page('dashboard', '/api/dashboard'),
    page('charts', '/api/dashboard?part=charts'),
    page('quick search', '/api/dashboard?part=search&q=zq'),
    page('quick search', '/api/dashboard?part=search&q=W-'),
    ...[...names].flatMap((name) => [
      page('page', `/pages/${name}`),
      page('page data', `/api/pages/${name}`),
      ...(pageQuestions[name] ?? []).map((question) => ({
        ...page('page data', `/api/pages/${name}?${question}`),
        ...(panels.routes(own).pages.has(name) ? {} : { action: 'none' }),
      })),
      ...[{}, ...(pageForms[name] ?? [])].map((fields) => posted(name, fields)),
    ]),
  ];
}

/** @param visible the caller's rows; null where it has not even the table, and is refused whatever it asks */
export function readingProbes(target: Target, visible: ReadonlySet<string> | null): Probe[] {
  const samples = samplesOf(target, visible);
  const lists = listProbes(target, visible !== null);
  return [...lists, ...actionProbes(target, samples)].map((probe): Probe => ({
    ...probe,
    method: 'GET',
    table: target.table,
  }));
}

type Reading = Omit<Probe, 'method' | 'table'>;

function listProbes({ id, columns, rows }: Target, isKnown: boolean): Reading[] {
  const api = `/api/resources/${id}`;
  const list = `${api}/actions/list?perPage=500`;
  const compared = isKnown ? columns : columns.slice(0, 1);
  const [first, last] = [rows[0], rows.at(-1)];
  const reading = (kind: string, path: string, action: string) => ({ kind, path, action });
  const filter = (column: string, row: Row | undefined) =>
    `filters.${column}=${encodeURIComponent(filterText(row?.values[column]))}`;
  return [
    isKnown ? { kind: 'description', path: api } : reading('description', api, 'none'),
    reading('list', list, 'list'),
    reading('list', `${api}/actions/list?page=-3&perPage=-1`, 'list'),
    reading('list page', `/resources/${id}`, 'list'),
    reading('export', `${api}/actions/export?format=csv`, 'export'),
    reading('export', `${api}/actions/export?format=json`, 'export'),
    reading('search', `${api}/actions/search/zq`, 'search'),
    reading('search', `${api}/actions/search?perPage=100000`, 'search'),
    reading('search by column', `${api}/actions/search/zq?searchProperty=password_hash`, 'search'),
    reading('search by filter', `${api}/actions/search?${filter('id', last)}`, 'search'),
    reading('deprecated search', `${api}/search/zq`, 'none'),
    ...compared.flatMap((column) =>
      [
        reading('sort', `${list}&sortBy=${column}&direction=asc`, 'list'),
        reading('filter', `${list}&${filter(column, first)}`, 'list'),
        reading('filter', `${list}&${filter(column, last)}`, 'list'),
        reading('filter', `${list}&filters.${column}~~from=!`, 'list'),
      ].map((probe) => ({ ...probe, column })),
    ),
  ];
}

/** An address holds no bytes of a file. */
const filterText = (value: unknown) => (value instanceof Uint8Array ? 'zq' : String(value));

function actionProbes({ id, rows, actions }: Target, samples: readonly Row[]): Reading[] {
  const api = `/api/resources/${id}`;
  const some = samples[0]?.key ?? 'x';
  const all = rows.map(({ key }) => key).join(',') || 'x';
  const reading = (kind: string, path: string, action: string, rowid?: string) => ({
    ...{ kind, path, action },
    ...(rowid === undefined ? {} : { rowid }),
  });
  return [...actions].flatMap(([action, { type, methods }]): Reading[] => {
    switch (type) {
      case 'resource':
        return [
          reading('resource action', `${api}/actions/${action}`, action),
          reading('resource page', `/resources/${id}/actions/${action}`, action),
        ];
      case 'bulk':
        return [
          reading('bulk action', `${api}/bulk/${action}?recordIds=${all}`, action),
          reading('bulk page', `/resources/${id}/bulk/${action}?recordIds=${all}`, action),
          reading('bulk action as another', `${api}/records/${some}/${action}`, 'none'),
        ];
      case 'record':
        return [
          ...samples.flatMap(({ key, rowid }) => {
            const path = `${api}/records/${key}/${action}`;
            const kind = action === 'show' ? 'show' : 'record action';
            return [
              reading(kind, path, action, rowid),
              ...(methods.includes('POST') ? [] : [reading(kind, `${path}?read=1`, action, rowid)]),
            ];
          }),
          reading('record page', `/resources/${id}/records/${some}/${action}`, action),
          reading('record action as another', `${api}/bulk/${action}?recordIds=${all}`, 'none'),
          reading('record action as another', `${api}/actions/${action}`, 'none'),
        ];
    }
  });
}

/** Rows of the caller's own and of others. */
export function samplesOf({ rows }: Target, visible: ReadonlySet<string> | null): Row[] {
  if (visible === null) return rows.slice(0, 1);
  return [
    ...sampleRows(rows.filter(({ rowid }) => visible.has(rowid)), 2), // prettier-ignore
    ...sampleRows(rows.filter(({ rowid }) => !visible.has(rowid)), 3), // prettier-ignore
  ];
}

/** The first, the last and some between: of both sides, since they were made one after the other. */
export function sampleRows(rows: readonly Row[], most: number): Row[] {
  if (rows.length <= most) return [...rows];
  const step = most === 1 ? 0 : (rows.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, index) => rows[Math.round(index * step)]).filter(
    (row) => row !== undefined,
  );
}
