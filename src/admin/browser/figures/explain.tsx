import React, { useState } from 'react';
import { useTranslation } from 'adminjs';
import { Link, useLocation, useNavigate } from 'react-router-dom';
import type { ExplainAnswer, ExplainData } from '../../contract/explain.js';
import { usePage } from '../requests/use-page.js';
import { useText } from '../requests/use-text.js';
import { FormField } from '../inputs/form-field.js';
import { Problem } from '../ui/problem.js';
import { ExplainRows } from './explain-rows.js';

const PAGE = 'explain';

/** The explanation of a figure: its question, its formula, its parts and the rows behind it. */
export default function Explain(): React.JSX.Element {
  const { translatePage } = useTranslation();
  const text = useText();
  const { search } = useLocation();
  const { data, failure, loading } = usePage<ExplainData>(PAGE);
  const problem = failure ?? data?.problem;
  return (
    <div className="page explain" data-testid="explain" aria-busy={loading}>
      <header className="page-head">
        <div className="page-head-row">
          <h1>{translatePage(PAGE)}</h1>
        </div>
        {data && <p className="page-lead">{text('Explain.lead', { timezone: data.timezone })}</p>}
      </header>
      {data?.figures && <Question key={search} data={data} />}
      <div aria-live="polite">
        <Problem text={problem} />
        {data === undefined && failure === undefined && <p>{text('Explain.loading')}</p>}
        {data?.answer && <AnswerCard answer={data.answer} />}
      </div>
      {data?.answer && <ExplainRows answer={data.answer} timezone={data.timezone} />}
    </div>
  );
}

function Question({ data }: { data: ExplainData }): React.JSX.Element {
  const text = useText();
  const navigate = useNavigate();
  const [asked, setAsked] = useState(data.question);
  const field = (name: keyof typeof asked) => ({
    value: asked[name],
    onChange: (value: string) => setAsked((all) => ({ ...all, [name]: value })),
  });
  const isOneCustomer = data.question.customer !== '';
  return (
    <form
      className="figure-form no-print"
      onSubmit={(event) => {
        event.preventDefault();
        const filled = Object.entries(asked).filter(([, value]) => value !== '');
        navigate({ search: new URLSearchParams(filled).toString() });
      }}
    >
      <FormField
        field={{
          name: 'figure',
          label: text('Explain.figure'),
          type: 'select',
          options: data.figures,
          required: true,
        }}
        {...field('figure')}
      />
      <FormField
        field={{ name: 'from', label: text('Explain.from'), type: 'date' }}
        {...field('from')}
      />
      <FormField field={{ name: 'to', label: text('Explain.to'), type: 'date' }} {...field('to')} />
      {data.agents.length > 0 && !isOneCustomer && (
        <FormField
          field={{
            name: 'agent',
            label: text('Explain.agent'),
            type: 'select',
            options: data.agents,
            placeholder: text('Explain.allAgents'),
          }}
          {...field('agent')}
        />
      )}
      <button type="submit" className="button button-main">
        {text('Explain.show')}
      </button>
      {isOneCustomer && (
        <button
          type="button"
          className="button"
          onClick={() => {
            const { figure, from, to } = asked;
            navigate({ search: new URLSearchParams({ figure, from, to }).toString() });
          }}
        >
          {text('Explain.allCustomers')}
        </button>
      )}
    </form>
  );
}

function AnswerCard({ answer }: { answer: ExplainAnswer }): React.JSX.Element {
  const text = useText();
  return (
    <section className="card" data-testid="explanation">
      <h2>{answer.title}</h2>
      <p className="card-note">{answer.subject}</p>
      <p className="explain-value" data-testid="explain-value">
        {answer.value}
      </p>
      <dl className="explain-formula">
        <dt>{text('Explain.formula')}</dt>
        <dd>{answer.formula}</dd>
        {answer.worked !== undefined && <dd className="value-number">{answer.worked}</dd>}
      </dl>
      {answer.parts.length > 0 && <Parts answer={answer} />}
      {answer.list !== undefined && (
        <Link className="value-link" to={answer.list}>
          {text('Explain.list')}
        </Link>
      )}
    </section>
  );
}

function Parts({ answer }: { answer: ExplainAnswer }): React.JSX.Element {
  const text = useText();
  return (
    <div className="table-scroll" role="region" aria-label={text('Explain.parts')} tabIndex={0}>
      <table className="table table-plain">
        <thead>
          <tr>
            <th scope="col">{text('Explain.part')}</th>
            <th scope="col" className="align-end">
              {text('Explain.rows')}
            </th>
            <th scope="col" className="align-end">
              {text('Explain.value')}
            </th>
            {answer.baseLabel !== undefined && (
              <th scope="col" className="align-end">
                {answer.baseLabel}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {answer.parts.map(({ label, rows, value, base }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td className="align-end">{rows.toLocaleString('en-US')}</td>
              <td className="align-end value-number">{value}</td>
              {base !== undefined && <td className="align-end value-number">{base}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
