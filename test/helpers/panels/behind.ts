import type { Context } from '../../../src/context.js';
import { query } from '../books/book.js';
import type { Person } from './driver.js';

/** The rows behind a link of a figure, of its list or of its explanation, added up. */

export interface Behind {
  count: number;
  /** Whole cents: stakes, effects on balances, or changes of the book's win. */
  cents: number;
  toWinCents: number;
  /** The figure as an explanation shows it; null for a list. */
  value: string | null;
}

interface Params {
  amount?: number;
  potential_win?: number;
  win_delta?: number;
  balance?: number;
  type?: string;
}

interface Answer {
  value: string;
  rows: { value: string }[];
  rowCount: number;
  pageCount: number;
}

const PAGE = 500;
const centsOf = (dollars: number | undefined) => Math.round((dollars ?? 0) * 100);

/** `-$1,234.50` as cents, `12` as 1200: the same for both sides of a comparison. */
export function shownCents(text: string): number {
  return Math.round(Number(text.replace(/[$,%\s]/g, '')) * 100);
}

export async function behind(person: Person, href: string): Promise<Behind> {
  const [path = '', search = ''] = href.split('?');
  return path === '/admin/pages/explain'
    ? behindExplanation(person, search)
    : behindList(person, path.replace('/admin/resources/', ''), search);
}

async function behindList(person: Person, table: string, search: string): Promise<Behind> {
  const found: Behind = { count: 0, cents: 0, toWinCents: 0, value: null };
  for (let page = 1; ; page += 1) {
    const { status, text, json } = await person.get(
      `/api/resources/${table}/actions/list?${search}&perPage=${PAGE}&page=${page}`,
    );
    const list = json as unknown as { notice?: unknown; records: { params: Params }[] };
    if (status !== 200 || list.notice) throw new Error(`${table}?${search}: ${status} ${text}`);
    for (const { params } of list.records) {
      found.count += 1;
      found.cents += effectCents(table, params);
      found.toWinCents += centsOf(params.potential_win);
    }
    if (list.records.length < PAGE) return found;
  }
}

function effectCents(table: string, params: Params): number {
  switch (table) {
    case 'transactions':
      return centsOf(params.amount) * (/withdrawal|wager/.test(params.type ?? '') ? -1 : 1);
    case 'gradings':
      return centsOf(params.win_delta);
    case 'customers':
      return centsOf(params.balance);
    default:
      return centsOf(params.amount);
  }
}

async function behindExplanation(person: Person, search: string): Promise<Behind> {
  const found: Behind = { count: 0, cents: 0, toWinCents: 0, value: null };
  for (let page = 1; ; page += 1) {
    const { text, json } = await person.get(`/api/pages/explain?${search}&page=${page}`);
    const { answer } = json as unknown as { answer?: Answer };
    if (!answer) throw new Error(`${search}: ${text}`);
    for (const { value } of answer.rows) {
      found.count += 1;
      found.cents += shownCents(value);
    }
    found.value = answer.value;
    if (page < answer.pageCount) continue;
    if (found.count !== answer.rowCount) throw new Error(`${search}: rows are missing`);
    return found;
  }
}

/** Deletes all stored figures, as before the first recomputation. */
export async function forgetFigures(context: Context): Promise<void> {
  for (const table of ['weekly_stats', 'kpi_metrics', 'period_states']) {
    await query(context, `DELETE FROM ${table}`);
  }
}
