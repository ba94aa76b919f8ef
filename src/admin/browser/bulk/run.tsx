import React from 'react';
import { type ActionProps } from 'adminjs';
import { Link } from 'react-router-dom';
import type { BulkRunData } from '../../contract/bulk.js';
import { formatDateTime, formatNumber } from '../../contract/format.js';
import { useText } from '../requests/use-text.js';
import { Problem } from '../ui/problem.js';
import { Figure, LineList } from './lines.js';
import { EditFigures, EditPreviewBox, NewValues } from './edit-preview.js';
import { BulkPreviewBox } from './preview.js';
import { useBulkRun, type RunPage } from './use-run.js';

/** A bulk run: its preview, its progress, its result, and the way back. */
export default function BulkRun({ record }: ActionProps): React.JSX.Element | null {
  return record ? <RunPageBody key={record.id} runId={record.id} /> : null;
}

function RunPageBody({ runId }: { runId: string }): React.JSX.Element {
  const text = useText();
  const page = useBulkRun(runId);
  const { run, problem } = page;
  if (run === undefined) {
    return problem === undefined ? (
      <p className="list-empty">{text('BulkRun.loading')}</p>
    ) : (
      <Problem text={problem} />
    );
  }
  return (
    <article className="page bulk-run" data-testid="bulk-run" data-status={run.status}>
      <Head run={run} />
      <Problem text={problem} />
      {run.edit && <NewValues values={run.edit.values} />}
      {run.status === 'previewed' &&
        (run.edit ? (
          <EditPreviewBox run={run} page={page} />
        ) : (
          <BulkPreviewBox run={run} page={page} />
        ))}
      {run.status === 'running' && <Progress run={run} page={page} />}
      {(run.status === 'finished' || run.status === 'cancelled') && <Result run={run} />}
      {run.status !== 'previewed' && <Facts run={run} />}
    </article>
  );
}

function Head({ run }: { run: BulkRunData }): React.JSX.Element {
  const text = useText();
  const count = run.total === 1 ? run.noun.one : run.noun.many;
  return (
    <header className="page-head">
      <div className="page-head-row">
        <h1>
          {run.title}
          <span className="count">
            {formatNumber(run.total)} {count}
          </span>
        </h1>
        <Link className="button" to={run.list} data-testid="back-to-list">
          {text('BulkRun.toList')}
        </Link>
      </div>
      <p className="page-lead">
        {text('BulkRun.chosen', { chosen: run.chosen })}
        {run.undoOf && (
          <>
            {' · '}
            <Link className="value-link" to={run.undoOf.href}>
              {text('BulkRun.undoOf')}
            </Link>
          </>
        )}
      </p>
    </header>
  );
}

function Progress({ run, page }: { run: BulkRunData; page: RunPage }): React.JSX.Element {
  const text = useText();
  return (
    <section className="card" aria-label={text('BulkRun.progress')}>
      {run.waitsFor !== null && (
        <p className="alert alert-warn" role="status" data-testid="run-waits">
          {run.waitsFor}
        </p>
      )}
      <Bar run={run} />
      <div className="form-buttons">
        <button
          type="button"
          className="button button-danger"
          disabled={page.busy}
          data-testid="cancel-run"
          onClick={() => void page.act('cancel')}
        >
          {text('BulkRun.cancelRun')}
        </button>
        <span className="card-note">{text('BulkRun.mayLeave')}</span>
      </div>
    </section>
  );
}

function Bar({ run }: { run: BulkRunData }): React.JSX.Element {
  const text = useText();
  const { total, done, refused } = run;
  const label = text('BulkRun.of', {
    done: formatNumber(done + refused),
    total: formatNumber(total),
  });
  return (
    <div className="progress">
      <progress
        value={done + refused}
        max={total}
        aria-label={text('BulkRun.progress')}
        data-testid="progress"
      />
      <span role="status">{label}</span>
    </div>
  );
}

function Result({ run }: { run: BulkRunData }): React.JSX.Element {
  const text = useText();
  const { done, refused, total } = run;
  const left = total - done - refused;
  return (
    <>
      <section className="card" data-testid="run-result">
        <p
          className={`alert ${run.status === 'finished' && refused === 0 ? 'alert-good' : 'alert-warn'}`}
          role="status"
        >
          {text(run.status === 'finished' ? 'BulkRun.finished' : 'BulkRun.cancelled')}
        </p>
        <ul className="figures">
          {run.edit ? (
            <EditFigures run={run} edit={run.edit} />
          ) : (
            <>
              <Figure value={done} label={text('BulkRun.done', { count: done })} />
              <Figure value={refused} label={text('BulkRun.refused', { count: refused })} />
            </>
          )}
          {left > 0 && <Figure value={left} label={text('BulkRun.left')} />}
        </ul>
        {run.undoneBy.map(({ href, label }) => (
          <p key={href}>
            <Link className="value-link" to={href}>
              {text('BulkRun.undoneAt', { at: formatDateTime(label, run.timezone).text })}
            </Link>
          </p>
        ))}
        <div className="form-buttons">
          <a className="button button-main" href={run.csv} download data-testid="download">
            {text('BulkRun.download')}
          </a>
          {run.edit && refused > 0 && (
            <a
              className="button"
              href={run.edit.refusedCsv}
              download
              data-testid="download-refused"
            >
              {text('BulkEdit.downloadRefused')}
            </a>
          )}
          {run.canUndo && (
            <Link className="button button-danger" to="../undo" relative="path" data-testid="undo">
              {text('BulkRun.undo')}
            </Link>
          )}
        </div>
      </section>
      {run.refusedRows.length > 0 && (
        <section className="card">
          <h2>{text('BulkRun.refusedRows', { count: refused })}</h2>
          <LineList lines={run.refusedRows} />
          {refused > run.refusedRows.length && (
            <p className="card-note">{text('BulkRun.moreInFile')}</p>
          )}
        </section>
      )}
    </>
  );
}

function Facts({ run }: { run: BulkRunData }): React.JSX.Element {
  const text = useText();
  const facts: ['by' | 'reason' | 'startedAt' | 'finishedAt', string | null][] = [
    ['by', run.by],
    ['reason', run.reason],
    ['startedAt', run.startedAt && formatDateTime(run.startedAt, run.timezone).text],
    ['finishedAt', run.finishedAt && formatDateTime(run.finishedAt, run.timezone).text],
  ];
  return (
    <dl className="record">
      {facts.map(
        ([name, value]) =>
          value !== null && (
            <div key={name}>
              <dt>{text(`BulkRun.${name}`)}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
