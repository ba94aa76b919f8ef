import { expect } from 'vitest';
import type { PanelAnswer, Person } from '../../helpers/panels/driver.js';

/** Walks through lists by their own links. */

export type ListedRow = PanelAnswer['records'][number];

export interface Walk {
  /** Parameters of the order, such as `sortBy=name&direction=asc`. */
  order: string;
  /** Rows of the table. */
  total: number;
  /** From the first page by `after`, or from the last one by `before`. */
  side: 'after' | 'before';
  /** Further parameters. */
  more?: string;
}

const PER_PAGE = 10;

/** Returns the rows of all pages of a list in its order, from one end to the other. */
export async function walkPages(
  person: Person,
  table: string,
  { order, total, side, more = '' }: Walk,
): Promise<ListedRow[]> {
  const list = `/api/resources/${table}/actions/list?perPage=${PER_PAGE}&${order}${more}`;
  const last = Math.max(1, Math.ceil(total / PER_PAGE));
  const pages: ListedRow[][] = [];
  let page = side === 'after' ? 1 : last;
  let query = `&page=${page}`;
  for (;;) {
    const { status, text, json } = await person.get(`${list}${query}`);
    expect(status, `${list}${query}: ${text.slice(0, 300)}`).toBe(200);
    expect(json.notice, `${list}${query}`).toBeUndefined();
    expect(json.meta.total).toBe(total);
    pages.push(json.records);
    page += side === 'after' ? 1 : -1;
    if (page < 1 || page > last) break;
    const cursor = json.meta[side];
    query = `&page=${page}${cursor === undefined ? '' : `&${side}=${encodeURIComponent(cursor)}`}`;
  }
  return (side === 'after' ? pages : pages.reverse()).flat();
}

/**
 * Expects every row once on the pages of each column's order, in the same order both ways.
 * @param columns paths of the columns
 */
export async function expectEveryRowOnce(
  person: Person,
  table: string,
  columns: readonly string[],
  total: number,
  directions: readonly string[] = ['asc', 'desc'],
): Promise<void> {
  const more = `&columns=${columns.join(',')}`;
  const list = await person.get(`/api/resources/${table}/actions/list?perPage=500${more}`);
  const all = list.json.records.map(identityOf).sort();
  expect(all, table).toHaveLength(total);
  for (const path of columns) {
    for (const direction of directions) {
      const order = `sortBy=${path}&direction=${direction}`;
      const walk = async (side: Walk['side']) =>
        (await walkPages(person, table, { order, total, side, more })).map(identityOf);
      const forwards = await walk('after');
      expect([...forwards].sort(), `${table} by ${order}`).toEqual(all);
      expect(await walk('before'), `${table} by ${order}`).toEqual(forwards);
    }
  }
}

/** Rows of a view have no ids: their values stand for them, which several rows may share. */
const identityOf = ({ id, params }: ListedRow) => (id === '' ? JSON.stringify(params) : id);
