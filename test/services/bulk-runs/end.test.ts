import { sql } from 'drizzle-orm';
import { verbatim } from '../../../src/messages/message.js';
import { expect, it } from 'vitest';
import { createRun, startRun, undoRun } from '../../../src/services/bulk-runs/bulk-runs.js';
import { listRunItems } from '../../../src/services/bulk-runs/items.js';
import { getRun } from '../../../src/services/bulk-runs/records.js';
import { createTransaction } from '../../../src/services/transactions/transactions.js';
import { reopenWagers, settleWagers } from '../../../src/services/wagers/wagers.js';
import {
  addAgent,
  addCustomer,
  addLogin,
  balanceOf,
  openBook,
  query,
} from '../../helpers/books/book.js';
import { brokenInvariants } from '../../helpers/books/invariants.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import { bookWith, op, runAll } from './book.js';
import { said } from '../../helpers/messages/said.js';

describeOnEngines('the end and undo of bulk runs', (engine) => {
  it('undoes the rows that nobody changed since the run', async () => {
    const { context, admin, ids, ann, bob } = await bookWith(engine, 24);
    const { run } = await createRun(context, admin, {
      kind: 'wager.settle',
      result: 'win',
      rows: { ids },
    });
    await expect(undoRun(context, admin, run.id)).rejects.toMatchObject({ code: 'conflict' });
    await startRun(context, admin, run.id);
    await runAll(context);
    const [touched = '', twice = ''] = ids;
    await reopenWagers(context, admin, { operationId: op(), ids: [touched], reason: 'x' });
    await reopenWagers(context, admin, { operationId: op(), ids: [twice], reason: 'x' });
    await settleWagers(context, admin, { operationId: op(), ids: [twice], result: 'win' });
    const undo = await undoRun(context, admin, run.id);
    expect(undo.run).toMatchObject({ kind: 'wager.reopen', undoOf: run.id, total: 24 });
    expect(undo.preview).toMatchObject({ changes: 22, refusedCount: 2, debitedCents: 22 * 19_091 });
    await startRun(context, admin, undo.run.id);
    await runAll(context);
    expect(
      said(await listRunItems(context, admin, undo.run.id, { outcome: 'refused', limit: 10 })),
    ).toMatchObject([
      { recordId: touched, reason: 'wager W-1001 is already open (active)' },
      {
        recordId: twice,
        reason:
          'wager W-1002 was changed since it was chosen and is now settled as win; check it and choose it again',
      },
    ]);
    expect(await balanceOf(context, ann)).toBe(-1200);
    expect(await balanceOf(context, bob)).toBe(-1200 + 190.91);
    expect(await brokenInvariants(context)).toEqual([]);
    await expect(undoRun(context, admin, undo.run.id)).rejects.toThrow(
      'cannot be undone as a whole',
    );
  });

  it('processes deposits first, then withdrawals that the balances allow, and can be undone', async () => {
    const { context, admin, clock } = await openBook(engine);
    const agentId = await addAgent(context);
    const people = [
      await addCustomer(context, agentId),
      await addCustomer(context, agentId, { name: 'Bob' }),
    ];
    const ids: string[] = [];
    for (let index = 0; index < 12; index += 1) {
      for (const customerId of people) {
        const type = index < 6 ? ('withdrawal' as const) : ('deposit' as const);
        const input = { operationId: op(), customerId, type, amount: index < 6 ? 30 : 20 };
        ids.push((await createTransaction(context, admin, input)).done[0]?.id ?? '');
      }
      clock.advance(1);
    }
    const kind = 'transaction.process';
    // As a list chooses all rows that match its filter.
    const selection = sql`SELECT "id" AS id FROM "transactions" WHERE "status" = 'pending'`;
    const all = await createRun(context, admin, {
      kind,
      rows: { selection, chosen: verbatim('pending') },
    });
    const { run, preview } = await createRun(context, admin, { kind, rows: { ids } });
    expect(all.preview).toEqual(preview);
    expect(said(preview)).toMatchObject({
      changes: 20,
      refusals: [{ kind: 'beyond the balance', count: 4 }],
      creditedCents: 24_000,
      debitedCents: 24_000,
    });
    await startRun(context, admin, run.id);
    await runAll(context);
    expect(await getRun(context, admin, run.id)).toMatchObject({ done: 20, refused: 4 });
    for (const customerId of people) expect(await balanceOf(context, customerId)).toBe(0);
    const undo = await undoRun(context, admin, run.id);
    await startRun(context, admin, undo.run.id);
    await runAll(context);
    expect(await getRun(context, admin, undo.run.id)).toMatchObject({
      kind: 'transaction.reverse',
      done: 20,
      refused: 0,
    });
    expect(await brokenInvariants(context)).toEqual([]);
  });

  it('acts for the administrator who confirms the run, not the one who chose its rows', async () => {
    const { context, admin, ids } = await bookWith(engine, 3);
    const second = await addLogin(context, 'admin');
    const { run } = await createRun(context, admin, { kind: 'wager.void', rows: { ids } });
    await startRun(context, second, run.id);
    await runAll(context);
    expect(await getRun(context, admin, run.id)).toMatchObject({
      done: 3,
      chosenBy: admin.userId,
      actorUserId: second.userId,
    });
    const actors = await query(
      context,
      `SELECT DISTINCT o.actor_user_id AS operation, g.actor_user_id AS grading,
        a.user_id AS activity
       FROM operations o JOIN gradings g ON g.operation_id = o.id
       JOIN activities a ON a.action = 'voided' WHERE o.id GLOB '${run.id}:*'`,
    );
    const { userId } = second;
    expect(actors).toEqual([{ operation: userId, grading: userId, activity: userId }]);
  });

  it('refuses another set of rows under the id of the same form', async () => {
    const { context, admin, ids } = await bookWith(engine, 4);
    const make = (chosen: string[]) =>
      createRun(context, admin, { id: 'the-form', kind: 'wager.void', rows: { ids: chosen } });
    const [a = '', b = '', c = ''] = ids;
    await make([a, b]);
    expect((await make([a, b])).run).toMatchObject({ id: 'the-form', total: 2 });
    await expect(make([a, c])).rejects.toMatchObject({ code: 'conflict', field: 'operationId' });
  });

  it('cancels a run whose login is no longer an active administrator', async () => {
    const { context, admin, ids } = await bookWith(engine, 5);
    const second = await addLogin(context, 'admin');
    const { run } = await createRun(context, second, { kind: 'wager.void', rows: { ids } });
    await startRun(context, second, run.id);
    await query(context, `UPDATE users SET status = 'inactive' WHERE id = ?`, second.userId);
    await runAll(context);
    expect(await getRun(context, admin, run.id)).toMatchObject({ status: 'cancelled', done: 0 });
  });

  it('refuses sets that are empty, too large or repeated, and every role but administrators', async () => {
    const { context, admin, ids, north } = await bookWith(engine, 2);
    const agent = await addLogin(context, 'agent', { agentId: north });
    const make = (rows: Parameters<typeof createRun>[2]['rows']) =>
      createRun(context, admin, { kind: 'wager.void', rows });
    const none = { selection: sql`SELECT id FROM wagers WHERE 0`, chosen: verbatim('nothing') };
    await expect(make(none)).rejects.toThrow('no rows were chosen');
    const endless = {
      sql: `WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < ?) SELECT id FROM n`,
      params: [100_001],
    };
    await expect(make({ selection: endless, chosen: verbatim('too many') })).rejects.toThrow(
      'more than 100,000 rows were chosen',
    );
    // A connection to the gateway may have closed meanwhile: only reads come next, which go again.
    const many = Array.from({ length: 100_001 }, (_, index) => `id-${index}`);
    await expect(make({ ids: many })).rejects.toThrow(
      '100,001 rows were chosen; one operation takes at most 100,000',
    );
    await expect(make({ ids: [] })).rejects.toMatchObject({ field: 'ids' });
    await expect(make({ ids: [...ids, ...ids] })).rejects.toThrow('a row is chosen twice');
    await expect(
      createRun(context, admin, { kind: 'wager.settle', rows: { ids } }),
    ).rejects.toMatchObject({ field: 'result' });
    await expect(
      createRun(context, agent, { kind: 'wager.void', rows: { ids } }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    expect(await query(context, 'SELECT * FROM bulk_runs')).toEqual([]);
    expect(await query(context, 'SELECT * FROM bulk_run_items')).toEqual([]);
    const { run, preview } = await make({ ids: [...ids, 'unknown'] });
    expect(run.total).toBe(3);
    expect(said(preview)).toMatchObject({
      changes: 2,
      refused: [{ reason: 'there is no such wager' }],
    });
  });

  it('forgets a previewed run that nobody confirms for a day', async () => {
    const { context, admin, clock, ids } = await bookWith(engine, 2);
    const { run } = await createRun(context, admin, { kind: 'wager.void', rows: { ids } });
    clock.advance(25 * 3600);
    await createRun(context, admin, { kind: 'wager.void', rows: { ids } });
    await expect(getRun(context, admin, run.id)).rejects.toMatchObject({ code: 'not_found' });
    expect(await query(context, 'SELECT count(*) AS rows FROM bulk_run_items')).toEqual([
      { rows: 2 },
    ]);
  });
});
