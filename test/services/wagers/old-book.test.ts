import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { commitBatch } from '../../../src/db/batch.js';
import type { WagerResult } from '../../../src/domain/wager.js';
import { previewOperation } from '../../../src/services/previews/preview.js';
import { reconcile } from '../../../src/services/reconciliation/reconcile.js';
import {
  acceptWagers,
  cancelWagers,
  regradeWagers,
  reopenWagers,
  settleWagers,
  voidWagers,
} from '../../../src/services/wagers/wagers.js';
import { balanceOf, query } from '../../helpers/books/book.js';
import { brokenInvariants } from '../../helpers/books/invariants.js';
import { openOldBook, type OldBook, type StateText } from '../../helpers/books/old-book.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import { op, stateOf } from './desk.js';
import { said } from '../../helpers/messages/said.js';

/** Wagers that were settled or voided without acceptance, under an older rule. */

describeOnEngines('a book older than the rule of acceptance', (engine) => {
  async function openUpgraded(...histories: StateText[][]) {
    const book = await openOldBook(engine, histories);
    await book.upgrade();
    return { ...book, ...verbsOf(book) };
  }

  it('reconciles after the upgrade, and keeps its old gradings', async () => {
    const book = await openOldBook(engine, [
      ['voided void'],
      ['settled win'],
      ['settled loss', 'voided void'],
      ['voided void', 'settled win'],
      ['voided void', 'active'],
      ['cancelled'],
      [],
    ]);
    const gradings = () => query(book.context, 'SELECT * FROM gradings ORDER BY id');
    const before = await gradings();
    const balance = await balanceOf(book.context, book.customerId);
    await book.upgrade();
    expect(await gradings()).toEqual(before);
    expect(await balanceOf(book.context, book.customerId)).toBe(balance);
    expect(await brokenInvariants(book.context)).toEqual([]);
    expect((await reconcile(book.context)).ok).toBe(true);
  });

  it('pays a voided wager only after acceptance', async () => {
    const { context, ids, customerId, ...verbs } = await openUpgraded(['voided void']);
    const id = ids['W-1001'] ?? '';
    const voidedAt = await stateOf(context, id);
    for (const result of ['win', 'loss', 'push', 'void'] as const) {
      await expect(verbs.regrade(id, result)).rejects.toMatchObject({
        code: 'conflict',
        message: 'wager W-1001 was voided before anybody accepted it and cannot be regraded',
        hint: 'use reopen: it then waits for acceptance',
      });
    }
    await expect(verbs.accept(id)).rejects.toThrow('wager W-1001 is already voided');
    expect(await stateOf(context, id)).toBe(voidedAt);

    expect(await verbs.preview('wager.reopen', id)).toEqual([
      'reopen to pending takes 100.00 from Ann (balance 0.00 → -100.00)',
    ]);
    const { done } = await verbs.reopen(id);
    expect(said(done)).toMatchObject([
      { text: 'W-1001 reopened to pending, was voided: 100.00 taken back from Ann' },
    ]);
    expect(await stateOf(context, id)).toBe('pending');
    for (const refused of [verbs.settle, verbs.regrade, verbs.voidOne]) {
      await expect(refused(id, 'win')).rejects.toThrow(
        'wager W-1001 waits for acceptance: accept or cancel it',
      );
    }
    expect(await balanceOf(context, customerId)).toBe(-100);

    await verbs.accept(id);
    expect((await reconcile(context)).ok).toBe(true);
    await verbs.settle(id, 'win');
    expect(await balanceOf(context, customerId)).toBe(90.91);
    await verbs.reopen(id);
    expect(await stateOf(context, id)).toBe('active');
    expect(await brokenInvariants(context)).toEqual([]);
    expect((await reconcile(context)).ok).toBe(true);
  });

  it('cancels a wager for good that it reopened to pending', async () => {
    const { context, ids, customerId, ...verbs } = await openUpgraded(['voided void']);
    const id = ids['W-1001'] ?? '';
    await verbs.reopen(id);
    await verbs.cancel(id);
    expect(await balanceOf(context, customerId)).toBe(0);
    await expect(verbs.reopen(id)).rejects.toThrow('wager W-1001 is cancelled');
    expect((await reconcile(context)).ok).toBe(true);
  });

  it('regrades a wager that was settled without acceptance, and reopens it to pending', async () => {
    const { context, ids, customerId, ...verbs } = await openUpgraded(
      ['settled loss'],
      ['settled win', 'voided void'],
      ['voided void', 'settled loss'],
    );
    const [settled = '', regraded = '', paid = ''] = Object.values(ids);
    for (const id of [settled, regraded, paid]) await verbs.regrade(id, 'win');
    expect(await balanceOf(context, customerId)).toBe(272.73);
    for (const id of [settled, regraded, paid]) {
      await verbs.reopen(id);
      expect(await stateOf(context, id)).toBe('pending');
      await expect(verbs.settle(id, 'win')).rejects.toThrow('waits for acceptance');
    }
    expect(await balanceOf(context, customerId)).toBe(-300);
    expect(await brokenInvariants(context)).toEqual([]);
    expect((await reconcile(context)).ok).toBe(true);
  });

  it('leaves a wager active that was reopened under the old rule', async () => {
    const { context, ids, ...verbs } = await openUpgraded(['voided void', 'active']);
    const id = ids['W-1001'] ?? '';
    expect(await stateOf(context, id)).toBe('active');
    await verbs.settle(id, 'loss');
    await verbs.reopen(id);
    expect(await stateOf(context, id)).toBe('active');
    expect((await reconcile(context)).ok).toBe(true);
  });

  it('refuses raw SQL that would pay a wager without acceptance', async () => {
    const { context, ids, admin } = await openUpgraded(['voided void'], ['settled loss'], []);
    const [voided = '', settled = '', pending = ''] = Object.values(ids);
    const at = '2026-03-04 13:00:00';
    const write = (id: string, status: string, result: WagerResult | null, win: number) =>
      commitBatch(context.database, [
        sql`INSERT INTO operations (id, kind, actor_user_id, request_hash, result)
          VALUES ('raw', 'wager.raw', ${admin.userId}, 'raw', '{}')`,
        sql`INSERT INTO gradings (id, wager_id, from_status, from_result, to_status, to_result,
            win_delta, created_at, actor_user_id, operation_id, wager_version)
          SELECT 'raw', id, status, result, ${status}, ${result}, ${win}, ${at}, ${admin.userId},
            'raw', version + 1 FROM wagers WHERE id = ${id}`,
      ]);
    const onlyUpdate = (id: string, set: string) =>
      query(
        context,
        `UPDATE wagers SET ${set}, version = version + 1, operation_id = 'raw' WHERE id = ?`,
        id,
      );
    const refused = 'only an accepted wager is settled, voided or regraded';
    await expect(write(voided, 'settled', 'win', -90.91)).rejects.toThrow(refused);
    await expect(write(voided, 'active', null, 0)).rejects.toThrow(refused);
    await expect(write(settled, 'active', null, -100)).rejects.toThrow(refused);
    await expect(write(pending, 'settled', 'win', -90.91)).rejects.toThrow(refused);
    await expect(write(pending, 'voided', 'void', 0)).rejects.toThrow(refused);
    const cannot = 'a wager cannot go from its status and result to these';
    await expect(
      onlyUpdate(voided, `status = 'settled', result = 'win', settled_at = '${at}'`),
    ).rejects.toThrow(cannot);
    for (const id of [voided, settled]) {
      await expect(
        onlyUpdate(id, `status = 'active', result = NULL, settled_at = NULL`),
      ).rejects.toThrow(cannot);
    }
    expect(await query(context, `SELECT * FROM gradings WHERE operation_id = 'raw'`)).toEqual([]);
    expect((await reconcile(context)).ok).toBe(true);
  });
});

function verbsOf({ context, admin }: Pick<OldBook, 'context' | 'admin'>) {
  const input = (id: string) => ({ operationId: op(), ids: [id], reason: 'old books' });
  return {
    accept: (id: string) => acceptWagers(context, admin, input(id)),
    settle: (id: string, result: WagerResult) =>
      settleWagers(context, admin, { ...input(id), result }),
    voidOne: (id: string) => voidWagers(context, admin, input(id)),
    cancel: (id: string) => cancelWagers(context, admin, input(id)),
    regrade: (id: string, result: WagerResult) =>
      regradeWagers(context, admin, { ...input(id), result }),
    reopen: (id: string) => reopenWagers(context, admin, input(id)),
    preview: async (kind: 'wager.reopen', id: string) =>
      said(await previewOperation(context, admin, { kind, ids: [id] })).rows.map(
        ({ text }) => text,
      ),
  };
}
