import React from 'react';
import type { BulkPreview } from '../../contract/bulk.js';
import { formatNumber } from '../../contract/format.js';
import { useText } from '../requests/use-text.js';
import { Parties } from './parties.js';
import { FirstRows, PreviewBox, PreviewTile, Refusals, type PreviewOf } from './preview-parts.js';

/** The preview of a run: its rows, its money, the parties it touches, and each refusal's reason. */
export function BulkPreviewBox({ run, page }: PreviewOf): React.JSX.Element {
  const text = useText();
  return (
    <PreviewBox<BulkPreview>
      run={run}
      page={page}
      totals={(preview) => <Totals preview={preview} />}
    >
      {(preview) => (
        <>
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
          <FirstRows rows={preview.rows} />
        </>
      )}
    </PreviewBox>
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
