import React, { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import type { AccessData } from '../../contract/access.js';
import type { ChangeField } from '../inputs/field.js';
import { FormField } from '../inputs/form-field.js';
import { useText } from '../requests/use-text.js';

/** The question: whose access, to which table, record, action and column. */
export function Question({ data }: { data: AccessData }): React.JSX.Element {
  const text = useText();
  const navigate = useNavigate();
  const [asked, setAsked] = useState(data.question);
  const [titles, setTitles] = useState({ login: data.loginTitle, record: data.recordTitle });
  const ask = (question: typeof asked) => {
    const given = Object.entries(question).filter(([, value]) => value !== '');
    navigate({ search: new URLSearchParams(given).toString() });
  };
  const field = (name: keyof typeof asked) => ({
    value: asked[name],
    onChange: (value: string, title?: string) => {
      setAsked((all) => ({ ...all, [name]: value }));
      setTitles((all) => ({ ...all, [name]: title }));
    },
  });
  return (
    <form
      className="figure-form"
      onSubmit={(event) => {
        event.preventDefault();
        ask(asked);
      }}
    >
      <FormField
        field={{
          name: 'login',
          label: text('Access.login'),
          type: 'reference',
          resourceId: 'users',
          required: true,
        }}
        {...(titles.login !== undefined && { title: titles.login })}
        {...field('login')}
      />
      <FormField
        field={{
          name: 'table',
          label: text('Access.table'),
          type: 'select',
          options: data.tables,
          required: true,
        }}
        value={asked.table}
        // Another table has other records, actions and columns.
        onChange={(table) => ask({ login: asked.login, table, record: '', action: '', field: '' })}
      />
      {data.question.table !== '' && (
        <TableFields data={data} field={field} recordTitle={titles.record} />
      )}
      <button type="submit" className="button button-main">
        {text('Access.show')}
      </button>
    </form>
  );
}

/** The parts of the question that depend on its table. */
function TableFields(props: {
  data: AccessData;
  field: (name: keyof AccessData['question']) => { value: string; onChange: ChangeField };
  recordTitle: string | undefined;
}): React.JSX.Element {
  const { data, field, recordTitle } = props;
  const text = useText();
  return (
    <>
      <FormField
        field={{
          name: 'record',
          label: text(data.isSearched ? 'Access.record' : 'Access.recordId'),
          ...(data.isSearched
            ? { type: 'reference', resourceId: data.question.table }
            : { type: 'text' }),
        }}
        {...(recordTitle !== undefined && { title: recordTitle })}
        {...field('record')}
      />
      <FormField
        field={{
          name: 'action',
          label: text('Access.action'),
          type: 'select',
          options: data.actions,
          placeholder: text('Access.everyAction'),
        }}
        {...field('action')}
      />
      <FormField
        field={{
          name: 'field',
          label: text('Access.field'),
          type: 'select',
          options: data.fields,
          placeholder: text('Access.noField'),
        }}
        {...field('field')}
      />
    </>
  );
}
