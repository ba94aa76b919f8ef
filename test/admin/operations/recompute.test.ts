import { expect, it } from 'vitest';
import type { ActionReply } from '../../../src/admin/contract/panel.js';
import { query } from '../../helpers/books/book.js';
import { describeOnSqlite } from '../../helpers/engines/engines.js';
import { forgetFigures } from '../../helpers/panels/behind.js';
import type { Person } from '../../helpers/panels/driver.js';
import { openFigures } from '../../helpers/panels/figures-book.js';

async function send(
  person: Person,
  step: 'preview' | 'commit',
  values: Record<string, string>,
  table = 'weekly_stats',
): Promise<ActionReply & { notice?: { type: string } }> {
  const path = `/api/resources/${table}/actions/recompute`;
  return (await person.post(path, { operationId: 'recompute-1', step, ...values })).json;
}

describeOnSqlite('recomputations from a list', (engine) => {
  it('a recomputation shows old → new, writes it, and finds nothing to do afterwards', async () => {
    const { context, signIn } = await openFigures(engine);
    const admin = await signIn('admin');
    await forgetFigures(context);
    const everything = { span: 'everything' };
    const { preview } = await send(admin, 'preview', everything);
    expect(preview?.lines[0]?.text).toMatch(/^nothing → [-\d.,]+ \(.*\)$/);
    const stored = () => query(context, 'SELECT * FROM weekly_stats ORDER BY week_start');
    expect(await stored()).toEqual([]);

    const { notice } = await send(admin, 'commit', everything);
    expect(notice).toMatchObject({ type: 'success' });
    const first = await stored();
    expect(first.length).toBeGreaterThan(3);

    const again = await send(admin, 'preview', everything, 'kpi_metrics');
    expect(again.preview?.lines).toEqual([]);
    expect(again.preview?.warnings?.[0]).toMatch(/nothing to recompute/);
    await send(admin, 'commit', everything, 'kpi_metrics');
    expect(await stored()).toEqual(first);
  }, 60_000);

  it('a preview names the old value beside the new one', async () => {
    const { context, signIn } = await openFigures(engine);
    const admin = await signIn('admin');
    await send(admin, 'commit', { span: 'last_week' });
    const sql = "SELECT total_bets AS bets FROM weekly_stats WHERE week_start = '2026-02-23'";
    const [row] = await query<{ bets: number }>(context, sql);
    const bets = row?.bets ?? 0;
    await query(
      context,
      `UPDATE weekly_stats SET total_bets = ${bets + 7} WHERE week_start = '2026-02-23'`,
    );
    const { preview } = await send(admin, 'preview', { span: 'last_week' });
    expect(preview?.lines.map(({ label, text }) => `${label}: ${text}`)).toEqual([
      `Total bets, weekly from 2026-02-23: ${bets + 7} → ${bets} (weekly stats)`,
    ]);
  }, 60_000);

  it('a recomputation takes this week, or a range of days that exist', async () => {
    const { context, signIn } = await openFigures(engine);
    const admin = await signIn('admin');
    await forgetFigures(context);
    await send(admin, 'commit', { span: 'this_week' });
    const weeks = () => query(context, 'SELECT week_start FROM weekly_stats ORDER BY 1');
    expect(await weeks()).toEqual([{ week_start: '2026-03-02' }]);
    const wrong: [Record<string, string>, string, RegExp][] = [
      [{}, 'from', /first day/],
      [{ from: '2026-02-20', to: '2026-02-10' }, 'from', /backwards/],
      [{ from: '2026-02-20', to: '2026-05-10' }, 'to', /in the future/],
      [{ from: '2010-02-20', to: '2026-02-10' }, 'from', /five years/],
      [{ from: 'lately', to: '2026-02-10' }, 'from', /not a date/],
    ];
    for (const [range, field, reason] of wrong) {
      for (const step of ['preview', 'commit'] as const) {
        const { fieldErrors } = await send(admin, step, { span: 'range', ...range });
        expect(fieldErrors?.[field], JSON.stringify(range)).toMatch(reason);
      }
    }
    await send(admin, 'commit', { span: 'range', from: '2026-02-17', to: '2026-02-18' });
    expect(await weeks()).toEqual([{ week_start: '2026-02-16' }, { week_start: '2026-03-02' }]);
  }, 60_000);

  it('an agent cannot recompute', async () => {
    const { signIn } = await openFigures(engine);
    const agent = await signIn('agent');
    const path = '/api/resources/weekly_stats/actions/recompute';
    const reply = await agent.post(path, { operationId: 'recompute-1', step: 'commit' });
    expect(reply.status).toBe(404);
  });
});
