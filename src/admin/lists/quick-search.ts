import type { ActionContext } from 'adminjs';
import { sql } from 'drizzle-orm';
import { message, type Message } from '../../messages/message.js';
import type { FoundRow } from '../contract/search.js';
import { compileConditions, LAST, type Condition } from '../query/conditions.js';
import { PanelFilter } from '../query/filter.js';
import { readTogether } from '../query/read-together.js';
import type { PanelRecord } from '../records/record.js';
import { recordAddress } from '../request/addresses.js';
import { languageOfCall } from '../request/user.js';
import type { ScopedResource } from '../rows/scoped-resource.js';

/**
 * Finds rows by the beginning of a name or number, in the actor's own scope. Each look-up is a
 * range of an index, and all of them are one trip to the database.
 */

interface Lookup {
  table: string;
  column: string;
  begins: 'exactly' | 'begins' | 'begins_later';
  /** Column beside the title, where the searched column is the title itself. */
  detail?: string;
  /** One owner may have very many such rows. */
  isOfMany?: true;
}

const lookups: readonly Lookup[] = [
  { table: 'wagers', column: 'wager_number', begins: 'exactly', isOfMany: true },
  { table: 'customers', column: 'name', begins: 'begins', detail: 'email' },
  { table: 'customers', column: 'name', begins: 'begins_later', detail: 'email' },
  { table: 'customers', column: 'email', begins: 'exactly' },
  { table: 'agents', column: 'code', begins: 'exactly' },
  { table: 'users', column: 'username', begins: 'exactly' },
  { table: 'transactions', column: 'reference', begins: 'exactly', isOfMany: true },
];

const SHORTEST = 2;
const LONGEST = 100;
const MOST = 5;
/** Rows of a range of the whole book that are searched for the actor's own. */
const LOOKED_THROUGH = 1_000;

/**
 * Finds rows of every table that the role may look up.
 * @param input text of the search box, unchecked
 */
export async function quickSearch(
  resources: ReadonlyMap<string, ScopedResource>,
  input: unknown,
  call: ActionContext,
): Promise<FoundRow<Message>[]> {
  const text = typeof input === 'string' ? input.trim().slice(0, LONGEST) : '';
  if (text.length < SHORTEST || text.includes('\0')) return [];
  const found = await Promise.all(
    lookups.map(async (lookup): Promise<FoundRow<Message>[]> => {
      const { table, column: name, begins, detail = name } = lookup;
      const resource = resources.get(table);
      const column = resource?.table.columns.find((candidate) => candidate.name === name);
      if (!resource || !column || !mayFind(resource, name)) return [];
      const beginning = begins === 'exactly' ? undefined : begins;
      const sort = { sortBy: column.path, direction: 'asc' as const, beginning };
      const columns = [...resource.table.title, name, detail];
      const shown = resource.table.columns.find((candidate) => candidate.name === detail) ?? column;
      const find = (filter: PanelFilter) =>
        resource.find(filter, { limit: MOST, sort, columns }, call);
      const lists = await Promise.all(
        spellings(lookup, text).map((spelling) =>
          findBeginning(resource, { lookup, text: spelling }, find, call),
        ),
      );
      const rows = new Map(lists.flat().map((record) => [record.id(), record]));
      return [...rows.values()].slice(0, MOST).map((record) => ({
        href: recordAddress(resource.id(), record.id()),
        title: record.titleIn(languageOfCall(call)),
        detail: String(record.params[shown.path] ?? ''),
        kind: message('title', { title: resource.table.singular }),
      }));
    }),
  );
  // Name and email may find the same customer.
  const rows = new Map(found.flat().map((row) => [row.href, row]));
  return [...rows.values()];
}

function mayFind({ access }: ScopedResource, column: string): boolean {
  const { actions, filter, read } = access;
  return actions.has('list') && actions.has('show') && filter.has(column) && read.has(column);
}

interface Beginning {
  lookup: Lookup;
  text: string;
}

/**
 * Finds rows that begin with the text, in the order of the column. Neither the range of the whole
 * book nor the actor's own rows are few: the first rows of the range are looked through, and the
 * actor's own rows only where the range goes on. The answer is the same either way, or it would
 * count the rows of others.
 */
async function findBeginning(
  resource: ScopedResource,
  { lookup, text }: Beginning,
  find: (filter: PanelFilter) => Promise<PanelRecord[]>,
  call: ActionContext,
): Promise<PanelRecord[]> {
  const conditions = beginningConditions(lookup, text);
  const { access, table, context } = resource;
  if (access.rows === 'all' || lookup.isOfMany !== true) {
    return find(new PanelFilter(resource, conditions));
  }
  const range = sql`FROM ${sql.identifier(table.info.name)}
    WHERE ${sql.join(compileConditions(conditions), sql` AND `)}`;
  const found = sql`(SELECT rowid ${range}
    ORDER BY ${sql.identifier(lookup.column)} LIMIT ${LOOKED_THROUGH})`;
  const [near, [next]] = await Promise.all([
    find(new PanelFilter(resource, conditions, null, { found, isLookedUp: true, isLong: false })),
    readTogether(
      context.database,
      call,
      sql`SELECT 1 AS goes_on ${range} LIMIT 1 OFFSET ${LOOKED_THROUGH}`,
    ),
  ]);
  if (near.length === MOST || next === undefined) return near;
  return find(new PanelFilter(resource, conditions, null, { isLong: true }));
}

function beginningConditions({ column, begins }: Lookup, text: string): Condition[] {
  if (begins !== 'exactly') return [{ column, operator: begins, values: [text] }];
  return [
    { column, operator: 'from', values: [text] },
    { column, operator: 'to', values: [text + LAST] },
  ];
}

/**
 * Returns the spellings to look up. Indexes of exact values are case-sensitive: `w-10` also means
 * `W-10`. The others are so beyond ASCII only: `ángel` also means `Ángel`.
 */
function spellings({ begins }: Lookup, text: string): string[] {
  const all = [text, text.toUpperCase(), text.toLowerCase()];
  if (begins === 'exactly') return [...new Set(all)];
  const capitalised = text.toLowerCase().replace(/(?<=^|\s)\p{L}/gu, (one) => one.toUpperCase());
  const folded = [...all, capitalised].map((one) =>
    one.replace(/[A-Z]/g, (letter) => letter.toLowerCase()),
  );
  return [...new Set(folded)];
}
