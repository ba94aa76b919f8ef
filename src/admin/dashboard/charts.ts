import type { Context } from '../../context.js';
import type { Actor } from '../../domain/actor.js';
import type { FigureName } from '../../domain/figure-definitions.js';
import { toCents } from '../../domain/money.js';
import {
  readSeries,
  type ChartedName,
  type WeekOfSeries,
} from '../../services/figures/dashboard.js';
import { thisWeek } from '../../services/figures/scope.js';
import type { ChartData, ChartsData } from '../contract/dashboard.js';
import { explainAddress, listOfFigure } from '../figures/links.js';
import { formatFigure } from '../figures/tiles.js';

/** Builds charts of half a year of the book; each bar links to the rows behind it. */

const WEEKS = 26;

interface ChartDeclaration {
  id: string;
  title: string;
  note: string;
  unit: ChartData['unit'];
  series: { id: ChartedName & FigureName; label: string }[];
}

const declarations: ChartDeclaration[] = [
  {
    id: 'handle-and-win',
    title: 'Handle and gross win',
    note: 'Stakes of the bets placed in each week, and what the book won by grading',
    unit: 'money',
    series: [
      { id: 'handle', label: 'Handle' },
      { id: 'gross_win', label: 'Gross win' },
    ],
  },
  {
    id: 'hold',
    title: 'Hold',
    note: 'Gross win as a share of the stakes first graded in each week',
    unit: 'percent',
    series: [{ id: 'hold_percent', label: 'Hold' }],
  },
  {
    id: 'cash',
    title: 'Deposits and withdrawals',
    note: 'Completed payments of each week, reversals taken off, without adjustments',
    unit: 'money',
    series: [
      { id: 'deposits', label: 'Deposits' },
      { id: 'withdrawals', label: 'Withdrawals' },
    ],
  },
];

/** Reads the weekly figures of all charts. */
export async function readCharts(context: Context, actor: Actor): Promise<ChartsData> {
  const series = await readSeries(context, actor, WEEKS);
  const current = thisWeek(context).start;
  return {
    charts: declarations.map((chart) => ({
      ...chart,
      weeks: series.map((one) => toWeek(context, chart, one, one.week.start === current)),
    })),
  };
}

function toWeek(
  context: Context,
  { unit, series }: ChartDeclaration,
  { week, values }: WeekOfSeries,
  isCurrent: boolean,
): ChartData['weeks'][number] {
  return {
    start: week.start,
    label: `${week.start} to ${week.end}`,
    isCurrent,
    values: series.map(({ id }) => {
      const value = values[id];
      const shown = unit === 'money' ? toCents(value) : value;
      return {
        value,
        text: formatFigure(context.config, unit, shown),
        href:
          listOfFigure('admin', { figure: id }, week, isCurrent) ??
          explainAddress({ figure: id, from: week.start, to: week.end }),
      };
    }),
  };
}
