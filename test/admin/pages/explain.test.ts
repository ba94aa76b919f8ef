import { expect, it } from 'vitest';
import type { DashboardData, TilesData } from '../../../src/admin/contract/dashboard.js';
import type { ExplainData } from '../../../src/admin/contract/explain.js';
import { figureDefinitions } from '../../../src/domain/figure-definitions.js';
import { kpiNames } from '../../../src/domain/figures.js';
import { systemActor } from '../../../src/services/accounts/actors.js';
import { recomputeStats } from '../../../src/services/stats/recompute.js';
import { voidWagers } from '../../../src/services/wagers/wagers.js';
import { query } from '../../helpers/books/book.js';
import {
  describeOnEngines,
  describeOnSqlite,
  type TestEngine,
} from '../../helpers/engines/engines.js';
import { behind, shownCents } from '../../helpers/panels/behind.js';
import type { Person } from '../../helpers/panels/driver.js';
import { openFigures } from '../../helpers/panels/figures-book.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';

const newYork = { env: { BOOK_TIMEZONE: 'America/New_York' } };

async function ask(person: Person, question: Record<string, string>): Promise<ExplainData> {
  const search = new URLSearchParams(question).toString();
  return (await person.get(`/api/pages/explain?${search}`)).json as unknown as ExplainData;
}

/** A book whose figures are stored. */
async function openStored(engine: TestEngine) {
  const figures = await openFigures(engine, newYork);
  await recomputeStats(figures.context, await systemActor(figures.context), 'all');
  return figures;
}

describeOnEngines('explanations of figures', (engine) => {
  const stored = sharedWorld(() => openStored(engine));

  it('a stored row leads to its explanation, and says when it is outdated', async () => {
    const { context, signIn } = await openFigures(engine, newYork);
    const system = await systemActor(context);
    await recomputeStats(context, system, 'all');
    const admin = await signIn('admin');
    const [week] = await query<{ id: string; volume: number }>(
      context,
      `SELECT id, total_volume AS volume FROM weekly_stats WHERE week_start = '2026-02-23'`,
    );
    const metrics = await query<{ id: string }>(
      context,
      `SELECT id FROM kpi_metrics WHERE period = 'monthly' AND period_start = '2026-02-01'
        AND metric_name IN ('hold_percent', 'deposits', 'new_customers')`,
    );
    const tilesOf = async (table: string, id = '') => {
      const path = `/api/resources/${table}/records/${id}/explain?read=1`;
      return ((await admin.get(path)).json as unknown as { view: TilesData }).view.tiles;
    };
    const ofWeek = await tilesOf('weekly_stats', week?.id);
    expect(ofWeek.map(({ id }) => id)).toEqual(['state', 'handle', 'gross_win', 'volume', 'bets']);
    const ofMonth = await Promise.all(metrics.map(({ id }) => tilesOf('kpi_metrics', id)));
    expect(ofMonth).toHaveLength(3);
    for (const [state, ...figures] of [ofWeek, ...ofMonth]) {
      expect(state).toMatchObject({ value: 'Up to date', tone: 'good' });
      for (const { value, href = '' } of figures) {
        expect((await behind(admin, href)).value, href).toBe(value);
      }
    }

    const outdated = async () => {
      const { sections } = (await admin.get('/api/dashboard')).json as unknown as DashboardData;
      const tiles = sections.flatMap(({ tiles: own }) => own ?? []);
      return tiles.find(({ id }) => id === 'outdated');
    };
    expect(await outdated()).toMatchObject({ value: '0' });
    const [open] = await query<{ id: string }>(
      context,
      `SELECT id FROM wagers WHERE status = 'active'
        AND created_at BETWEEN '2026-02-23 05:00:00' AND '2026-02-28 04:59:59'`,
    );
    await voidWagers(context, system, { operationId: 'void-it', ids: [open?.id ?? ''] });
    // Its day, its week and its month, all of which are over.
    expect(await outdated()).toMatchObject({ value: '3', tone: 'warn' });
    expect((await tilesOf('weekly_stats', week?.id))[0]).toMatchObject({ value: 'Outdated' });
    await recomputeStats(context, system, 'all');
    expect(await outdated()).toMatchObject({ value: '0' });
    expect((await tilesOf('weekly_stats', week?.id))[0]).toMatchObject({ value: 'Up to date' });
  }, 60_000);

  it('an explanation adds up its parts and its rows, for every figure', async () => {
    const { signIn } = stored();
    const admin = await signIn('admin');
    const sum = (values: { value: string }[]) =>
      values.reduce((total, { value }) => total + shownCents(value), 0);
    for (const figure of Object.keys(figureDefinitions)) {
      const { answer } = await ask(admin, { figure, from: '2026-02-16', to: '2026-02-22' });
      if (!answer) throw new Error(`${figure} has no answer`);
      const total = shownCents(answer.total);
      if (figure !== 'commission') expect(sum(answer.parts), figure).toBe(total);
      if (answer.pageCount === 1) expect(sum(answer.rows), figure).toBe(total);
    }
  }, 60_000);

  it('an explanation for an agent has its own rows, and those of one of its customers', async () => {
    const { context, signIn } = stored();
    const [first] = await query<{ agent: string; username: string }>(
      context,
      `SELECT agent_id AS agent, username FROM users WHERE role = 'agent' ORDER BY username LIMIT 1`,
    );
    const [busiest] = await query<{ customer: string }>(
      context,
      `SELECT customer_id AS customer FROM wagers WHERE agent_id = '${first?.agent ?? ''}'
        GROUP BY customer_id ORDER BY count(*) DESC, customer_id LIMIT 1`,
    );
    const agent = await signIn(first?.username ?? '');
    const weeks = { from: '2026-01-05', to: '2026-02-22' };
    const customer = busiest?.customer ?? '';
    for (const figure of Object.keys(figureDefinitions)) {
      for (const whose of [{}, { agent: first?.agent ?? '' }, { customer }]) {
        const { answer } = await ask(agent, { figure, ...weeks, ...whose });
        if (!answer) throw new Error(`${figure} has no answer`);
        const sum = answer.parts.reduce((total, { value }) => total + shownCents(value), 0);
        if (figure !== 'commission') expect(sum, figure).toBe(shownCents(answer.total));
      }
    }
  }, 60_000);
});

describeOnSqlite('explanations and stored figures', (engine) => {
  const stored = sharedWorld(() => openStored(engine));

  it('an explanation equals the stored figure, for every metric of every kind of period', async () => {
    const { context, signIn } = stored();
    const admin = await signIn('admin');
    const periods: [string, string][] = [
      ['daily', '2026-03-03'],
      ['weekly', '2026-02-16'],
      ['monthly', '2026-02-01'],
    ];
    for (const [period, start] of periods) {
      const metrics = await query<{ name: string; value: number; to: string }>(
        context,
        `SELECT metric_name AS name, metric_value AS value, period_end AS "to" FROM kpi_metrics
          WHERE period = ? AND period_start = ?`,
        period,
        start,
      );
      expect(metrics.map(({ name }) => name).sort()).toEqual([...kpiNames].sort());
      for (const { name, value, to } of metrics) {
        const { answer } = await ask(admin, { figure: name, from: start, to });
        const shown = shownCents(answer?.value ?? '');
        expect(shown, `${name}, ${period} ${start}`).toBe(Math.round(value * 100));
        expect(answer?.formula, name).not.toBe('');
      }
    }
  }, 60_000);

  it('an explanation is in the language of its reader, and its data as it is', async () => {
    const { signIn } = stored();
    const reader = await signIn('admin', 'es');
    const handle = await ask(reader, { figure: 'handle', from: '2026-02-16', to: '2026-02-22' });
    expect(handle.answer).toMatchObject({
      title: 'Volumen',
      subject: 'todo el libro, 2026-02-16 a 2026-02-22',
      formula:
        'suma de los importes de todas las apuestas hechas en el periodo, sin canceladas ni anuladas',
    });
    expect(handle.answer?.parts.map(({ label }) => label)).toEqual(['Liquidada', 'Activa']);
    const limits = await ask(reader, { figure: 'near_limit' });
    expect(limits.answer?.rows[0]?.note).toMatch(/^debe [\d,.]+ de [\d,.]+$/);
    const balances = await ask(reader, { figure: 'balance', from: '2026-02-16', to: '2026-02-22' });
    const english = await ask(await signIn('admin'), {
      ...{ figure: 'balance', from: '2026-02-16', to: '2026-02-22' },
    });
    const labels = ({ answer }: ExplainData) => answer?.parts.map(({ label }) => label);
    expect(labels(balances)).toEqual(labels(english));
  }, 60_000);

  it('the page refuses a wrong question, and says why', async () => {
    const { signIn } = stored();
    const admin = await signIn('admin');
    const week = { from: '2026-02-16', to: '2026-02-22' };
    const wrong: [Record<string, string>, RegExp][] = [
      [{ figure: 'luck', ...week }, /no such figure/],
      [{ figure: 'handle', from: '2026-02-22', to: '2026-02-16' }, /backwards/],
      [{ figure: 'handle', from: '2026-02-30', to: '2026-03-01' }, /not a date/],
      [{ figure: 'handle', from: '2026-04-01', to: '2026-04-07' }, /in the future/],
      [{ figure: 'handle', from: '2026-03-01', to: '2027-03-01' }, /in the future/],
      [{ figure: 'handle', from: '2016-01-01', to: '2026-03-01' }, /more than five years/],
      [{ figure: 'handle', agent: 'nobody', ...week }, /no such agent/],
      [{ figure: 'balance', customer: 'nobody', ...week }, /no such customer/],
    ];
    for (const [question, reason] of wrong) {
      const { problem, answer } = await ask(admin, question);
      expect(problem, JSON.stringify(question)).toMatch(reason);
      expect(answer).toBeUndefined();
    }
  });
});
