import React from 'react';
import { formatBytes, formatDateTime } from '../../contract/format.js';
import type { MaintenanceData } from '../../contract/maintenance.js';
import { useText } from '../requests/use-text.js';
import { PlainTable } from '../ui/plain-table.js';

/** The copies of the folder, the newest first. */
export function Copies({ data }: { data: MaintenanceData }): React.JSX.Element {
  const text = useText();
  const { copies, copyCount, folder, timezone } = data;
  return (
    <section className="card" data-testid="maintenance-copies">
      <div className="card-head">
        <h2>{text('Maintenance.copies')}</h2>
        <span className="card-note">{folder}</span>
      </div>
      <PlainTable
        label={text('Maintenance.copies')}
        rows={copies}
        keyOf={({ name }) => name}
        columns={[
          {
            label: text('Maintenance.at'),
            cell: ({ at }) => (at === undefined ? '–' : formatDateTime(at, timezone).text),
          },
          { label: text('Maintenance.kind'), cell: ({ kind }) => kind ?? '–' },
          {
            label: text('Maintenance.size'),
            cell: ({ bytes }) => (bytes === undefined ? '–' : formatBytes(bytes)),
            className: 'value-number',
          },
          {
            label: text('Maintenance.proof'),
            cell: ({ state, tone }) => <span className={`tone-text-${tone}`}>{state}</span>,
          },
          { label: text('Maintenance.name'), cell: ({ name }) => name },
        ]}
      />
      {copyCount > copies.length && (
        <p className="card-note">
          {text('Maintenance.more', { shown: copies.length, count: copyCount })}
        </p>
      )}
    </section>
  );
}
