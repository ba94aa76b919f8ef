import React from 'react';
import { Link, useLocation } from 'react-router-dom';
import type { ExplainAnswer, ExplainRow } from '../../contract/explain.js';
import { formatDateTime } from '../../contract/format.js';
import { useText } from '../requests/use-text.js';

/** The rows behind a figure, each with the value that it adds. */
export function ExplainRows(props: { answer: ExplainAnswer; timezone: string }): React.JSX.Element {
  const { answer, timezone } = props;
  const text = useText();
  const hasCustomer = answer.rows.some(({ customer }) => customer !== null);
  const label = text('Explain.behind', { count: answer.rowCount });
  return (
    <section className="explain-rows" aria-labelledby="explain-rows">
      <h2 id="explain-rows">{label}</h2>
      {answer.rows.length === 0 ? (
        <p className="list-empty">{text('Explain.none')}</p>
      ) : (
        <div className="table-scroll" role="region" aria-label={label} tabIndex={0}>
          <table className="table table-plain">
            <thead>
              <tr>
                <th scope="col">{text('Explain.what')}</th>
                {hasCustomer && <th scope="col">{text('Explain.customer')}</th>}
                <th scope="col">
                  {text('Explain.when')} ({timezone})
                </th>
                <th scope="col">{text('Explain.note')}</th>
                <th scope="col" className="align-end">
                  {text('Explain.value')}
                </th>
              </tr>
            </thead>
            <tbody>
              {answer.rows.map((row, index) => (
                <ExplainedRow key={index} row={row} timezone={timezone} hasCustomer={hasCustomer} />
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row" colSpan={hasCustomer ? 4 : 3}>
                  {text('Explain.total')}
                </th>
                <td className="align-end value-number" data-testid="explain-total">
                  {answer.total}
                </td>
              </tr>
            </tfoot>
          </table>
        </div>
      )}
      <ExplainPages {...answer} />
    </section>
  );
}

function ExplainedRow(props: {
  row: ExplainRow;
  timezone: string;
  hasCustomer: boolean;
}): React.JSX.Element {
  const { row, timezone, hasCustomer } = props;
  const when = formatDateTime(row.at, timezone);
  return (
    <tr>
      <td>
        {row.href === null ? (
          row.label
        ) : (
          <Link className="value-link" to={row.href}>
            {row.label}
          </Link>
        )}
      </td>
      {hasCustomer && (
        <td>
          {row.customer && (
            <Link className="value-link" to={row.customer.href}>
              {row.customer.name}
            </Link>
          )}
        </td>
      )}
      <td>
        <span className="value-date" title={when.title}>
          {when.text}
        </span>
      </td>
      <td>{row.note}</td>
      <td className="align-end">
        <span className={`value-number${row.isNegative ? ' value-negative' : ''}`}>
          {row.value}
        </span>
      </td>
    </tr>
  );
}

function ExplainPages({ page, pageCount }: ExplainAnswer): React.JSX.Element | null {
  const text = useText();
  const { search } = useLocation();
  if (pageCount === 1) return null;
  const at = (number: number) => {
    const query = new URLSearchParams(search);
    query.set('page', String(number));
    return { search: query.toString() };
  };
  return (
    <nav className="pager no-print" aria-label={text('Pager.pages')}>
      <span>{text('Explain.page', { page, pages: pageCount })}</span>
      <ul>
        {page > 1 && (
          <li>
            <Link to={at(page - 1)}>{text('Explain.newer')}</Link>
          </li>
        )}
        {page < pageCount && (
          <li>
            <Link to={at(page + 1)}>{text('Explain.older')}</Link>
          </li>
        )}
      </ul>
    </nav>
  );
}
