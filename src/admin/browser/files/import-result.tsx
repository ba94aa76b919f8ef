import React from 'react';
import { formatNumber } from '../../contract/format.js';
import type { ImportCounts } from '../../contract/import.js';
import { offerFile } from '../requests/offer-file.js';
import { useText } from '../requests/use-text.js';
import { PlainTable } from '../ui/plain-table.js';

/** The result of a check or an import: counts, the first rows, and the bad rows as a file. */
export function ImportResult(props: {
  counts: ImportCounts;
  /** Rows were found by a key, so that they are new, changed or unchanged. */
  isByEffect: boolean;
  title: string;
  /** Says what an earlier import of the same file has written. */
  earlier: string | undefined;
  children: React.ReactNode;
}): React.JSX.Element {
  const { counts, isByEffect, title, earlier, children } = props;
  const text = useText();
  const { good, bad, lines, errorFile, errorRows = bad } = counts;
  return (
    <section className="card" data-testid="import-result">
      <h2>{title}</h2>
      <p role="status" className={`alert ${bad === 0 ? 'alert-good' : 'alert-warn'}`}>
        {isByEffect
          ? text('Import.countsByEffect', {
              added: formatNumber(counts.added),
              changed: formatNumber(counts.changed),
              unchanged: formatNumber(counts.unchanged),
              bad: formatNumber(bad),
            })
          : text('Import.counts', { good: formatNumber(good), bad: formatNumber(bad) })}
      </p>
      {earlier !== undefined && <p className="alert alert-warn">{earlier}</p>}
      {children}
      {errorFile !== undefined && (
        <p>
          <button
            type="button"
            className="button"
            onClick={() => offerFile('rows-to-correct.csv', errorFile)}
            data-testid="import-errors"
          >
            {errorRows < bad
              ? text('Import.errorFileFirst', { rows: formatNumber(errorRows) })
              : text('Import.errorFile', { count: errorRows, rows: formatNumber(errorRows) })}
          </button>
        </p>
      )}
      <div className="import-lines">
        <PlainTable
          rows={lines}
          keyOf={({ line }) => line}
          columns={[
            { label: text('Import.line'), cell: ({ line }) => line },
            { label: text('Import.row'), cell: ({ label }) => label },
            {
              label: text('Import.result'),
              cell: ({ problem, effect }) => (
                <span className={problem ? 'import-problem' : ''}>
                  {problem || effect || text('Import.right')}
                </span>
              ),
            },
          ]}
        />
      </div>
      {good + bad > lines.length && (
        <p className="card-note">{text('Import.first', { count: lines.length })}</p>
      )}
    </section>
  );
}
