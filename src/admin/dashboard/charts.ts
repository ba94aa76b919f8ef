import type { Context } from '../../context.js';
import type { Actor } from '../../domain/actor.js';
import { figureDefinitions, type FigureName } from '../../domain/figure-definitions.js';
import { toCents } from '../../domain/money.js';
import { message, type Message } from '../../messages/message.js';
import {
  readSeries,
  type ChartedName,
  type WeekOfSeries,
} from '../../services/figures/dashboard.js';
import { thisWeek } from '../../services/figures/scope.js';
import type { ChartData, ChartsData, ChartWeek } from '../contract/dashboard.js';
import { explainAddress, listOfFigure } from '../figures/links.js';
import { formatFigure } from '../figures/tiles.js';

/** Builds charts of half a year of the book; each bar links to the rows behind it. */

const WEEKS = 26;

interface ChartDeclaration {
  id: string;
  title: Message;
  note: Message;
  unit: ChartData['unit'];
  series: { id: ChartedName & FigureName; label: Message }[];
}

const seriesOf = (id: ChartedName & FigureName) => ({ id, label: figureDefinitions[id].label });

const declarations: ChartDeclaration[] = [
  {
    id: 'handle-and-win',
    title: message('dashboard.handle_and_win'),
    note: message('dashboard.handle_and_win_note'),
    unit: 'money',
    series: [seriesOf('handle'), seriesOf('gross_win')],
  },
  {
    id: 'hold',
    title: message('figures.hold'),
    note: message('dashboard.hold_note'),
    unit: 'percent',
    series: [seriesOf('hold_percent')],
  },
  {
    id: 'cash',
    title: message('dashboard.cash'),
    note: message('dashboard.cash_note'),
    unit: 'money',
    series: [seriesOf('deposits'), seriesOf('withdrawals')],
  },
];

/** Reads the weekly figures of all charts. */
export async function readCharts(context: Context, actor: Actor): Promise<ChartsData<Message>> {
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
): ChartWeek<Message> {
  return {
    start: week.start,
    label: message('figures.days', { from: week.start, to: week.end }),
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
