import React, { useEffect, useState } from 'react';
import { ApiClient, useTranslation } from 'adminjs';
import { Link } from 'react-router-dom';
import type { DashboardData, DashboardTile } from './contract.js';
import { failureText } from './failure.js';

/** The first page: figures that lead to the lists behind them. */
export default function Dashboard(): React.JSX.Element {
  const { translateComponent: text } = useTranslation();
  const [data, setData] = useState<DashboardData>();
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    new ApiClient()
      .getDashboard()
      .then((response) => setData(response.data as DashboardData))
      .catch((error: unknown) => setProblem(failureText(error, text)));
  }, []);
  if (problem !== undefined) {
    return (
      <p className="alert alert-bad" role="alert">
        {problem}
      </p>
    );
  }
  if (data === undefined) return <p className="dashboard-wait">{text('Dashboard.loading')}</p>;
  return (
    <div className="dashboard" data-testid="dashboard">
      <h1>{data.title}</h1>
      {data.subtitle !== undefined && <p className="dashboard-subtitle">{data.subtitle}</p>}
      <ul className="tiles">
        {data.tiles.map((tile) => (
          <li key={tile.label}>
            <Tile {...tile} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Tile({ label, value, note, tone, href }: DashboardTile): React.JSX.Element {
  const content = (
    <>
      <span className="tile-label">{label}</span>
      <span className={`tile-value tone-text-${tone ?? 'neutral'}`}>{value}</span>
      {note !== undefined && <span className="tile-note">{note}</span>}
    </>
  );
  if (href === undefined) return <div className="tile">{content}</div>;
  return (
    <Link className="tile" to={href}>
      {content}
    </Link>
  );
}
