import React from 'react';
import { useTranslation, ViewHelpers, type ActionProps } from 'adminjs';
import { Link, useLocation } from 'react-router-dom';
import type { ActionCustom, Preview, RefusedLine } from '../../contract/panel.js';
import { ActionFields } from './action-fields.js';
import { useConfirmation } from './use-confirmation.js';

const paths = new ViewHelpers();

/** An action that changes something: what it needs, what it would do, and one button that does it. */
export default function ConfirmAction(props: ActionProps): React.JSX.Element {
  const { action, record, records } = props;
  const custom = action.custom as ActionCustom;
  const { translateComponent: text } = useTranslation();
  const home = useHome(props);
  const form = useConfirmation(props, custom, home);
  const subject =
    record?.title ?? (records && text('ConfirmAction.chosen', { count: records.length }));

  if (form.outcome) {
    return (
      <section className="confirm" aria-labelledby="confirm-title">
        <h1 id="confirm-title">{custom.title}</h1>
        <p role="status">{form.outcome.text}</p>
        <Refused rows={form.outcome.refused} />
        <Link className="value-link" to={home}>
          {text('ConfirmAction.back')}
        </Link>
      </section>
    );
  }
  return (
    <form
      className="confirm"
      aria-labelledby="confirm-title"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (form.ready) void form.commit();
      }}
    >
      <h1 id="confirm-title">
        {custom.title}
        {subject !== undefined && <span className="confirm-subject"> {subject}</span>}
      </h1>
      {custom.description !== undefined && <p>{custom.description}</p>}
      <ActionFields form={form} />
      {custom.preview === true && (
        <div aria-live="polite" aria-busy={form.previewing} data-testid="preview">
          {form.preview ? (
            <PreviewBox preview={form.preview} />
          ) : (
            form.problem === undefined && (
              <p className="preview-wait">
                {text(form.previewing ? 'ConfirmAction.looking' : 'ConfirmAction.fill')}
              </p>
            )
          )}
        </div>
      )}
      {form.problem !== undefined && (
        <p className="alert alert-bad" role="alert">
          {form.problem} {form.unknown && text('ConfirmAction.safeToRepeat')}
        </p>
      )}
      <div className="form-buttons">
        <button
          type="submit"
          className={`button button-main${custom.tone === 'danger' ? ' button-danger-main' : ''}`}
          disabled={!form.ready}
          data-testid="confirm"
        >
          {form.sending ? text('Form.sending') : custom.verb}
        </button>
        <Link className="button" to={home}>
          {text('ConfirmAction.back')}
        </Link>
      </div>
    </form>
  );
}

function PreviewBox({ preview }: { preview: Preview }): React.JSX.Element {
  const { translateComponent: text } = useTranslation();
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
      <Refused rows={preview.refused ?? []} />
    </section>
  );
}

/** Services name the row in the sentence; in a table it stands beside it already. */
function withoutLabel(line: string, label: string): string {
  return line.startsWith(`${label}: `) ? line.slice(label.length + 2) : line;
}

function Refused({ rows }: { rows: RefusedLine[] }): React.JSX.Element | null {
  const { translateComponent: text } = useTranslation();
  if (rows.length === 0) return null;
  return (
    <section className="refused">
      <h2>{text('ConfirmAction.refused', { count: rows.length })}</h2>
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

/** Where one came from: the record's page, or the list with its filter. */
function useHome({ action, resource, record }: ActionProps): string {
  const { search } = useLocation();
  if (action.actionType === 'record' && record) {
    const place = { resourceId: resource.id, recordId: record.id, actionName: 'show' };
    return `${paths.recordActionUrl(place)}${search}`;
  }
  const query = new URLSearchParams(search);
  query.delete('recordIds');
  const rest = query.toString();
  return paths.resourceUrl({ resourceId: resource.id, search: rest === '' ? '' : `?${rest}` });
}
