import React, { useId } from 'react';
import { formatDollars } from '../../contract/format.js';
import { useText } from '../requests/use-text.js';
import { plainAmount } from './amount.js';
import type { ChangeField, CommonProps, FieldDescription } from './field.js';
import { ReferenceInput } from './reference-input.js';

interface FormFieldProps {
  field: FieldDescription;
  value: string;
  /** for a reference, the title of the chosen record */
  title?: string;
  error?: string | undefined;
  /** for a column that tells NULL and the empty text apart, whether an empty input means NULL */
  noValue?: { isChosen: boolean; onChoose: (isChosen: boolean) => void };
  onChange: ChangeField;
}

/** One labelled input with its hint and its error, the same in actions and in record forms. */
export function FormField({ field, value, title, error, noValue, onChange }: FormFieldProps) {
  const id = `${useId()}-${field.name}`;
  const hint = readBack(field, value) ?? field.hint;
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ');
  const common: CommonProps = {
    id,
    name: field.name,
    required: field.required ?? false,
    disabled: field.disabled ?? false,
    'aria-invalid': error ? true : undefined,
    'aria-describedby': described === '' ? undefined : described,
  };
  const label = (
    <label htmlFor={id}>
      {field.label}
      {field.required && <Required />}
    </label>
  );
  const input = renderInput({ field, value, title, common, onChange });
  if (field.type === 'choice') {
    return <RadioChoice {...{ field, value, error, common, onChange }} />;
  }
  return (
    <div
      className={`field field-${field.type}${error ? ' field-wrong' : ''}`}
      data-testid={`field-${field.name}`}
    >
      {field.type === 'checkbox' ? [input, label] : [label, input]}
      {noValue && value === '' && <NoValueBox id={`${id}-null`} {...noValue} />}
      <Notes id={id} hint={hint} error={error} />
    </div>
  );
}

/** Chooses between NULL and the empty text, while the input is empty. */
function NoValueBox(props: {
  id: string;
  isChosen: boolean;
  onChoose: (isChosen: boolean) => void;
}): React.JSX.Element {
  const { id, isChosen, onChoose } = props;
  const text = useText();
  return (
    <span className="field-null">
      <input
        id={id}
        type="checkbox"
        checked={isChosen}
        onChange={(event) => onChoose(event.target.checked)}
      />
      <label htmlFor={id}>{text('Form.noValue')}</label>
    </span>
  );
}

function Required(): React.JSX.Element {
  const text = useText();
  return (
    <abbr className="field-required" title={text('Form.required')}>
      *
    </abbr>
  );
}

type InputProps = Omit<FormFieldProps, 'title' | 'noValue'> & {
  title: string | undefined;
  common: CommonProps;
};

function renderInput(props: InputProps): React.JSX.Element {
  const { field, value, common, onChange } = props;
  const change = (
    event: React.ChangeEvent<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>,
  ) => onChange(event.target.value);
  const text = { ...common, key: 'input', value, onChange: change, placeholder: field.placeholder };
  switch (field.type) {
    case 'choice':
    case 'select':
      return <Select {...props} key="input" />;
    case 'reference':
      return <ReferenceInput {...props} key="input" />;
    case 'textarea':
    case 'json':
      return (
        <textarea
          {...text}
          rows={field.type === 'json' ? 6 : 3}
          className={field.type === 'json' ? 'mono' : undefined}
        />
      );
    case 'checkbox':
      return (
        <input
          {...common}
          key="input"
          type="checkbox"
          checked={value === 'true' || value === '1'}
          onChange={(event) => onChange(event.target.checked ? 'true' : 'false')}
        />
      );
    case 'money':
    case 'number':
      return <input {...text} type="text" inputMode="decimal" autoComplete="off" />;
    case 'password':
      return <input {...text} type="password" autoComplete="new-password" />;
    case 'date':
      return <input {...text} type="date" />;
    case 'time':
      return <input {...text} type="time" step={1} />;
    case 'datetime':
      // A browser calls a value wrong that is finer than the input's step.
      return <input {...text} type="datetime-local" step={value.includes('.') ? 0.001 : 1} />;
    case 'text':
      return <input {...text} type="text" autoComplete="off" />;
  }
}

/** A few options, all shown, so that one click or key chooses. */
function RadioChoice({
  field,
  value,
  error,
  common,
  onChange,
}: Omit<InputProps, 'title'>): React.JSX.Element {
  return (
    <fieldset
      className={`field choice${error ? ' field-wrong' : ''}`}
      aria-describedby={common['aria-describedby']}
      data-testid={`field-${field.name}`}
    >
      <legend>
        {field.label}
        {field.required && <Required />}
      </legend>
      <div className="choice-options">
        {field.options?.map((option) => (
          <label key={option.value}>
            <input
              type="radio"
              name={common.id}
              value={option.value}
              checked={value === option.value}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
      <Notes id={common.id} hint={field.hint} error={error} />
    </fieldset>
  );
}

function Notes(props: {
  id: string;
  hint: string | undefined;
  error: string | undefined;
}): React.JSX.Element {
  const { id, hint, error } = props;
  return (
    <>
      {hint && (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p className="field-error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </>
  );
}

function Select({ field, value, common, onChange }: InputProps): React.JSX.Element {
  const options = field.options ?? [];
  const isOffered = (text: string) => options.some((option) => option.value === text);
  return (
    <select {...common} value={value} onChange={(event) => onChange(event.target.value)}>
      {(value === '' || !field.required) && !isOffered('') && (
        <option value="">{field.placeholder ?? '–'}</option>
      )}
      {/* Other programs store values that no option has: another one would seem to be chosen. */}
      {value !== '' && !isOffered(value) && <option value={value}>{value}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

/** Returns the amount as the server will read it, for one typed with separators or a sign. */
function readBack(field: FieldDescription, value: string): string | undefined {
  if (field.type !== 'money' || !/[,$€£]/.test(value)) return undefined;
  const plain = plainAmount(value);
  return /^[+-]?\d+(\.\d*)?$/.test(plain) ? `= ${formatDollars(plain, field.currency)}` : undefined;
}
