import { expect, it } from 'vitest';
import { commitBatch } from '../../src/db/batch.js';
import { periodOf, type PeriodKind } from '../../src/domain/period.js';
import { computeFigures } from '../../src/services/stats-compute.js';
import { claimPeriods, storeFigures } from '../../src/services/stats-write.js';
import { bookCalendar, previewRecompute, recomputeStats } from '../../src/services/stats.js';
import { addAgent, addLogin, query } from '../helpers/book.js';
import { describeOnEngines } from '../helpers/engines.js';
import { openDesk, type Desk } from './betting.js';

interface Week {
  total_volume: number;
  total_handle: number;
  total_bets: number;
  total_win: number;
}

/** Recomputes everything and answers what is stored of the week and period that begins then. */
async function weekOf(desk: Desk, start: string): Promise<Week | undefined> {
  await recomputeStats(desk.context, desk.admin, 'all');
  const [week] = await query<Week>(
    desk.context,
    `SELECT total_volume, total_handle, total_bets, total_win FROM weekly_stats
     WHERE week_start = ?`,
    start,
  );
  return week;
}

async function kpisOf(
  desk: Desk,
  start: string,
  period: PeriodKind = 'weekly',
): Promise<Record<string, number>> {
  await recomputeStats(desk.context, desk.admin, 'all');
  const rows = await query<{ name: string; value: number }>(
    desk.context,
    `SELECT metric_name AS name, metric_value AS value FROM kpi_metrics
     WHERE period = ? AND period_start = ?`,
    period,
    start,
  );
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}

describeOnEngines('weekly figures', (engine) => {
  it('are those of the worked case, and a regrade counts in the week in which it is made', async () => {
    const desk = await openDesk(engine, { at: '2026-03-03 12:00:00' });
    const ann = await desk.customer();
    const [win, loss, push, voided] = [
      await desk.bet(ann),
      await desk.bet(ann),
      await desk.bet(ann),
      await desk.bet(ann),
    ];
    await desk.bet(ann);
    desk.at('2026-03-05 12:00:00');
    await desk.settle(win, 'win');
    await desk.settle(loss, 'loss');
    await desk.settle(push, 'push');
    await desk.void(voided);
    expect(await weekOf(desk, '2026-03-02')).toEqual({
      total_volume: 500,
      total_handle: 400,
      total_bets: 4,
      total_win: 9.09,
    });
    expect(await kpisOf(desk, '2026-03-02')).toMatchObject({ hold_percent: 3.03, gross_win: 9.09 });
    desk.at('2026-03-10 12:00:00');
    await desk.regrade(win, 'loss');
    expect(await weekOf(desk, '2026-03-09')).toMatchObject({ total_win: 190.91, total_bets: 0 });
    expect(await weekOf(desk, '2026-03-02')).toMatchObject({ total_win: 9.09 });
    expect(await kpisOf(desk, '2026-03-09')).toMatchObject({ hold_percent: 0 });
    expect(await kpisOf(desk, '2026-03-01', 'monthly')).toMatchObject({ gross_win: 200 });
  });

  it('put a wager on the boundary into the week that begins', async () => {
    const desk = await openDesk(engine, { at: '2026-03-08 23:59:59' });
    const ann = await desk.customer();
    await desk.bet(ann, 10);
    desk.at('2026-03-09 00:00:00');
    await desk.bet(ann, 20);
    expect(await weekOf(desk, '2026-03-02')).toMatchObject({ total_volume: 10 });
    expect(await weekOf(desk, '2026-03-09')).toMatchObject({ total_volume: 20 });
  });

  it('follow New York’s clock through its change in spring', async () => {
    const env = { BOOK_TIMEZONE: 'America/New_York' };
    const desk = await openDesk(engine, { env, at: '2026-03-02 05:00:00' });
    const ann = await desk.customer();
    const atMidnight = await desk.bet(ann, 1);
    desk.at('2026-03-09 03:59:59');
    await desk.bet(ann, 2);
    desk.at('2026-03-09 04:00:00');
    await desk.bet(ann, 4);
    await desk.settle(atMidnight, 'loss');
    expect(await weekOf(desk, '2026-03-02')).toMatchObject({ total_volume: 3, total_win: 0 });
    expect(await weekOf(desk, '2026-03-09')).toMatchObject({ total_volume: 4, total_win: 1 });
    expect(await kpisOf(desk, '2026-03-08', 'daily')).toMatchObject({ volume: 2 });
  });

  it('follow London’s clock through its change in autumn, with weeks from Sunday', async () => {
    const env = { BOOK_TIMEZONE: 'Europe/London', WEEK_START: 'sunday' };
    const desk = await openDesk(engine, { env, at: '2026-10-24 22:59:59' });
    const ann = await desk.customer();
    await desk.bet(ann, 1);
    desk.at('2026-10-24 23:00:00');
    await desk.bet(ann, 2);
    desk.at('2026-10-31 23:59:59');
    await desk.bet(ann, 4);
    desk.at('2026-11-01 00:00:00');
    await desk.bet(ann, 8);
    expect(await weekOf(desk, '2026-10-18')).toMatchObject({ total_volume: 1 });
    expect(await weekOf(desk, '2026-10-25')).toMatchObject({ total_volume: 6 });
    expect(await weekOf(desk, '2026-11-01')).toMatchObject({ total_volume: 8 });
    expect(await kpisOf(desk, '2026-10-01', 'monthly')).toMatchObject({ volume: 7 });
  });

  it('restate the week of placing when a wager is voided later, and mark it until then', async () => {
    const desk = await openDesk(engine, { at: '2026-03-03 12:00:00' });
    const ann = await desk.customer();
    const bet = await desk.bet(ann);
    await desk.bet(ann, 50);
    desk.at('2026-03-16 12:00:00');
    expect(await weekOf(desk, '2026-03-02')).toMatchObject({ total_handle: 150, total_bets: 2 });
    const outdated = () =>
      query(
        desk.context,
        `SELECT period, period_start FROM period_states
         WHERE outdated = 1 AND ends_at <= '2026-03-16 12:00:00' ORDER BY period`,
      );
    expect(await outdated()).toEqual([]);
    await desk.void(bet);
    expect(await outdated()).toEqual([
      { period: 'daily', period_start: '2026-03-03' },
      { period: 'weekly', period_start: '2026-03-02' },
    ]);
    expect(await weekOf(desk, '2026-03-02')).toEqual({
      total_volume: 150,
      total_handle: 50,
      total_bets: 1,
      total_win: 0,
    });
    expect(await outdated()).toEqual([]);
  });

  it('count a wager that was reopened and settled anew by each change of the win', async () => {
    const desk = await openDesk(engine, { at: '2026-03-03 12:00:00' });
    const ann = await desk.customer();
    const bet = await desk.bet(ann);
    await desk.settle(bet, 'loss');
    desk.at('2026-03-10 12:00:00');
    await desk.reopen(bet);
    desk.at('2026-03-17 12:00:00');
    await desk.settle(bet, 'win');
    expect((await weekOf(desk, '2026-03-02'))?.total_win).toBe(100);
    expect((await weekOf(desk, '2026-03-09'))?.total_win).toBe(-100);
    expect((await weekOf(desk, '2026-03-16'))?.total_win).toBe(-90.91);
    expect((await kpisOf(desk, '2026-03-16'))['hold_percent']).toBe(0);
    expect((await kpisOf(desk, '2026-03-02'))['hold_percent']).toBe(100);
  });

  it('take the stake into the hold when a voided wager gets its first real result', async () => {
    const desk = await openDesk(engine, { at: '2026-03-03 12:00:00' });
    const ann = await desk.customer();
    const bet = await desk.bet(ann, 200);
    await desk.void(bet);
    expect(await weekOf(desk, '2026-03-02')).toMatchObject({ total_handle: 0, total_volume: 200 });
    desk.at('2026-03-10 12:00:00');
    await desk.regrade(bet, 'loss');
    expect(await kpisOf(desk, '2026-03-09')).toMatchObject({ gross_win: 200, hold_percent: 100 });
    expect(await weekOf(desk, '2026-03-02')).toMatchObject({ total_handle: 200, total_bets: 1 });
    expect((await kpisOf(desk, '2026-03-02'))['hold_percent']).toBe(0);
  });

  it('leave a cancelled wager out of the handle, and are zero for a week without any', async () => {
    const desk = await openDesk(engine, { at: '2026-03-03 12:00:00' });
    const ann = await desk.customer();
    const asked = await desk.ask(ann, 70);
    await desk.cancel(asked);
    desk.at('2026-03-16 12:00:00');
    await desk.bet(ann, 5);
    expect(await weekOf(desk, '2026-03-02')).toEqual({
      total_volume: 70,
      total_handle: 0,
      total_bets: 0,
      total_win: 0,
    });
    expect(await weekOf(desk, '2026-03-09')).toEqual({
      total_volume: 0,
      total_handle: 0,
      total_bets: 0,
      total_win: 0,
    });
  });
});

describeOnEngines('key figures', (engine) => {
  it('hold what winning wagers would have cost at the end of each period', async () => {
    const desk = await openDesk(engine, { at: '2026-03-03 12:00:00' });
    const ann = await desk.customer();
    const won = await desk.bet(ann, 110);
    const undone = await desk.bet(ann, 220);
    await desk.settle(undone, 'loss');
    await desk.bet(ann, 50, 150);
    desk.at('2026-03-10 12:00:00');
    await desk.settle(won, 'win');
    await desk.reopen(undone);
    desk.at('2026-03-17 12:00:00');
    await desk.void(undone);
    expect((await kpisOf(desk, '2026-03-02'))['open_liability']).toBe(175);
    expect((await kpisOf(desk, '2026-03-09'))['open_liability']).toBe(275);
    expect((await kpisOf(desk, '2026-03-16'))['open_liability']).toBe(75);
  });

  it('take reversals off payments by the time of processing, and leave adjustments out', async () => {
    const desk = await openDesk(engine, { at: '2026-03-03 12:00:00' });
    const ann = await desk.customer();
    const deposit = await desk.pay(ann, 'deposit', 500);
    await desk.pay(ann, 'deposit', 40);
    await desk.pay(ann, 'withdrawal', 100);
    const adjustment = await desk.adjust(ann, 1000);
    await desk.adjust(ann, -3);
    desk.at('2026-03-10 12:00:00');
    await desk.reverse(deposit);
    await desk.reverse(adjustment);
    expect(await kpisOf(desk, '2026-03-02')).toMatchObject({
      deposits: 540,
      withdrawals: 100,
      net_cash: 440,
    });
    expect(await kpisOf(desk, '2026-03-09')).toMatchObject({
      deposits: -500,
      withdrawals: 0,
      net_cash: -500,
    });
  });

  it('count customers who bet, new customers and the average stake', async () => {
    const desk = await openDesk(engine, { at: '2026-03-03 12:00:00' });
    const [ann, bob] = [await desk.customer(), await desk.customer()];
    await desk.bet(ann, 10);
    await desk.bet(ann, 10);
    await desk.bet(bob, 10.01);
    desk.at('2026-03-10 12:00:00');
    const carl = await desk.customer();
    await desk.void(await desk.bet(carl, 10));
    expect(await kpisOf(desk, '2026-03-02')).toMatchObject({
      bets: 3,
      average_stake: 10,
      active_customers: 2,
      new_customers: 2,
    });
    expect(await kpisOf(desk, '2026-03-09')).toMatchObject({
      bets: 0,
      average_stake: 0,
      active_customers: 0,
      new_customers: 1,
    });
  });

  it('pay commission on each agent’s win by the rate of the last day, and none on a loss', async () => {
    const desk = await openDesk(engine, { at: '2026-03-03 12:00:00' });
    const other = await addAgent(desk.context, { name: 'Lakeside' });
    await commitBatch(desk.context.database, [
      rate('r1', desk.agentId, 0.05, '2026-01-01'),
      rate('r2', desk.agentId, 0.075, '2026-03-15'),
      rate('r3', desk.agentId, 0.5, '2026-03-23'),
      rate('r4', other, 0.1, '2026-01-01'),
    ]);
    const [ann, bob] = [await desk.customer(), await desk.customer(other)];
    await desk.settle(await desk.bet(ann, 100.1), 'loss');
    await desk.settle(await desk.bet(bob, 110), 'win');
    desk.at('2026-03-10 12:00:00');
    await desk.settle(await desk.bet(ann, 100.1), 'loss');
    await desk.settle(await desk.bet(bob, 30), 'loss');
    desk.at('2026-03-17 12:00:00');
    await desk.settle(await desk.bet(ann, 20), 'loss');
    expect((await kpisOf(desk, '2026-03-02'))['commission']).toBe(5.01);
    expect((await kpisOf(desk, '2026-03-09'))['commission']).toBe(10.51);
    expect((await kpisOf(desk, '2026-03-16'))['commission']).toBe(1.5);
    const config = { ...desk.context.config, commissionBasis: 'handle' as const };
    const byHandle = { ...desk, context: { ...desk.context, config } };
    expect((await kpisOf(byHandle, '2026-03-02'))['commission']).toBe(16.01);
  });
});

const rate = (id: string, agentId: string, value: number, from: string) => ({
  sql: 'INSERT INTO commission_rates (id, agent_id, rate, effective_from) VALUES (?, ?, ?, ?)',
  params: [id, agentId, value, from],
});

describeOnEngines('recompute', (engine) => {
  it('shows what it would change, changes that, and nothing the second time', async () => {
    const desk = await openDesk(engine, { at: '2026-03-03 12:00:00' });
    const ann = await desk.customer();
    await desk.settle(await desk.bet(ann), 'loss');
    desk.at('2026-03-10 12:00:00');
    const range = { from: '2026-03-03', to: '2026-03-10' };
    const preview = await previewRecompute(desk.context, desk.admin, range);
    expect(preview.periods).toBe(8 + 2 + 1);
    expect(preview.changes).toContainEqual({
      table: 'weekly_stats',
      period: 'weekly',
      periodStart: '2026-03-02',
      name: 'total_win',
      before: null,
      after: 100,
    });
    expect(await query(desk.context, 'SELECT 1 FROM weekly_stats')).toEqual([]);
    const first = await recomputeStats(desk.context, desk.admin, range);
    expect(first.changes).toEqual(preview.changes);
    const everything = () =>
      Promise.all(
        ['weekly_stats', 'kpi_metrics', 'period_states', 'audit_log'].map((table) =>
          query(desk.context, `SELECT * FROM ${table} ORDER BY 1, 2`),
        ),
      );
    const before = await everything();
    desk.at('2026-03-10 13:00:00');
    expect((await recomputeStats(desk.context, desk.admin, range)).changes).toEqual([]);
    expect(await everything()).toEqual(before);
    const audits = await query(
      desk.context,
      `SELECT json_extract(after, '$.period') AS period FROM audit_log
       WHERE action = 'stats.recomputed' ORDER BY seq`,
    );
    expect(audits).toEqual([{ period: 'daily' }, { period: 'weekly' }, { period: 'monthly' }]);
  });

  it('stores again what somebody changed by hand, old value → new value', async () => {
    const desk = await openDesk(engine, { at: '2026-03-03 12:00:00' });
    await desk.bet(await desk.customer(), 25);
    await weekOf(desk, '2026-03-02');
    await commitBatch(desk.context.database, [
      { sql: 'UPDATE weekly_stats SET total_handle = 1, week_end = ?', params: ['x'] },
    ]);
    const { changes } = await recomputeStats(desk.context, desk.admin, 'all');
    expect(changes).toMatchObject([{ name: 'total_handle', before: 1, after: 25 }]);
    expect(await query(desk.context, 'SELECT total_handle, week_end FROM weekly_stats')).toEqual([
      { total_handle: 25, week_end: '2026-03-08' },
    ]);
  });

  it('takes weeks away that begin on no first day of the week any more', async () => {
    const desk = await openDesk(engine, { at: '2026-03-03 12:00:00' });
    await desk.bet(await desk.customer(), 25);
    await weekOf(desk, '2026-03-02');
    const config = { ...desk.context.config, weekStart: 'sunday' as const };
    const moved = { ...desk, context: { ...desk.context, config } };
    const preview = await previewRecompute(moved.context, desk.admin, 'all');
    const gone = preview.changes.filter(({ after }) => after === null);
    expect(new Set(gone.map(({ periodStart }) => periodStart))).toEqual(new Set(['2026-03-02']));
    expect(await weekOf(moved, '2026-03-01')).toMatchObject({ total_volume: 25 });
    expect(await query(desk.context, 'SELECT week_start FROM weekly_stats')).toEqual([
      { week_start: '2026-03-01' },
    ]);
    expect((await recomputeStats(moved.context, desk.admin, 'all')).changes).toEqual([]);
  });

  it('leaves a period outdated when something happens in it while it is computed', async () => {
    const desk = await openDesk(engine, { at: '2026-03-03 12:00:00' });
    const ann = await desk.customer();
    const bet = await desk.bet(ann);
    desk.at('2026-03-10 12:00:00');
    const { context, admin } = desk;
    const week = periodOf(bookCalendar(context), 'weekly', '2026-03-03');
    const token = await claimPeriods(context, [week]);
    const figures = await computeFigures(context, [week]);
    await desk.void(bet);
    await storeFigures(context, admin, figures, [], token);
    const state = () => query(context, 'SELECT outdated, computed_at FROM period_states');
    expect(await state()).toEqual([{ outdated: 1, computed_at: '2026-03-10 12:00:00' }]);
    expect(await weekOf(desk, '2026-03-02')).toMatchObject({ total_handle: 0 });
  });

  it('gives way to a recompute that has claimed the period later', async () => {
    const desk = await openDesk(engine, { at: '2026-03-03 12:00:00' });
    const ann = await desk.customer();
    const { context, admin } = desk;
    const week = periodOf(bookCalendar(context), 'weekly', '2026-03-03');
    const slow = await claimPeriods(context, [week]);
    const old = await computeFigures(context, [week]);
    await desk.bet(ann, 30);
    const fast = await claimPeriods(context, [week]);
    await storeFigures(context, admin, await computeFigures(context, [week]), [], fast);
    await storeFigures(context, admin, old, [], slow);
    expect(await query(context, 'SELECT total_volume FROM weekly_stats')).toEqual([
      { total_volume: 30 },
    ]);
  });

  it('is for administrators, and refuses ranges that are none', async () => {
    const desk = await openDesk(engine, { at: '2026-03-03 12:00:00' });
    const { context, admin } = desk;
    const agent = await addLogin(context, 'agent', { agentId: desk.agentId });
    await expect(recomputeStats(context, agent, 'all')).rejects.toThrow(/not open to agent/);
    const ranges = [
      ['2026-03-03', '2026-03-01', /backwards/],
      ['2026-03-01', '2026-03-04', /in the future/],
      ['2016-03-01', '2026-03-01', /more than five years/],
      ['March', '2026-03-01', /is not a date/],
    ] as const;
    for (const [from, to, message] of ranges) {
      await expect(recomputeStats(context, admin, { from, to })).rejects.toThrow(message);
    }
  });

  it('has nothing to do in a book in which nothing has happened', async () => {
    const { context, admin } = await openDesk(engine);
    expect(await recomputeStats(context, admin, 'all')).toEqual({
      range: null,
      periods: 0,
      changes: [],
    });
  });
});
