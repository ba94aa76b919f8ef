import { expect, it } from 'vitest';
import type { Context } from '../../../src/context.js';
import { personsIn } from '../../../src/messages/say-all.js';
import { createRun, startRun } from '../../../src/services/bulk-runs/bulk-runs.js';
import { loadNames } from '../../../src/services/names.js';
import { hashRequest } from '../../../src/services/operations/run.js';
import { placeWager, settleWagers } from '../../../src/services/wagers/wagers.js';
import { addAgent, addCustomer, openBook, query } from '../../helpers/books/book.js';
import { placeMany } from '../../helpers/books/many-wagers.js';
import { describeOnEngines, type TestEngine } from '../../helpers/engines/engines.js';
import { said } from '../../helpers/messages/said.js';
import { csvOf, runAll } from '../bulk-runs/book.js';

const MARK = 'Quetzalcoatl';

async function openNamed(engine: TestEngine, customers: number) {
  const book = await openBook(engine);
  const { context } = book;
  const agentId = await addAgent(context);
  const ids: string[] = [];
  for (let index = 0; index < customers; index += 1) {
    ids.push(await addCustomer(context, agentId, { name: `${MARK} ${index}`, limit: 100_000 }));
  }
  return { ...book, customers: ids };
}

async function resultOf(context: Context, operationId: string): Promise<string> {
  const [row] = await query<{ result: string }>(
    context,
    'SELECT result FROM operations WHERE id = ?',
    operationId,
  );
  return row?.result ?? '';
}

describeOnEngines('stored outcomes', (engine) => {
  it('hold no name of a customer, even of 500 settled wagers', async () => {
    const { context, admin, customers } = await openNamed(engine, 25);
    const ids = await placeMany(context, admin, customers, 500);
    const input = { operationId: 'settle-all', ids, result: 'win' as const };
    const settled = await settleWagers(context, admin, input);
    expect(settled.done).toHaveLength(500);
    expect(said(settled.done)[24]?.text).toBe(`W-1025 settled as win: 190.91 paid to ${MARK} 24`);
    const stored = await resultOf(context, 'settle-all');
    expect(stored).toContain('"key":"wagers.paid"');
    expect(stored).not.toContain(MARK);

    const repeated = await settleWagers(context, admin, input);
    expect(repeated.repeated).toBe(true);
    expect(said(repeated.done)[24]?.text).toBe('W-1025 settled as win: 190.91 paid to a customer');
    expect(personsIn(repeated)).toHaveLength(500);
    const nameOf = await loadNames(context, admin, personsIn(repeated));
    expect(personsIn(repeated).map(nameOf)).toContain(`${MARK} 24`);
  }, 60_000);

  it('of a placed wager have the number, and its answer the name, without another read', async () => {
    const { context, admin, customers } = await openNamed(engine, 1);
    const input = {
      operationId: 'place-1',
      customerId: customers[0] ?? '',
      amount: 100,
      odds: -110,
      description: '{wager number}',
    };
    const placed = await placeWager(context, admin, input);
    expect(said(placed.done)).toMatchObject([
      {
        label: 'W-1001',
        text: `W-1001 placed: 100.00 at -110 for ${MARK} 0, to win 90.91`,
      },
    ]);
    const stored = await resultOf(context, 'place-1');
    expect(stored).toContain('"number":"W-1001"');
    expect(stored).not.toContain(MARK);
  });

  it('of an earlier version are shown as they are', async () => {
    const { context, admin, customers } = await openNamed(engine, 1);
    const ids = await placeMany(context, admin, customers, 2);
    const request = { ids: [...ids].sort(), result: 'win', reason: null, versions: {} };
    const hash = hashRequest({ kind: 'wager.settle', actor: admin.userId, request });
    const old = {
      done: [{ id: ids[0], label: 'W-1001', text: 'W-1001 settled as win: 190.91 paid to Ann' }],
      refused: [{ id: ids[1], label: 'W-1002', reason: 'wager W-1002 is cancelled' }],
    };
    await query(
      context,
      `INSERT INTO operations (id, kind, actor_user_id, request_hash, result, created_at)
       VALUES ('old', 'wager.settle', ?, ?, ?, '2026-03-01 12:00:00')`,
      ...[admin.userId, hash, JSON.stringify(old)],
    );
    const repeated = await settleWagers(context, admin, { operationId: 'old', ids, result: 'win' });
    expect(said(repeated, 'es')).toMatchObject({ ...old, repeated: true });
  });

  it('of bulk runs store no name in a reason, and their file shows it', async () => {
    const { context, admin, customers } = await openNamed(engine, 1);
    const [customer = ''] = customers;
    const ids = await placeMany(context, admin, customers, 2, 'pending');
    await query(context, `UPDATE customers SET status = 'suspended' WHERE id = ?`, customer);
    const { run } = await createRun(context, admin, { kind: 'wager.accept', rows: { ids } });
    await startRun(context, admin, run.id);
    await runAll(context);
    const reasons = await query<{ reason: string }>(context, 'SELECT reason FROM bulk_run_items');
    expect(reasons.map(({ reason }) => reason.includes(MARK))).toEqual([false, false]);
    await query(
      context,
      `UPDATE bulk_run_items SET reason = 'wager W-1002 is cancelled' WHERE position = 2`,
    );
    const [head, first, second] = await csvOf(context, admin, run.id, 'es');
    expect(head).toBe('position,id,label,outcome,reason,operation');
    expect(first).toContain(
      `${MARK} 0 tiene el estado suspendido; solo puede apostar un cliente activo`,
    );
    expect(second).toContain('wager W-1002 is cancelled');
  });
});
