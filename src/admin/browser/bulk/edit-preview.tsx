import React from 'react';
import { Link } from 'react-router-dom';
import type { BulkEditData, BulkEditPreview, BulkRunData, EditedRow } from '../../contract/bulk.js';
import { formatNumber } from '../../contract/format.js';
import { useText } from '../requests/use-text.js';
import { FirstOnes } from '../ui/first-ones.js';
import { Problem } from '../ui/problem.js';
import { Figure } from './lines.js';
import { Confirm, PreviewTile } from './preview.js';
import { useEditPreview, type RunPage } from './use-run.js';

/** The new values of an edit, above everything else on its page. */
export function NewValues({ values }: Pick<BulkEditData, 'values'>): React.JSX.Element | null {
  const text = useText();
  if (values.length === 0) return null;
  return (
    <section className="card" data-testid="new-values">
      <h2>{text('BulkEdit.newValues')}</h2>
      <dl className="record">
        {values.map(({ column, value }) => (
          <div key={column}>
            <dt>{column}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** The preview of an edit: its counts, the reasons of refusals, and the first rows. */
export function EditPreviewBox({
  run,
  page,
}: {
  run: BulkRunData;
  page: RunPage;
}): React.JSX.Element {
  const text = useText();
  const { data: preview, problem } = useEditPreview(run.id);
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
      {preview.untried > 0 && (
        <p className="alert alert-warn" role="status">
          {text('BulkEdit.untried', { count: preview.untried })}
        </p>
      )}
      <Confirm run={run} preview={preview} page={page} />
      <Refusals preview={preview} />
      {preview.rows.length > 0 && (
        <section className="card" data-testid="first-rows">
          <h2>{text('BulkPreview.rows', { count: preview.rows.length })}</h2>
          <FirstOnes items={preview.rows} render={(rows) => <EditedRows rows={rows} />} />
        </section>
      )}
    </section>
  );
}

function Totals({ preview }: { preview: BulkEditPreview }): React.JSX.Element {
  const text = useText();
  const { changes, unchanged, refusedCount, conflicts } = preview;
  return (
    <ul className="tiles">
      <PreviewTile
        label={text('BulkPreview.changes')}
        value={formatNumber(changes)}
        testId="changes"
      />
      <PreviewTile
        label={text('BulkEdit.unchanged')}
        value={formatNumber(unchanged)}
        testId="unchanged"
      />
      <PreviewTile
        label={text('BulkPreview.refused')}
        value={formatNumber(refusedCount)}
        tone={refusedCount > 0 ? 'bad' : 'neutral'}
        note={conflicts > 0 ? text('BulkEdit.ofThemChanged', { count: conflicts }) : undefined}
        testId="refused"
      />
    </ul>
  );
}

function Refusals({ preview }: { preview: BulkEditPreview }): React.JSX.Element | null {
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
          <ul className="lines">
            {examples.map(({ id, label, href }) => (
              <li key={id}>
                <Link className="value-link" to={href}>
                  {label}
                </Link>
              </li>
            ))}
          </ul>
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

function EditedRows({ rows }: { rows: EditedRow[] }): React.JSX.Element {
  return (
    <ul className="lines">
      {rows.map(({ id, label, href, changes }) => (
        <li key={id}>
          <Link className="value-link" to={href}>
            {label}
          </Link>
          {changes.map(({ column, before, after }) => (
            <span key={column} className="edit-change">
              {column}: <del>{before}</del> → <ins>{after}</ins>
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
}

/** The outcomes of an edit, in numbers. */
export function EditFigures({
  run,
  edit,
}: {
  run: BulkRunData;
  edit: BulkEditData;
}): React.JSX.Element {
  const text = useText();
  const { done, refused } = run;
  const { unchanged, conflicts } = edit;
  return (
    <>
      <Figure value={done - unchanged} label={text('BulkEdit.changed')} />
      <Figure value={unchanged} label={text('BulkEdit.hadThem')} />
      <Figure value={refused - conflicts} label={text('BulkRun.refused', { count: refused })} />
      <Figure value={conflicts} label={text('BulkEdit.conflicts')} />
    </>
  );
}
