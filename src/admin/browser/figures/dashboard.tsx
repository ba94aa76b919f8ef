import React from 'react';
import { ApiClient } from 'adminjs';
import { Link } from 'react-router-dom';
import type {
  ChartsData,
  DashboardCell,
  DashboardData,
  DashboardSection,
  DashboardTable,
  DashboardTile,
} from '../../contract/dashboard.js';
import { formatDateTime } from '../../contract/format.js';
import { useAnswer } from '../requests/use-answer.js';
import { useText } from '../requests/use-text.js';
import { Problem } from '../ui/problem.js';
import { Chart } from './chart.js';

/** The first page: figures that lead to the rows behind them. */
export default function Dashboard(): React.JSX.Element {
  const text = useText();
  const { data, failure } = useDashboard<DashboardData>({});
  if (failure !== undefined) return <Problem text={failure} />;
  if (data === undefined) return <p className="dashboard-wait">{text('Dashboard.loading')}</p>;
  const tiles = data.sections.filter(({ table }) => !table);
  const tables = data.sections.filter(({ table }) => table);
  return (
    <div className="dashboard" data-testid="dashboard">
      <h1>{data.title}</h1>
      <p className="dashboard-subtitle">{data.subtitle}</p>
      {tiles.map((section) => (
        <Section key={section.id} section={section} timezone={data.timezone} />
      ))}
      {data.hasCharts && <Charts />}
      <div className="dashboard-sections">
        {tables.map((section) => (
          <Section key={section.id} section={section} timezone={data.timezone} />
        ))}
      </div>
    </div>
  );
}

/** Asks the dashboard's handler for one part of the page. */
function useDashboard<Data>(params: Record<string, string>) {
  return useAnswer(new URLSearchParams(params).toString(), async () => {
    const { data } = await new ApiClient().getDashboard({ params });
    return data as Data;
  });
}

function Charts(): React.JSX.Element {
  const text = useText();
  const { data, failure } = useDashboard<ChartsData>({ part: 'charts' });
  return (
    <section className="dashboard-section" aria-labelledby="charts" aria-busy={data === undefined}>
      <h2 id="charts">{text('Dashboard.charts')}</h2>
      <Problem text={failure} />
      {data === undefined && failure === undefined && (
        <p className="charts-wait">{text('Dashboard.chartsLoading')}</p>
      )}
      {data && (
        <div className="charts">
          {data.charts.map((chart) => (
            <Chart key={chart.id} chart={chart} />
          ))}
        </div>
      )}
    </section>
  );
}

function Section(props: { section: DashboardSection; timezone: string }): React.JSX.Element {
  const { section, timezone } = props;
  const { id, title, tiles, table } = section;
  return (
    <section
      className="dashboard-section"
      aria-labelledby={`section-${id}`}
      data-testid={`section-${id}`}
    >
      <h2 id={`section-${id}`}>{title}</h2>
      {tiles && (
        <ul className="tiles">
          {tiles.map((tile) => (
            <Tile key={tile.id} {...tile} />
          ))}
        </ul>
      )}
      {table && <Table table={table} title={title} timezone={timezone} />}
    </section>
  );
}

/** A figure with its label, its note, and the way to the rows behind it. */
export function Tile(tile: DashboardTile): React.JSX.Element {
  const { id, label, value, note, tone, href, previous, explain } = tile;
  const text = useText();
  const content = (
    <>
      <span className="tile-label">{label}</span>
      <span className={`tile-value tone-text-${tone ?? 'neutral'}`}>{value}</span>
      {note !== undefined && <span className="tile-note">{note}</span>}
    </>
  );
  const describe = text('Dashboard.explain', { label: label.toLowerCase() });
  return (
    <li className="tile" data-testid={`tile-${id}`}>
      {href === undefined ? (
        <div className="tile-main">{content}</div>
      ) : (
        <Link className="tile-main" to={href}>
          {content}
        </Link>
      )}
      {previous && (
        <span className="tile-note tile-previous">
          {text('Dashboard.previous')}{' '}
          {previous.href === undefined ? (
            previous.value
          ) : (
            <Link to={previous.href}>{previous.value}</Link>
          )}
        </span>
      )}
      {explain !== undefined && (
        <Link className="tile-explain" to={explain} aria-label={describe} title={describe}>
          ?
        </Link>
      )}
    </li>
  );
}

function Table(props: {
  table: DashboardTable;
  title: string;
  timezone: string;
}): React.JSX.Element {
  const { table, title, timezone } = props;
  const align = (index: number) => (table.columns[index]?.isNumber ? 'align-end' : undefined);
  return (
    <div className="dashboard-table">
      {table.rows.length === 0 ? (
        <p className="dashboard-empty">{table.empty}</p>
      ) : (
        <div className="table-scroll" role="region" aria-label={title} tabIndex={0}>
          <table className="table table-plain">
            <thead>
              <tr>
                {table.columns.map(({ label }, index) => (
                  <th key={label} scope="col" className={align(index)}>
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.rows.map((cells, row) => (
                <tr key={row}>
                  {cells.map((cell, index) => (
                    <td key={index} className={align(index)}>
                      <Cell cell={cell} timezone={timezone} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {table.more && (
        <Link className="value-link dashboard-more" to={table.more.href}>
          {table.more.label}
        </Link>
      )}
    </div>
  );
}

function Cell(props: { cell: DashboardCell; timezone: string }): React.JSX.Element {
  const { text, href, tone, isTime, isUnbroken } = props.cell;
  if (isTime) {
    const when = formatDateTime(text, props.timezone);
    return (
      <time className="value-date" dateTime={`${text.replace(' ', 'T')}Z`} title={when.title}>
        {when.text}
      </time>
    );
  }
  const className = `dashboard-cell tone-text-${tone ?? 'neutral'}${isUnbroken ? ' word' : ''}`;
  if (href === undefined) return <span className={className}>{text}</span>;
  return (
    <Link className={`${className} value-link`} to={href}>
      {text}
    </Link>
  );
}
