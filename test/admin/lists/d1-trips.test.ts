import { describe, expect, it } from 'vitest';
import { openD1 } from '../../../src/db/engines/d1/d1.js';
import { placeMany } from '../../helpers/books/many-wagers.js';
import { freshD1 } from '../../helpers/engines/d1.js';
import { d1, testEngines } from '../../helpers/engines/engines.js';
import { type FaultProxy, startFaultProxy } from '../../helpers/engines/fault-proxy.js';
import type { PanelReply } from '../../helpers/panels/driver.js';
import { openPanelBook } from '../../helpers/panels/panel-book.js';
import { sharedWorld, whenDone } from '../../helpers/run/shared-world.js';

/** Round trips between the back office and D1, counted on the wire. */

/** Deliveries, which the titles of their orders name: those name their buyers in turn. */
const sql = [
  `CREATE TABLE buyer (id INTEGER PRIMARY KEY, name TEXT)`,
  `CREATE TABLE purchase (id INTEGER PRIMARY KEY, buyer_id INTEGER NOT NULL REFERENCES buyer)`,
  `CREATE TABLE delivery (id INTEGER PRIMARY KEY, purchase_id INTEGER REFERENCES purchase)`,
  ...[
    `buyer SELECT i, 'Buyer ' || i`,
    `purchase SELECT i, 31 - i`,
    `delivery SELECT i, 1 + i % 30`,
  ].map(
    (rows) => `INSERT INTO ${rows} FROM
      (WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30) SELECT i FROM n)`,
  ),
];

async function openCounted() {
  const proxy = await startFaultProxy(await freshD1());
  const engine = await openD1(proxy.address);
  whenDone(() => engine.close());
  const { context, actor, people } = await openPanelBook(
    { open: () => Promise.resolve(engine) },
    { agents: ['a1'], customers: { c1: 'a1', c2: 'a1', c3: 'a1' }, logins: { ada: 'admin' }, sql },
  );
  const wagers = await placeMany(context, actor, ['c1', 'c2', 'c3'], 12);
  // A session notes once in a while when it was last seen: before the trips are counted.
  await people.ada.get('/resources/wagers');
  return { proxy, ada: people.ada, wagers };
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
  const counted = sharedWorld(openCounted);

  it('a list takes at most four trips for its page and its rows with all references', async () => {
    const { proxy, ada } = counted();
    for (const table of ['wagers', 'transactions', 'customers', 'users', 'activities']) {
      const trips = await tripsOf(proxy, [
        () => ada.get(`/resources/${table}`),
        () => ada.get(`/api/resources/${table}/actions/list?perPage=25`),
      ]);
      expect(trips, table).toBeLessThanOrEqual(4);
    }
  });

  it('titles that need the titles of other rows take one trip more, for any number of rows', async () => {
    const { proxy, ada } = counted();
    const list = '/api/resources/delivery/actions/list?sortBy=id&direction=asc';
    const tripsFor = (perPage: number) =>
      tripsOf(proxy, [() => ada.get(`${list}&perPage=${perPage}`)]);
    const { json } = await ada.get(list);
    expect(json.records[0]?.populated['purchase_id']).toMatchObject({ title: 'Buyer 29 · 2' });
    expect(await tripsFor(1)).toBe(await tripsFor(25));
    const plain = await tripsOf(proxy, [
      () => ada.get('/api/resources/purchase/actions/list?perPage=25'),
    ]);
    expect(await tripsFor(25)).toBe(plain + 1);
  });

  it('a settlement takes at most three trips', async () => {
    const { proxy, ada, wagers } = counted();
    const settle = () =>
      ada.post(`/api/resources/wagers/records/${wagers[0] ?? ''}/settle`, {
        step: 'commit',
        operationId: 'settle-1',
        result: 'win',
      });
    expect(await tripsOf(proxy, [settle])).toBeLessThanOrEqual(3);
  });

  it('a record’s page takes at most three trips', async () => {
    const { proxy, ada, wagers } = counted();
    const trips = await tripsOf(proxy, [
      () => ada.get(`/api/resources/wagers/records/${wagers[1] ?? ''}/show`),
    ]);
    expect(trips).toBeLessThanOrEqual(3);
  });
});
