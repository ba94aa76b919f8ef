import { describe, expect, it, onTestFinished } from 'vitest';
import { openD1 } from '../../../src/db/engines/d1/d1.js';
import { placeWager } from '../../../src/services/wagers/wagers.js';
import { openBook, PASSWORD } from '../../helpers/books/logins.js';
import { freshD1 } from '../../helpers/engines/d1.js';
import { d1, testEngines } from '../../helpers/engines/engines.js';
import { type FaultProxy, startFaultProxy } from '../../helpers/engines/fault-proxy.js';
import { openPanels, type PanelReply, type Person } from '../../helpers/panels/driver.js';

/** Round trips between the back office and D1, counted on the wire. */

async function openCounted() {
  const proxy = await startFaultProxy(await freshD1());
  const engine = await openD1(proxy.address);
  onTestFinished(() => engine.close());
  const book = await openBook({
    name: 'd1',
    open: () => Promise.resolve(engine),
    openShared: () => Promise.resolve([engine]),
  });
  const admin = await book.user('ada');
  await book.agent('a1');
  for (const id of ['c1', 'c2', 'c3']) await book.customer(id, 'a1');
  const wagers: string[] = [];
  for (let index = 0; index < 12; index += 1) {
    const { done } = await placeWager(book.context, admin, {
      operationId: `place-${index}`,
      customerId: `c${(index % 3) + 1}`,
      amount: 10,
      odds: -110,
      description: 'Lions to win',
    });
    wagers.push(done[0]?.id ?? '');
  }
  const { signIn } = await openPanels(book.context);
  const ada = await signIn('ada', PASSWORD);
  // What is written once in a while (when a session was last seen) is not counted.
  await ada.get('/resources/wagers');
  return { proxy, ada, wagers };
}

async function tripsOf(
  { trips }: FaultProxy,
  requests: (() => Promise<PanelReply>)[],
): Promise<number> {
  const before = trips.length;
  for (const request of requests) expect(await request()).toMatchObject({ status: 200 });
  return trips.length - before;
}

describe.runIf(testEngines.includes(d1))('round trips to D1', { timeout: 120_000 }, () => {
  it('are at most four for a list, its page and its rows with all references', async () => {
    const { proxy, ada } = await openCounted();
    for (const table of ['wagers', 'transactions', 'customers', 'users', 'activities']) {
      const trips = await tripsOf(proxy, [
        () => ada.get(`/resources/${table}`),
        () => ada.get(`/api/resources/${table}/actions/list?perPage=25`),
      ]);
      expect(trips, table).toBeLessThanOrEqual(4);
    }
  });

  it('are at most three for a settlement', async () => {
    const { proxy, ada, wagers } = await openCounted();
    const settle = (person: Person) => () =>
      person.post(`/api/resources/wagers/records/${wagers[0] ?? ''}/settle`, {
        step: 'commit',
        operationId: 'settle-1',
        result: 'win',
      });
    expect(await tripsOf(proxy, [settle(ada)])).toBeLessThanOrEqual(3);
  });

  it('are at most three for a record’s page', async () => {
    const { proxy, ada, wagers } = await openCounted();
    const trips = await tripsOf(proxy, [
      () => ada.get(`/api/resources/wagers/records/${wagers[0] ?? ''}/show`),
    ]);
    expect(trips).toBeLessThanOrEqual(3);
  });
});
