import React, { useEffect, useState } from 'react';
import { useTranslation } from 'adminjs';
import { Link, useLocation, useNavigate } from 'react-router-dom';
import type { WeeklyData, WeeklyFile } from '../../contract/weekly.js';
import { failureText } from '../requests/failure.js';
import { offerFile } from '../requests/offer-file.js';
import { askPage, usePage } from '../requests/use-page.js';
import { useText } from '../requests/use-text.js';
import { FormField } from '../inputs/form-field.js';
import { Problem } from '../ui/problem.js';
import { WeeklySheet, WeeklyTotal } from './weekly-sheet.js';

const PAGE = 'weekly';

/** The weekly figures: agents, their customers and seven days, each figure with its rows. */
export default function Weekly(): React.JSX.Element {
  const { translatePage } = useTranslation();
  const text = useText();
  const { data, failure, loading } = usePage<WeeklyData>(PAGE);
  const [fileProblem, setFileProblem] = useState<string>();
  const problem = failure ?? fileProblem ?? data?.problem;
  const week = data?.week;
  return (
    <div className="page weekly" data-testid="weekly" aria-busy={loading}>
      <header className="page-head">
        <div className="page-head-row">
          <h1>
            {translatePage(PAGE)}
            {week && <span className="weekly-title"> {week.title}</span>}
          </h1>
          <div className="page-head-actions no-print">
            <button type="button" className="button" onClick={() => window.print()}>
              {text('Weekly.print')}
            </button>
            <SaveFile onProblem={setFileProblem} />
          </div>
        </div>
        {data && (
          <p className="page-lead">
            {text('Weekly.lead', { currency: data.currency, timezone: data.timezone })}{' '}
            {text('Weekly.signs')} {week?.isOpen && text('Weekly.isOpen')}
          </p>
        )}
      </header>
      {data && <Picker key={week?.start} data={data} />}
      <div aria-live="polite">
        <Problem text={problem} />
        {data === undefined && failure === undefined && <p>{text('Weekly.loading')}</p>}
        {data?.isSummary && <p className="alert alert-warn">{text('Weekly.isSummary')}</p>}
      </div>
      {week && data.sheets.length === 0 && <p className="list-empty">{text('Weekly.empty')}</p>}
      {data?.sheets.map((sheet) => (
        <WeeklySheet key={sheet.id} sheet={sheet} data={data} />
      ))}
      {data?.total && data.sheets.length > 0 && <WeeklyTotal data={data} cells={data.total} />}
    </div>
  );
}

/** The choice of a week, by any of its days, and of an agent. */
function Picker({ data }: { data: WeeklyData }): React.JSX.Element {
  const text = useText();
  const { search } = useLocation();
  const navigate = useNavigate();
  const [day, setDay] = useState(data.week?.start ?? new URLSearchParams(search).get('week') ?? '');
  const [agent, setAgent] = useState(data.agent);
  useEffect(() => setAgent(data.agent), [data.agent]);
  const at = (changes: Record<string, string>) => {
    const query = new URLSearchParams(search);
    for (const [name, value] of Object.entries(changes)) {
      if (value === '') query.delete(name);
      else query.set(name, value);
    }
    return { search: query.toString() };
  };
  return (
    <form
      className="figure-form no-print"
      onSubmit={(event) => {
        event.preventDefault();
        navigate(at({ week: day, agent }));
      }}
    >
      {data.week && (
        <Link
          className="button"
          to={at({ week: data.week.previous })}
          data-testid="week-before"
          aria-label={text('Weekly.previous')}
        >
          ←
        </Link>
      )}
      <FormField
        field={{ name: 'week', label: text('Weekly.week'), type: 'date' }}
        value={day}
        onChange={setDay}
      />
      {data.week?.next != null && (
        <Link
          className="button"
          to={at({ week: data.week.next })}
          data-testid="week-after"
          aria-label={text('Weekly.next')}
        >
          →
        </Link>
      )}
      {data.agents.length > 0 && (
        <FormField
          field={{
            name: 'agent',
            label: text('Weekly.agent'),
            type: 'select',
            options: data.agents,
            placeholder: text('Weekly.allAgents'),
          }}
          value={agent}
          onChange={setAgent}
        />
      )}
      <button type="submit" className="button button-main">
        {text('Weekly.show')}
      </button>
    </form>
  );
}

/** A button that downloads the whole sheet, with every customer, as the server writes it. */
function SaveFile(props: { onProblem: (text: string | undefined) => void }): React.JSX.Element {
  const text = useText();
  const { search } = useLocation();
  const [busy, setBusy] = useState(false);
  const save = async (): Promise<void> => {
    setBusy(true);
    try {
      const query = Object.fromEntries(new URLSearchParams(search));
      const file = await askPage<WeeklyFile>(PAGE, { ...query, download: 'csv' });
      props.onProblem(file.problem);
      if (file.problem === undefined) offerFile(file.fileName, file.csv);
    } catch (error) {
      props.onProblem(failureText(error, text));
    } finally {
      setBusy(false);
    }
  };
  return (
    <button
      type="button"
      className="button"
      disabled={busy}
      data-testid="weekly-csv"
      onClick={() => void save()}
    >
      {text('Weekly.csv')}
    </button>
  );
}
