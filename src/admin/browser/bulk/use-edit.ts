import { useMemo, useState } from 'react';
import type { ActionProps, BasePropertyJSON, RecordJSON } from 'adminjs';
import { useNavigate } from 'react-router-dom';
import { EDIT_PREFIX } from '../../contract/bulk.js';
import { READINGS_FIELD, type PropertyCustom } from '../../contract/panel.js';
import { titleOnly } from '../../contract/titled-record.js';
import { callAction, hasSucceeded, useCommit, useVerdict } from '../operation/use-confirmation.js';
import { newOperationId } from '../requests/operation-id.js';
import { useText } from '../requests/use-text.js';
import { NULL_VALUE, typedValue } from '../inputs/property-input.js';

/** The name under which a column's `forms` lists this form. */
const FORM = 'bulkEdit';

/** State of the form of an edit. */
export interface EditState {
  properties: BasePropertyJSON[];
  record: RecordJSON;
  ticked: ReadonlySet<string>;
  tick: (path: string, isTicked: boolean) => void;
  change: (path: string | RecordJSON, value?: unknown, selected?: RecordJSON) => void;
  problem: string | undefined;
  /** false while it is sent */
  ready: boolean;
  sending: boolean;
  /** true after a commit whose outcome was lost on the way */
  unknown: boolean;
  /** grows with each answer that has faults */
  attempt: number;
  commit: () => Promise<void>;
}

/** Keeps the ticked fields and their values; each opening makes one run, however often it is sent. */
export function useEdit(props: ActionProps, home: string): EditState {
  const { action, resource } = props;
  const operationId = useMemo(newOperationId, []);
  const text = useText();
  const navigate = useNavigate();
  const properties = useMemo(() => inputsOf(resource.editProperties), [resource]);
  const [record, setRecord] = useState<RecordJSON>(() => titleOnly('many', ''));
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [attempt, setAttempt] = useState(0);
  const { fieldErrors, problem, setProblem, judge } = useVerdict();

  const body = (): FormData => {
    const data = new FormData();
    data.set('step', 'commit');
    data.set('operationId', operationId);
    const readings: unknown = action.custom['readings'];
    if (typeof readings === 'string') data.set(READINGS_FIELD, readings);
    for (const property of properties.filter(({ propertyPath }) => ticked.has(propertyPath))) {
      const { propertyPath: path } = property;
      data.set(EDIT_PREFIX + path, typedValue(property, record.params[path]) ?? NULL_VALUE);
    }
    return data;
  };
  const {
    commit: send,
    sending,
    unknown,
  } = useCommit({
    send: () => callAction(props, body()),
    onReply: (reply) => {
      judge(reply);
      setAttempt((count) => count + 1);
      if (hasSucceeded(reply)) navigate(reply.redirectUrl ?? home);
    },
    onProblem: setProblem,
  });
  const commit = async (): Promise<void> => {
    if (ticked.size === 0) setProblem(text('BulkEdit.nothingTicked'));
    else await send();
  };
  const tick: EditState['tick'] = (path, isTicked) => {
    setProblem(undefined);
    setTicked((all) => {
      const next = new Set(all);
      if (isTicked) next.add(path);
      else next.delete(path);
      return next;
    });
  };
  const change: EditState['change'] = (path, value, selected) => {
    if (typeof path !== 'string') return;
    // A reference of several columns sets all of them.
    tick(path, true);
    setRecord((current) => withValue(current, path, value, selected));
  };
  const shown = { ...record, errors: errorsOf(fieldErrors) };
  return {
    ...{ properties, record: shown, ticked, tick, change },
    ...{ problem, ready: !sending, sending, unknown, attempt, commit },
  };
}

function withValue(
  record: RecordJSON,
  path: string,
  value: unknown,
  selected?: RecordJSON,
): RecordJSON {
  return {
    ...record,
    params: { ...record.params, [path]: value },
    populated: selected ? { ...record.populated, [path]: selected } : record.populated,
  };
}

function inputsOf(properties: readonly BasePropertyJSON[]): BasePropertyJSON[] {
  return properties
    .filter(({ custom }) => (custom as Partial<PropertyCustom>).forms?.includes(FORM) === true)
    .map((property) => (isFlag(property) ? withChoice(property) : property));
}

function isFlag({ custom }: BasePropertyJSON): boolean {
  return (custom as Partial<PropertyCustom>).kind === 'boolean';
}

/** Offers yes and no: a box beside the box of its field would say nothing clearly. */
function withChoice(property: BasePropertyJSON): BasePropertyJSON {
  return { ...property, custom: { ...property.custom, isNullable: true } };
}

function errorsOf(fieldErrors: Readonly<Record<string, string>>): RecordJSON['errors'] {
  return Object.fromEntries(
    Object.entries(fieldErrors).map(([path, said]) => [path, { message: said, type: 'invalid' }]),
  );
}
