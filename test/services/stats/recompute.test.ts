import { expect, it } from 'vitest';
import { commitBatch } from '../../../src/db/batch.js';
import { periodOf } from '../../../src/domain/period.js';
import { bookCalendar } from '../../../src/services/calendar.js';
import { computeFigures } from '../../../src/services/stats/compute.js';
import { previewRecompute, recomputeStats } from '../../../src/services/stats/recompute.js';
import { claimPeriods, storeFigures } from '../../../src/services/stats/write.js';
import { openDesk } from '../../helpers/books/betting.js';
import { addLogin, query } from '../../helpers/books/book.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import { recomputed } from './stored-figures.js';

describeOnEngines('recompute', (engine) => {
  it('previews its changes, stores them, and changes nothing the second time', async () => {
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

  it('restores values that somebody changed by hand, and reports old and new', async () => {
    const desk = await openDesk(engine, { at: '2026-03-03 12:00:00' });
    await desk.bet(await desk.customer(), 25);
    await recomputed(desk);
    await commitBatch(desk.context.database, [
      { sql: 'UPDATE weekly_stats SET total_handle = 1, week_end = ?', params: ['x'] },
    ]);
    const { changes } = await recomputeStats(desk.context, desk.admin, 'all');
    expect(changes).toMatchObject([{ name: 'total_handle', before: 1, after: 25 }]);
    expect(await query(desk.context, 'SELECT total_handle, week_end FROM weekly_stats')).toEqual([
      { total_handle: 25, week_end: '2026-03-08' },
    ]);
  });

  it('removes weeks that no longer begin on the first day of the week', async () => {
    const desk = await openDesk(engine, { at: '2026-03-03 12:00:00' });
    await desk.bet(await desk.customer(), 25);
    await recomputed(desk);
    const config = { ...desk.context.config, weekStart: 'sunday' as const };
    const moved = { ...desk, context: { ...desk.context, config } };
    const preview = await previewRecompute(moved.context, desk.admin, 'all');
    const gone = preview.changes.filter(({ after }) => after === null);
    expect(new Set(gone.map(({ periodStart }) => periodStart))).toEqual(new Set(['2026-03-02']));
    const stored = await recomputed(moved);
    expect(await stored.week('2026-03-01')).toMatchObject({ total_volume: 25 });
    expect(await query(desk.context, 'SELECT week_start FROM weekly_stats')).toEqual([
      { week_start: '2026-03-01' },
    ]);
    expect((await recomputeStats(moved.context, desk.admin, 'all')).changes).toEqual([]);
  });

  it('leaves a period outdated when it changes during the computation', async () => {
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
    const stored = await recomputed(desk);
    expect(await stored.week('2026-03-02')).toMatchObject({ total_handle: 0 });
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

  it('refuses every role but administrators, and ranges that make no sense', async () => {
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

  it('has nothing to do in a book without any rows', async () => {
    const { context, admin } = await openDesk(engine);
    expect(await recomputeStats(context, admin, 'all')).toEqual({
      range: null,
      periods: 0,
      changes: [],
    });
  });
});
