import React, { useEffect, useRef, useState } from 'react';
import type { ReadColumn, ReadingPlan, ReadTable, SampleValue } from '../../contract/readings.js';
import { StepUpFields } from '../inputs/step-up-fields.js';
import { useText } from '../requests/use-text.js';
import type { ReadingFields } from './use-readings.js';

interface ColumnsProps {
  table: ReadTable;
  plan?: ReadingPlan;
  busy: boolean;
  send: (fields: ReadingFields) => Promise<void>;
  cancel: () => void;
}

/** The columns of a table: kind, reason, format, a sample, and the administrator's choice. */
export function ReadColumns(props: ColumnsProps): React.JSX.Element {
  const { table, plan } = props;
  const text = useText();
  const isOpen = table.columns.some(({ kinds }) => kinds.length > 0);
  const heads = [
    text('Readings.column'),
    text('Readings.kind'),
    text('Readings.format'),
    text('Readings.sample'),
    ...(isOpen ? [text('Readings.decide')] : []),
  ];
  return (
    <table className="table table-plain readings-table">
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.columns.map((column) => (
          <ColumnRow
            key={`${column.name} ${column.version}`}
            {...{ ...props, column, heads }}
            {...(plan?.column === column.name && plan.name === table.name ? {} : { plan: null })}
          />
        ))}
      </tbody>
    </table>
  );
}

function ColumnRow(
  props: Omit<ColumnsProps, 'plan'> & {
    plan?: ReadingPlan | null | undefined;
    column: ReadColumn;
    heads: string[];
  },
): React.JSX.Element {
  const { column, heads, plan } = props;
  const text = useText();
  const [, kindHead, formatHead, sampleHead, decideHead] = heads;
  return (
    <tr data-testid={`column-${column.name}`}>
      <th scope="row">
        <code className="value-code">{column.name}</code>
        <small>{column.declared === '' ? text('Readings.undeclared') : column.declared}</small>
      </th>
      <td data-label={kindHead}>
        <strong>{column.kindLabel}</strong>
        <small>{column.reason}</small>
      </td>
      <td data-label={formatHead}>
        {column.format.length === 0
          ? '–'
          : column.format.map((line) => <div key={line}>{line}</div>)}
      </td>
      <td data-label={sampleHead}>
        <Sample sample={column.sample} sampled={column.sampled} />
      </td>
      {decideHead !== undefined && (
        <td data-label={decideHead}>
          {plan ? <Plan {...props} plan={plan} /> : <Choice {...props} />}
        </td>
      )}
    </tr>
  );
}

function Sample(props: {
  sample: SampleValue[] | null;
  sampled: number | null;
}): React.JSX.Element {
  const { sample, sampled } = props;
  const text = useText();
  const isEmpty = sample?.length === 0;
  return (
    <>
      {sample === null && <small>{text('Readings.hidden')}</small>}
      {isEmpty && <small>{text('Readings.noValues')}</small>}
      {sample !== null && !isEmpty && (
        <ul className="readings-sample">
          {sample.map(({ text: value, storage }) => (
            <li key={`${storage ?? ''} ${value}`}>
              <code className="value-code">{value}</code>
              {storage !== undefined && <span className="badge tone-neutral">{storage}</span>}
            </li>
          ))}
        </ul>
      )}
      {sampled !== null && sampled > 0 && (
        <small>{text('Readings.sampled', { count: sampled })}</small>
      )}
    </>
  );
}

/** The choice of a kind, and the button that has the values read again. */
function Choice(
  props: Pick<ColumnsProps, 'busy' | 'send'> & { column: ReadColumn },
): React.JSX.Element | null {
  const { column, busy, send } = props;
  const { name, kind, kinds, version } = column;
  const text = useText();
  const [chosen, setChosen] = useState<string>(kind);
  if (kinds.length === 0) return null;
  const isListed = kinds.some(({ value }) => value === kind);
  return (
    <div className="field readings-choice">
      <select
        value={chosen}
        aria-label={text('Readings.kindOf', { column: name })}
        onChange={(event) => setChosen(event.target.value)}
      >
        {!isListed && <option value={kind}>{column.kindLabel}</option>}
        {kinds.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <button
        type="button"
        className="button"
        disabled={busy || chosen === kind}
        aria-label={text('Readings.chooseFor', { column: name })}
        onClick={() => void send({ choice: 'choose', column: name, version, kind: chosen })}
      >
        {text('Readings.choose')}
      </button>
      <button
        type="button"
        className="button"
        disabled={busy}
        aria-label={text('Readings.readAgainFor', { column: name })}
        onClick={() => void send({ choice: 'readAgain', column: name, version })}
      >
        {text('Readings.readAgain')}
      </button>
    </div>
  );
}

/** The plan of a change, to confirm. */
function Plan(
  props: Pick<ColumnsProps, 'busy' | 'send' | 'cancel'> & { plan: ReadingPlan },
): React.JSX.Element {
  const { plan, busy, send, cancel } = props;
  const { choice, column, version, kind, lines } = plan;
  const text = useText();
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => element.current?.focus(), []);
  return (
    <div ref={element} className="readings-plan" tabIndex={-1} role="group" data-testid="plan">
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <StepUpFields />
      <div className="form-buttons">
        <button
          type="button"
          className="button button-main"
          disabled={busy}
          onClick={() =>
            void send({ choice, column, version, step: 'commit', ...(kind && { kind }) })
          }
        >
          {text('Readings.confirm')}
        </button>
        <button type="button" className="button" disabled={busy} onClick={cancel}>
          {text('Readings.cancel')}
        </button>
      </div>
    </div>
  );
}
