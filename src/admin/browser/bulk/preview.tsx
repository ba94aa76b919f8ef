import React from 'react';
import { Link } from 'react-router-dom';
import type { BulkPreview, BulkRunData } from '../../contract/bulk.js';
import { formatNumber } from '../../contract/format.js';
import { useText } from '../requests/use-text.js';
import { FirstOnes } from '../ui/first-ones.js';
import { Problem } from '../ui/problem.js';
import { LineList } from './lines.js';
import { Parties } from './parties.js';
import { useBulkPreview, type RunPage } from './use-run.js';

/** The preview of a run: its rows, its money, the parties it touches, and each refusal's reason. */
export function BulkPreviewBox({
  run,
  page,
}: {
  run: BulkRunData;
  page: RunPage;
}): React.JSX.Element {
  const text = useText();
  const { data: preview, problem } = useBulkPreview(run.id);
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
      <Totals preview={preview} />
      <Confirm run={run} preview={preview} page={page} />
      {preview.overLimit.length > 0 && (
        <section className="card" data-testid="over-limit">
          <h2 className="tone-text-warn">
            {text('BulkPreview.overLimit', { count: preview.overLimit.length })}
          </h2>
          <Parties parties={preview.overLimit} />
        </section>
      )}
      <Refusals preview={preview} />
      <section className="card" data-testid="per-agent">
        <h2>{text('BulkPreview.agents')}</h2>
        <Parties parties={preview.agents} />
      </section>
      <section className="card" data-testid="per-customer">
        <h2>{text('BulkPreview.customers')}</h2>
        <Parties parties={preview.customers} />
      </section>
      {preview.rows.length > 0 && (
        <section className="card">
          <h2>{text('BulkPreview.rows', { count: preview.rows.length })}</h2>
          <FirstOnes items={preview.rows} render={(rows) => <LineList lines={rows} />} />
        </section>
      )}
    </section>
  );
}

function Totals({ preview }: { preview: BulkPreview }): React.JSX.Element {
  const text = useText();
  const { changes, refusedCount, credited, debited, net, customers } = preview;
  const moves = credited !== null || debited !== null;
  return (
    <ul className="tiles">
      <PreviewTile
        label={text('BulkPreview.changes')}
        value={formatNumber(changes)}
        testId="changes"
      />
      <PreviewTile
        label={text('BulkPreview.refused')}
        value={formatNumber(refusedCount)}
        tone={refusedCount > 0 ? 'bad' : 'neutral'}
        testId="refused"
      />
      <PreviewTile
        label={text('BulkPreview.money')}
        value={moves ? net : text('BulkPreview.noMoney')}
        note={credited !== null && debited !== null ? `${credited} · ${debited}` : undefined}
        testId="money"
      />
      <PreviewTile
        label={text('BulkPreview.touched')}
        value={formatNumber(customers.length)}
        testId="touched"
      />
    </ul>
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
export function Confirm(props: {
  run: BulkRunData;
  preview: Pick<BulkPreview, 'changes'>;
  page: RunPage;
}): React.JSX.Element {
  const { run, preview, page } = props;
  const text = useText();
  const { changes } = preview;
  return (
    <div className="bulk-confirm">
      <button
        type="button"
        className={`button button-main${run.tone === 'danger' ? ' button-danger-main' : ''}`}
        disabled={page.busy || changes === 0}
        data-testid="start-run"
        onClick={() => void page.act('start')}
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
    </div>
  );
}

function Refusals({ preview }: { preview: BulkPreview }): React.JSX.Element | null {
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
