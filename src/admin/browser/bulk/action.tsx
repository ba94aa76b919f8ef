import React, { useEffect, useState } from 'react';
import { ApiClient, useTranslation, ViewHelpers, type ActionProps } from 'adminjs';
import { Link, useLocation } from 'react-router-dom';
import type { BulkActionCustom, BulkSubject } from '../../contract/bulk.js';
import { formatNumber } from '../../contract/format.js';
import type { ActionCustom } from '../../contract/panel.js';
import { ActionFields } from '../operation/action-fields.js';
import { useConfirmation } from '../operation/use-confirmation.js';
import { failureText } from '../requests/failure.js';

const paths = new ViewHelpers();

/** What to do with many rows. Sending it makes a run, whose page says what will happen. */
export default function BulkAction(props: ActionProps): React.JSX.Element {
  const { action, records, resource } = props;
  const custom = action.custom as ActionCustom & BulkActionCustom;
  const { translateComponent: text } = useTranslation();
  const { search } = useLocation();
  const query = new URLSearchParams(search);
  query.delete('recordIds');
  const home = paths.resourceUrl({
    resourceId: resource.id,
    search: query.toString() === '' ? '' : `?${query.toString()}`,
  });
  const form = useConfirmation(props, custom, home);
  const { subject, problem } = useSubject(props, custom);
  const mayGo = custom.bulk === 'chosen' || (subject !== undefined && isPossible(subject));
  return (
    <form
      className="confirm"
      aria-labelledby="confirm-title"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (form.ready && mayGo) void form.commit();
      }}
    >
      <h1 id="confirm-title">{custom.title}</h1>
      {custom.bulk === 'chosen' ? (
        <p className="confirm-subject">
          {text('ConfirmAction.chosen', { count: records?.length ?? 0 })}
        </p>
      ) : (
        <Subject subject={subject} />
      )}
      {custom.description !== undefined && <p>{custom.description}</p>}
      <ActionFields form={form} />
      {(form.problem ?? problem) !== undefined && (
        <p className="alert alert-bad" role="alert">
          {form.problem ?? problem} {form.unknown && text('ConfirmAction.safeToRepeat')}
        </p>
      )}
      <p className="field-hint">{text('BulkAction.nothingYet')}</p>
      <div className="form-buttons">
        <button
          type="submit"
          className="button button-main"
          disabled={!form.ready || !mayGo}
          data-testid="bulk-preview"
        >
          {text(form.sending ? 'BulkAction.looking' : 'BulkAction.preview')}
        </button>
        <Link className="button" to={home}>
          {text('ConfirmAction.back')}
        </Link>
      </div>
    </form>
  );
}

function Subject({ subject }: { subject: BulkSubject | undefined }): React.JSX.Element {
  const { translateComponent: text } = useTranslation();
  if (subject === undefined) return <p className="preview-wait">{text('BulkAction.counting')}</p>;
  const { count, chosen, isTooMany, most } = subject;
  if (isTooMany) {
    return (
      <p className="alert alert-bad" role="alert">
        {text('BulkAction.tooMany', { most: formatNumber(most) })} {chosen}
      </p>
    );
  }
  return (
    <p className="confirm-subject" data-testid="bulk-subject">
      {formatNumber(count)} {chosen}
    </p>
  );
}

function isPossible({ count, isTooMany }: BulkSubject): boolean {
  return count > 0 && !isTooMany;
}

/** How many rows match the list's filter now. */
function useSubject({ action, resource }: ActionProps, { bulk }: BulkActionCustom) {
  const { search } = useLocation();
  const { translateComponent } = useTranslation();
  const [subject, setSubject] = useState<BulkSubject>();
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    if (bulk !== 'all') return;
    const params = new URLSearchParams(search);
    params.set('read', '1');
    new ApiClient()
      .resourceAction({ resourceId: resource.id, actionName: action.name, params })
      .then(({ data }) => {
        const reply = data as { subject?: BulkSubject; notice?: { message: string } };
        setSubject(reply.subject);
        setProblem(reply.notice?.message);
      })
      .catch((error: unknown) => setProblem(failureText(error, translateComponent)));
  }, [bulk, resource.id, action.name, search]);
  return { subject, problem };
}
