import React, { useId, useRef, useState } from 'react';
import type { EditPropertyProps, RecordJSON } from 'adminjs';
import { formatBytes, formatNumber, isEmpty } from '../../contract/format.js';
import { FILE_BYTES } from '../../contract/panel.js';
import { useText } from '../requests/use-text.js';
import type { FieldDescription } from './field.js';

interface Props {
  field: FieldDescription;
  record: RecordJSON;
  error: string | undefined;
  onChange: EditPropertyProps['onChange'];
}

/**
 * The input of a column of files: the stored file stays until another one is chosen or it is
 * removed. The param of the record is the chosen `File`, the size of the stored one, or null.
 */
export function FileInput({ field, record, error, onChange }: Props): React.JSX.Element {
  const id = `${useId()}-${field.name}`;
  const text = useText();
  const value: unknown = record.params[field.name];
  const stored = useRef(value);
  const [problem, setProblem] = useState<string>();
  const wrong = problem ?? error;
  const set = (next: unknown) => {
    setProblem(undefined);
    onChange(field.name, next);
  };
  const choose = async (picked: File | undefined) => {
    if (!picked) return;
    if (picked.size > FILE_BYTES) {
      const [size, limit] = [formatNumber(picked.size), formatNumber(FILE_BYTES)];
      setProblem(text('FileInput.tooLarge', { size, limit }));
      return;
    }
    try {
      // A copy of this moment: a browser refuses to send a file that has changed since.
      set(new File([await picked.arrayBuffer()], picked.name, { type: picked.type }));
    } catch {
      setProblem(text('FileInput.unreadable'));
    }
  };
  return (
    <div
      className={`field file-input${wrong === undefined ? '' : ' field-wrong'}`}
      data-testid={`field-${field.name}`}
    >
      <label htmlFor={id}>
        {field.label}
        {field.required && (
          <abbr className="field-required" title={text('Form.required')}>
            *
          </abbr>
        )}
      </label>
      <input
        id={id}
        type="file"
        name={field.name}
        disabled={field.disabled ?? false}
        aria-invalid={wrong === undefined ? undefined : true}
        aria-describedby={`${id}-state${wrong === undefined ? '' : ` ${id}-error`}`}
        onChange={({ target }) => {
          void choose(target.files?.[0]);
          // Without this the browser ignores the same file when it is chosen again.
          target.value = '';
        }}
      />
      <p className="field-hint" id={`${id}-state`} aria-live="polite">
        {stateOf(value, stored.current, text)}
      </p>
      <Choices
        {...{ id }}
        canRemove={field.required !== true && !isEmpty(value)}
        canUndo={value !== stored.current}
        onRemove={() => set(null)}
        onUndo={() => set(stored.current)}
      />
      {field.hint !== undefined && <p className="field-hint">{field.hint}</p>}
      {wrong !== undefined && (
        <p className="field-error" id={`${id}-error`} role="alert">
          {wrong}
        </p>
      )}
    </div>
  );
}

function Choices(props: {
  /** Id of the input, which the browser hides from the eye. */
  id: string;
  canRemove: boolean;
  canUndo: boolean;
  onRemove: () => void;
  onUndo: () => void;
}): React.JSX.Element {
  const text = useText();
  return (
    <span className="file-buttons">
      <label className="button" htmlFor={props.id}>
        {text('FileInput.choose')}
      </label>
      {props.canRemove && (
        <button type="button" className="button" onClick={props.onRemove}>
          {text('FileInput.remove')}
        </button>
      )}
      {props.canUndo && (
        <button type="button" className="button" onClick={props.onUndo}>
          {text('FileInput.undo')}
        </button>
      )}
    </span>
  );
}

/** Says which file the form will store. */
function stateOf(value: unknown, stored: unknown, text: ReturnType<typeof useText>): string {
  if (value instanceof File) {
    return text('FileInput.chosen', { name: value.name, size: formatBytes(value.size) });
  }
  if (!isEmpty(value)) return text('FileInput.stored', { size: formatBytes(value) });
  return text(isEmpty(stored) ? 'FileInput.none' : 'FileInput.removed');
}
