import React from 'react';

/** The text of a failure. Screen readers announce it at once. */
export function Problem(props: {
  text: string | undefined;
  /** The way out, where the text does not have it. */
  children?: React.ReactNode;
}): React.JSX.Element | null {
  if (props.text === undefined) return null;
  return (
    <p className="alert alert-bad" role="alert">
      {props.text}
      {props.children !== undefined && <> {props.children}</>}
    </p>
  );
}
