import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import type { SearchReply } from '../../../src/admin/contract/search.js';
import { commitBatch } from '../../../src/db/batch.js';
import { createTransaction } from '../../../src/services/transactions/transactions.js';
import { placeWager } from '../../../src/services/wagers/wagers.js';
import { openBook, PASSWORD } from '../../helpers/books/logins.js';
import { describeOnEngines, type TestEngine } from '../../helpers/engines/engines.js';
import { openPanels, type Person } from '../../helpers/panels/driver.js';

/** The search box: rows by the beginning of what people call them by. */

describeOnEngines('the search box', (engine) => {
  it('finds each kind of row by its own name, however it is spelt', async () => {
    const { ada, number } = await openSearch(engine);
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

  it('finds nothing that is not the person’s own', async () => {
    const { server, number } = await openSearch(engine);
    const gus = await server.signIn('gus', PASSWORD);
    for (const text of [number, 'mine@', 'mine', 'ángel', 'code-a', 'ada', 'ADJ-SLIP']) {
      expect(await ask(gus, text), text).toEqual([]);
    }
    expect((await ask(gus, 'other@')).map(({ title }) => title)).toEqual(['Customer other']);
  });

  it.each(['ada', 'gus'])('reads by indexes, in one trip, for %s', async (username) => {
    const { server, context } = await openSearch(engine);
    const person = await server.signIn(username, PASSWORD);
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
  });
});

async function ask(person: Person, text: string): Promise<SearchReply['rows']> {
  const { status, json } = await person.get(
    `/api/dashboard?part=search&q=${encodeURIComponent(text)}`,
  );
  expect(status).toBe(200);
  return (json as unknown as SearchReply).rows;
}

async function openSearch(engine: TestEngine) {
  const book = await openBook(engine);
  const { context, actor } = book;
  await book.agent('a1');
  await book.agent('a2');
  await book.user('ada');
  await book.user('gus', 'agent', { agentId: 'a2' });
  await book.customer('other', 'a2');
  const customerId = await book.customer('mine', 'a1');
  const zoe = await book.customer('zoe', 'a1');
  await commitBatch(context.database, [
    sql`UPDATE customers SET name = 'Zoë Ángel Smith' WHERE id = ${zoe}`,
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
  const number = /W-\d+/.exec(done[0]?.label ?? '')?.[0] ?? '';
  const server = await openPanels(context);
  return { ...book, server, number, ada: await server.signIn('ada', PASSWORD) };
}
