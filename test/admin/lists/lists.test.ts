import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { commitBatch } from '../../../src/db/batch.js';
import type { D1Database } from '../../../src/db/types.js';
import { placeWager, settleWagers } from '../../../src/services/wagers/wagers.js';
import { openBook, PASSWORD } from '../../helpers/books/logins.js';
import { describeOnEngines, type TestEngine } from '../../helpers/engines/engines.js';
import { openPanels, type PanelReply } from '../../helpers/panels/driver.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';

/** Lists: filters, order and pages, and what is said of those that are wrong. */

const list = '/api/resources/customers/actions/list';

describeOnEngines('lists', (engine) => {
  const twelve = sharedWorld(() => openTwelve(engine));

  it('show the newest first, a stable page at a time', async () => {
    const { anna, ids } = twelve();
    const first = await anna.get(`${list}?perPage=10`);
    expect(idsOf(first)).toEqual([...ids].reverse().slice(0, 10));
    expect(first.json.meta).toMatchObject({
      ...{ total: 12, isCapped: false, perPage: 10, page: 1 },
      ...{ sortBy: 'created_at', direction: 'desc' },
    });
    expect(idsOf(await anna.get(`${list}?perPage=10&page=2`))).toEqual([ids[1], ids[0]]);
    // All rows have the same status: the key decides.
    const byStatus = await anna.get(`${list}?sortBy=status&direction=asc`);
    expect(idsOf(byStatus)).toEqual(ids);
  });

  it('clamp the page and its size', async () => {
    const { anna } = twelve();
    const metaOf = async (query: string) => {
      const { json, status } = await anna.get(`${list}?${query}`);
      expect(status).toBe(200);
      const { page, perPage } = json.meta;
      return [page, perPage];
    };
    expect(await metaOf('page=-3&perPage=-1')).toEqual([1, 10]);
    expect(await metaOf('page=0&perPage=100000')).toEqual([1, 500]);
    expect(await metaOf('page=99999999')).toEqual([1_000_000, 25]);
    expect(await metaOf('page=1e9&perPage=abc')).toEqual([1, 25]);
  });

  it.each([
    ['filters.name=CUSTOMER 0', ['c03', 'c06']],
    ['filters.name=100%25', ['c05']],
    ['filters.name=_', ['c05']],
    ['filters.name~~starts=customer 1', ['c10', 'c11', 'c12']],
    ['filters.name~~eq=Customer 03', ['c03']],
    ['filters.status=active', 12],
    ['filters.status=suspended', []],
    ['filters.status~~ne=suspended', 12],
    ['filters.status~~in=active,inactive', 12],
    ['filters.agent_id=a1', 12],
    ['filters.agent_id~~ne=a1', []],
    ['filters.agent_id~~in=a1,a2', 12],
    ['filters.betting_limit=1003', ['c03']],
    ['filters.betting_limit~~from=1,010.00', ['c10', 'c11', 'c12']],
    ['filters.betting_limit~~from=1002&filters.betting_limit~~to=1003', ['c02', 'c03']],
    ['filters.created_at~~from=2026-03-02T12:10:00.000Z', ['c10', 'c11', 'c12']],
    ['filters.created_at~~to=2026-03-02 12:02:00', ['c01', 'c02']],
    ['filters.created_at~~to=2026-03-02', 12],
    ['filters.created_at~~from=2026-03-03', []],
    ['filters.created_at~~during=today', 12],
    ['filters.created_at~~during=this_week', 12],
    ['filters.created_at~~during=this_month', 12],
    ['filters.created_at~~during=yesterday', []],
    ['filters.created_at~~during=last_week', []],
    ['filters.created_at~~during=last_month', []],
    ['filters.status~~in=["active","inactive"]', 12],
    ['filters.phone~~empty=1', 12],
    ['filters.phone~~empty=0', []],
    ['filters.email=@', 12],
    ['filters.name=', 12],
    [`filters.name=${'x'.repeat(150)}`, []],
    [`filters.name=${encodeURIComponent('🐴')}`, []],
    [`filters.name=${encodeURIComponent(`' OR 1=1 --`)}`, []],
  ] as [string, string[] | number][])('filter by %s', async (query, expected) => {
    const { anna, ids } = twelve();
    const reply = await anna.get(`${list}?sortBy=name&direction=asc&${query}`);
    expect(reply.json.notice).toBeUndefined();
    const found = idsOf(reply).sort();
    expect(found).toEqual(typeof expected === 'number' ? ids.slice(0, expected) : expected);
    expect(reply.json.meta.total).toBe(found.length);
  });

  it.each([
    ['filters.colour=red', 'a filter on an unknown column was ignored'],
    ['filters.phone_index=1', 'a filter on an unknown column was ignored'],
    ['filters.toString=1', 'a filter on an unknown column was ignored'],
    ['filters.status=lost', 'the filter on Status was ignored: must be active, inactive, or suspended'], // prettier-ignore
    ['filters.balance=abc', 'the filter on Balance was ignored: must be an amount in dollars, such as 1250.50 or 1,250.50'], // prettier-ignore
    ['filters.created_at~~from=yesterday', 'the filter on Created at was ignored: must be a date and time, such as 2024-01-31 14:30'], // prettier-ignore
    ['filters.created_at~~during=tomorrow', 'the filter on Created at was ignored: it takes today, yesterday, this_week, last_week, this_month, or last_month'], // prettier-ignore
    ['filters.name~~during=today', 'the filter on Name was ignored: it takes today, yesterday, this_week, last_week, this_month, or last_month'], // prettier-ignore
    ['filters.name~~before=x', 'the filter on Name was ignored: the comparison is unknown'],
    ['filters.name~~like=x', 'the filter on Name was ignored: the comparison is unknown'],
    ['filters.phone~~contains=5', 'the filter on Phone was ignored: it is compared as a whole'],
    [`filters.name=${'x'.repeat(300)}`, 'the filter on Name was ignored: it takes one short value'],
    ['filters.name~~in=["a",', 'the filter on Name was ignored: its list of values is incomplete'],
    ['sortBy=colour', 'the order was ignored: the list cannot be sorted by that column'],
    ['sortBy=phone', 'the order was ignored: the list cannot be sorted by that column'],
    ['page=two', 'the page was ignored: it is not a number'],
  ])('say that %s was ignored, and show the rest', async (query, message) => {
    const { anna, ids } = twelve();
    const reply = await anna.get(`${list}?${query}`);
    expect(reply.json.notice).toEqual({ message, type: 'info' });
    expect(idsOf(reply)).toHaveLength(ids.length);
  });

  it('use the filters that are right beside one that is wrong', async () => {
    const { anna } = twelve();
    const reply = await anna.get(`${list}?filters.colour=red&filters.name~~eq=Customer 03`);
    expect(idsOf(reply)).toEqual(['c03']);
    expect(reply.json.notice.type).toBe('info');
  });

  it('answer references by their titles, and search among them', async () => {
    const { anna } = twelve();
    const reply = await anna.get(`${list}?perPage=10`);
    expect(reply.json.records[0]?.populated).toEqual({
      agent_id: {
        ...{ id: 'a1', title: 'Agent a1', params: {}, populated: {}, errors: {} },
        ...{ baseError: null, recordActions: [], bulkActions: [] },
      },
    });
    const search = await anna.get('/api/resources/customers/actions/search/customer%2003');
    expect(search.json.records).toMatchObject([{ id: 'c03', title: 'Customer 03', params: {} }]);
    const wild = await anna.get('/api/resources/customers/actions/search/%25_%25');
    expect(wild.json.records).toEqual([]);
    const metrics = await anna.get('/api/resources/kpi_metrics/actions/search/quetzal');
    expect([metrics.status, metrics.json.records]).toEqual([200, []]);
    const all = await anna.get('/api/resources/customers/actions/search?perPage=100000');
    expect(all.json.records).toHaveLength(12);
  });

  it('cost the same number of queries and trips however many rows they show', async () => {
    const { book, anna } = await openTwelve(engine);
    const { context, actor } = book;
    const agents = await Promise.all(['x', 'y', 'z'].map((id) => book.agent(id)));
    for (const [index, agentId] of agents.entries()) {
      const customerId = await book.customer(`w${index}`, agentId);
      const { done } = await placeWager(context, actor, {
        ...{ operationId: context.newId(), customerId, amount: 10, odds: -110 },
        description: 'home',
      });
      const ids = done.map(({ id }) => id);
      await settleWagers(context, actor, { operationId: context.newId(), ids, result: 'win' });
    }
    const count = countQueries(context.database);
    const costOf = async (path: string) => {
      const before = { ...count };
      expect((await anna.get(path)).status).toBe(200);
      return [count.trips - before.trips, count.queries - before.queries];
    };
    await costOf('/api/resources/wagers/actions/list');
    for (const table of ['wagers', 'customers', 'transactions', 'users', 'activities', 'agents']) {
      const path = `/api/resources/${table}/actions/list`;
      const one = await costOf(`${path}?filters.id~~eq=nothing`);
      const many = await costOf(path);
      // The session with its user, the page with its count, the titles of all references.
      expect(many[0], table).toBeLessThanOrEqual(3);
      const titles = (many[1] ?? 0) - (one[1] ?? 0);
      expect(titles, `${table}: a query for each referenced table`).toBeLessThanOrEqual(2);
      expect(await costOf(`${path}?perPage=10&page=1`), table).toEqual(many);
    }
    const [wager] = (await anna.get('/api/resources/wagers/actions/list')).json.records;
    const [trips = 9] = await costOf(`/api/resources/wagers/records/${wager?.id ?? ''}/show`);
    expect(trips).toBeLessThanOrEqual(3);
  });

  it('count up to a cap', async () => {
    const { book, anna } = await openTwelve(engine);
    await commitBatch(book.context.database, [
      sql`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10010)
        INSERT INTO kpi_metrics (id, metric_name, metric_value, period, period_start, period_end)
        SELECT printf('k%05d', i), 'bets', i, 'daily', printf('d%05d', i), 'x' FROM n`,
    ]);
    const reply = await anna.get('/api/resources/kpi_metrics/actions/list');
    expect(reply.json.meta).toMatchObject({ total: 10_000, isCapped: true });
    expect(reply.json.records).toHaveLength(25);
    const few = await anna.get(
      '/api/resources/kpi_metrics/actions/list?filters.metric_value~~to=10',
    );
    expect(few.json.meta).toMatchObject({ total: 10, isCapped: false });
  });
});

/** Twelve customers, `c01` to `c12`, each a minute younger and a dollar of limit richer. */
async function openTwelve(engine: TestEngine) {
  const book = await openBook(engine);
  const agentId = await book.agent('a1');
  const ids = Array.from({ length: 12 }, (_, index) => `c${String(index + 1).padStart(2, '0')}`);
  const names: Record<string, string> = { c05: '100%_sure', c06: 'my customer 0' };
  await commitBatch(book.context.database, [
    ...ids.map((id, index) => {
      const name =
        names[id] ?? (index < 9 && id !== 'c03' ? `Client ${id}` : `Customer ${id.slice(1)}`);
      const created = `2026-03-02 12:${id.slice(1)}:00`;
      return sql`INSERT INTO customers (id, agent_id, name, email, betting_limit, created_at)
        VALUES (${id}, ${agentId}, ${name}, ${`${id}@x`}, ${1001 + index}, ${created})`;
    }),
  ]);
  await book.user('anna');
  const { signIn } = await openPanels(book.context);
  return { book, ids, anna: await signIn('anna', PASSWORD) };
}

function idsOf(reply: PanelReply): string[] {
  return reply.json.records.map(({ id }) => id);
}

/** Counts what goes to the database from here on. */
function countQueries(database: D1Database): { trips: number; queries: number } {
  const count = { trips: 0, queries: 0 };
  const prepare = database.prepare.bind(database);
  const batch = database.batch.bind(database);

  const wrap = (statement: object): object =>
    new Proxy(statement, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]) => {
          if (['all', 'run', 'first', 'raw'].includes(String(name))) {
            count.trips += 1;
            count.queries += 1;
          }
          const result: unknown = Reflect.apply(value, target, args);
          return name === 'bind' ? wrap(result as object) : result;
        };
      },
    });
  database.prepare = ((text: string) => wrap(prepare(text))) as typeof prepare;
  database.batch = (statements: Parameters<typeof batch>[0]) => {
    count.trips += 1;
    count.queries += statements.length;
    return batch(statements);
  };
  return count;
}
