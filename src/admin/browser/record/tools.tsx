import React, { useState } from 'react';
import { ViewHelpers, type RecordJSON, type ResourceJSON } from 'adminjs';
import { useSelector } from 'react-redux';
import { Link, useLocation } from 'react-router-dom';
import { useNeighbours, type Neighbour } from '../list/neighbours.js';
import type { State } from '../requests/state.js';
import { useText } from '../requests/use-text.js';
import { asSearch, outerQuery } from '../ui/place.js';

const paths = new ViewHelpers();

const ACCESS_PAGE = 'access';

/** Tools above a record: its id to copy, and links to its neighbours in the list. */
export function RecordTools(props: {
  resource: ResourceJSON;
  record: RecordJSON;
}): React.JSX.Element {
  const { resource, record } = props;
  const text = useText();
  const { search } = useLocation();
  const { previous, next } = useNeighbours(resource.id, record.id, outerQuery(search));
  const to = ({ id, query }: Neighbour) =>
    `${paths.recordActionUrl({ resourceId: resource.id, recordId: id, actionName: 'show' })}${asSearch(query)}`;
  return (
    <div className="record-tools">
      <div className="record-tools-own">
        <CopyId id={record.id} />
        <AccessLink resourceId={resource.id} recordId={record.id} />
      </div>
      {(previous ?? next) && (
        <nav aria-label={text('RecordTools.around')}>
          {previous && (
            <Link className="button" to={to(previous)} data-testid="record-previous">
              ← {text('Pager.previous')}
            </Link>
          )}
          {next && (
            <Link className="button" to={to(next)} data-testid="record-next">
              {text('Pager.next')} →
            </Link>
          )}
        </nav>
      )}
    </div>
  );
}

/** Logins, whose pages ask about the login. */
const LOGINS = 'users';

/** Leads roles that have it to the page that says who may do what with the record. */
function AccessLink(props: { resourceId: string; recordId: string }): React.JSX.Element | null {
  const { resourceId, recordId } = props;
  const text = useText();
  const isOpen = useSelector(({ pages }: State) => pages.some(({ name }) => name === ACCESS_PAGE));
  if (!isOpen) return null;
  const question =
    resourceId === LOGINS ? { login: recordId } : { table: resourceId, record: recordId };
  return (
    <Link
      className="value-link"
      to={`${paths.pageUrl(ACCESS_PAGE)}?${new URLSearchParams(question).toString()}`}
      data-testid="why-may-i"
    >
      {text('Access.link')}
    </Link>
  );
}

function CopyId({ id }: { id: string }): React.JSX.Element {
  const text = useText();
  const [said, setSaid] = useState<'copied' | 'failed'>();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(id);
      setSaid('copied');
    } catch {
      setSaid('failed'); // a page without TLS may not copy: the user selects the id instead
    }
  };
  return (
    <span className="copy-id">
      <button type="button" className="button" data-testid="copy-id" onClick={() => void copy()}>
        {text('RecordTools.copyId')}
      </button>
      <span role="status">
        {said === 'copied' && text('RecordTools.copied')}
        {said === 'failed' && <code className="value-code">{id}</code>}
      </span>
    </span>
  );
}
