import React from 'react';
import { Link } from 'react-router-dom';
import type { BulkLine } from '../../contract/bulk.js';
import { formatNumber } from '../../contract/format.js';

/** A row by its label, with whatever is said about it. */
export interface Line extends Omit<BulkLine, 'text'> {
  text?: React.ReactNode;
}

/** Rows by their labels, each with its change or its refusal. */
export function LineList({ lines }: { lines: Line[] }): React.JSX.Element {
  return (
    <ul className="lines">
      {lines.map(({ id, label, href, text }) => (
        <li key={id}>
          <Link className="value-link" to={href}>
            {label}
          </Link>{' '}
          {text}
        </li>
      ))}
    </ul>
  );
}

/** One figure of a result. */
export function Figure({ value, label }: { value: number; label: string }): React.JSX.Element {
  return (
    <li>
      <strong>{formatNumber(value)}</strong> {label}
    </li>
  );
}
