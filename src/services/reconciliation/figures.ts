import { sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { toTimestamp } from '../../db/ids.js';
import {
  isClosed,
  periodKinds,
  periodOf,
  type Period,
  type PeriodKind,
} from '../../domain/period.js';
import { message } from '../../messages/message.js';
import { bookCalendar } from '../calendar.js';
import { computeFigures } from '../stats/compute.js';
import { sayStoredValue } from '../stats/stored-values.js';
import {
  changesOf,
  isOutdated,
  readStoredPeriods,
  type DifferingValue,
} from '../stats/stored-periods.js';
import type { Findings } from './report.js';

/** Invariant 7 of docs/money.md: stored figures of closed periods equal a recompute. */

const PERIODS_A_QUERY = 31;
const SHOWN = 5;

/** Compares stored figures with a recompute; outdated periods become warnings. */
export async function checkStoredFigures(context: Context, findings: Findings): Promise<void> {
  const calendar = bookCalendar(context);
  const now = toTimestamp(context.clock.now());
  for (const kind of periodKinds) {
    const starts = await context.longDb.all<{ start: string }>(
      sql`SELECT period_start AS start FROM kpi_metrics WHERE +period = ${kind}
        UNION SELECT week_start FROM weekly_stats WHERE ${kind} = 'weekly' ORDER BY 1`,
    );
    const periods: Period[] = [];
    const strays: string[] = [];
    for (const { start } of starts) {
      const period = /^\d{4}-\d{2}-\d{2}$/.test(start) ? periodOf(calendar, kind, start) : null;
      if (period?.start !== start) strays.push(start);
      else if (isClosed(period, now)) periods.push(period);
    }
    warn(findings, 'reconciliation.off_calendar', kind, strays);
    const outdated: string[] = [];
    for (let first = 0; first < periods.length; first += PERIODS_A_QUERY) {
      const chunk = periods.slice(first, first + PERIODS_A_QUERY);
      outdated.push(...(await checkPeriods(context, chunk, findings)));
    }
    warn(findings, 'reconciliation.outdated', kind, outdated);
  }
}

/**
 * Returns the outdated periods. The book changes meanwhile, so a period that differs is compared once
 * more before it is reported.
 */
async function checkPeriods(
  context: Context,
  periods: readonly Period[],
  findings: Findings,
): Promise<string[]> {
  findings.looked(7, periods.length);
  const states = await readStoredPeriods(context, periods);
  const isKnown = (index: number) => {
    const [stored, period] = [states[index], periods[index]];
    return stored?.state != null && period !== undefined && isOutdated(stored, period);
  };
  const known = periods.filter((_, index) => isKnown(index)).map(({ start }) => start);
  const first = await compareStoredPeriods(
    context,
    periods.filter((_, index) => !isKnown(index)),
  );
  const doubtful = first.filter(({ changes }) => changes.length > 0).map(({ period }) => period);
  const second = doubtful.length === 0 ? [] : await compareStoredPeriods(context, doubtful);
  for (const { changes } of second) {
    for (const change of changes) reportFigure(change, findings);
  }
  const found = [...first, ...second].filter(({ outdated }) => outdated);
  return [...known, ...found.map(({ period }) => period.start)];
}

function reportFigure(change: DifferingValue, findings: Findings): void {
  const { table, period, periodStart, name, before: found, after: expected } = change;
  const figure = sayStoredValue(change);
  findings.broken(7, {
    table,
    id: `${period} ${periodStart} ${name}`,
    label: figure,
    expected,
    found,
    text:
      found === null
        ? message('reconciliation.missing_figure', { figure, expected })
        : message('reconciliation.wrong_figure', { figure, found, expected }),
  });
}

/** Reads figures first and states after, so that a change in between shows as outdated. */
async function compareStoredPeriods(context: Context, periods: readonly Period[]) {
  if (periods.length === 0) return [];
  const figures = await computeFigures(context, periods);
  const stored = await readStoredPeriods(context, periods);
  return figures.flatMap((one, index) => {
    const before = stored[index];
    if (!before) return [];
    const outdated = before.state !== null && isOutdated(before, one.period);
    return { period: one.period, outdated, changes: outdated ? [] : changesOf(one, before) };
  });
}

function warn(
  findings: Findings,
  key: 'reconciliation.off_calendar' | 'reconciliation.outdated',
  kind: PeriodKind,
  starts: readonly string[],
): void {
  if (starts.length === 0) return;
  const days =
    starts.length > SHOWN
      ? message('reconciliation.days_and_more', {
          days: starts.slice(0, SHOWN).join(', '),
          more: starts.length - SHOWN,
        })
      : message('reconciliation.days', { days: starts });
  findings.warnings.push(message(key, { kind: `period.${kind}`, days }));
}
