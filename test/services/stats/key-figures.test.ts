import { expect, it } from 'vitest';
import { commitBatch } from '../../../src/db/batch.js';
import { openDesk } from '../../helpers/books/betting.js';
import { addAgent } from '../../helpers/books/book.js';
import { describeOnSqlite } from '../../helpers/engines/engines.js';
import { recomputed } from './stored-figures.js';

describeOnSqlite('key figures', (engine) => {
  it('include the open liability at the end of each period', async () => {
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
    const stored = await recomputed(desk);
    expect((await stored.kpis('2026-03-02'))['open_liability']).toBe(175);
    expect((await stored.kpis('2026-03-09'))['open_liability']).toBe(275);
    expect((await stored.kpis('2026-03-16'))['open_liability']).toBe(75);
  });

  it('subtract reversals from payments by the time of processing, and leave adjustments out', async () => {
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
    const stored = await recomputed(desk);
    expect(await stored.kpis('2026-03-02')).toMatchObject({
      deposits: 540,
      withdrawals: 100,
      net_cash: 440,
    });
    expect(await stored.kpis('2026-03-09')).toMatchObject({
      deposits: -500,
      withdrawals: 0,
      net_cash: -500,
    });
  });

  it('count active and new customers, and average the stakes', async () => {
    const desk = await openDesk(engine, { at: '2026-03-03 12:00:00' });
    const [ann, bob] = [await desk.customer(), await desk.customer()];
    await desk.bet(ann, 10);
    await desk.bet(ann, 10);
    await desk.bet(bob, 10.01);
    desk.at('2026-03-10 12:00:00');
    const carl = await desk.customer();
    await desk.void(await desk.bet(carl, 10));
    const stored = await recomputed(desk);
    expect(await stored.kpis('2026-03-02')).toMatchObject({
      bets: 3,
      average_stake: 10,
      active_customers: 2,
      new_customers: 2,
    });
    expect(await stored.kpis('2026-03-09')).toMatchObject({
      bets: 0,
      average_stake: 0,
      active_customers: 0,
      new_customers: 1,
    });
  });

  it('pay commission on each agent’s win at the rate of the last day, and nothing on a loss', async () => {
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
    const stored = await recomputed(desk);
    expect((await stored.kpis('2026-03-02'))['commission']).toBe(5.01);
    expect((await stored.kpis('2026-03-09'))['commission']).toBe(10.51);
    expect((await stored.kpis('2026-03-16'))['commission']).toBe(1.5);
    const config = { ...desk.context.config, commissionBasis: 'handle' as const };
    const byHandle = { ...desk, context: { ...desk.context, config } };
    const commissions = await (await recomputed(byHandle)).kpis('2026-03-02');
    expect(commissions['commission']).toBe(16.01);
  });
});

const rate = (id: string, agentId: string, value: number, from: string) => ({
  sql: 'INSERT INTO commission_rates (id, agent_id, rate, effective_from) VALUES (?, ?, ?, ?)',
  params: [id, agentId, value, from],
});
