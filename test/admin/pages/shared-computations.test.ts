import { expect, it } from 'vitest';
import type { Context } from '../../../src/context.js';
import type { D1Database } from '../../../src/db/types.js';
import { placeWager } from '../../../src/services/wagers/wagers.js';
import { openBookOf, PASSWORD } from '../../helpers/books/logins.js';
import { describeOnSqlite, type TestEngine } from '../../helpers/engines/engines.js';
import { openPanels } from '../../helpers/panels/driver.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';

/** Counts the reads of gradings, which figures are made of; lists and sessions read none. */
function counting(database: D1Database, count: () => void): D1Database {
  return {
    batch: database.batch.bind(database),
    prepare: (text: string) => {
      if (/\bgradings\b/.test(text)) count();
      return database.prepare(text);
    },
  } as unknown as D1Database;
}

/** Two agents with a customer each, for whom the book bets by hand. */
async function openBets(engine: TestEngine) {
  const logins = { anna: 'admin', 'gus-1': { agent: 'agent-1' }, 'gus-2': { agent: 'agent-2' } } as const; // prettier-ignore
  const book = await openBookOf(engine, {
    agents: ['agent-1', 'agent-2'],
    customers: { 'customer-1': 'agent-1', 'customer-2': 'agent-2' },
    logins,
  });
  let reads = 0;
  const longReads = counting(book.context.engine.longReads, () => (reads += 1));
  const context = Object.create(book.context, {
    engine: { value: { ...book.context.engine, longReads } },
  }) as Context;
  const bet = (name: string, amount: string) =>
    placeWager(context, book.actor, {
      operationId: context.newId(),
      customerId: `customer-${name}`,
      amount,
      odds: '100',
      description: 'Comets',
    });
  const { signIn } = await openPanels(context);
  const people = {
    anna: await signIn('anna', PASSWORD),
    'gus-1': await signIn('gus-1', PASSWORD),
    'gus-2': await signIn('gus-2', PASSWORD),
  };
  return {
    ...book,
    bet,
    /** The answers, and how many reads they took. */
    ask: async (path: string, who: (keyof typeof people)[]) => {
      reads = 0;
      const replies = await Promise.all(who.map((name) => people[name].get(`/api/${path}`)));
      return { texts: replies.map(({ text }) => text), reads };
    },
  };
}

const twelve = (name: 'anna' | 'gus-1') => Array.from({ length: 12 }, () => name);

describeOnSqlite('figures that many ask for at once', (engine) => {
  const bets = sharedWorld(() => openBets(engine));

  it.each(['dashboard', 'pages/weekly', 'pages/weekly?download=csv'])(
    'twelve requests for the same figures read them once: %s',
    async (path) => {
      const { ask, bet } = bets();
      await bet('1', '30');
      const one = await ask(path, ['anna']);
      expect(one.reads).toBeGreaterThan(0);
      await bet('2', '50');
      const many = await ask(path, twelve('anna'));
      expect(many.reads).toBe(one.reads);
      expect(new Set(many.texts).size).toBe(1);
      expect(many.texts[0]).not.toBe(one.texts[0]);
    },
  );

  it('agents who ask at once get their own figures', async () => {
    const { ask, bet } = await openBets(engine);
    await bet('1', '30');
    await bet('2', '50');
    for (const path of ['dashboard', 'pages/weekly']) {
      const { texts } = await ask(path, ['gus-1', 'gus-2', 'anna', 'gus-1', 'gus-2']);
      const [first = '', second = '', all = '', ...again] = texts;
      expect(again).toEqual([first, second]);
      expect([first, second].map((text) => text.includes('30.00'))).toEqual([true, false]);
      expect([first, second].map((text) => text.includes('50.00'))).toEqual([false, true]);
      expect(all).not.toBe(first);
    }
  });

  it('requests for other weeks, agents and kinds get answers of their own', async () => {
    const { ask } = bets();
    const addresses = [
      ...['pages/weekly', 'pages/weekly?week=2026-02-18', 'pages/weekly?agent=agent-1'],
      ...['pages/weekly?download=csv', 'dashboard', 'dashboard?part=charts'],
    ];
    const alone = await Promise.all(addresses.map((address) => ask(address, ['anna'])));
    expect(new Set(alone.flatMap(({ texts }) => texts)).size).toBe(addresses.length);
  });

  it('a writer gets the newest figures at once, and everybody a second later', async () => {
    const { ask, bet, clock } = await openBets(engine);
    const balance = async () => (await ask('pages/weekly', ['gus-1'])).texts[0];
    const before = await balance();
    expect(await balance()).toBe(before);
    await bet('1', '30');
    const after = await balance();
    expect(after).not.toBe(before);
    clock.advance({ seconds: 1 });
    expect((await ask('pages/weekly', ['gus-1'])).reads).toBeGreaterThan(0);
  });
});
