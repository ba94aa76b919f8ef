import { BY_TITLE } from '../../../src/admin/query/order.js';
import { figureDefinitions } from '../../../src/domain/figure-definitions.js';
import type { PairTarget, RowsOfBoth } from './rows-of-both.js';
import type { PairProbe } from './types.js';

/** Requests that read, beside those of the matrix: with values and ids of rows of others. */

const get = (path: string): PairProbe => ({ method: 'GET', path });
const escaped = (value: unknown) => encodeURIComponent(textOf(value));

/** Lists, counts, totals, orders, pages, files and look-ups of every table that the caller has. */
export function readingRequests({ targets }: RowsOfBoth): PairProbe[] {
  return targets.flatMap((target) => {
    if (target.visible === null) return [];
    return [...orders(target), ...filters(target), ...searches(target), ...records(target)];
  });
}

/** Columns to filter and sort by: without a list, one stands for all of them. */
const comparedColumns = ({ columns, actions }: PairTarget) =>
  actions.has('export') ? columns : columns.slice(0, 1);

function orders(target: PairTarget): PairProbe[] {
  const { id, foreign } = target;
  const list = `/api/resources/${id}/actions/list?perPage=2`;
  return comparedColumns(target).flatMap((column, index) => {
    const sorted = `${list}&sortBy=${column}`;
    return [
      get(`${sorted}&direction=desc&page=2`),
      get(`${sorted}&direction=asc&page=40000`),
      get(`${list}&sortBy=${column}${BY_TITLE}&direction=desc`),
      get(`/api/resources/${id}/actions/export?format=csv&sortBy=${column}${BY_TITLE}`),
      ...foreign.map(({ key, values }, number) => {
        const place = JSON.stringify([column, 'asc', values[column] ?? null, key]);
        const token = Buffer.from(place).toString('base64url');
        const side = (index + number) % 2 === 0 ? 'after' : 'before';
        return get(`${sorted}&direction=asc&page=2&${side}=${token}`);
      }),
    ];
  });
}

/** Each value with some of the operators, in turn: each column has all of them. */
function filters(target: PairTarget): PairProbe[] {
  const { id, foreign, own } = target;
  const list = `/api/resources/${id}/actions/list?perPage=10`;
  return comparedColumns(target).flatMap((column, index) => [
    get(`${list}&filters.${column}~~empty=1`),
    get(`${list}&filters.${column}~~empty=0&totals=1`),
    ...[...foreign, ...own.slice(0, 1)].flatMap(({ values }, number) => {
      const value = values[column];
      const beginning = textOf(value).slice(0, -2);
      const filter = (operator: string, text: unknown) =>
        `filters.${column}~~${operator}=${escaped(text)}`;
      const all = [
        `${list}&${filter('eq', value)}`,
        `${list}&${filter('contains', beginning)}&totals=1`,
        `${list}&${filter('ne', value)}`,
        `${list}&${filter('starts', beginning)}`,
        `${list}&${filter('from', value)}`,
        `/api/resources/${id}/actions/export?${filter('ne', value)}`,
        `${list}&${filter('to', value)}`,
        `${list}&${filter('in', JSON.stringify([textOf(value), beginning]))}`,
        `${list}&${filter('contains', value)}`,
        `/api/resources/${id}/actions/export?format=json&${filter('from', value)}`,
        `${list}&${filter('before', value)}`,
        `/api/resources/${id}/actions/export?format=xlsx&${filter('starts', beginning)}`,
      ];
      return all.filter((_, place) => place % 4 === (index + number) % 4).map(get);
    }),
  ]);
}

/** Reference inputs: rows by a text, by their key, by a column. */
function searches({ id, columns, foreign, actions }: PairTarget): PairProbe[] {
  if (!actions.has('search')) return [];
  const search = `/api/resources/${id}/actions/search`;
  return foreign.flatMap(({ key, values }) => [
    get(`${search}?id=${escaped(key)}`),
    get(`${search}/${escaped(key)}`),
    get(`${search}/${escaped(key.slice(0, 9))}`),
    ...columns.flatMap((column) => {
      const text = textOf(values[column]);
      if (text === '' || text === '.' || text === '..') return [];
      return [
        get(`${search}/${encodeURIComponent(text.replaceAll('/', ' '))}`),
        get(`${search}/${encodeURIComponent(text.replaceAll('/', ' '))}?searchProperty=${column}`),
        get(`${search}?id=${encodeURIComponent(text)}&searchProperty=${column}`),
      ];
    }),
  ]);
}

/** Pages, views, forms and files of single rows, and pages of actions on many. */
function records({ id, actions, foreign, own }: PairTarget): PairProbe[] {
  const api = `/api/resources/${id}`;
  const all = [...own.slice(0, 2), ...foreign];
  const keys = all.map(({ key }) => escaped(key));
  return [
    ...[...actions].flatMap(([action, { type }]): PairProbe[] => {
      if (type === 'bulk') return [get(`${api}/bulk/${action}?recordIds=${keys.join(',')}`)];
      if (type === 'resource') return [get(`${api}/actions/${action}?read=1`)];
      return keys.flatMap((key) => [
        get(`${api}/records/${key}/${action}`),
        get(`${api}/records/${key}/${action}?read=1`),
        get(`${api}/records/${key}/${action}?read=1&part=preview`),
        get(`/resources/${id}/records/${key}/${action}`),
      ]);
    }),
    get(`${api}/records/never-there/show`),
    ...keys.map((key) => get(`${api}/actions/list?view=${key}`)),
  ];
}

/** Pages without a table: the first page, its search, the figures. */
export function pageRequests({ targets }: RowsOfBoth): PairProbe[] {
  const rowsOf = (name: string) => targets.find(({ table }) => table === name);
  const texts = ['wagers', 'customers', 'agents', 'users', 'transactions'].flatMap((name) =>
    [...(rowsOf(name)?.foreign ?? []), ...(rowsOf(name)?.own.slice(0, 2) ?? [])].flatMap(
      ({ values }) =>
        ['wager_number', 'name', 'email', 'code', 'username', 'reference'].flatMap((column) =>
          typeof values[column] === 'string' ? [values[column], values[column].slice(0, -1)] : [],
        ),
    ),
  );
  const beginnings = ['W-', 'W-1', 'W-10', 'W-2', 'zq', 'zqname', 'zqcust', 'aaa', 'changed', 'wa'];
  const agents = rowsOf('agents')?.rows ?? [];
  const customers = rowsOf('customers');
  const people = [...(customers?.foreign ?? []), ...(customers?.own.slice(0, 1) ?? [])];
  return [
    ...[...new Set([...texts, ...beginnings])].map((text) =>
      get(`/api/dashboard?part=search&q=${encodeURIComponent(text)}`),
    ),
    get('/api/dashboard'),
    get('/api/pages/weekly?week=2026-03-02&download=csv'),
    ...figures.flatMap((figure) => [
      get(`/api/pages/explain?figure=${figure}`),
      ...agents.map(({ key }) => get(`/api/pages/explain?figure=${figure}&agent=${key}`)),
      ...people.map(({ key }) => get(`/api/pages/explain?figure=${figure}&customer=${key}`)),
    ]),
    ...agents.flatMap(({ key }) => [
      get(`/api/pages/weekly?agent=${key}`),
      get(`/api/pages/weekly?agent=${key}&week=2026-02-23`),
    ]),
    get('/account/second-factor'),
    get('/account/password'),
  ];
}

const figures = Object.keys(figureDefinitions);

/** Writes a stored value as an address does; files as nothing. */
export function textOf(value: unknown): string {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value : typeof value === 'bigint' ? String(value) : '';
}
