import React from 'react';
import { stepUpPrompt, useStepUp } from '../requests/step-up.js';

/** The text of a failure, unless the fields of a step-up say it. Screen readers announce it at once. */
export function Problem(props: {
  text: string | undefined;
  /** The way out, where the text does not have it. */
  children?: React.ReactNode;
}): React.JSX.Element | null {
  useStepUp();
  if (props.text === undefined || stepUpPrompt.says(props.text)) return null;
  return (
    <p className="alert alert-bad" role="alert">
      {props.text}
      {props.children !== undefined && <> {props.children}</>}
    </p>
  );
}
