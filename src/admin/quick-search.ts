import type { ActionContext } from 'adminjs';
import { recordAddress } from './addresses.js';
import type { FoundRow, SearchReply } from './components/search-contract.js';
import type { Condition } from './filters.js';
import { PanelFilter } from './panel-filter.js';
import type { ScopedResource } from './scoped-resource.js';

/**
 * Rows by the beginning of what people call them by, in the person's own scope. Each is a range of
 * an index, a few rows long, and all of them are one trip to the database.
 */

const lookups = [
  { table: 'wagers', column: 'wager_number' },
  { table: 'customers', column: 'email' },
  { table: 'agents', column: 'code' },
  { table: 'users', column: 'username' },
  { table: 'transactions', column: 'reference' },
] as const;

const SHORTEST = 2;
const LONGEST = 100;
const MOST = 5;
/** Behind every text that begins with the same characters. */
const LAST = '\u{10FFFF}';

export async function quickSearch(
  resources: ReadonlyMap<string, ScopedResource>,
  input: unknown,
  context: ActionContext,
): Promise<SearchReply> {
  const text = typeof input === 'string' ? input.trim().slice(0, LONGEST) : '';
  if (text.length < SHORTEST || text.includes('\0')) return { rows: [] };
  const found = await Promise.all(
    lookups.map(async ({ table, column: name }): Promise<FoundRow[]> => {
      const resource = resources.get(table);
      const column = resource?.table.columns.find((candidate) => candidate.name === name);
      if (!resource || !column || !mayFind(resource, name)) return [];
      const sort = { sortBy: column.path, direction: 'asc' as const };
      const columns = [...resource.table.title, name];
      const lists = await Promise.all(
        spellings(text).map((spelling) =>
          resource.find(
            new PanelFilter(resource, beginsWith(name, spelling)),
            { limit: MOST, sort, columns },
            context,
          ),
        ),
      );
      const rows = new Map(lists.flat().map((record) => [record.id(), record]));
      return [...rows.values()].slice(0, MOST).map((record) => ({
        href: recordAddress(resource.id(), record.id()),
        title: record.title(),
        detail: String(record.params[column.path] ?? ''),
        kind: resource.table.singular,
      }));
    }),
  );
  return { rows: found.flat() };
}

function mayFind({ access }: ScopedResource, column: string): boolean {
  const { actions, filter, read } = access;
  return actions.has('list') && actions.has('show') && filter.has(column) && read.has(column);
}

function beginsWith(column: string, text: string): Condition[] {
  return [
    { column, operator: 'from', values: [text] },
    { column, operator: 'to', values: [text + LAST] },
  ];
}

/** Indexes tell letters apart: `w-10` also means `W-10`. */
function spellings(text: string): string[] {
  return [...new Set([text, text.toUpperCase(), text.toLowerCase()])];
}
