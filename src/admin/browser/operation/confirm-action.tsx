import React from 'react';
import { ViewHelpers, type ActionProps } from 'adminjs';
import { Link, useLocation } from 'react-router-dom';
import type { ActionCustom, Preview, RefusedLine } from '../../contract/panel.js';
import { useText } from '../requests/use-text.js';
import { Problem } from '../ui/problem.js';
import { ActionFields } from './action-fields.js';
import { ActionForm } from './action-form.js';
import { useListAddress } from './list-address.js';
import { useConfirmation, type PartialOutcome } from './use-confirmation.js';

const paths = new ViewHelpers();

/** An action that changes something: its fields, its preview, and one button that does it. */
export default function ConfirmAction(props: ActionProps): React.JSX.Element {
  const { action, record, records } = props;
  const custom = action.custom as ActionCustom;
  const text = useText();
  const home = useHome(props);
  const form = useConfirmation(props, custom, home);
  const subject =
    record?.title ?? (records && text('ConfirmAction.chosen', { count: records.length }));
  if (form.outcome) return <Outcome title={custom.title} outcome={form.outcome} home={home} />;
  const button = (
    <button
      type="submit"
      className={`button button-main${custom.tone === 'danger' ? ' button-danger-main' : ''}`}
      disabled={!form.ready}
      data-testid="confirm"
    >
      {form.sending ? text('Form.sending') : custom.verb}
    </button>
  );
  const title = (
    <>
      {custom.title}
      {subject !== undefined && <span className="confirm-subject"> {subject}</span>}
    </>
  );
  return (
    <ActionForm
      title={title}
      button={button}
      home={home}
      onSubmit={() => {
        if (form.ready) void form.commit();
      }}
    >
      {custom.description !== undefined && <p>{custom.description}</p>}
      <ActionFields form={form} />
      {custom.preview === true && <PreviewArea form={form} />}
      <Problem text={form.problem}>{form.unknown && text('ConfirmAction.safeToRepeat')}</Problem>
    </ActionForm>
  );
}

/** In the place of the form once it was sent: the rows that were refused, and the way back. */
function Outcome(props: {
  title: string;
  outcome: PartialOutcome;
  home: string;
}): React.JSX.Element {
  const { title, outcome, home } = props;
  const text = useText();
  return (
    <section className="confirm" aria-labelledby="confirm-title">
      <h1 id="confirm-title">{title}</h1>
      <p role="status">{outcome.text}</p>
      <RefusedRows rows={outcome.refused} />
      <Link className="value-link" to={home}>
        {text('ConfirmAction.back')}
      </Link>
    </section>
  );
}

type PreviewState = Pick<ReturnType<typeof useConfirmation>, 'preview' | 'previewing' | 'problem'>;

/** The preview, or the reason for its absence. */
function PreviewArea({ form }: { form: PreviewState }): React.JSX.Element {
  const text = useText();
  const { preview, previewing, problem } = form;
  return (
    <div aria-live="polite" aria-busy={previewing} data-testid="preview">
      {preview ? (
        <PreviewBox preview={preview} />
      ) : (
        problem === undefined && (
          <p className="preview-wait">
            {text(previewing ? 'ConfirmAction.looking' : 'ConfirmAction.fill')}
          </p>
        )
      )}
    </div>
  );
}

function PreviewBox({ preview }: { preview: Preview }): React.JSX.Element {
  const text = useText();
  return (
    <section className="preview" aria-label={text('ConfirmAction.preview')}>
      {preview.lines.length > 0 && (
        <table>
          <tbody>
            {preview.lines.map(({ id, label, text: line }) => (
              <tr key={id}>
                <th scope="row">{label}</th>
                <td>{withoutLabel(line, label)}</td>
              </tr>
            ))}
          </tbody>
          {preview.total !== undefined && (
            <tfoot>
              <tr>
                <th scope="row">{text('ConfirmAction.total')}</th>
                <td>{preview.total}</td>
              </tr>
            </tfoot>
          )}
        </table>
      )}
      {preview.warnings?.map((warning) => (
        <p key={warning} className="alert alert-warn">
          {warning}
        </p>
      ))}
      <RefusedRows rows={preview.refused ?? []} title={preview.refusedTitle} />
    </section>
  );
}

/** Removes the row's label from its line: the table has a column for it. */
function withoutLabel(line: string, label: string): string {
  return line.startsWith(`${label}: `) ? line.slice(label.length + 2) : line;
}

function RefusedRows(props: {
  rows: RefusedLine[];
  /** In the place of the number of refused rows. */
  title?: string | undefined;
}): React.JSX.Element | null {
  const { rows, title } = props;
  const text = useText();
  if (rows.length === 0) return null;
  return (
    <section className="refused">
      <h2>{title ?? text('ConfirmAction.refused', { count: rows.length })}</h2>
      <ul>
        {rows.map(({ id, label, reason }) => (
          <li key={id}>
            <strong>{label}</strong> {reason}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The page that the action was opened from: the record's, or the list with its filter. */
function useHome(props: ActionProps): string {
  const { action, resource, record } = props;
  const { search } = useLocation();
  const list = useListAddress(props);
  if (action.actionType !== 'record' || !record) return list;
  const place = { resourceId: resource.id, recordId: record.id, actionName: 'show' };
  return `${paths.recordActionUrl(place)}${search}`;
}
