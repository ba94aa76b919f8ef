import React from 'react';
import {
  useTranslation,
  ViewHelpers,
  type ActionJSON,
  type RecordJSON,
  type ResourceJSON,
} from 'adminjs';
import { Link, useLocation } from 'react-router-dom';
import type { BulkActionCustom } from '../../contract/bulk.js';
import { formatNumber } from '../../contract/format.js';
import { fromFirstPage } from '../filter/address.js';
import { useText } from '../requests/use-text.js';

const paths = new ViewHelpers();

interface ChoiceProps {
  resource: ResourceJSON;
  records: RecordJSON[];
  chosen: RecordJSON[];
  meta: { total: number; isCapped?: boolean };
  /** true while all matching rows are chosen, on every page */
  isAll: boolean;
  onAll: (isAll: boolean) => void;
}

/** The offer, as in mail programs, to choose all matching rows once a whole page is chosen. */
export function BulkChoice(props: ChoiceProps): React.JSX.Element | null {
  const { resource, records, chosen, meta, isAll, onAll } = props;
  const text = useText();
  const { search } = useLocation();
  const isFiltered = search.includes('filters.');
  const choosable = records.filter(({ bulkActions }) => bulkActions.length > 0);
  const isPage = choosable.length > 0 && chosen.length === choosable.length;
  const hasMore = meta.isCapped === true || meta.total > records.length;
  if (!isPage || !hasMore || allActions(resource).length === 0) return null;
  const total = `${formatNumber(meta.total)}${meta.isCapped ? '+' : ''}`;
  const which = isFiltered ? 'Matching' : '';
  return (
    <p className="bulk-choice" data-testid="bulk-choice">
      {text(isAll ? `BulkChoice.all${which}` : 'BulkChoice.page', {
        count: choosable.length,
        total,
      })}{' '}
      <button
        type="button"
        className="button-link"
        data-testid="bulk-choose-all"
        onClick={() => onAll(!isAll)}
      >
        {text(isAll ? 'BulkChoice.onlyPage' : `BulkChoice.chooseAll${which}`, { total })}
      </button>
    </p>
  );
}

/** The actions on all matching rows, as links that keep the list's filter. */
export function AllActions({ resource }: { resource: ResourceJSON }): React.JSX.Element {
  const { translateAction } = useTranslation();
  const { search } = useLocation();
  const query = new URLSearchParams(search);
  fromFirstPage(query);
  const kept = query.toString() === '' ? '' : `?${query.toString()}`;
  return (
    <>
      {allActions(resource).map((action) => (
        <Link
          key={action.name}
          className={`button${action.variant === 'danger' ? ' button-danger' : ''}`}
          data-testid={`bulk-${action.name}`}
          to={`${paths.resourceActionUrl({ resourceId: resource.id, actionName: action.name })}${kept}`}
        >
          {translateAction(action.label, resource.id)}
        </Link>
      ))}
    </>
  );
}

function allActions(resource: ResourceJSON): ActionJSON[] {
  return resource.resourceActions.filter(
    ({ custom }) => (custom as Partial<BulkActionCustom>).bulk === 'all',
  );
}
