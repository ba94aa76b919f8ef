import React, { useEffect, useId, useRef, useState } from 'react';
import { Link } from 'react-router-dom';
import type { ChartData } from '../../contract/dashboard.js';
import { useText } from '../requests/use-text.js';
import { ChartBars } from './chart-bars.js';

/** A chart of weeks: bars that lead to their rows, and the same values as a table. */
export function Chart({ chart }: { chart: ChartData }): React.JSX.Element {
  const text = useText();
  const id = useId();
  const { element, width } = useWidth();
  return (
    <figure className="chart" aria-labelledby={`${id}-title`} data-testid={`chart-${chart.id}`}>
      <figcaption>
        <h3 id={`${id}-title`}>{chart.title}</h3>
        <p className="chart-note">{chart.note}</p>
        {chart.series.length > 1 && (
          <ul className="chart-legend">
            {chart.series.map(({ id: series, label }, index) => (
              <li key={series}>
                <span className={`chart-key chart-key-${index}`} aria-hidden="true" /> {label}
              </li>
            ))}
          </ul>
        )}
      </figcaption>
      <div ref={element} className="chart-area">
        {width > 0 && <ChartBars chart={chart} width={width} />}
      </div>
      <details>
        <summary>{text('Chart.table')}</summary>
        <ChartTable chart={chart} />
      </details>
    </figure>
  );
}

/** Measures the width of an element, as it changes. */
function useWidth() {
  const element = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!element.current) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.floor(entry.contentRect.width));
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return { element, width };
}

function ChartTable({ chart }: { chart: ChartData }): React.JSX.Element {
  const text = useText();
  return (
    <div className="table-scroll" role="region" aria-label={chart.title} tabIndex={0}>
      <table className="table table-plain">
        <thead>
          <tr>
            <th scope="col">{text('Chart.week')}</th>
            {chart.series.map(({ id, label }) => (
              <th key={id} scope="col" className="align-end">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...chart.weeks].reverse().map((week) => (
            <tr key={week.start}>
              <th scope="row">
                {week.label} {week.isCurrent && <em>({text('Chart.current')})</em>}
              </th>
              {week.values.map(({ text: value, href }, index) => (
                <td key={index} className="align-end">
                  <Link className="value-link value-number" to={href}>
                    {value}
                  </Link>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
