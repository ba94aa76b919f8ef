import React from 'react';

/** A failure above or beside what it belongs to, announced at once by screen readers. */
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
