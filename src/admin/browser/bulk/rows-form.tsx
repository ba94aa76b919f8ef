import React from 'react';
import { ApiClient, type ActionProps } from 'adminjs';
import { useLocation } from 'react-router-dom';
import type { BulkActionCustom, BulkSubject } from '../../contract/bulk.js';
import { formatNumber } from '../../contract/format.js';
import type { ActionCustom } from '../../contract/panel.js';
import { ActionForm } from '../operation/action-form.js';
import { useAnswer } from '../requests/use-answer.js';
import { useText } from '../requests/use-text.js';
import { Problem } from '../ui/problem.js';

/** The state of a form on many rows. */
interface RowsFormState {
  ready: boolean;
  sending: boolean;
  /** true after a commit whose outcome was lost on the way */
  unknown: boolean;
  problem: string | undefined;
  commit: () => Promise<void>;
}

/** The form of an action on many rows: its rows, its fields, and the button that makes a run. */
export function RowsForm(props: {
  action: ActionProps;
  form: RowsFormState;
  home: string;
  children: React.ReactNode;
}): React.JSX.Element {
  const { action: opened, form, home, children } = props;
  const custom = opened.action.custom as ActionCustom & BulkActionCustom;
  const text = useText();
  const { subject, problem } = useSubject(opened, custom);
  const fits = custom.bulk === 'chosen' || (subject !== undefined && fitsOneRun(subject));
  const mayGo = form.ready && fits;
  const button = (
    <button
      type="submit"
      className="button button-main"
      disabled={!mayGo}
      data-testid="bulk-preview"
    >
      {text(form.sending ? 'BulkAction.looking' : 'BulkAction.preview')}
    </button>
  );
  return (
    <ActionForm
      title={custom.title}
      button={button}
      home={home}
      onSubmit={() => {
        if (mayGo) void form.commit();
      }}
    >
      {custom.bulk === 'chosen' ? (
        <p className="confirm-subject">
          {text('ConfirmAction.chosen', { count: opened.records?.length ?? 0 })}
        </p>
      ) : (
        <Subject subject={subject} />
      )}
      {children}
      <Problem text={form.problem ?? problem}>
        {form.unknown && text('ConfirmAction.safeToRepeat')}
      </Problem>
      <p className="field-hint">{text('BulkAction.nothingYet')}</p>
    </ActionForm>
  );
}

/** The rows that match the filter of the list, counted and in words. */
function Subject({ subject }: { subject: BulkSubject | undefined }): React.JSX.Element {
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
function fitsOneRun({ count, isTooMany }: BulkSubject): boolean {
  return count > 0 && !isTooMany;
}

interface SubjectReply {
  subject?: BulkSubject;
  notice?: { message: string };
}

/** Counts the rows that match the list's filter now. */
function useSubject({ action, resource }: ActionProps, { bulk }: BulkActionCustom) {
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
