import { expect, it } from 'vitest';
import type {
  ChartsData,
  DashboardData,
  DashboardTile,
} from '../../../src/admin/contract/dashboard.js';
import { systemActor } from '../../../src/services/accounts/actors.js';
import { recomputeStats } from '../../../src/services/stats/recompute.js';
import { query } from '../../helpers/books/book.js';
import { describeOnEngines, describeOnSqlite } from '../../helpers/engines/engines.js';
import { behind, forgetFigures, shownCents, type Behind } from '../../helpers/panels/behind.js';
import type { Person } from '../../helpers/panels/driver.js';
import { openFigures } from '../../helpers/panels/figures-book.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';

/** The number of a tile by the rows of the list that it opens; their sum unless named here. */
const measures: Record<string, (rows: Behind) => number> = {
  bets: ({ count }) => count * 100,
  open_liability: ({ toWinCents }) => toWinCents,
  owing: ({ cents }) => -cents,
  open: ({ count }) => count * 100,
  pending_transactions: ({ count }) => count * 100,
  pending_wagers: ({ count }) => count * 100,
  long_pending: ({ count }) => count * 100,
  long_active: ({ count }) => count * 100,
};

/** A ratio is no sum of its rows: its explanation is tested apart. */
const ratios = ['hold_percent', 'commission'];

async function expectRows(person: Person, id: string, value: string, href: string): Promise<void> {
  const rows = await behind(person, href);
  if (rows.value !== null) expect(rows.value, `${id}: ${href}`).toBe(value);
  if (ratios.includes(id)) return;
  const ofList = measures[id] ?? (({ cents }: Behind) => cents);
  const ofExplanation = ({ count, cents }: Behind) => (value.includes('$') ? cents : count * 100);
  const sum = rows.value === null ? ofList : ofExplanation;
  expect(shownCents(value), `${id}: ${href}`).toBe(sum(rows));
}

async function expectTile(person: Person, tile: DashboardTile): Promise<void> {
  expect(tile.href, tile.id).toBeDefined();
  await expectRows(person, tile.id, tile.value, tile.href ?? '');
  if (tile.explain !== undefined) {
    expect((await behind(person, tile.explain)).value, tile.explain).toBe(tile.value);
  }
  if (tile.previous?.href !== undefined) {
    await expectRows(person, tile.id, tile.previous.value, tile.previous.href);
  }
}

async function readDashboard(person: Person): Promise<DashboardData> {
  return (await person.get('/api/dashboard')).json as unknown as DashboardData;
}

const tilesOf = ({ sections }: DashboardData) => sections.flatMap(({ tiles }) => tiles ?? []);

describeOnEngines('the first page', (engine) => {
  const figures = sharedWorld(() => openFigures(engine));

  it('each tile of an agent equals rows of its own customers', async () => {
    const { context, signIn } = figures();
    const agent = await signIn('agent');
    const tiles = tilesOf(await readDashboard(agent));
    const counted = tiles.filter(({ id }) => id !== 'weekly' && id !== 'customers');
    expect(counted.map(({ id }) => id)).toEqual([
      ...['handle', 'gross_win', 'hold_percent', 'bets', 'active_customers', 'net_cash'],
      ...['commission', 'owing', 'owed', 'open', 'open_liability', 'credit_free'],
    ]);
    // Credit leads to the agent itself.
    for (const tile of counted.slice(0, -1)) await expectTile(agent, tile);
    const [own] = await query<{ open: number }>(
      context,
      `SELECT count(*) AS open FROM wagers JOIN users ON users.agent_id = wagers.agent_id
        WHERE users.username = 'agent' AND wagers.status IN ('pending', 'active')`,
    );
    expect(counted.find(({ id }) => id === 'open')?.value).toBe(String(own?.open));
    const [credit] = await query<{ free: number; used: number }>(
      context,
      `SELECT CAST(round(100 * credit_limit) AS INTEGER) - sum(CAST(round(100 * betting_limit) AS INTEGER))
         AS free, sum(CAST(round(100 * betting_limit) AS INTEGER)) AS used
       FROM customers JOIN agents ON agents.id = customers.agent_id
       WHERE agents.id = (SELECT agent_id FROM users WHERE username = 'agent')`,
    );
    const tile = counted.at(-1);
    expect(shownCents(tile?.value ?? '')).toBe(credit?.free);
    expect(shownCents(tile?.note?.split(' of ')[0] ?? '')).toBe(credit?.used);
    const charts = (await agent.get('/api/dashboard?part=charts')).json as unknown;
    expect(charts).not.toHaveProperty('charts');
  }, 60_000);
});

describeOnSqlite('tables and charts of the first page', (engine) => {
  const figures = sharedWorld(() => openFigures(engine));

  it('each tile of an administrator equals the rows that it opens', async () => {
    const { signIn } = figures();
    const admin = await signIn('admin');
    const tiles = tilesOf(await readDashboard(admin));
    expect(tiles.map(({ id }) => id)).toEqual([
      ...['handle', 'gross_win', 'hold_percent', 'bets', 'active_customers', 'net_cash'],
      ...['open_liability', 'commission'],
      ...['pending_transactions', 'pending_wagers', 'long_pending', 'long_active'],
      ...['outdated', 'reconciliation'],
    ]);
    // The last two lead to pages, not to rows: their own tests show what they say.
    for (const tile of tiles.slice(0, -2)) await expectTile(admin, tile);
    expect(tiles.filter(({ value }) => /[1-9]/.test(value)).length).toBeGreaterThan(7);
  }, 60_000);

  it('each cell of a table equals the rows behind it', async () => {
    const { signIn } = figures();
    const admin = await signIn('admin');
    const { sections } = await readDashboard(admin);
    const agents = sections.find(({ id }) => id === 'agents')?.table;
    expect(agents?.rows.length).toBeGreaterThan(1);
    for (const [, handle, win, commission] of agents?.rows ?? []) {
      await expectRows(admin, 'handle', handle?.text ?? '', handle?.href ?? '');
      await expectRows(admin, 'gross_win', win?.text ?? '', win?.href ?? '');
      await expectRows(admin, 'commission', commission?.text ?? '', commission?.href ?? '');
    }
    const limits = sections.find(({ id }) => id === 'limits')?.table;
    const near = await behind(admin, '/admin/pages/explain?figure=near_limit');
    expect(limits?.rows.length).toBe(Math.min(8, near.count));
  }, 60_000);

  it('the charts draw 26 weeks whose bars equal their rows, whether stored or not', async () => {
    const { context, signIn } = await openFigures(engine);
    const admin = await signIn('admin');
    const read = async () =>
      (await admin.get('/api/dashboard?part=charts')).json as unknown as ChartsData;
    await forgetFigures(context);
    const live = await read();
    expect(live.charts.length).toBe(3);
    for (const { weeks, series } of live.charts) {
      expect(weeks.length).toBe(26);
      expect(weeks.at(-1)?.start).toBe('2026-03-02');
      for (const week of weeks.slice(-4)) {
        for (const [index, bar] of week.values.entries()) {
          await expectRows(admin, series[index]?.id ?? '', bar.text, bar.href);
        }
      }
    }
    await recomputeStats(context, await systemActor(context), 'all');
    expect(await read()).toEqual(live);
  }, 60_000);

  it('a customer sees its balance, the amount that it may bet and its own rows', async () => {
    const { context, signIn } = figures();
    const customer = await signIn('customer');
    const data = await readDashboard(customer);
    const [balance, available, wagers] = tilesOf(data);
    if (!balance || !available || !wagers) throw new Error('there are no tiles');
    await expectTile(customer, balance);
    await expectTile(customer, wagers);
    const [row] = await query<{ available: number }>(
      context,
      `SELECT CAST(round(max(0, balance + betting_limit) * 100) AS INTEGER) AS available
        FROM customers JOIN users ON users.customer_id = customers.id
        WHERE users.username = 'customer'`,
    );
    expect(shownCents(available.value)).toBe(row?.available);
    const recent = data.sections.find(({ id }) => id === 'recent')?.table;
    expect(recent?.rows.length).toBeGreaterThan(0);
  });
});
