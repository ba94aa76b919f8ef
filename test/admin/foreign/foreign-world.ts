import { expect } from 'vitest';
import type { ScopedResource } from '../../../src/admin/rows/scoped-resource.js';
import type { PanelColumn } from '../../../src/admin/tables/panel-table.js';
import type { Book } from '../../helpers/books/logins.js';
import type { TestEngine } from '../../helpers/engines/engines.js';
import type { ForeignSchema, ForeignTable } from '../../helpers/foreign/schema.js';
import type { PanelAnswer, PanelServer, Person } from '../../helpers/panels/driver.js';
import { openWith } from '../tables/generated.js';
import { keyTextOf } from './presented.js';
import { readStored, type StoredRow } from './stored.js';

/** A foreign schema behind its panels. */

export interface ForeignWorld {
  anna: Person;
  book: Pick<Book, 'rows'>;
  /** One table, its panel and its rows as they are now. */
  open: (table: string) => Promise<OpenedTable>;
}

export interface OpenedTable {
  resource: ScopedResource;
  facts: ForeignTable;
  /** Address of the table's API. */
  api: string;
  columns: PanelColumn[];
  stored: StoredRow[];
}

export async function openForeign(
  engine: TestEngine,
  schema: ForeignSchema,
): Promise<ForeignWorld> {
  return foreignWorld(await openWith(engine, schema.sql), new Map(Object.entries(schema.tables)));
}

/** @param facts of the tables, by name */
export function foreignWorld(
  { anna, book, server }: Pick<ForeignWorld, 'anna' | 'book'> & { server: PanelServer },
  facts: ReadonlyMap<string, ForeignTable>,
): ForeignWorld {
  const open: ForeignWorld['open'] = async (table) => {
    const resource = server.panels.resources('admin').get(table);
    if (!resource) throw new Error(`${table} has no panel`);
    return {
      resource,
      facts: facts.get(table) ?? {},
      api: `/api/resources/${resource.table.id}`,
      columns: resource.table.columns,
      stored: await readStored(book, resource.table.info),
    };
  };
  return { anna, book, open };
}

type Listed = Pick<PanelAnswer['records'][number], 'params'>;

/** Key of a presented row in the words of `readStored`. */
export function keyOfListed({ resource, columns }: OpenedTable, { params }: Listed): string {
  return resource.table.info.primaryKey
    .map((name) => keyTextOf(params[columns.find((column) => column.name === name)?.path ?? '']))
    .join('\u{1F}');
}

/** Ids of all rows by the key that is stored. */
export async function idsByKey(anna: Person, table: OpenedTable): Promise<Map<string, string>> {
  const columns = table.columns.map(({ path }) => path).join(',');
  const { json, text } = await anna.get(`${table.api}/actions/list?perPage=500&columns=${columns}`);
  expect(json.notice, text.slice(0, 500)).toBeUndefined();
  const ids = new Map(json.records.map((record) => [keyOfListed(table, record), record.id]));
  expect([...ids.keys()].sort()).toEqual(table.stored.map(({ key }) => key).sort());
  return ids;
}

/** The first rows, the last one, and some between them. */
export function sampleOf<Item>(items: readonly Item[], count: number): Item[] {
  const step = Math.max(1, Math.floor(items.length / count));
  return items.filter((_, index) => index % step === 0).slice(0, count);
}
