import type { ActionContext } from 'adminjs';
import { expect, it } from 'vitest';
import { planSearch } from '../../../src/admin/lists/search.js';
import type { Condition } from '../../../src/admin/query/conditions.js';
import { buildSearchIndex, searchIndexes } from '../../../src/services/lists/search-index.js';
import { query } from '../../helpers/books/book.js';
import { describeOnEngines, describeOnSqlite } from '../../helpers/engines/engines.js';
import { said } from '../../helpers/messages/said.js';
import type { PanelReply } from '../../helpers/panels/driver.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';
import { openList } from './reads.js';

/** The index that every hot read of a list takes, and the thread that reads it. */

const GROWING = /\b(?:SCAN|SEARCH) (wagers|transactions)\b(.*)/;

const wagers = 'wagers/actions/list';
const transactions = 'transactions/actions/list';
const customers = 'customers/actions/list';

/** The index that finds the rows; nothing is sorted on the way. */
const hot: [person: 'anna' | 'gus', path: string, index: string][] = [
  ['anna', wagers, 'idx_wagers_newest'],
  ['anna', `${wagers}?page=9`, 'idx_wagers_newest'],
  ['anna', `${wagers}?filters.status=pending`, 'idx_wagers_status_newest'],
  ['anna', `${wagers}?filters.status=pending&page=3`, 'idx_wagers_status_newest'],
  ['anna', `${wagers}?filters.agent_id=a1`, 'idx_wagers_agent_newest'],
  ['anna', `${wagers}?filters.agent_id=a1&filters.status=active`, 'idx_wagers_agent_status_newest'],
  ['anna', `${wagers}?filters.customer_id=c1`, 'idx_wagers_customer_newest'],
  ['anna', `${wagers}?filters.created_at~~from=2026-03-01&filters.created_at~~to=2026-03-01`, 'idx_wagers_newest'], // prettier-ignore
  ['anna', `${wagers}?filters.customer_id=c1&filters.status=pending`, 'idx_wagers_customer_newest'],
  ['gus', wagers, 'idx_wagers_agent_newest'],
  ['gus', `${wagers}?page=4`, 'idx_wagers_agent_newest'],
  ['gus', `${wagers}?filters.status=active`, 'idx_wagers_agent_status_newest'],
  ['gus', `${wagers}?filters.customer_id=c3&filters.status=pending`, 'idx_wagers_customer_newest'],
  ['anna', transactions, 'idx_transactions_newest'],
  ['anna', `${transactions}?filters.status=pending`, 'idx_transactions_status_newest'],
  ['anna', `${transactions}?filters.type=deposit`, 'idx_transactions_type_newest'],
  ['anna', `${transactions}?filters.customer_id=c1`, 'idx_transactions_customer_newest'],
  ['anna', `${transactions}?filters.customer_id=c1&filters.type=deposit`, 'idx_transactions_customer_newest'], // prettier-ignore
  ['anna', customers, 'idx_customers_newest'],
  ['anna', `${customers}?filters.agent_id=a1`, 'idx_customers_agent_newest'],
  ['gus', customers, 'idx_customers_agent_newest'],
  ['anna', 'users/actions/list', 'idx_users_newest'],
];

/** Lists of all customers of an agent, and the index that alone can order or count their rows. */
const ofMany: [path: string, index: string][] = [
  [transactions, 'idx_transactions_customer_newest'],
  [`${transactions}?page=2`, 'idx_transactions_customer_newest'],
  [`${transactions}?filters.status=pending`, 'idx_transactions_customer_status'],
  [`${transactions}?filters.type=deposit`, 'idx_transactions_customer_type'],
];

describeOnEngines('the search index of lists', (engine) => {
  const indexed = sharedWorld(async () => {
    const list = await openList(engine, false);
    for (const index of searchIndexes) await buildSearchIndex(list.context, index);
    return list;
  });

  it.each([false, true])(
    'a filter looks its text up in the search index where there is one (ANALYZE has run: %s)',
    async (isAnalysed) => {
      const { context, readsOf } = await openList(engine, isAnalysed);
      const idsOf = ({ json }: PanelReply) => json.records.map(({ id }) => id);
      const contains = `${wagers}?filters.description=quetzal`;
      for (const person of ['anna', 'gus'] as const) {
        const without = await readsOf(person, contains);
        expect(without.isLong || person === 'gus').toBe(true);
        expect(without.reply.json.notice).toBeUndefined();
        for (const index of searchIndexes) {
          if (person === 'anna') await buildSearchIndex(context, index);
        }
        const found = await readsOf(person, contains);
        expect(idsOf(found.reply)).toEqual(idsOf(without.reply));
        expect(idsOf(found.reply).length).toBeGreaterThan(0);
        const { total } = found.reply.json.meta;
        expect(total).toBe(without.reply.json.meta.total);
        if (person === 'gus') continue;
        const steps = found.steps.filter((step) => GROWING.test(step));
        expect(steps.every((step) => step.includes('USING INTEGER PRIMARY KEY (rowid=?)')), steps.join('\n')).toBe(true); // prettier-ignore
        expect(found.isLong).toBe(false);
      }
      const starts = await readsOf('anna', `${wagers}?filters.description~~starts=quetzal`);
      expect(starts.isLong).toBe(true);
      const common = await readsOf('anna', `${wagers}?filters.description=comets&sortBy=amount`);
      expect(common.reply.json.meta.total).toBe(597);
    },
  );

  it.each([
    ['admin', null, 597],
    ['agent', 'a1', 199],
  ] as const)(
    'a filter finds all rows of an %s by the search index, and reads many of them apart from short reads',
    async (role, agentId, total) => {
      const { panels } = indexed();
      const resource = panels.resources(role).get('wagers');
      if (!resource) throw new Error(`an ${role} has no wagers`);
      const contains: Condition = { column: 'description', operator: 'contains', values: ['comets'] }; // prettier-ignore
      const asker = callOf(role, agentId);
      const order = { sortBy: 'created_at', offset: 0, call: asker };
      const idsBy = async (limits: Parameters<typeof planSearch>[3]) => {
        const { filter, notice } = await planSearch(resource, [contains], order, limits);
        const sort = { sortBy: 'created_at', direction: 'desc' as const };
        const rows = await resource.find(filter, { limit: 500, sort }, asker);
        expect(await resource.count(filter, asker)).toBe(notice === null ? total : rows.length);
        return { ids: rows.map((row) => row.id()), way: filter.way, notice };
      };
      const few = await idsBy({ few: 600, newestRows: 100 });
      const some = await idsBy({ few: 100, lookedUp: 597, newestRows: 100 });
      const many = await idsBy({ few: 100, lookedUp: 596, most: 597, newestRows: 100 });
      expect(few.ids).toHaveLength(Math.min(500, total));
      const ways = [few, some, many].map(({ ids, way, notice }) => ({ ids, notice, way }));
      expect(ways).toMatchObject([
        { ids: few.ids, notice: null, way: { isLong: false, isLookedUp: true } },
        { ids: few.ids, notice: null, way: { isLong: true, isLookedUp: true } },
        { ids: few.ids, notice: null, way: { isLong: true, isLookedUp: false } },
      ]);
      const tooMany = await idsBy({ few: 100, most: 596, newestRows: 100 });
      expect(tooMany.way.found).toBeUndefined();
      // An agent is not told how many rows of the whole book hold the text: their own are searched.
      if (role === 'agent') expect([tooMany.ids, tooMany.notice]).toEqual([few.ids, null]);
      else expect(said(tooMany.notice)).toMatch(/^only the newest 100 rows were searched/);
    },
  );
});

describeOnSqlite('indexes of lists', (engine) => {
  const plain = sharedWorld(() => openList(engine, false));
  const analysed = sharedWorld(() => openList(engine, true));
  const bookOf = (isAnalysed: boolean) => (isAnalysed ? analysed() : plain());

  it.each([false, true])(
    'a list takes the index in its order (ANALYZE has run: %s)',
    async (isAnalysed) => {
      const { readsOf } = bookOf(isAnalysed);
      for (const [person, path, index] of hot) {
        const { reply, steps, isLong } = await readsOf(person, path);
        const label = `${person} ${path}\n${steps.join('\n')}`;
        expect(isLong, label).toBe(false);
        expect(steps.some((step) => step.includes(`INDEX ${index} `) || step.endsWith(`INDEX ${index}`)), label).toBe(true); // prettier-ignore
        // A page by its number has its own few rows put in order.
        if (path.includes('page=')) continue;
        expect(steps.join('\n'), label).not.toContain('TEMP B-TREE');
        const { after } = reply.json.meta;
        const next = await readsOf(person, `${path}${path.includes('?') ? '&' : '?'}page=2&after=${after ?? ''}`); // prettier-ignore
        expect(next.steps.join('\n'), label).not.toContain('TEMP B-TREE');
        expect(next.steps.some((step) => step.startsWith('SEARCH') && step.includes(index)), next.steps.join('\n')).toBe(true); // prettier-ignore
      }
    },
  );

  it.each([false, true])(
    'a list of many customers is read apart from short reads (ANALYZE has run: %s)',
    async (isAnalysed) => {
      const { readsOf } = bookOf(isAnalysed);
      for (const [path, index] of ofMany) {
        const { steps, isAllLong } = await readsOf('gus', path);
        const label = `${path}\n${steps.join('\n')}`;
        expect(isAllLong, label).toBe(true);
        expect(
          steps.some((step) => step.includes(`COVERING INDEX ${index} `)),
          label,
        ).toBe(true);
      }
      const ofOne = await readsOf('gus', `${transactions}?filters.customer_id=c3`);
      expect(ofOne.isLong).toBe(false);
    },
  );

  it.each([false, true])(
    'a list looks titles up by their keys (ANALYZE has run: %s)',
    async (isAnalysed) => {
      const { context, readsOf } = await openList(engine, false);
      // A table of few rows is rightly walked.
      await query(
        context,
        `INSERT INTO customers (id, agent_id, name, email)
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
        SELECT 'more-' || i, 'a' || (i % 3 + 1), 'Bob', 'more-' || i FROM n`,
      );
      if (isAnalysed) await query(context, 'ANALYZE');
      for (const person of ['anna', 'gus'] as const) {
        const { steps } = await readsOf(person, wagers, 'customers');
        const label = steps.join('\n');
        expect(steps.some((step) => /^SEARCH customers USING INDEX \w+ \(id=\?\)$/.test(step)), label).toBe(true); // prettier-ignore
        expect(label).not.toMatch(/agent_id=|SCAN customers/);
      }
    },
  );

  it('an export is read apart from short reads', async () => {
    const { readsOf } = plain();
    const address = 'wagers/actions/export?filters.description=quetzal';
    const counted = await readsOf('anna', address);
    expect(counted.reply.json).toMatchObject({ total: 3 });
    const sent = await readsOf('anna', `${address}&format=json`);
    expect(JSON.parse(sent.reply.text)).toHaveLength(3);
    expect([counted.isAllLong, sent.isAllLong]).toEqual([true, true]);
  });

  it('a filter searches the newest rows of a large table, and says so, unless it has a date', async () => {
    const { panels } = plain();
    const resource = panels.resources('admin').get('wagers');
    if (!resource) throw new Error('administrators have no wagers');
    const contains: Condition = { column: 'description', operator: 'contains', values: ['comets'] };
    const order = { sortBy: 'created_at', offset: 0, call: callOf('admin', null) };
    const plan = await planSearch(resource, [contains], order, { newestRows: 100 });
    expect(said(plan.notice)).toMatch(/^only the newest 100 rows were searched/);
    // Two wagers a minute, up to five hours after midnight.
    expect(plan.filter.way.since).toEqual({ column: 'created_at', value: '2026-03-01 04:10:00' });
    expect((await planSearch(resource, [contains], order, { newestRows: 600 })).notice).toBeNull();
    const from: Condition = { column: 'created_at', operator: 'from', values: ['2026-03-01'] };
    const dated = await planSearch(resource, [contains, from], order, { newestRows: 100 });
    expect([dated.notice, dated.filter.way]).toEqual([null, { isLong: true }]);
  });

  it('a filter counts the newest rows of an agent alone, whatever others have', async () => {
    const { panels } = plain();
    const resource = panels.resources('agent').get('wagers');
    if (!resource) throw new Error('agents have no wagers');
    const contains: Condition = { column: 'description', operator: 'contains', values: ['comets'] };
    const order = { sortBy: 'created_at', offset: 0, call: callOf('agent', 'a1') };
    // The agent has 200 of 600 wagers, each third one.
    const all = await planSearch(resource, [contains], order, { newestRows: 200 });
    expect([all.notice, all.filter.way]).toEqual([null, { isLong: true }]);
    const plan = await planSearch(resource, [contains], order, { newestRows: 100 });
    expect(said(plan.notice)).toMatch(/^only the newest 100 rows were searched/);
    expect(plan.filter.way.since).toEqual({ column: 'created_at', value: '2026-03-01 02:29:00' });
  });
});

function callOf(role: string, agentId: string | null): ActionContext {
  return { currentAdmin: { id: 'x', role, agentId } } as unknown as ActionContext;
}
