import { useState } from 'react';
import {
  ApiClient,
  useNotice,
  useTranslation,
  type ActionProps,
  type RecordActionResponse,
  type RecordJSON,
} from 'adminjs';
import { useNavigate, useSearchParams } from 'react-router-dom';
import { READINGS_FIELD, type FormReply } from '../../contract/panel.js';
import { failureText } from '../requests/failure.js';
import { useText } from '../requests/use-text.js';
import { asSearch } from '../ui/place.js';
import { useDraft } from './use-draft.js';

/** Action whose form makes a new record out of the one that it opens. */
const DUPLICATE_ACTION = 'duplicate';

/**
 * Keeps the state of a record form. It posts changed columns only, each with the value it had when
 * the form was opened, so that nobody's change in between is overwritten unseen.
 */
export function useRecordForm(
  opened: RecordJSON | undefined,
  resource: ActionProps['resource'],
  action: ActionProps['action'],
) {
  const [query] = useSearchParams();
  const isCopy = action.name === DUPLICATE_ACTION;
  const form = isCopy ? 'new' : action.name;
  const draft = useDraft(opened, query, resource, form);
  const { properties, record, change, isTyped } = draft;
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [attempt, setAttempt] = useState(0);
  const addNotice = useNotice();
  const navigate = useNavigate();
  const { translateMessage } = useTranslation();
  const text = useText();

  const send = async (): Promise<void> => {
    const place = { resourceId: resource.id, actionName: form };
    const body = draft.body();
    const readings: unknown = action.custom['readings'];
    if (typeof readings === 'string') body.set(READINGS_FIELD, readings);
    const reply = await postForm(place, isCopy ? undefined : opened && record.id, body);
    const { notice, redirectUrl, conflicts } = reply;
    const { errors } = reply.record;
    if (Object.keys(errors).length > 0 || notice?.type === 'error') {
      draft.refuse(errors, conflicts);
      setProblem(translateMessage(notice?.message ?? 'thereWereValidationErrors', resource.id));
      return;
    }
    draft.markSaved();
    if (notice) addNotice(notice);
    // The address keeps the place in the list; a step back leads there, not to the form.
    const search = opened && !isCopy ? asSearch(query.toString()) : '';
    navigate(`${redirectUrl ?? '..'}${search}`, { replace: true });
  };

  const submit = async (): Promise<void> => {
    if (sending) return;
    if (opened && !isCopy && !isTyped) {
      setProblem(text('Form.nothingChanged'));
      return;
    }
    setSending(true);
    setProblem(undefined);
    try {
      await send();
    } catch (error) {
      setProblem(failureText(error, text));
    } finally {
      setSending(false);
      setAttempt((count) => count + 1);
    }
  };
  return { properties, record, change, submit, sending, problem, attempt, isTyped };
}

/** @param recordId undefined for a new record */
async function postForm(
  place: { resourceId: string; actionName: string },
  recordId: string | undefined,
  data: FormData,
): Promise<RecordActionResponse & FormReply> {
  const api = new ApiClient();
  const hasFiles = [...data.values()].some((value) => value instanceof File);
  const request = { ...place, data, ...(hasFiles && { headers: { 'X-Form-Files': '1' } }) };
  const response =
    recordId === undefined
      ? await api.resourceAction(request)
      : await api.recordAction({ ...request, recordId });
  return response.data as RecordActionResponse & FormReply;
}
