import React from 'react';
import { useTranslation, ViewHelpers, type ResourceJSON } from 'adminjs';
import { Link, useLocation } from 'react-router-dom';
import { fromFirstPage, withFilters } from '../filter/address.js';
import { useText } from '../requests/use-text.js';
import { isButton } from '../ui/page-head.js';

const paths = new ViewHelpers();

/** Actions that are no use to a list without rows. */
const useless = ['export', 'import'];

/** The reason why a list has no rows, and the way out, in the place of its table. */
export function EmptyList(props: {
  resource: ResourceJSON;
  isFiltered: boolean;
  /** true where the list has rows, but none on this page */
  isBeyond: boolean;
}): React.JSX.Element {
  const { resource, isFiltered, isBeyond } = props;
  const { translateAction } = useTranslation();
  const text = useText();
  const { search } = useLocation();
  if (isBeyond) {
    const first = new URLSearchParams(search);
    fromFirstPage(first);
    return (
      <div className="list-empty">
        <p>{text('List.beyond')}</p>
        <Link className="button" to={{ search: first.toString() }}>
          {text('List.firstPage')}
        </Link>
      </div>
    );
  }
  if (isFiltered) {
    return (
      <div className="list-empty">
        <p>{text('List.noMatch')}</p>
        <Link className="button" to={{ search: withFilters(search, {}) }}>
          {text('List.dropFilter')}
        </Link>
      </div>
    );
  }
  const first = resource.resourceActions.find(
    (action) => isButton(action) && !useless.includes(action.name),
  );
  return (
    <div className="list-empty">
      <p>{text(first ? 'List.empty' : 'List.emptyReadOnly')}</p>
      {first && (
        <Link
          className="button button-main"
          to={paths.resourceActionUrl({ resourceId: resource.id, actionName: first.name })}
        >
          {first.name === 'new' ? text('List.first') : translateAction(first.label, resource.id)}
        </Link>
      )}
    </div>
  );
}
