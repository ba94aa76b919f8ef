import React from 'react';
import { formatBytes, formatNumber } from '../../contract/format.js';
import type { MaintenanceData } from '../../contract/maintenance.js';
import { useText } from '../requests/use-text.js';
import { PlainTable } from '../ui/plain-table.js';

/** The largest tables of the last checked copy. */
export function Sizes({ sizes }: Pick<MaintenanceData, 'sizes'>): React.JSX.Element {
  const text = useText();
  return (
    <>
      <h3>{text('Maintenance.sizes')}</h3>
      <PlainTable
        label={text('Maintenance.sizes')}
        rows={sizes}
        keyOf={({ name }) => name}
        columns={[
          { label: text('Maintenance.table'), cell: ({ name }) => name },
          {
            label: text('Maintenance.size'),
            cell: ({ bytes }) => (bytes === null ? '–' : formatBytes(bytes)),
            className: 'value-number',
          },
          {
            label: text('Maintenance.rows'),
            cell: ({ rows }) => (rows === null ? '–' : formatNumber(rows)),
            className: 'value-number',
          },
          { label: text('Maintenance.counted'), cell: ({ counted }) => counted },
        ]}
      />
    </>
  );
}
