import React from 'react';
import type { BulkEditData, BulkEditPreview, BulkRunData, EditedRow } from '../../contract/bulk.js';
import { formatNumber } from '../../contract/format.js';
import { useText } from '../requests/use-text.js';
import { Figure, type Line } from './lines.js';
import { FirstRows, PreviewBox, PreviewTile, Refusals, type PreviewOf } from './preview-parts.js';

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
export function EditPreviewBox({ run, page }: PreviewOf): React.JSX.Element {
  return (
    <PreviewBox<BulkEditPreview>
      run={run}
      page={page}
      totals={(preview) => <Totals preview={preview} />}
    >
      {(preview) => (
        <>
          <Refusals preview={preview} />
          <FirstRows rows={preview.rows.map(withChanges)} />
        </>
      )}
    </PreviewBox>
  );
}

function Totals({ preview }: { preview: BulkEditPreview }): React.JSX.Element {
  const text = useText();
  const { changes, unchanged, refusedCount, conflicts, untried } = preview;
  return (
    <>
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
      {untried > 0 && (
        <p className="alert alert-warn" role="status">
          {text('BulkEdit.untried', { count: untried })}
        </p>
      )}
    </>
  );
}

/** Adds to a row the values that it has and gets. */
function withChanges({ changes, ...row }: EditedRow): Line {
  const text = changes.map(({ column, before, after }) => (
    <span key={column} className="edit-change">
      {column}: <del>{before}</del> → <ins>{after}</ins>
    </span>
  ));
  return { ...row, text };
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
