import { expect, it } from 'vitest';
import type { Actor } from '../../../src/domain/actor.js';
import { readStatement, type StatementLine } from '../../../src/services/figures/statement.js';
import { openDesk, type Desk } from '../../helpers/books/betting.js';
import { addAgent, addLogin, balanceOf, query } from '../../helpers/books/book.js';
import { openDemoBook } from '../../helpers/books/demo-book.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';

/** Reads every page of a statement in order. */
async function readAll(
  desk: Pick<Desk, 'context'>,
  actor: Actor,
  customerId: string,
  limit: number,
): Promise<StatementLine[]> {
  const lines: StatementLine[] = [];
  let before: string | undefined;
  do {
    const page = await readStatement(desk.context, actor, { customerId, before, limit });
    expect(page.lines.length).toBeLessThanOrEqual(limit);
    lines.push(...page.lines);
    before = page.older ?? undefined;
  } while (before !== undefined);
  return lines;
}

describeOnEngines('a customer’s statement', (engine) => {
  it('shows the balance after each line, newest first, with a link to its wager', async () => {
    const desk = await openDesk(engine, { at: '2026-03-03 12:00:00' });
    const ann = await desk.customer();
    await desk.pay(ann, 'deposit', 50);
    desk.at('2026-03-04 12:00:00');
    const bet = await desk.bet(ann, 110);
    desk.at('2026-03-05 12:00:00');
    await desk.settle(bet, 'win');
    desk.at('2026-03-06 12:00:00');
    await desk.adjust(ann, -0.5);
    const { admin, context } = desk;
    const statement = await readStatement(context, admin, { customerId: ann });
    expect(statement).toMatchObject({ balanceCents: 14_950, older: null });
    expect(
      statement.lines.map(({ type, effectCents, balanceCents, wager, processedAt }) => [
        processedAt.slice(8, 10),
        type,
        effectCents,
        balanceCents,
        wager?.number ?? null,
      ]),
    ).toEqual([
      ['06', 'withdrawal', -50, 14_950, null],
      ['05', 'settlement', 21_000, 15_000, 'W-1001'],
      ['04', 'wager', -11_000, -6000, 'W-1001'],
      ['03', 'deposit', 5000, 5000, null],
    ]);
    expect(statement.lines[1]?.wager?.id).toBe(bet);
  });

  it('leaves out pending, failed and cancelled transactions', async () => {
    const { context } = await openDemoBook(engine, { book: { weeks: 4, wagers: 400, seed: 21 } });
    const admin = await addLogin(context, 'admin');
    const customers = await query<{ id: string; lines: number }>(
      context,
      `SELECT customer_id AS id, count(*) FILTER (WHERE status = 'completed') AS lines
       FROM transactions GROUP BY 1 HAVING count(*) > lines AND lines > 3 ORDER BY 1 LIMIT 3`,
    );
    expect(customers.length).toBeGreaterThan(0);
    for (const { id, lines } of customers) {
      expect(await readAll({ context }, admin, id, 500)).toHaveLength(lines);
    }
  });

  it('continues from page to page without gap, repetition or drift, down to a balance of zero', async () => {
    const { context } = await openDemoBook(engine, { book: { weeks: 4, wagers: 400, seed: 21 } });
    const admin = await addLogin(context, 'admin');
    const [busiest] = await query<{ id: string }>(
      context,
      `SELECT customer_id AS id FROM transactions GROUP BY 1 ORDER BY count(*) DESC LIMIT 1`,
    );
    const id = busiest?.id ?? '';
    const whole = await readAll({ context }, admin, id, 500);
    expect(whole.length).toBeGreaterThan(10);
    expect(await readAll({ context }, admin, id, 3)).toEqual(whole);
    expect((whole[0]?.balanceCents ?? 0) / 100).toBe(await balanceOf(context, id));
    for (const [index, line] of whole.entries()) {
      const older = whole[index + 1];
      expect(line.balanceCents - line.effectCents).toBe(older?.balanceCents ?? 0);
      if (older) expect([line.processedAt, line.id] > [older.processedAt, older.id]).toBe(true);
    }
  });

  it('opens to its customer, the customer’s agent and administrators alone', async () => {
    const desk = await openDesk(engine);
    const ann = await desk.customer();
    await desk.pay(ann, 'deposit', 50);
    const { context } = desk;
    const other = await addAgent(context);
    const allowed = [
      await addLogin(context, 'agent', { agentId: desk.agentId }),
      await addLogin(context, 'customer', { customerId: ann }),
    ];
    for (const actor of allowed) {
      expect((await readStatement(context, actor, { customerId: ann })).lines).toHaveLength(1);
    }
    const refused = [
      await addLogin(context, 'agent', { agentId: other }),
      await addLogin(context, 'customer', { customerId: await desk.customer() }),
    ];
    for (const actor of refused) {
      await expect(readStatement(context, actor, { customerId: ann })).rejects.toMatchObject({
        code: 'not_found',
      });
    }
    const { admin } = desk;
    for (const before of ['x', '2026-03-01 00:00:00', `2026-03-01 00:00:00~${'x'.repeat(101)}`]) {
      await expect(
        readStatement(context, admin, { customerId: ann, before }),
      ).rejects.toMatchObject({ code: 'invalid', field: 'before' });
    }
  });

  it('reads a page over the ledger’s index, without sorting', async () => {
    const desk = await openDesk(engine);
    const ann = await desk.customer();
    const { results } = await desk.context.database
      .prepare(
        `EXPLAIN QUERY PLAN SELECT id FROM transactions AS t INDEXED BY idx_transactions_ledger
         WHERE t.customer_id = ? AND t.status = 'completed' AND (t.processed_at, t.id) < (?, ?)
         ORDER BY t.processed_at DESC, t.id DESC LIMIT 51`,
      )
      .bind(ann, '2026-03-01 00:00:00', 'x')
      .all<{ detail: string }>();
    const plan = results.map(({ detail }) => detail).join('; ');
    expect(plan).toContain('idx_transactions_ledger (customer_id=?');
    expect(plan).not.toContain('TEMP B-TREE');
  });
});
