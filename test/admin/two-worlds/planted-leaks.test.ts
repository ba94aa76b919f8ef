import type { ActionContext } from 'adminjs';
import { expect, it } from 'vitest';
import { createPanels } from '../../../src/admin/panels/panels.js';
import type { ScopedResource } from '../../../src/admin/rows/scoped-resource.js';
import { DomainError } from '../../../src/errors.js';
import { message } from '../../../src/messages/message.js';
import { describeOnSqlite } from '../../helpers/engines/engines.js';
import { stubAssets } from '../../helpers/panels/driver.js';
import { declarations } from '../access-matrix/handouts.js';
import { compareBooks, type BookRun } from './book-run.js';
import type { PairedWorld } from './types.js';

/** Leaks that a mistake might bring, one of each kind: the comparison of two worlds finds them. */

interface Leak {
  kind: string;
  plant: NonNullable<BookRun['plant']>;
  /** Part of the addresses of requests that might show it. */
  about: string;
  /** The request that shows it. */
  shownBy: RegExp;
}

const leaks: Leak[] = [
  {
    kind: 'a count of rows of others',
    plant: async (world) => {
      const open = await openToAll(world, 'customers');
      replace(agentsResource(world, 'customers'), 'count', open.count.bind(open));
    },
    about: '/customers/actions/list',
    shownBy: /customers\/actions\/list/,
  },
  {
    kind: 'an order that follows from rows of others',
    plant: (world) => {
      const customers = agentsResource(world, 'customers');
      const find = customers.find.bind(customers);
      replace(customers, 'find', async (...args: Parameters<typeof find>) => {
        const records = await find(...args);
        const [row] = await world.book.rows('SELECT count(*) AS n FROM customers');
        return Number(row?.['n']) > 7 ? records.reverse() : records;
      });
      return Promise.resolve();
    },
    about: '/customers/',
    shownBy: /customers/,
  },
  {
    kind: 'an error that tells a row of others from none',
    plant: async (world) => {
      const open = await openToAll(world, 'wagers');
      const wagers = agentsResource(world, 'wagers');
      const findOne = wagers.findOne.bind(wagers);
      replace(wagers, 'findOne', async (id: string, call?: ActionContext) => {
        const record = await findOne(id, call);
        if (record === null && (await open.findOne(id, call)) !== null) {
          throw new DomainError('forbidden', message('requests.not_open'));
        }
        return record;
      });
    },
    about: '/wagers/records/',
    shownBy: /wagers\/records/,
  },
  {
    kind: 'a total of rows of others',
    plant: async ({ book }) => {
      const [row] = await book.rows('SELECT count(*) AS n FROM wagers');
      const { longReads } = book.context.engine;
      const batch = longReads.batch.bind(longReads);
      Object.assign(longReads, {
        batch: async (statements: Parameters<typeof batch>[0]) => {
          const answers = await batch<Record<string, number>>(statements);
          for (const { results } of answers) {
            const [sums] = results;
            const isTotal = results.length === 1 && Object.keys(sums ?? {}).includes('amount');
            if (isTotal && sums?.['amount']) sums['amount'] += Number(row?.['n']);
          }
          return answers;
        },
      });
    },
    about: '/wagers/actions/list',
    shownBy: /wagers\/actions\/list.*totals=1/,
  },
  {
    kind: 'a search on a column of others that nobody may read',
    plant: (world) => {
      const customers = agentsResource(world, 'customers');
      const search = customers.search.bind(customers);
      const isKnown = 'SELECT count(*) AS n FROM customers WHERE phone_index = ?';
      replace(customers, 'search', async (text: string, ...more: [ActionContext]) => {
        const [row] = await world.book.rows(isKnown, text);
        return search(Number(row?.['n']) > 0 ? '' : text, ...more);
      });
      return Promise.resolve();
    },
    about: '/customers/actions/search/',
    shownBy: /customers\/actions\/search\/zqindex/,
  },
  {
    kind: 'a title of a row of others',
    plant: async (world) => {
      const open = await openToAll(world, 'customers');
      replace(agentsResource(world, 'customers'), 'titles', open.titles.bind(open));
    },
    about: '/customers/actions/search?id=',
    shownBy: /customers\/actions\/search\?id=/,
  },
];

describeOnSqlite('the comparison of two worlds', (engine) => {
  it.each(leaks)('finds $kind', async ({ plant, about, shownBy }) => {
    const { differences } = await compareBooks(engine, {
      ...{ persona: 'agent', declarations, plant, about, stopAtFirst: true },
    });
    expect(differences[0]?.probe).toMatch(shownBy);
  });
});

function agentsResource({ server }: PairedWorld, table: string): ScopedResource {
  const resource = server.panels.resources('agent').get(table);
  if (!resource) throw new Error(`agents have no ${table}`);
  return resource;
}

/** The table as a declaration would open it that has lost its rows. */
async function openToAll({ book }: PairedWorld, table: string): Promise<ScopedResource> {
  const open = declarations.map((declaration) => {
    const { agent } = declaration.access;
    if (declaration.table !== table || agent === undefined) return declaration;
    return { ...declaration, access: { ...declaration.access, agent: { ...agent, rows: 'all' } } };
  });
  const panels = await createPanels(book.context, open as typeof declarations, {
    assets: stubAssets,
  });
  const resource = panels.resources('agent').get(table);
  if (!resource) throw new Error(`agents have no ${table}`);
  return resource;
}

function replace(resource: ScopedResource, method: keyof ScopedResource, by: unknown): void {
  Object.defineProperty(resource, method, { value: by });
}
