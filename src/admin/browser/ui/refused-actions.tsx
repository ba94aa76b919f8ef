import React, { useId } from 'react';
import { useTranslation, type RecordJSON, type ResourceJSON } from 'adminjs';
import type { RefusedAction, ShownRecord } from '../../contract/panel.js';
import { useText } from '../requests/use-text.js';

/**
 * The actions that the state of a record refuses, greyed out beside the reason. The keyboard and a
 * screen reader reach them: they are disabled by `aria-disabled` only.
 */
export function RefusedActions(props: {
  resource: ResourceJSON;
  record: RecordJSON;
}): React.JSX.Element | null {
  const { resource, record } = props;
  const text = useText();
  const id = useId();
  const { refusedActions = [] } = record as RecordJSON & ShownRecord;
  if (refusedActions.length === 0) return null;
  return (
    <ul className="refused-actions" aria-label={text('RefusedActions.title')}>
      {byReason(refusedActions).map(([reason, names], index) => (
        <li key={reason}>
          {names.map((name) => (
            <RefusedButton
              key={name}
              resource={resource}
              name={name}
              reason={reason}
              reasonId={`${id}-${index}`}
            />
          ))}
          <span id={`${id}-${index}`} className="refused-reason">
            {reason}
          </span>
        </li>
      ))}
    </ul>
  );
}

function RefusedButton(props: {
  resource: ResourceJSON;
  name: string;
  reason: string;
  reasonId: string;
}): React.JSX.Element | null {
  const { resource, name, reason, reasonId } = props;
  const { translateAction } = useTranslation();
  const action = resource.actions.find((one) => one.name === name);
  if (!action) return null;
  return (
    <button
      type="button"
      className="button button-refused"
      aria-disabled="true"
      aria-describedby={reasonId}
      title={reason}
      data-testid={`refused-${name}`}
    >
      {translateAction(action.label, resource.id)}
    </button>
  );
}

/** Groups actions that are refused alike, so that each reason is read once. */
function byReason(refused: readonly RefusedAction[]): [reason: string, names: string[]][] {
  const groups = new Map<string, string[]>();
  for (const { name, reason } of refused) {
    groups.set(reason, [...(groups.get(reason) ?? []), name]);
  }
  return [...groups];
}
