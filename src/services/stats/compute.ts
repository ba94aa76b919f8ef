import type { Context } from '../../context.js';
import {
  addSums,
  commissionCents,
  kpiValues,
  NO_SUMS,
  type KpiName,
  type Sums,
} from '../../domain/figures.js';
import type { Period } from '../../domain/period.js';
import { readOpenLiability } from './liability.js';
import { readRates, type RateOn } from './rates.js';
import { readSums } from './sums.js';

/** The figures of whole periods, from the wagers, gradings and transactions themselves. */

export interface PeriodFigures {
  period: Period;
  sums: Sums;
  byAgent: Map<string, Sums>;
  kpis: Record<KpiName, number>;
}

/** Periods of about a month in one query: D1 gives a query 30 s. */
const PERIODS_A_QUERY = { daily: 31, weekly: 5, monthly: 1 };

/** Computes the figures of the periods, all of one kind, in their order. */
export async function computeFigures(
  context: Context,
  periods: readonly Period[],
): Promise<PeriodFigures[]> {
  if (periods.length === 0) return [];
  const size = PERIODS_A_QUERY[periods[0]?.kind ?? 'daily'];
  const rates = await readRates(context);
  const liabilities = await readOpenLiability(
    context,
    periods.map(({ endsAt }) => endsAt),
    size,
  );
  const computed: PeriodFigures[] = [];
  for (let first = 0; first < periods.length; first += size) {
    const chunk = periods.slice(first, first + size);
    const sums = await readSums(context, chunk);
    for (const [index, period] of chunk.entries()) {
      const byAgent = sums[index] ?? new Map<string, Sums>();
      computed.push(figuresOf(context, period, byAgent, rates, liabilities));
    }
  }
  return computed;
}

/** Returns the commission of one agent in cents, for a period that ends on this day: money.md. */
export function agentCommissionCents(
  context: Context,
  agentId: string,
  sums: Sums,
  rates: RateOn,
  lastDay: string,
): number {
  return commissionCents(sums, rates(agentId, lastDay), context.config.commissionBasis);
}

function figuresOf(
  context: Context,
  period: Period,
  byAgent: Map<string, Sums>,
  rates: RateOn,
  liabilities: Map<string, number>,
): PeriodFigures {
  const sums = byAgent.size === 0 ? { ...NO_SUMS } : addSums(byAgent.values());
  const commissions = [...byAgent].map(([agentId, own]) =>
    agentCommissionCents(context, agentId, own, rates, period.end),
  );
  return {
    period,
    sums,
    byAgent,
    kpis: kpiValues(sums, {
      openLiabilityCents: liabilities.get(period.endsAt) ?? 0,
      commissionCents: commissions.reduce((total, cents) => total + cents, 0),
    }),
  };
}
