import React from 'react';
import { Link } from 'react-router-dom';
import type { BulkRunData } from '../../contract/bulk.js';
import { formatNumber } from '../../contract/format.js';
import { StepUpFields } from '../inputs/step-up-fields.js';
import { useText } from '../requests/use-text.js';
import { useView } from '../requests/use-view.js';
import { FirstOnes } from '../ui/first-ones.js';
import { Problem } from '../ui/problem.js';
import { LineList, type Line } from './lines.js';
import { RUNS, type RunPage } from './use-run.js';

/** The parts of a preview that runs on money and edits have in common. */

/** Every preview has these. */
interface AnyPreview {
  changes: number;
  refusedCount: number;
  refusals: { kind: string; count: number; examples: Line[] }[];
}

/** The run that a preview is of, and its page. */
export interface PreviewOf {
  run: BulkRunData;
  page: RunPage;
}

/** Asks for the preview of a run as of now, and draws it once it is there. */
export function PreviewBox<Preview extends AnyPreview>(
  props: PreviewOf & {
    totals: (preview: Preview) => React.ReactNode;
    /** The parts below the button. */
    children: (preview: Preview) => React.ReactNode;
  },
): React.JSX.Element {
  const { run, page, totals, children } = props;
  const text = useText();
  const { data: preview, problem } = useView<Preview>(RUNS, run.id, 'show', { part: 'preview' });
  if (problem !== undefined) return <Problem text={problem} />;
  if (preview === undefined) {
    return (
      <p className="list-empty" aria-busy="true">
        {text('BulkPreview.looking')}
      </p>
    );
  }
  return (
    <section aria-label={text('ConfirmAction.preview')} data-testid="bulk-preview-box">
      {totals(preview)}
      <Confirm run={run} page={page} changes={preview.changes} />
      {children(preview)}
    </section>
  );
}

/** One figure of a preview. */
export function PreviewTile(props: {
  label: string;
  value: string;
  note?: string | undefined;
  tone?: string;
  testId: string;
}): React.JSX.Element {
  return (
    <li className="tile" data-testid={`preview-${props.testId}`}>
      <span className="tile-label">{props.label}</span>
      <span className={`tile-value tone-text-${props.tone ?? 'neutral'}`}>{props.value}</span>
      {props.note !== undefined && <span className="tile-note">{props.note}</span>}
    </li>
  );
}

/** The button that starts a run, beside the way back. */
function Confirm(props: PreviewOf & { changes: number }): React.JSX.Element {
  const { run, page, changes } = props;
  const text = useText();
  return (
    <form
      className="bulk-confirm"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void page.act('start');
      }}
    >
      <StepUpFields />
      <button
        type="submit"
        className={`button button-main${run.tone === 'danger' ? ' button-danger-main' : ''}`}
        disabled={page.busy || changes === 0}
        data-testid="start-run"
      >
        {text(page.busy ? 'Form.sending' : 'BulkPreview.confirm', {
          verb: run.verb,
          rows: formatNumber(changes),
          noun: changes === 1 ? run.noun.one : run.noun.many,
        })}
      </button>
      <Link className="button" to={run.list}>
        {text('ConfirmAction.back')}
      </Link>
      <span className="card-note">{text('BulkPreview.exactly')}</span>
    </form>
  );
}

/** Refused rows by their reasons. */
export function Refusals({ preview }: { preview: AnyPreview }): React.JSX.Element | null {
  const text = useText();
  if (preview.refusals.length === 0) return null;
  return (
    <section className="card" data-testid="refusals">
      <h2>{text('ConfirmAction.refused', { count: preview.refusedCount })}</h2>
      {preview.refusals.map(({ kind, count, examples }) => (
        <details key={kind} className="refusal">
          <summary>
            <strong>{formatNumber(count)}</strong> {kind}
          </summary>
          <LineList lines={examples} />
          {count > examples.length && (
            <p className="card-note">
              {text('BulkPreview.more', { count: count - examples.length })}
            </p>
          )}
        </details>
      ))}
    </section>
  );
}

/** The first rows that change, if any does. */
export function FirstRows({ rows }: { rows: Line[] }): React.JSX.Element | null {
  const text = useText();
  if (rows.length === 0) return null;
  return (
    <section className="card" data-testid="first-rows">
      <h2>{text('BulkPreview.rows', { count: rows.length })}</h2>
      <FirstOnes items={rows} render={(shown) => <LineList lines={shown} />} />
    </section>
  );
}
