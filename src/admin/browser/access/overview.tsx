import React from 'react';
import { Link, useLocation } from 'react-router-dom';
import type { AccessAnswer, AccessColumn, AccessLine } from '../../contract/access.js';
import { useText } from '../requests/use-text.js';
import { PlainTable } from '../ui/plain-table.js';
import { Mark } from './mark.js';

/** Every action and column of the table, where the question named none of them. */
export function AccessOverview({ answer }: { answer: AccessAnswer }): React.JSX.Element {
  const text = useText();
  const { actions, columns } = answer;
  return (
    <>
      {actions.length > 0 && (
        <section className="card" data-testid="access-actions">
          <h2>{text('Access.actions')}</h2>
          <ul className="access-lines">
            {actions.map((line) => (
              <ActionLine key={line.value} line={line} />
            ))}
          </ul>
        </section>
      )}
      {columns.length > 0 && (
        <section className="card" data-testid="access-columns">
          <h2>{text('Access.columns')}</h2>
          <Columns columns={columns} />
        </section>
      )}
    </>
  );
}

function ActionLine({ line }: { line: AccessLine }): React.JSX.Element {
  const text = useText();
  const { search } = useLocation();
  const asked = new URLSearchParams(search);
  asked.set('action', line.value);
  return (
    <li data-testid={`action-${line.value}`}>
      <Mark isOpen={line.isOpen} />
      <Link
        className="value-link"
        to={{ search: asked.toString() }}
        aria-label={text('Access.explain', { action: line.label })}
      >
        {line.label}
      </Link>
      <span className="access-reason">{line.text}</span>
    </li>
  );
}

function Columns({ columns }: { columns: AccessColumn[] }): React.JSX.Element {
  const text = useText();
  const word = (is: boolean) => text(is ? 'Value.yes' : 'Value.no');
  return (
    <PlainTable
      label={text('Access.columns')}
      rows={columns}
      keyOf={({ value }) => value}
      columns={[
        { label: text('Access.column'), cell: ({ label }) => label },
        { label: text('Access.read'), cell: ({ isRead }) => word(isRead) },
        { label: text('Access.edited'), cell: ({ isEdited }) => word(isEdited) },
        {
          label: text('Access.reason'),
          cell: ({ text: reason }) => reason,
          className: 'access-reason',
        },
      ]}
    />
  );
}
