import React from 'react';
import { ApiClient, ViewHelpers, type ActionProps } from 'adminjs';
import { Link, useLocation } from 'react-router-dom';
import type { BulkActionCustom, BulkSubject } from '../../contract/bulk.js';
import { formatNumber } from '../../contract/format.js';
import type { ActionCustom } from '../../contract/panel.js';
import { ActionFields } from '../operation/action-fields.js';
import { useConfirmation } from '../operation/use-confirmation.js';
import { useAnswer } from '../requests/use-answer.js';
import { useText } from '../requests/use-text.js';
import { Problem } from '../ui/problem.js';

const paths = new ViewHelpers();

/** An action on many rows: its form makes a run, whose page shows the preview. */
export default function BulkAction(props: ActionProps): React.JSX.Element {
  const { action, records, resource } = props;
  const custom = action.custom as ActionCustom & BulkActionCustom;
  const text = useText();
  const { search } = useLocation();
  const query = new URLSearchParams(search);
  query.delete('recordIds');
  const home = paths.resourceUrl({
    resourceId: resource.id,
    search: query.toString() === '' ? '' : `?${query.toString()}`,
  });
  const form = useConfirmation(props, custom, home);
  const { subject, problem } = useSubject(props, custom);
  const mayGo = custom.bulk === 'chosen' || (subject !== undefined && fitsOneRun(subject));
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
      <Problem text={form.problem ?? problem}>
        {form.unknown && text('ConfirmAction.safeToRepeat')}
      </Problem>
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

/** The rows that match the filter of the list, counted and in words. */
export function Subject({ subject }: { subject: BulkSubject | undefined }): React.JSX.Element {
  const text = useText();
  if (subject === undefined) return <p className="preview-wait">{text('BulkAction.counting')}</p>;
  const { count, chosen, isTooMany, most } = subject;
  if (isTooMany) {
    return (
      <Problem text={text('BulkAction.tooMany', { most: formatNumber(most) })}>{chosen}</Problem>
    );
  }
  return (
    <p className="confirm-subject" data-testid="bulk-subject">
      {formatNumber(count)} {chosen}
    </p>
  );
}

/** Returns true for a number of rows that one run takes. */
export function fitsOneRun({ count, isTooMany }: BulkSubject): boolean {
  return count > 0 && !isTooMany;
}

interface SubjectReply {
  subject?: BulkSubject;
  notice?: { message: string };
}

/** Counts the rows that match the list's filter now. */
export function useSubject({ action, resource }: ActionProps, { bulk }: BulkActionCustom) {
  const { search } = useLocation();
  const question = bulk === 'all' ? [resource.id, action.name, search].join() : undefined;
  const { latest } = useAnswer<SubjectReply>(question, async () => {
    const params = new URLSearchParams(search);
    params.set('read', '1');
    const request = { resourceId: resource.id, actionName: action.name, params };
    const { data } = await new ApiClient().resourceAction(request);
    return data;
  });
  return {
    subject: latest.data?.subject,
    problem: latest.failure ?? latest.data?.notice?.message,
  };
}
