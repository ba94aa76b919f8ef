import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import type { Context } from '../../../src/context.js';
import { verbatim } from '../../../src/messages/message.js';
import { createRun, startRun, undoRun } from '../../../src/services/bulk-runs/bulk-runs.js';
import { listRunItems } from '../../../src/services/bulk-runs/items.js';
import { getRun } from '../../../src/services/bulk-runs/records.js';
import { balanceOf, query } from '../../helpers/books/book.js';
import { brokenInvariants } from '../../helpers/books/invariants.js';
import { placeMany } from '../../helpers/books/many-wagers.js';
import { openOldBook } from '../../helpers/books/old-book.js';
import { rowMessage } from '../../../src/services/previews/tally.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import { bookWith, csvOf, runAll } from './book.js';
import { said } from '../../helpers/messages/said.js';

const waits = (number: string) => `wager ${number} waits for acceptance: accept or cancel it`;

describeOnEngines('bulk runs with wagers that wait for acceptance', (engine) => {
  it.each([
    { kind: 'wager.settle' as const, result: 'win' as const },
    { kind: 'wager.void' as const, result: undefined },
  ])(
    '$kind leaves pending rows out of its preview and refuses them by name',
    async ({ kind, result }) => {
      const { context, admin, ann } = await bookWith(engine, 12);
      const [first = '', second = ''] = await placeMany(context, admin, [ann], 2, 'pending');
      const { run, preview } = await createRun(context, admin, {
        kind,
        result,
        rows: { selection: sql`SELECT id FROM wagers`, chosen: verbatim('all wagers') },
      });
      expect(said(preview)).toMatchObject({
        changes: 12,
        refusedCount: 2,
        refusals: [
          { kind: 'waiting for acceptance', count: 2, examples: [{ id: first }, { id: second }] },
        ],
        refused: [
          { label: 'W-1013', reason: waits('W-1013') },
          { label: 'W-1014', reason: waits('W-1014') },
        ],
      });
      expect(preview.rows.map(({ label }) => label)).not.toContain('W-1013');
      await startRun(context, admin, run.id);
      await runAll(context);
      expect(await getRun(context, admin, run.id)).toMatchObject({ done: 12, refused: 2 });
      expect(
        said(await listRunItems(context, admin, run.id, { outcome: 'refused', limit: 10 })),
      ).toMatchObject([{ reason: waits('W-1013') }, { reason: waits('W-1014') }]);
      const lines = await csvOf(context, admin, run.id);
      expect(lines.filter((line) => line.includes('waits for acceptance'))).toHaveLength(2);
      expect(
        await query(context, `SELECT id FROM wagers WHERE status = 'pending' ORDER BY id`),
      ).toEqual([{ id: first }, { id: second }]);
      expect(await brokenInvariants(context)).toEqual([]);
    },
  );

  it('undoes a run from before the rule to pending, so that acceptance is not skipped', async () => {
    const book = await openOldBook(engine, [['voided void'], ['settled win'], ['voided void']]);
    const { context, admin, customerId, ids } = book;
    await keepOldRun(context, admin.userId, Object.values(ids));
    await book.upgrade();
    const undo = await undoRun(context, admin, 'old-run');
    expect(said(undo.preview.rows.map(rowMessage))).toEqual([
      'W-1001: reopen to pending takes 100.00 from Ann (balance 90.91 → -9.09)',
      'W-1002: reopen to pending takes 190.91 from Ann (balance -9.09 → -200.00)',
      'W-1003: reopen to pending takes 100.00 from Ann (balance -200.00 → -300.00)',
    ]);
    await startRun(context, admin, undo.run.id);
    await runAll(context);
    expect(await query(context, 'SELECT DISTINCT status, result FROM wagers')).toEqual([
      { status: 'pending', result: null },
    ]);
    expect(await balanceOf(context, customerId)).toBe(-300);
    expect(await brokenInvariants(context)).toEqual([]);
  });
});

/** Writes a finished run that voided these wagers, in the form of the version before the rule. */
async function keepOldRun(context: Context, userId: string, ids: string[]): Promise<void> {
  const input = { result: null, reason: null, chosen: 'all wagers', chosenIds: null, list: null };
  await query(
    context,
    `INSERT INTO bulk_runs (id, kind, actor_user_id, input, status, total, done)
     VALUES ('old-run', 'wager.void', ?, ?, 'finished', ?, ?)`,
    userId,
    JSON.stringify({ ...input, chosenBy: userId }),
    ids.length,
    ids.length,
  );
  await query(
    context,
    `INSERT INTO bulk_run_items (run_id, position, record_id, expected_version, outcome,
       left_version)
     SELECT 'old-run', key + 1, value, 0, 'done', 1 FROM json_each(?)`,
    JSON.stringify(ids),
  );
}
