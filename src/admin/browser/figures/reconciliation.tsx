import React, { useState } from 'react';
import { ApiClient, useTranslation, ViewHelpers } from 'adminjs';
import { useSelector } from 'react-redux';
import { Link } from 'react-router-dom';
import { formatDateTime, formatNumber } from '../../contract/format.js';
import type {
  BrokenRow,
  ReconciliationData,
  ReconciliationStep,
  SummarisedCheck,
} from '../../contract/reconciliation.js';
import { failureText } from '../requests/failure.js';
import type { State } from '../requests/state.js';
import { useAnswer } from '../requests/use-answer.js';
import { askPage } from '../requests/use-page.js';
import { usePolling } from '../requests/use-polling.js';
import { useText } from '../requests/use-text.js';
import { PlainTable } from '../ui/plain-table.js';
import { Problem } from '../ui/problem.js';
import { Repair } from './reconciliation-repair.js';

const PAGE = 'reconciliation';
const POLL_PAUSE_MS = 1000;
const paths = new ViewHelpers();

/** The invariants of the book, checked on demand, with every row that breaks one. */
export default function Reconciliation(): React.JSX.Element {
  const { translatePage } = useTranslation();
  const text = useText();
  const { data, problem, busy, send } = useReconciliation();
  const isRunning = data?.step !== undefined;
  return (
    <div className="page reconciliation" data-testid="reconciliation" aria-busy={isRunning}>
      <header className="page-head">
        <div className="page-head-row">
          <h1>{translatePage(PAGE)}</h1>
          <button
            type="button"
            className="button button-main"
            data-testid="reconcile"
            disabled={isRunning || busy}
            onClick={() => void send('run')}
          >
            {text(isRunning ? 'Reconciliation.running' : 'Reconciliation.run')}
          </button>
        </div>
        <p className="page-lead">{text('Reconciliation.lead')}</p>
      </header>
      <div aria-live="polite">
        {isRunning && <p>{text('Reconciliation.step', { step: data.step })}</p>}
        <Problem text={problem} />
        {data?.report && !isRunning && <Summary report={data.report} timezone={data.timezone} />}
      </div>
      {data?.report?.checks.map((check) => (
        <Check key={check.invariant} check={check} />
      ))}
      {data?.report && <Repair data={data} busy={busy || isRunning} send={send} />}
    </div>
  );
}

/** Reads the state of the reconciliation, and again while it runs, and sends the page's steps. */
function useReconciliation() {
  const text = useText();
  const [data, setData] = useState<ReconciliationData>();
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);
  const take = (answer: ReconciliationData): void => {
    setData(answer);
    setFailure(undefined);
  };
  const ask = () => askPage<ReconciliationData>(PAGE, {});
  const answer = useAnswer(PAGE, ask, { onAnswer: take, onFailure: setFailure });
  usePolling(answer, data?.step !== undefined, POLL_PAUSE_MS);

  const send = async (step: ReconciliationStep): Promise<void> => {
    setBusy(true);
    try {
      take(await postStep(step));
    } catch (error) {
      setFailure(failureText(error, text));
    }
    setBusy(false);
  };
  return { data, problem: failure ?? data?.problem, busy, send };
}

async function postStep(step: ReconciliationStep): Promise<ReconciliationData> {
  const form = new FormData();
  form.set('step', step);
  const request = { pageName: PAGE, method: 'POST', data: form } as const;
  const { data } = await new ApiClient().getPage(request);
  return data as ReconciliationData;
}

type Report = NonNullable<ReconciliationData['report']>;

function Summary({ report, timezone }: { report: Report; timezone: string }): React.JSX.Element {
  const text = useText();
  const count = report.checks.reduce((sum, { brokenCount }) => sum + brokenCount, 0);
  return (
    <>
      <p
        className={`alert ${report.ok ? 'alert-good' : 'alert-bad'}`}
        data-testid="reconciliation-summary"
      >
        {report.ok ? text('Reconciliation.clean') : text('Reconciliation.broken', { count })}{' '}
        <span className="alert-note">
          {text('Reconciliation.at', { at: formatDateTime(report.at, timezone).text, timezone })}
        </span>
      </p>
      {report.warnings.map((warning) => (
        <p key={warning} className="alert alert-warn">
          {warning}
        </p>
      ))}
    </>
  );
}

function Check({ check }: { check: SummarisedCheck }): React.JSX.Element {
  const text = useText();
  const { invariant, title, checked, broken, brokenCount } = check;
  const isBroken = brokenCount > 0;
  return (
    <section className="card" data-testid={`invariant-${invariant}`}>
      <div className="card-head">
        <h2>
          {invariant}. {title.charAt(0).toUpperCase() + title.slice(1)}
        </h2>
        <span className={`badge tone-${isBroken ? 'bad' : 'good'}`}>
          {isBroken
            ? text('Reconciliation.rowsBroken', { count: brokenCount })
            : text('Reconciliation.holds')}
        </span>
      </div>
      {checked > 0 && (
        <p className="card-note">
          {text('Reconciliation.checked', { rows: formatNumber(checked), count: checked })}
        </p>
      )}
      {isBroken && <BrokenRows rows={broken} />}
      {brokenCount > broken.length && (
        <p className="card-note">{text('Reconciliation.more', { count: broken.length })}</p>
      )}
    </section>
  );
}

function BrokenRows({ rows }: { rows: BrokenRow[] }): React.JSX.Element {
  const text = useText();
  return (
    <PlainTable
      rows={rows}
      keyOf={(_row, index) => index}
      columns={[
        { label: text('Reconciliation.row'), cell: (row) => <RowLink row={row} /> },
        { label: text('Reconciliation.what'), cell: (row) => row.text },
        {
          label: text('Reconciliation.expected'),
          cell: ({ expected }) => String(expected ?? '–'),
          className: 'value-number',
        },
        {
          label: text('Reconciliation.found'),
          cell: ({ found }) => String(found ?? '–'),
          className: 'value-number value-negative',
        },
      ]}
    />
  );
}

function RowLink({ row }: { row: BrokenRow }): React.JSX.Element {
  const resources = useSelector((state: State) => state.resources);
  const target = resources.find(({ id }) => id === row.table);
  if (!target) return <span>{row.label}</span>;
  const to = paths.recordActionUrl({
    resourceId: target.id,
    recordId: row.id,
    actionName: 'show',
  });
  return (
    <Link className="value-link" to={to}>
      {row.label}
    </Link>
  );
}
