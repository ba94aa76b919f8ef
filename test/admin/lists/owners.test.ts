import type { ActionContext } from 'adminjs';
import { expect, it } from 'vitest';
import type { Condition } from '../../../src/admin/query/conditions.js';
import { PanelFilter } from '../../../src/admin/query/filter.js';
import type { OwnerLimits } from '../../../src/admin/query/owners.js';
import type { Cursor } from '../../../src/admin/query/page.js';
import type { Engine } from '../../../src/db/types.js';
import { query } from '../../helpers/books/book.js';
import { openSizedBook, sizedBookFile } from '../../helpers/books/sized-book.js';
import { describeOnEngines, testEngines } from '../../helpers/engines/engines.js';
import { openMeteredD1 } from '../../helpers/engines/metered.js';
import { openPanels } from '../../helpers/panels/driver.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';

/** Rows that belong to an agent by another table, found in three ways that have to agree. */

const is = (column: string, value: string): Condition => ({
  column,
  operator: 'eq',
  values: [value],
});

const filters: [title: string, conditions: Condition[], where: string][] = [
  ['all', [], '1'],
  ['by type', [is('type', 'deposit')], `type = 'deposit'`],
  ['by status', [is('status', 'pending')], `status = 'pending'`],
  [
    'of other descriptions',
    [{ column: 'description', operator: 'ne', values: ['paid in'] }],
    `description IS NOT 'paid in'`,
  ],
  ['by two', [is('type', 'wager'), is('status', 'completed')], `type = 'wager'`],
  [
    'from a day on',
    [is('type', 'deposit'), { column: 'created_at', operator: 'from', values: ['2025-06-01'] }],
    `type = 'deposit' AND created_at >= '2025-06-01'`,
  ],
];

/** Own rows only; everybody's first; everybody's first, of which too few are walked. */
const ways: OwnerLimits[] = [
  { few: 1_000_000, walked: 5_000 },
  { few: 0, walked: 5_000 },
  { few: 0, walked: 60 },
];

const AGENT = 'agent-1';
const PAGE = 30;

async function openTransactions(opened: Engine) {
  const { context } = await openSizedBook(opened);
  const { panels } = await openPanels(context);
  const resource = panels.resources('agent').get('transactions');
  if (!resource) throw new Error('an agent has no transactions');
  const asker = { currentAdmin: { id: 'x', role: 'agent', agentId: AGENT } };
  const request = () => ({ ...asker }) as unknown as ActionContext;
  const sort = { sortBy: 'created_at', direction: 'desc' as const };
  const read = async (
    conditions: Condition[],
    ownerLimits: Partial<OwnerLimits>,
    cursor: Cursor | null,
  ) =>
    resource.find(
      new PanelFilter(resource, conditions),
      { limit: PAGE, sort, cursor, ownerLimits },
      request(),
    );
  return { context, read, count: (conditions: Condition[]) => resource.count(new PanelFilter(resource, conditions), request()) }; // prettier-ignore
}

describeOnEngines('the transactions of an agent’s customers', (engine) => {
  const transactions = sharedWorld(async () =>
    openTransactions(await engine.open({ copyOf: await sizedBookFile(1_000) })),
  );

  it.each(filters)(
    'every way to a page finds the same transactions: %s',
    async (_title, conditions, where) => {
      const { context, read, count } = transactions();
      const rows = await query<{ id: string }>(
        context,
        `SELECT id FROM transactions WHERE ${where}
        AND customer_id IN (SELECT id FROM customers WHERE agent_id = '${AGENT}')
      ORDER BY created_at DESC, id DESC`,
      );
      const expected = rows.map(({ id }) => id);
      expect(expected.length).toBeGreaterThan(1);
      expect(await count(conditions)).toBe(expected.length);
      for (const limits of ways) {
        const forth: string[] = [];
        let cursor: Cursor | null = null;
        for (;;) {
          const page = await read(conditions, limits, cursor);
          forth.push(...page.map((row) => row.id()));
          const last = page.at(-1)?.place;
          if (page.length < PAGE || !last) break;
          cursor = { side: 'after', place: last };
        }
        expect(forth).toEqual(expected);
        if (cursor === null) continue;
        const before = await read(conditions, limits, { side: 'before', place: cursor.place });
        const end = expected.length - (expected.length % PAGE || PAGE) - 1;
        expect(before.map((row) => row.id())).toEqual(expected.slice(Math.max(0, end - PAGE), end));
      }
    },
  );
});

it.runIf(testEngines.some(({ name }) => name === 'd1'))(
  'an agent of many rows gets a page after fewer rows than all of theirs',
  async () => {
    const { engine, takeRowsRead } = await openMeteredD1({ copyOf: await sizedBookFile(8_000) });
    const { read, count } = await openTransactions(engine);
    const conditions = [is('type', 'wager')];
    const own = await count(conditions);
    const rowsReadWith = async (limits: Partial<OwnerLimits>) => {
      await takeRowsRead();
      await read(conditions, limits, null);
      const reads = await takeRowsRead();
      return reads.reduce((sum, { rowsRead }) => sum + rowsRead, 0);
    };
    const withWalk = await rowsReadWith({ few: 100 });
    const ownOnly = await rowsReadWith({ few: 1_000_000 });
    expect(ownOnly).toBeGreaterThan(own);
    expect(withWalk).toBeLessThan(own);
  },
);
