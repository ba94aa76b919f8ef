import React, { useState } from 'react';
import { useTranslation, ViewHelpers } from 'adminjs';
import { Link, useLocation, useNavigate } from 'react-router-dom';
import type { ReadingsData, ReadTable } from '../../contract/readings.js';
import { useText } from '../requests/use-text.js';
import { Problem } from '../ui/problem.js';
import { ReadColumns } from './columns.js';
import { READINGS_PAGE, useReadings } from './use-readings.js';

const paths = new ViewHelpers();

/** The page that says how each column of a table was read, and why. */
export default function Readings(): React.JSX.Element {
  const { translatePage } = useTranslation();
  const text = useText();
  const { search } = useLocation();
  const state = useReadings();
  const { data, problem, busy, loading, done } = state;
  return (
    <div className="page readings" data-testid="readings" aria-busy={loading || busy}>
      <header className="page-head">
        <div className="page-head-row">
          <h1>{translatePage(READINGS_PAGE)}</h1>
        </div>
        <p className="page-lead">{text('Readings.lead')}</p>
      </header>
      {data && <TableChoice key={search} data={data} />}
      <div aria-live="polite">
        {done !== null && (
          <p className="alert alert-good" data-testid="readings-done">
            {done}
          </p>
        )}
        <Problem text={problem} />
        {data === undefined && problem === undefined && <p>{text('Readings.loading')}</p>}
      </div>
      {data && <Obstacles data={data} busy={busy} send={state.send} />}
      {data?.table && (
        <section className="card" data-testid="read-table">
          <TableHead table={data.table} />
          <ReadColumns table={data.table} {...state} {...(data.plan && { plan: data.plan })} />
        </section>
      )}
    </div>
  );
}

function TableChoice({ data }: { data: ReadingsData }): React.JSX.Element {
  const text = useText();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState(data.table?.id ?? data.tables[0]?.id ?? '');
  const group = (label: string, isForeign: boolean) => {
    const tables = data.tables.filter((table) => table.isForeign === isForeign);
    if (tables.length === 0) return null;
    return (
      <optgroup label={label}>
        {tables.map(({ id, label: name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </optgroup>
    );
  };
  return (
    <form
      className="figure-form"
      onSubmit={(event) => {
        event.preventDefault();
        navigate({ search: new URLSearchParams({ table: chosen }).toString() });
      }}
    >
      <div className="field field-select">
        <label htmlFor="readings-table">{text('Readings.table')}</label>
        <select
          id="readings-table"
          value={chosen}
          onChange={(event) => setChosen(event.target.value)}
        >
          {group(text('Readings.foreign'), true)}
          {group(text('Readings.own'), false)}
        </select>
      </div>
      <button type="submit" className="button button-main">
        {text('Readings.show')}
      </button>
    </form>
  );
}

function TableHead({ table }: { table: ReadTable }): React.JSX.Element {
  const text = useText();
  return (
    <>
      <div className="card-head">
        <h2>
          {table.label} <code className="value-code">{table.name}</code>
        </h2>
        <Link className="value-link" to={paths.resourceUrl({ resourceId: table.id })}>
          {text('Readings.list')}
        </Link>
      </div>
      {table.readOnly !== undefined && <p className="card-note">{table.readOnly}</p>}
      {table.note !== undefined && <p className="alert alert-warn">{table.note}</p>}
    </>
  );
}

/** Choices of administrators that no table takes. */
function Obstacles(props: {
  data: ReadingsData;
  busy: boolean;
  send: ReturnType<typeof useReadings>['send'];
}): React.JSX.Element | null {
  const { data, busy, send } = props;
  const text = useText();
  if (data.obstacles.length === 0) return null;
  return (
    <section className="card" data-testid="obstacles">
      <h2>{text('Readings.obstacles')}</h2>
      {data.obstacles.map(({ table, column, version, text: said, isGone }) => (
        <div key={`${table} ${column}`} className="readings-obstacle">
          <p>{said}</p>
          {isGone && (
            <button
              type="button"
              className="button"
              disabled={busy}
              onClick={() =>
                void send({ choice: 'forget', name: table, column, version, step: 'commit' })
              }
            >
              {text('Readings.forget')}
            </button>
          )}
        </div>
      ))}
    </section>
  );
}
