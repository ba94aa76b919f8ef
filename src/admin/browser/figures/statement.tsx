import React from 'react';
import { type ActionProps } from 'adminjs';
import { Link, useLocation } from 'react-router-dom';
import { formatDateTime } from '../../contract/format.js';
import type { StatementData, StatementLineData } from '../../contract/statement.js';
import { RecordView, type RecordViewProps } from '../record/view.js';
import { useText } from '../requests/use-text.js';
import { useView } from '../requests/use-view.js';

/** A customer's ledger: every movement with the balance after it, newest first. */
export default function Statement({
  resource,
  record,
  action,
}: ActionProps): React.JSX.Element | null {
  return record ? <StatementPage {...{ resource, record, action }} /> : null;
}

function StatementPage(props: RecordViewProps): React.JSX.Element {
  const { resource, record, action } = props;
  const text = useText();
  const { search } = useLocation();
  const before = new URLSearchParams(search).get('before');
  const view = useView<StatementData>(
    resource.id,
    record.id,
    action.name,
    before === null ? {} : { before },
  );
  return (
    <RecordView {...props} name="statement" view={view}>
      {(data) => (
        <>
          <p className="statement-balance">
            {text('Statement.balanceNow')}{' '}
            <strong className={data.isNegative ? 'value-negative' : ''}>{data.balance}</strong>
          </p>
          {data.lines.length === 0 ? (
            <p className="list-empty">{text('Statement.empty')}</p>
          ) : (
            <Lines data={data} />
          )}
          <StatementPages before={before} older={data.older} />
        </>
      )}
    </RecordView>
  );
}

function Lines({ data }: { data: StatementData }): React.JSX.Element {
  const text = useText();
  const label = text('Statement.lines');
  return (
    <div className="table-scroll" role="region" aria-label={label} tabIndex={0}>
      <table className="table table-plain">
        <thead>
          <tr>
            <th scope="col">{text('Statement.when')}</th>
            <th scope="col">{text('Statement.what')}</th>
            <th scope="col">{text('Statement.wager')}</th>
            <th scope="col">{text('Statement.description')}</th>
            <th scope="col" className="align-end">
              {text('Statement.amount')}
            </th>
            <th scope="col" className="align-end">
              {text('Statement.balance')}
            </th>
          </tr>
        </thead>
        <tbody>
          {data.lines.map((line) => (
            <LineRow key={line.id} line={line} timezone={data.timezone} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function LineRow(props: { line: StatementLineData; timezone: string }): React.JSX.Element {
  const { line, timezone } = props;
  const when = formatDateTime(line.at, timezone);
  return (
    <tr data-id={line.id}>
      <td>
        <time className="value-date" dateTime={line.at} title={when.title}>
          {when.text}
        </time>
      </td>
      <td>
        <MaybeLink href={line.href}>{line.what}</MaybeLink>
      </td>
      <td>
        {line.wager ? (
          <MaybeLink href={line.wager.href}>{line.wager.number}</MaybeLink>
        ) : (
          <span className="value-none">–</span>
        )}
      </td>
      <td>
        <span className="value-text">{line.description}</span>
      </td>
      <td>
        <span className={`value-money${line.isDebit ? ' value-negative' : ''}`}>{line.effect}</span>
      </td>
      <td>
        <span className={`value-money${line.isNegative ? ' value-negative' : ''}`}>
          {line.balance}
        </span>
      </td>
    </tr>
  );
}

/** A text that is a link where the role has an address for it. */
export function MaybeLink(props: {
  href: string | null;
  children: React.ReactNode;
}): React.JSX.Element {
  if (props.href === null) return <span>{props.children}</span>;
  return (
    <Link className="value-link" to={props.href}>
      {props.children}
    </Link>
  );
}

function StatementPages(props: {
  before: string | null;
  older: string | null;
}): React.JSX.Element | null {
  const text = useText();
  const { search } = useLocation();
  const at = (before: string | null) => {
    const query = new URLSearchParams(search);
    if (before === null) query.delete('before');
    else query.set('before', before);
    return { search: query.toString() };
  };
  if (props.before === null && props.older === null) return null;
  return (
    <nav className="pager" aria-label={text('Pager.pages')}>
      <ul>
        {props.before !== null && (
          <li>
            <Link to={at(null)} data-testid="statement-newest">
              {text('Statement.newest')}
            </Link>
          </li>
        )}
        {props.older !== null && (
          <li>
            <Link to={at(props.older)} data-testid="statement-older">
              {text('Statement.older')}
            </Link>
          </li>
        )}
      </ul>
    </nav>
  );
}
