import React from 'react';
import { useText } from '../requests/use-text.js';

/** A sign that is read out too. */
export function Mark({ isOpen }: { isOpen: boolean }): React.JSX.Element {
  const text = useText();
  return (
    <span
      className={`access-mark ${isOpen ? 'is-open' : 'is-closed'}`}
      role="img"
      aria-label={text(isOpen ? 'Access.open' : 'Access.closed')}
    >
      {isOpen ? '✓' : '✕'}
    </span>
  );
}
