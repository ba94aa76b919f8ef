import React from 'react';
import { formatDateTime } from '../../contract/format.js';
import type { MaintenanceData, MaintenanceResult } from '../../contract/maintenance.js';
import { useText } from '../requests/use-text.js';
import type { MaintenanceState } from './use-maintenance.js';

/** The newest result of each kind of maintenance, and the button of its job. */

interface ResultsProps extends Pick<MaintenanceState, 'busy' | 'start'> {
  data: MaintenanceData;
}

/** Every result in a card. */
export function Results({ data, busy, start }: ResultsProps): React.JSX.Element {
  const text = useText();
  return (
    <section className="card" data-testid="maintenance-results">
      <h2>{text('Maintenance.results')}</h2>
      <ul className="maintenance-results">
        {data.results.map((result) => (
          <li key={result.name} data-testid={`maintenance-${result.name}`}>
            <div>
              <h3>
                {result.label} <Tone tone={result.tone} />
              </h3>
              <p className="card-note">
                {result.at !== undefined && (
                  <time dateTime={result.at}>
                    {formatDateTime(result.at, data.timezone).text}:{' '}
                  </time>
                )}
                {result.text}
              </p>
              <Outcome result={result} />
            </div>
            {result.job !== undefined && (
              <JobButton job={result.job} result={result} busy={busy} start={start} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function JobButton(
  props: Pick<ResultsProps, 'busy' | 'start'> & {
    job: NonNullable<MaintenanceResult['job']>;
    result: MaintenanceResult;
  },
): React.JSX.Element {
  const { job, result, busy, start } = props;
  const text = useText();
  const labels = {
    copy: text('Maintenance.doCopy'),
    check: text('Maintenance.doCheck'),
    drill: text('Maintenance.doDrill'),
    optimize: text('Maintenance.doOptimize'),
  };
  return (
    <button
      type="button"
      className="button"
      data-testid={`start-${job}`}
      disabled={busy || result.isRunning}
      onClick={() => void start(job)}
    >
      {result.isRunning ? text('Maintenance.running') : labels[job]}
    </button>
  );
}

/** Outcome of the job that the button has started. */
function Outcome({ result }: { result: MaintenanceResult }): React.JSX.Element {
  const { isRunning, outcome, problem } = result;
  const isShown = !isRunning && (outcome ?? problem) !== undefined;
  return (
    <p
      aria-live="polite"
      className={isShown ? `tone-text-${problem === undefined ? 'good' : 'bad'}` : ''}
      data-testid={`outcome-${result.name}`}
    >
      {isShown ? (problem ?? outcome) : ''}
    </p>
  );
}

function Tone({ tone }: Pick<MaintenanceResult, 'tone'>): React.JSX.Element | null {
  const text = useText();
  if (tone === 'none') return null;
  const labels = {
    good: text('Maintenance.good'),
    warn: text('Maintenance.warn'),
    bad: text('Maintenance.bad'),
  };
  return <span className={`badge tone-${tone}`}>{labels[tone]}</span>;
}
