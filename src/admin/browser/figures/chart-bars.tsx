import React, { useRef, useState } from 'react';
import { AxisBottom, AxisLeft } from '@visx/axis';
import { scaleBand, scaleLinear } from '@visx/scale';
import { Bar } from '@visx/shape';
import { useTranslation } from 'adminjs';
import { useNavigate } from 'react-router-dom';
import type { ChartData } from '../../contract/dashboard.js';

const HEIGHT = 220;
const MARGIN = { top: 8, right: 4, bottom: 26, left: 52 };
/** Space that a week's label needs below its bars, in pixels. */
const LABEL_WIDTH = 58;
const TICKS = 4;

/**
 * The bars themselves. One tab stop for the whole chart: arrow keys move from bar to bar, Enter
 * opens what is behind it.
 */
export function ChartBars(props: { chart: ChartData; width: number }): React.JSX.Element {
  const { chart, width } = props;
  const { translateComponent: text } = useTranslation();
  const navigate = useNavigate();
  const svg = useRef<SVGSVGElement>(null);
  const last = Math.max(0, chart.weeks.length - 1);
  const [current, setCurrent] = useState({ week: last, series: 0 });
  const { bands, groups, values } = scales(chart, width);
  const zero = values(0);

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

  return (
    <svg
      ref={svg}
      width={width}
      height={HEIGHT}
      role="group"
      aria-label={`${chart.title}. ${text('Chart.keys')}`}
      onKeyDown={move}
    >
      <AxisLeft
        scale={values}
        left={MARGIN.left}
        numTicks={TICKS}
        hideAxisLine
        hideTicks
        tickFormat={(value) => shortValue(Number(value), chart.unit)}
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
      {chart.weeks.map((week, weekIndex) =>
        week.values.map(({ value, text: shown, href }, index) => {
          const end = values(value);
          const series = chart.series[index];
          const at = text('Chart.bar', {
            series: series?.label,
            week: week.isCurrent ? `${week.label} (${text('Chart.current')})` : week.label,
            value: shown,
          });
          const isCurrent = current.week === weekIndex && current.series === index;
          const x = (bands(week.start) ?? 0) + (groups(String(index)) ?? 0);
          return (
            <a
              key={`${week.start} ${index}`}
              href={href}
              className={`chart-bar chart-bar-${index}${week.isCurrent ? ' chart-bar-now' : ''}`}
              data-bar={`${weekIndex}-${index}`}
              aria-label={at}
              tabIndex={isCurrent ? 0 : -1}
              onFocus={() => setCurrent({ week: weekIndex, series: index })}
              onClick={(event) => {
                if (event.ctrlKey || event.metaKey || event.shiftKey) return;
                event.preventDefault();
                navigate(href);
              }}
            >
              <title>{at}</title>
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
        }),
      )}
      <AxisBottom
        scale={bands}
        top={HEIGHT - MARGIN.bottom}
        hideAxisLine
        hideTicks
        tickValues={labelled(chart, width)}
        tickFormat={(start) => start.slice(5)}
        tickClassName="chart-tick"
        tickLabelProps={{ textAnchor: 'middle', dy: 4 }}
      />
    </svg>
  );
}

function scales(chart: ChartData, width: number) {
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

/** As many weeks as have room for their names, counted from this week back. */
function labelled({ weeks }: ChartData, width: number): string[] {
  const most = Math.max(1, Math.floor((width - MARGIN.left) / LABEL_WIDTH));
  const every = Math.ceil(weeks.length / most);
  return weeks
    .filter((_, index) => (weeks.length - 1 - index) % every === 0)
    .map(({ start }) => start);
}

function shortValue(value: number, unit: ChartData['unit']): string {
  if (unit === 'percent') return `${value} %`;
  return new Intl.NumberFormat('en-US', { notation: 'compact' }).format(value);
}

function clamp(value: number, most: number): number {
  return Math.min(Math.max(value, 0), most);
}
