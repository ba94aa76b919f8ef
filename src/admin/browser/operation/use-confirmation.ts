import { useEffect, useMemo, useRef, useState } from 'react';
import {
  ApiClient,
  useNotice,
  useTranslation,
  type ActionProps,
  type NoticeMessage,
} from 'adminjs';
import { useNavigate } from 'react-router-dom';
import type { ActionCustom, ActionReply, Preview, RefusedLine } from '../../contract/panel.js';
import { failureText, isOutcomeUnknown } from '../requests/failure.js';
import { newOperationId } from '../requests/operation-id.js';
import { plainAmount } from '../ui/amount.js';

type Reply = ActionReply & { notice?: NoticeMessage; redirectUrl?: string };

const PREVIEW_DELAY_MS = 250;

/**
 * The state of a confirmation: what was filled in, what it would do, and what came of it. One
 * operation id for each opening, so that however often it is sent, it happens once.
 */
export function useConfirmation(props: ActionProps, custom: ActionCustom, home: string) {
  const fields = custom.fields ?? [];
  const operationId = useMemo(newOperationId, []);
  const [values, setValues] = useState<Record<string, string>>(() =>
    Object.fromEntries(fields.map(({ name, value }) => [name, value ?? ''])),
  );
  const [preview, setPreview] = useState<Preview>();
  const [previewing, setPreviewing] = useState(false);
  const [fieldErrors, setFieldErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<string>();
  const [unknown, setUnknown] = useState(false);
  const [outcome, setOutcome] = useState<{
    text: string;
    refused: RefusedLine[];
  }>();
  const [sending, setSending] = useState(false);
  const busy = useRef(false);
  const addNotice = useNotice();
  const navigate = useNavigate();
  const { translateComponent, translateMessage } = useTranslation();
  const complete = fields.every(({ name, required }) => !required || values[name] !== '');

  const post = async (step: 'preview' | 'commit'): Promise<Reply> => {
    const data = new FormData();
    data.set('step', step);
    data.set('operationId', operationId);
    for (const { name, type } of fields) {
      const value = values[name] ?? '';
      if (value !== '') data.set(name, type === 'money' ? plainAmount(value) : value);
    }
    if (step === 'commit' && preview?.token !== undefined) data.set('token', preview.token);
    return callAction(props, data);
  };

  const settle = (reply: Reply): boolean => {
    setFieldErrors(reply.fieldErrors ?? {});
    const failed = reply.notice?.type === 'error';
    const named = Object.keys(reply.fieldErrors ?? {}).length > 0;
    setProblem(
      failed && !named && reply.notice ? translateMessage(reply.notice.message) : undefined,
    );
    return !failed && !named;
  };

  useEffect(() => {
    if (custom.preview !== true) return undefined;
    setPreview(undefined);
    if (!complete || outcome !== undefined) return undefined;
    let current = true;
    setPreviewing(true);
    const timer = setTimeout(() => {
      post('preview')
        .then((reply) => {
          if (current && settle(reply)) setPreview(reply.preview);
        })
        .catch((error: unknown) => {
          if (current) setProblem(failureText(error, translateComponent));
        })
        .finally(() => {
          if (current) setPreviewing(false);
        });
    }, PREVIEW_DELAY_MS);
    return () => {
      current = false;
      setPreviewing(false);
      clearTimeout(timer);
    };
  }, [values]);

  const commit = async (): Promise<void> => {
    if (busy.current) return; // a second click before the first is drawn
    busy.current = true;
    setSending(true);
    setProblem(undefined);
    try {
      const reply = await post('commit');
      setUnknown(false);
      if (settle(reply)) finish(reply);
    } catch (error) {
      setUnknown(isOutcomeUnknown(error));
      setProblem(failureText(error, translateComponent));
    } finally {
      busy.current = false;
      setSending(false);
    }
  };

  const finish = (reply: Reply): void => {
    const refused = reply.refused ?? [];
    if (refused.length > 0) {
      const text = reply.notice ? translateMessage(reply.notice.message) : '';
      setOutcome({ text, refused });
      return;
    }
    if (reply.notice) addNotice(reply.notice);
    navigate(reply.redirectUrl ?? home);
  };

  return {
    fields,
    values,
    change: (name: string, value: string) => setValues((all) => ({ ...all, [name]: value })),
    preview,
    previewing,
    fieldErrors,
    problem,
    unknown,
    outcome,
    sending,
    commit,
    ready: complete && !sending && (custom.preview !== true || isPossible(preview)),
  };
}

/** Whether the preview leaves anything to do. */
function isPossible(preview: Preview | undefined): boolean {
  return preview !== undefined && preview.lines.length > 0;
}

async function callAction(
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
      // an action on all rows of a list goes by the list's filter
      return (
        await api.resourceAction({ ...call, params: new URLSearchParams(window.location.search) })
      ).data;
  }
}
