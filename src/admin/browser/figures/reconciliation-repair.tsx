import React from 'react';
import { useTranslation } from 'adminjs';
import { formatNumber } from '../../contract/format.js';
import type {
  ReconciliationData,
  RepairedValue,
  ReconciliationStep,
} from '../../contract/reconciliation.js';

/** Only what follows from other rows is repaired, after a look at what would change. */
export function Repair(props: {
  data: ReconciliationData;
  busy: boolean;
  send: (step: ReconciliationStep) => Promise<void>;
}): React.JSX.Element {
  const { data, busy, send } = props;
  const { translateComponent: text } = useTranslation();
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

function RepairTable({ repairs }: { repairs: RepairedValue[] }): React.JSX.Element {
  const { translateComponent: text } = useTranslation();
  return (
    <div className="table-scroll">
      <table className="table table-plain">
        <thead>
          <tr>
            <th scope="col">{text('Reconciliation.agent')}</th>
            <th scope="col">{text('Reconciliation.column')}</th>
            <th scope="col">{text('Reconciliation.is')}</th>
            <th scope="col">{text('Reconciliation.becomes')}</th>
          </tr>
        </thead>
        <tbody>
          {repairs.map(({ agentId, name, column, before, after }) => (
            <tr key={`${agentId} ${column}`}>
              <td>{name}</td>
              <td>{column.replaceAll('_', ' ')}</td>
              <td className="value-number">{formatNumber(before)}</td>
              <td className="value-number">{formatNumber(after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
