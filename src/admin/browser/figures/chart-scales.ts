/** The geometry of a bar chart, in pixels. */
import { scaleBand, scaleLinear } from '@visx/scale';
import type { ChartData } from '../../contract/dashboard.js';

export const HEIGHT = 220;
export const MARGIN = { top: 8, right: 4, bottom: 26, left: 52 };
export const TICKS = 4;
/** Space that a week's label needs below its bars. */
const LABEL_WIDTH = 58;

export type ChartScales = ReturnType<typeof chartScales>;

/** Places the weeks, the series of a week, and the values, in a chart of this width. */
export function chartScales(chart: ChartData, width: number) {
  const all = chart.weeks.flatMap(({ values }) => values.map(({ value }) => value));
  const bands = scaleBand({
    domain: chart.weeks.map(({ start }) => start),
    range: [MARGIN.left, width - MARGIN.right],
    padding: 0.2,
  });
  return {
    bands,
    groups: scaleBand({
      domain: chart.series.map((_, index) => String(index)),
      range: [0, bands.bandwidth()],
      padding: 0,
    }),
    values: scaleLinear({
      domain: [Math.min(0, ...all), Math.max(0, ...all) || 1],
      range: [HEIGHT - MARGIN.bottom, MARGIN.top],
      nice: TICKS,
    }),
  };
}

/** Chooses as many weeks as have room for their labels, counted from the last one back. */
export function labelledWeeks({ weeks }: ChartData, width: number): string[] {
  const most = Math.max(1, Math.floor((width - MARGIN.left) / LABEL_WIDTH));
  const every = Math.ceil(weeks.length / most);
  return weeks
    .filter((_, index) => (weeks.length - 1 - index) % every === 0)
    .map(({ start }) => start);
}
