import { useEffect, useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import {
  ApiClient,
  useNotice,
  useTranslation,
  type ActionProps,
  type RecordActionResponse,
  type RecordJSON,
} from 'adminjs';
import { useNavigate, useSearchParams } from 'react-router-dom';
import { asText } from '../../contract/format.js';
import { ORIGINAL_PREFIX, type FormReply, type PropertyCustom } from '../../contract/panel.js';
import { failureText } from '../requests/failure.js';
import { asSearch } from '../ui/place.js';
import { typedValue } from '../ui/property-input.js';

/** AdminJS's mark for null in a form body. */
const NULL_VALUE = '__FORM_VALUE_NULL__';

/**
 * The state of a record form. It posts what was changed only, each column with the value it had
 * when the form was opened, so that nobody's change in between is overwritten unseen.
 */
export function useRecordForm(
  opened: RecordJSON | undefined,
  resource: ActionProps['resource'],
  action: ActionProps['action'],
) {
  const [query] = useSearchParams();
  const [record, setRecord] = useState(() => opened ?? newRecord(query, resource));
  const [originals, setOriginals] = useState<Record<string, unknown>>(opened?.params ?? {});
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [attempt, setAttempt] = useState(0);
  const addNotice = useNotice();
  const navigate = useNavigate();
  const { translateMessage, translateComponent } = useTranslation();
  const isNew = opened === undefined;
  const properties = useMemo(() => inputsOf(resource, action.name), [resource, action.name]);
  const changed = useMemo(
    () =>
      properties.filter((property) => {
        const typed = typedValue(property, record.params[property.propertyPath]);
        return typed !== typedValue(property, originals[property.propertyPath]);
      }),
    [record.params, originals, properties],
  );

  useEffect(() => {
    if (opened === undefined) return;
    setRecord(opened);
    setOriginals(opened.params);
  }, [opened]);

  const change = (path: string | RecordJSON, value?: unknown, selected?: RecordJSON) => {
    if (typeof path !== 'string') return;
    setRecord((current) => ({
      ...current,
      params: { ...current.params, [path]: value },
      populated: selected ? { ...current.populated, [path]: selected } : current.populated,
    }));
  };

  const send = async (): Promise<void> => {
    const data = new FormData();
    for (const property of changed) {
      data.set(property.propertyPath, typedValue(property, record.params[property.propertyPath]));
      if (!isNew) {
        const original: unknown = originals[property.propertyPath];
        data.set(`${ORIGINAL_PREFIX}${property.propertyPath}`, asPosted(original));
      }
    }
    const api = new ApiClient();
    const response = isNew
      ? await api.resourceAction({ resourceId: resource.id, actionName: action.name, data })
      : await api.recordAction({
          resourceId: resource.id,
          recordId: record.id,
          actionName: action.name,
          data,
        });
    const reply = response.data as RecordActionResponse & FormReply;
    const errors = reply.record.errors;
    const failed = Object.keys(errors).length > 0 || reply.notice?.type === 'error';
    if (!failed) {
      // At once: what is saved must not be asked about when the notice is there.
      flushSync(() => setOriginals(record.params));
      if (reply.notice) addNotice(reply.notice);
      // With the place in the list that it was opened from; a step back leads there, not to the form.
      const place = isNew ? '' : asSearch(query.toString());
      navigate(`${reply.redirectUrl ?? '..'}${place}`, { replace: true });
      return;
    }
    setRecord((current) => ({ ...current, errors }));
    setOriginals((current) => ({ ...current, ...reply.conflicts }));
    setProblem(
      reply.notice === undefined
        ? translateMessage('thereWereValidationErrors', resource.id)
        : translateMessage(reply.notice.message, resource.id),
    );
  };

  const submit = async (): Promise<void> => {
    if (sending) return;
    if (!isNew && changed.length === 0) {
      setProblem(translateComponent('Form.nothingChanged'));
      return;
    }
    setSending(true);
    setProblem(undefined);
    try {
      await send();
    } catch (error) {
      setProblem(failureText(error, translateComponent));
    } finally {
      setSending(false);
      setAttempt((count) => count + 1);
    }
  };

  const isTyped = changed.length > 0;
  return { properties, record, change, submit, sending, problem, attempt, isTyped };
}

/** AdminJS has one list of inputs; each says which form it belongs to. */
function inputsOf(resource: ActionProps['resource'], form: string) {
  return resource.editProperties.filter(({ custom }) => {
    const { forms } = custom as Partial<PropertyCustom>;
    return forms === undefined || forms.includes(form);
  });
}

/** An empty record, filled from the address: links to `new` may bring values. */
function newRecord(query: URLSearchParams, resource: ActionProps['resource']): RecordJSON {
  const paths = resource.editProperties.map(({ propertyPath }) => propertyPath);
  const given = [...query].filter(([name]) => paths.includes(name));
  return {
    id: '',
    title: '',
    params: Object.fromEntries(given),
    populated: {},
    errors: {},
    baseError: null,
    recordActions: [],
    bulkActions: [],
  };
}

function asPosted(original: unknown): string {
  return original === null || original === undefined ? NULL_VALUE : asText(original);
}
