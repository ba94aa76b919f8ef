import React from 'react';
import { formatNumber } from '../../contract/format.js';
import type {
  ReconciliationData,
  ReconciliationStep,
  RepairLine,
} from '../../contract/reconciliation.js';
import { useText } from '../requests/use-text.js';
import { PlainTable } from '../ui/plain-table.js';

/** The repair, of derived columns only: first a plan of its changes, then the confirmation. */
export function Repair(props: {
  data: ReconciliationData;
  busy: boolean;
  send: (step: ReconciliationStep) => Promise<void>;
}): React.JSX.Element {
  const { data, busy, send } = props;
  const text = useText();
  const { repairs, repaired } = data;
  return (
    <section className="card" data-testid="repair">
      <h2>{text('Reconciliation.repairTitle')}</h2>
      <p className="card-note">{text('Reconciliation.repairLead')}</p>
      {repaired && (
        <p className="alert alert-good">
          {text('Reconciliation.repaired', { count: repaired.length })}
        </p>
      )}
      {repairs?.length === 0 && <p>{text('Reconciliation.nothingToRepair')}</p>}
      {repairs !== undefined && repairs.length > 0 && <RepairTable repairs={repairs} />}
      <div className="form-buttons">
        {repairs !== undefined && repairs.length > 0 ? (
          <button
            type="button"
            className="button button-main"
            disabled={busy}
            data-testid="repair-confirm"
            onClick={() => void send('repair')}
          >
            {text('Reconciliation.repair', { count: repairs.length })}
          </button>
        ) : (
          <button
            type="button"
            className="button"
            disabled={busy}
            data-testid="repair-plan"
            onClick={() => void send('planRepair')}
          >
            {text('Reconciliation.planRepair')}
          </button>
        )}
      </div>
    </section>
  );
}

function RepairTable({ repairs }: { repairs: RepairLine[] }): React.JSX.Element {
  const text = useText();
  return (
    <PlainTable
      rows={repairs}
      keyOf={({ ownerId, column }) => `${ownerId} ${column}`}
      columns={[
        {
          label: text('Reconciliation.agent'),
          cell: ({ name }) => name ?? text('Reconciliation.book'),
        },
        {
          label: text('Reconciliation.column'),
          cell: ({ title }) => title,
        },
        {
          label: text('Reconciliation.is'),
          cell: ({ before }) => formatNumber(before),
          className: 'value-number',
        },
        {
          label: text('Reconciliation.becomes'),
          cell: ({ after }) => formatNumber(after),
          className: 'value-number',
        },
      ]}
    />
  );
}
