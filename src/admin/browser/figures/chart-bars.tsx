import React, { useRef, useState } from 'react';
import { AxisBottom, AxisLeft } from '@visx/axis';
import { Bar } from '@visx/shape';
import { useNavigate } from 'react-router-dom';
import type { ChartData, ChartWeek } from '../../contract/dashboard.js';
import { useText } from '../requests/use-text.js';
import {
  chartScales,
  HEIGHT,
  labelledWeeks,
  MARGIN,
  TICKS,
  type ChartScales,
} from './chart-scales.js';

/** Place of a bar: its week and its series, counted from 0. */
interface BarPlace {
  week: number;
  series: number;
}

/**
 * The bars of a chart. The whole chart is one tab stop: arrow keys move from bar to bar, Enter opens
 * the rows behind one.
 */
export function ChartBars(props: { chart: ChartData; width: number }): React.JSX.Element {
  const { chart, width } = props;
  const text = useText();
  const { svg, current, setCurrent, move } = useCurrentBar(chart);
  const scales = chartScales(chart, width);
  return (
    <svg
      ref={svg}
      width={width}
      height={HEIGHT}
      role="group"
      aria-label={`${chart.title}. ${text('Chart.keys')}`}
      onKeyDown={move}
    >
      <ValueAxis scales={scales} unit={chart.unit} width={width} />
      {chart.weeks.map((week, weekIndex) =>
        week.values.map((_value, index) => (
          <WeekBar
            key={`${week.start} ${index}`}
            week={week}
            seriesLabel={chart.series[index]?.label}
            place={{ week: weekIndex, series: index }}
            isCurrent={current.week === weekIndex && current.series === index}
            scales={scales}
            onFocus={setCurrent}
          />
        )),
      )}
      <AxisBottom
        scale={scales.bands}
        top={HEIGHT - MARGIN.bottom}
        hideAxisLine
        hideTicks
        tickValues={labelledWeeks(chart, width)}
        tickFormat={(start) => start.slice(5)}
        tickClassName="chart-tick"
        tickLabelProps={{ textAnchor: 'middle', dy: 4 }}
      />
    </svg>
  );
}

/** Keeps the bar that the tab key reaches, and moves it by the arrow keys, Home and End. */
function useCurrentBar(chart: ChartData) {
  const svg = useRef<SVGSVGElement>(null);
  const last = Math.max(0, chart.weeks.length - 1);
  const [current, setCurrent] = useState<BarPlace>({ week: last, series: 0 });
  const move = (event: React.KeyboardEvent): void => {
    const steps: Record<string, [number, number]> = {
      ArrowLeft: [-1, 0],
      ArrowRight: [1, 0],
      ArrowUp: [0, -1],
      ArrowDown: [0, 1],
      Home: [-last, 0],
      End: [last, 0],
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const week = clamp(current.week + step[0], last);
    const series = clamp(current.series + step[1], chart.series.length - 1);
    setCurrent({ week, series });
    svg.current?.querySelector<SVGElement>(`[data-bar="${week}-${series}"]`)?.focus();
  };
  return { svg, current, setCurrent, move };
}

/** The labels at the left, and a line across the chart for each. */
function ValueAxis(props: {
  scales: ChartScales;
  unit: ChartData['unit'];
  width: number;
}): React.JSX.Element {
  const { unit, width } = props;
  const { values } = props.scales;
  return (
    <>
      <AxisLeft
        scale={values}
        left={MARGIN.left}
        numTicks={TICKS}
        hideAxisLine
        hideTicks
        tickFormat={(value) => shortValue(Number(value), unit)}
        tickClassName="chart-tick"
        tickLabelProps={{ textAnchor: 'end', dx: -6, dy: 4 }}
      />
      {values.ticks(TICKS).map((tick) => (
        <line
          key={tick}
          className={tick === 0 ? 'chart-zero' : 'chart-grid'}
          x1={MARGIN.left}
          x2={width - MARGIN.right}
          y1={values(tick)}
          y2={values(tick)}
        />
      ))}
    </>
  );
}

/** One bar, as a link to its rows over the whole height of the chart. */
function WeekBar(props: {
  week: ChartWeek;
  seriesLabel: string | undefined;
  place: BarPlace;
  isCurrent: boolean;
  scales: ChartScales;
  onFocus: (place: BarPlace) => void;
}): React.JSX.Element | null {
  const { week, seriesLabel, place, isCurrent, onFocus } = props;
  const { bands, groups, values } = props.scales;
  const text = useText();
  const navigate = useNavigate();
  const bar = week.values[place.series];
  if (!bar) return null;
  const { value, text: shown, href } = bar;
  const label = text('Chart.bar', {
    series: seriesLabel,
    week: week.isCurrent ? `${week.label} (${text('Chart.current')})` : week.label,
    value: shown,
  });
  const x = (bands(week.start) ?? 0) + (groups(String(place.series)) ?? 0);
  const [end, zero] = [values(value), values(0)];
  return (
    <a
      href={href}
      className={`chart-bar chart-bar-${place.series}${week.isCurrent ? ' chart-bar-now' : ''}`}
      data-bar={`${place.week}-${place.series}`}
      aria-label={label}
      tabIndex={isCurrent ? 0 : -1}
      onFocus={() => onFocus(place)}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        navigate(href);
      }}
    >
      <title>{label}</title>
      <rect
        className="chart-target"
        x={x}
        y={MARGIN.top}
        width={groups.bandwidth()}
        height={HEIGHT - MARGIN.top - MARGIN.bottom}
      />
      <Bar
        x={x}
        y={Math.min(end, zero)}
        width={groups.bandwidth()}
        height={Math.max(Math.abs(zero - end), value === 0 ? 0 : 1)}
      />
    </a>
  );
}

function shortValue(value: number, unit: ChartData['unit']): string {
  if (unit === 'percent') return `${value} %`;
  return new Intl.NumberFormat('en-US', { notation: 'compact' }).format(value);
}

function clamp(value: number, most: number): number {
  return Math.min(Math.max(value, 0), most);
}
