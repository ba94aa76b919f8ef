import { expect, it } from 'vitest';
import { openDesk } from '../../helpers/books/betting.js';
import { query } from '../../helpers/books/book.js';
import { describeOnSqlite } from '../../helpers/engines/engines.js';
import { recomputed } from './stored-figures.js';

describeOnSqlite('weekly figures', (engine) => {
  it('match the worked case, and count a regrade in the week in which it is made', async () => {
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
    let stored = await recomputed(desk);
    expect(await stored.week('2026-03-02')).toEqual({
      total_volume: 500,
      total_handle: 400,
      total_bets: 4,
      total_win: 9.09,
    });
    expect(await stored.kpis('2026-03-02')).toMatchObject({ hold_percent: 3.03, gross_win: 9.09 });
    desk.at('2026-03-10 12:00:00');
    await desk.regrade(win, 'loss');
    stored = await recomputed(desk);
    expect(await stored.week('2026-03-09')).toMatchObject({ total_win: 190.91, total_bets: 0 });
    expect(await stored.week('2026-03-02')).toMatchObject({ total_win: 9.09 });
    expect(await stored.kpis('2026-03-09')).toMatchObject({ hold_percent: 0 });
    expect(await stored.kpis('2026-03-01', 'monthly')).toMatchObject({ gross_win: 200 });
  });

  it('count a wager on the boundary in the week that begins', async () => {
    const desk = await openDesk(engine, { at: '2026-03-08 23:59:59' });
    const ann = await desk.customer();
    await desk.bet(ann, 10);
    desk.at('2026-03-09 00:00:00');
    await desk.bet(ann, 20);
    const stored = await recomputed(desk);
    expect(await stored.week('2026-03-02')).toMatchObject({ total_volume: 10 });
    expect(await stored.week('2026-03-09')).toMatchObject({ total_volume: 20 });
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
    const stored = await recomputed(desk);
    expect(await stored.week('2026-03-02')).toMatchObject({ total_volume: 3, total_win: 0 });
    expect(await stored.week('2026-03-09')).toMatchObject({ total_volume: 4, total_win: 1 });
    expect(await stored.kpis('2026-03-08', 'daily')).toMatchObject({ volume: 2 });
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
    const stored = await recomputed(desk);
    expect(await stored.week('2026-10-18')).toMatchObject({ total_volume: 1 });
    expect(await stored.week('2026-10-25')).toMatchObject({ total_volume: 6 });
    expect(await stored.week('2026-11-01')).toMatchObject({ total_volume: 8 });
    expect(await stored.kpis('2026-10-01', 'monthly')).toMatchObject({ volume: 7 });
  });

  it('restate the week of placing when a wager is voided later, and mark it until then', async () => {
    const desk = await openDesk(engine, { at: '2026-03-03 12:00:00' });
    const ann = await desk.customer();
    const bet = await desk.bet(ann);
    await desk.bet(ann, 50);
    desk.at('2026-03-16 12:00:00');
    let stored = await recomputed(desk);
    expect(await stored.week('2026-03-02')).toMatchObject({ total_handle: 150, total_bets: 2 });
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
    stored = await recomputed(desk);
    expect(await stored.week('2026-03-02')).toEqual({
      total_volume: 150,
      total_handle: 50,
      total_bets: 1,
      total_win: 0,
    });
    expect(await outdated()).toEqual([]);
  });

  it('count each change of the win when a wager is reopened and settled again', async () => {
    const desk = await openDesk(engine, { at: '2026-03-03 12:00:00' });
    const ann = await desk.customer();
    const bet = await desk.bet(ann);
    await desk.settle(bet, 'loss');
    desk.at('2026-03-10 12:00:00');
    await desk.reopen(bet);
    desk.at('2026-03-17 12:00:00');
    await desk.settle(bet, 'win');
    const stored = await recomputed(desk);
    expect((await stored.week('2026-03-02'))?.total_win).toBe(100);
    expect((await stored.week('2026-03-09'))?.total_win).toBe(-100);
    expect((await stored.week('2026-03-16'))?.total_win).toBe(-90.91);
    expect((await stored.kpis('2026-03-16'))['hold_percent']).toBe(0);
    expect((await stored.kpis('2026-03-02'))['hold_percent']).toBe(100);
  });

  it('include the stake in the hold when a voided wager gets its first result', async () => {
    const desk = await openDesk(engine, { at: '2026-03-03 12:00:00' });
    const ann = await desk.customer();
    const bet = await desk.bet(ann, 200);
    await desk.void(bet);
    let stored = await recomputed(desk);
    expect(await stored.week('2026-03-02')).toMatchObject({ total_handle: 0, total_volume: 200 });
    desk.at('2026-03-10 12:00:00');
    await desk.regrade(bet, 'loss');
    stored = await recomputed(desk);
    expect(await stored.kpis('2026-03-09')).toMatchObject({ gross_win: 200, hold_percent: 100 });
    expect(await stored.week('2026-03-02')).toMatchObject({ total_handle: 200, total_bets: 1 });
    expect((await stored.kpis('2026-03-02'))['hold_percent']).toBe(0);
  });

  it('leave a cancelled wager out of the handle, and are zero for a week without any', async () => {
    const desk = await openDesk(engine, { at: '2026-03-03 12:00:00' });
    const ann = await desk.customer();
    const asked = await desk.ask(ann, 70);
    await desk.cancel(asked);
    desk.at('2026-03-16 12:00:00');
    await desk.bet(ann, 5);
    const stored = await recomputed(desk);
    expect(await stored.week('2026-03-02')).toEqual({
      total_volume: 70,
      total_handle: 0,
      total_bets: 0,
      total_win: 0,
    });
    expect(await stored.week('2026-03-09')).toEqual({
      total_volume: 0,
      total_handle: 0,
      total_bets: 0,
      total_win: 0,
    });
  });
});
