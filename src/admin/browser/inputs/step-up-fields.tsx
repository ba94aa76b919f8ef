import React, { useEffect, useId, useRef } from 'react';
import { stepUpPrompt, useStepUp, type StepUpField } from '../requests/step-up.js';
import { useText } from '../requests/use-text.js';

/** Password and code again, inside the form that the server refused without them. */
export function StepUpFields(): React.JSX.Element | null {
  const { asked, values, errors, refusals } = useStepUp();
  const text = useText();
  const element = useRef<HTMLFieldSetElement>(null);
  useEffect(stepUpPrompt.show, []);
  useEffect(() => {
    const wanted = errors.code === undefined ? 'password' : 'code';
    if (refusals > 0) element.current?.querySelector<HTMLElement>(`[name="${wanted}"]`)?.focus();
  }, [refusals]);
  if (asked === null) return null;
  return (
    <fieldset ref={element} className="step-up" data-testid="step-up">
      <legend>{text('StepUp.title')}</legend>
      <StepUpInput
        {...{ field: 'password', label: text('StepUp.password') }}
        {...{ value: values.password, error: errors.password }}
      />
      {asked.needsCode && (
        <StepUpInput
          {...{ field: 'code', label: text('StepUp.code'), hint: text('StepUp.codeHint') }}
          {...{ value: values.code, error: errors.code }}
        />
      )}
    </fieldset>
  );
}

function StepUpInput(props: {
  field: StepUpField;
  label: string;
  hint?: string;
  value: string;
  error: string | undefined;
}): React.JSX.Element {
  const { field, label, hint, value, error } = props;
  const id = `${useId()}-${field}`;
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ');
  const isPassword = field === 'password';
  return (
    <div className={`field${error ? ' field-wrong' : ''}`} data-testid={`step-up-${field}`}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        name={field}
        type={isPassword ? 'password' : 'text'}
        autoComplete={isPassword ? 'current-password' : 'one-time-code'}
        autoCapitalize="none"
        spellCheck={false}
        maxLength={isPassword ? 200 : 40}
        value={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={described === '' ? undefined : described}
        onChange={(event) => stepUpPrompt.type(field, event.target.value)}
      />
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
    </div>
  );
}
