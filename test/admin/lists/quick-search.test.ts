import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import type { SearchReply } from '../../../src/admin/contract/search.js';
import { commitBatch } from '../../../src/db/batch.js';
import { createTransaction } from '../../../src/services/transactions/transactions.js';
import { placeWager } from '../../../src/services/wagers/wagers.js';
import { placeMany } from '../../helpers/books/many-wagers.js';
import { describeOnEngines, type TestEngine } from '../../helpers/engines/engines.js';
import type { Person } from '../../helpers/panels/driver.js';
import { openPanelBook } from '../../helpers/panels/panel-book.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';
import { said } from '../../helpers/messages/said.js';

/** The search box: rows by the beginning of their names and numbers. */

describeOnEngines('the search box', (engine) => {
  const rows = sharedWorld(() => openSearch(engine));

  it('the search box finds each kind of row by its own name, however it is spelt', async () => {
    const { ada, number } = rows();
    const found = async (text: string) =>
      (await ask(ada, text)).map(({ kind, detail }) => `${kind} ${detail}`);
    expect(await found(number.toLowerCase())).toEqual([`Wager ${number}`, `Transaction ${number}`]);
    expect(await found('MINE@')).toEqual(['Customer mine@customers.test']);
    // by name: its beginning, or that of its later words
    const zoe = ['Customer zoe@customers.test'];
    for (const text of ['zoë á', 'Ángel', 'ángel', 'ÁNGEL SM', 'angel']) {
      expect(await found(text), text).toEqual(text === 'angel' ? [] : zoe);
    }
    expect(await found('mi')).toEqual(['Customer mine@customers.test']);
    expect(await found('code-a')).toEqual(['Agent code-a1', 'Agent code-a2']);
    expect(await found('gu')).toEqual(['Login gus']);
    expect(await found('adj-slip')).toEqual(['Transaction ADJ-SLIP17']);
    expect(await found('%')).toEqual([]);
    expect(await found('__')).toEqual([]);
    expect(await found(`'"🐴`)).toEqual([]);
  });

  it('the search box finds rows of the user’s own scope only', async () => {
    const { gus, number } = rows();
    for (const text of [number, 'mine@', 'mine', 'ángel', 'code-a', 'ada', 'ADJ-SLIP']) {
      expect(await ask(gus, text), text).toEqual([]);
    }
    expect((await ask(gus, 'other@')).map(({ title }) => title)).toEqual(['Customer other']);
  });

  it('the search box finds an agent’s wager behind any number of wagers of others', async () => {
    const { context, actor, gus } = await openSearch(engine);
    const titles = async (text: string) => (await ask(gus, text)).map(({ title }) => title);
    expect(await titles('W-')).toEqual([]);
    await placeMany(context, actor, ['mine'], 1_100);
    expect(await titles('W-')).toEqual([]);
    await placeMany(context, actor, ['other'], 1);
    expect(await titles('W-')).toEqual(await titles('W-2102'));
    expect(await titles('W-')).toHaveLength(2);
  });

  it.each(['ada', 'gus'] as const)(
    'the search box reads by indexes, in one trip, for %s',
    async (username) => {
      const { context, [username]: person } = await openSearch(engine);
      const batches: string[][] = [];
      const { database } = context;
      const batch = database.batch.bind(database);
      const seen = new Map<unknown, string>();
      const prepare = database.prepare.bind(database);
      Object.assign(database, {
        prepare: (text: string) => {
          const statement = prepare(text);
          return new Proxy(statement, {
            get: (target, key) => {
              if (key !== 'bind') return Reflect.get(target, key) as unknown;
              return (...params: []) => {
                const bound = target.bind(...params);
                seen.set(bound, text);
                return bound;
              };
            },
          });
        },
        batch: (statements: unknown[]) => {
          batches.push(statements.map((statement) => seen.get(statement) ?? ''));
          return batch(statements as never);
        },
      });
      await ask(person, 'w-1');
      const searching = batches.filter((texts) =>
        texts.some((text) => text.includes('wager_number')),
      );
      expect(searching).toHaveLength(1);
      const texts = searching[0] ?? [];
      expect(texts.length).toBeGreaterThan(5);
      if (username === 'ada') {
        const names = texts.filter((text) => text.includes('lower("name")'));
        const later = texts.filter((text) => text.includes('lower(substr("name"'));
        expect([names.length, later.length]).toEqual([1, 1]);
      }
      const indexes: string[] = [];
      for (const text of texts) {
        const count = text.split('?').length - 1;
        const { results } = await prepare(`EXPLAIN QUERY PLAN ${text}`)
          .bind(...Array.from({ length: count }, () => 'x'))
          .all<{ detail: string }>();
        const plan = results.map(({ detail }) => detail).join('\n');
        expect(plan, text).toMatch(/SEARCH .* USING (COVERING )?INDEX/);
        indexes.push(
          ...[...plan.matchAll(/USING (?:COVERING )?INDEX (\w+)/g)].map(([, index = '']) => index),
        );
        expect(plan, text).not.toMatch(/SCAN (wagers|customers|agents|users|transactions)\b/);
      }
      if (username === 'ada') {
        expect(indexes).toContain('idx_customers_folded_name');
        expect(indexes).toContain('idx_customers_later_name');
      }
    },
  );
});

async function ask(person: Person, text: string): Promise<SearchReply['rows']> {
  const { status, json } = await person.get(
    `/api/dashboard?part=search&q=${encodeURIComponent(text)}`,
  );
  expect(status).toBe(200);
  return (json as unknown as SearchReply).rows;
}

async function openSearch(engine: TestEngine) {
  const { people, ...book } = await openPanelBook(engine, {
    agents: ['a1', 'a2'],
    customers: { other: 'a2', mine: 'a1', zoe: 'a1' },
    logins: { ada: 'admin', gus: { agent: 'a2' } },
  });
  const { context, actor } = book;
  const customerId = 'mine';
  await commitBatch(context.database, [
    sql`UPDATE customers SET name = 'Zoë Ángel Smith' WHERE id = 'zoe'`,
  ]);
  const { done } = await placeWager(context, actor, {
    ...{ operationId: 'op-1', customerId, amount: 50, odds: -110, description: 'Chiefs' },
  });
  await createTransaction(context, actor, {
    ...{ operationId: 'op-2', customerId, type: 'deposit', amount: 50, description: 'cash' },
  });
  await commitBatch(context.database, [
    sql`INSERT INTO transactions (id, type, customer_id, amount, status, reference, created_at,
        updated_at, processed_at)
      VALUES ('t17', 'deposit', ${customerId}, 5, 'completed', 'ADJ-SLIP17', '2026-03-02 12:00:00',
        '2026-03-02 12:00:00', '2026-03-02 12:00:00')`,
  ]);
  const number = /W-\d+/.exec(said(done)[0]?.label ?? '')?.[0] ?? '';
  return { ...book, ...people, number };
}
