import { useMemo, useRef, useState } from 'react';
import {
  ApiClient,
  useNotice,
  useTranslation,
  type ActionProps,
  type NoticeMessage,
} from 'adminjs';
import { useNavigate } from 'react-router-dom';
import type {
  ActionCustom,
  ActionField,
  ActionReply,
  ActionRequest,
  Preview,
  RefusedLine,
} from '../../contract/panel.js';
import { failureText, isOutcomeUnknown } from '../requests/failure.js';
import { newOperationId } from '../requests/operation-id.js';
import { useAnswer } from '../requests/use-answer.js';
import { useText } from '../requests/use-text.js';
import { plainAmount } from '../inputs/amount.js';

/** The reply of an action, with the page that it leads to. */
export type Reply = ActionReply & { notice?: NoticeMessage; redirectUrl?: string };

/** Report of a commit that did some rows and refused others. */
export interface PartialOutcome {
  text: string;
  refused: RefusedLine[];
}

const PREVIEW_DELAY_MS = 250;

/**
 * Keeps the state of a confirmation: its values, its preview and its outcome. Each opening has one
 * operation id, so that it takes effect once, however often it is sent.
 */
export function useConfirmation(props: ActionProps, custom: ActionCustom, home: string) {
  const [asked, setAsked] = useState<ActionField[]>([]);
  const fields = [...(custom.fields ?? []), ...asked];
  const operationId = useMemo(newOperationId, []);
  const [values, setValues] = useState<Record<string, string>>(() =>
    Object.fromEntries(fields.map(({ name, value }) => [name, value ?? ''])),
  );
  const [outcome, setOutcome] = useState<PartialOutcome>();
  const isComplete = fields.every(({ name, required }) => !required || values[name] !== '');
  const { fieldErrors, problem, setProblem, judge: judgeFields } = useVerdict();
  const judge = (reply: Reply): void => {
    judgeFields(reply);
    if (reply.asks) setAsked(reply.asks);
  };
  const finish = useFinish(home, setOutcome);

  const post = (step: ActionRequest['step'], token?: string): Promise<Reply> => {
    const data = bodyOf({ step, operationId }, fields, values);
    if (token !== undefined) data.set('token', token);
    return callAction(props, data);
  };
  const hasPreview = custom.preview === true;
  const { data: reply, loading: previewing } = useAnswer(
    hasPreview && isComplete && outcome === undefined ? JSON.stringify(values) : undefined,
    () => post('preview'),
    { delayMs: PREVIEW_DELAY_MS, onAnswer: judge, onFailure: setProblem },
  );
  const preview = !previewing && reply && hasSucceeded(reply) ? reply.preview : undefined;
  const { commit, sending, unknown } = useCommit({
    send: () => post('commit', preview?.token),
    onReply: (committed) => {
      judge(committed);
      if (hasSucceeded(committed)) finish(committed);
    },
    onProblem: setProblem,
  });
  return {
    ...{ fields, values, fieldErrors, problem },
    change: (name: string, value: string) => setValues((all) => ({ ...all, [name]: value })),
    ...{ preview, previewing, outcome, sending, unknown, commit },
    ready: isComplete && !sending && (!hasPreview || changesRows(preview)),
  };
}

/** Keeps the faults that the latest reply found, of fields or of the whole form. */
export function useVerdict() {
  const { translateMessage } = useTranslation();
  const [fieldErrors, setFieldErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<string>();
  const judge = (reply: Reply): void => {
    const { notice } = reply;
    const isWhole = notice?.type === 'error' && !hasFieldErrors(reply);
    setFieldErrors(reply.fieldErrors ?? {});
    setProblem(isWhole ? translateMessage(notice.message) : undefined);
  };
  return { fieldErrors, problem, setProblem, judge };
}

/** Sends once at a time, and knows when an outcome was lost on the way. */
export function useCommit(props: {
  send: () => Promise<Reply>;
  onReply: (reply: Reply) => void;
  onProblem: (text: string | undefined) => void;
}) {
  const { send, onReply, onProblem } = props;
  const text = useText();
  const [sending, setSending] = useState(false);
  const [unknown, setUnknown] = useState(false);
  const isBusy = useRef(false);
  const commit = async (): Promise<void> => {
    if (isBusy.current) return; // a second click before the first is drawn
    isBusy.current = true;
    setSending(true);
    onProblem(undefined);
    try {
      const reply = await send();
      setUnknown(false);
      onReply(reply);
    } catch (error) {
      setUnknown(isOutcomeUnknown(error));
      onProblem(failureText(error, text));
    } finally {
      isBusy.current = false;
      setSending(false);
    }
  };
  return { commit, sending, unknown };
}

/** Leads on from a commit: to the page that the reply names, or to the rows that were refused. */
function useFinish(home: string, show: (outcome: PartialOutcome) => void) {
  const addNotice = useNotice();
  const navigate = useNavigate();
  const { translateMessage } = useTranslation();
  return ({ notice, refused = [], redirectUrl }: Reply): void => {
    if (refused.length > 0) {
      show({ text: notice ? translateMessage(notice.message) : '', refused });
      return;
    }
    if (notice) addNotice(notice);
    navigate(redirectUrl ?? home);
  };
}

function hasFieldErrors({ fieldErrors = {} }: Reply): boolean {
  return Object.keys(fieldErrors).length > 0;
}

/** Returns true for a reply without a fault. */
export function hasSucceeded(reply: Reply): boolean {
  return reply.notice?.type !== 'error' && !hasFieldErrors(reply);
}

function changesRows(preview: Preview | undefined): boolean {
  return preview !== undefined && preview.lines.length > 0;
}

function bodyOf(
  { step, operationId }: ActionRequest,
  fields: readonly ActionField[],
  values: Readonly<Record<string, string>>,
): FormData {
  const data = new FormData();
  data.set('step', step);
  data.set('operationId', operationId);
  for (const { name, type } of fields) {
    const value = values[name] ?? '';
    if (value !== '') data.set(name, type === 'money' ? plainAmount(value) : value);
  }
  return data;
}

/** Posts a form to its action. */
export async function callAction(
  { action, resource, record, records }: ActionProps,
  data: FormData,
): Promise<Reply> {
  const api = new ApiClient();
  const call = { resourceId: resource.id, actionName: action.name, data };
  switch (action.actionType) {
    case 'record':
      return (await api.recordAction({ ...call, recordId: record?.id ?? '' })).data;
    case 'bulk':
      return (await api.bulkAction({ ...call, recordIds: records?.map(({ id }) => id) ?? [] }))
        .data;
    case 'resource':
      // An action on all rows of a list takes them by the list's filter.
      return (
        await api.resourceAction({ ...call, params: new URLSearchParams(window.location.search) })
      ).data;
  }
}
