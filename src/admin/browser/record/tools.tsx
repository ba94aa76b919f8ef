import React, { useState } from 'react';
import { ViewHelpers, type RecordJSON, type ResourceJSON } from 'adminjs';
import { Link, useLocation } from 'react-router-dom';
import { useNeighbours, type Neighbour } from '../list/neighbours.js';
import { useText } from '../requests/use-text.js';
import { asSearch, outerQuery } from '../ui/place.js';

const paths = new ViewHelpers();

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
      <CopyId id={record.id} />
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
