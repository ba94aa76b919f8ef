import React from 'react';
import { useTranslation, ViewHelpers, type RecordJSON, type ResourceJSON } from 'adminjs';
import { Link, useLocation } from 'react-router-dom';
import { relationsOf } from './related-filters.js';
import { tabName } from '../../contract/page-state.js';
import { useText } from '../requests/use-text.js';
import { asSearch, outerQuery, tabQuery } from '../ui/place.js';

const paths = new ViewHelpers();

/**
 * The tabs of a record: its columns, its views, and the lists of rows that refer to it. Nothing for
 * a record with one page only.
 */
export function RecordTabs(props: {
  resource: ResourceJSON;
  record: RecordJSON;
  /** name of a view, or of a tab with related rows */
  current: string;
}): React.JSX.Element | null {
  const { resource, record, current } = props;
  const { translateAction, translateLabel } = useTranslation();
  const text = useText();
  const { search } = useLocation();
  const query = new URLSearchParams(outerQuery(search));
  query.delete('before');
  const kept = asSearch(query.toString());
  const views = record.recordActions.filter(
    ({ name, custom }) => name !== 'show' && custom['isView'] === true,
  );
  const hasShow = record.recordActions.some(({ name }) => name === 'show');
  const relations = hasShow ? relationsOf(resource, record) : [];
  if (views.length + relations.length === 0) return null;
  const to = (name: string) =>
    paths.recordActionUrl({ resourceId: resource.id, recordId: record.id, actionName: name });
  const tabs = [
    { name: 'show', label: text('RecordTabs.details'), to: to('show') + kept },
    ...views.map(({ name, label }) => ({
      ...{ name, label: translateAction(label, resource.id), to: to(name) + kept },
    })),
    ...relations.map((relation) => {
      const { resourceId, columnLabel, isOneOfSeveral } = relation;
      const name = tabName(relation);
      const list = translateLabel(resourceId, resourceId);
      const label = isOneOfSeveral ? `${list} (${columnLabel})` : list;
      return { name, label, to: `${to('show')}?${tabQuery(search, name)}` };
    }),
  ];
  return (
    <nav className="tabs" aria-label={text('RecordTabs.pages')}>
      <ul>
        {tabs.map(({ name, label, to: address }) => (
          <li key={name}>
            <Link to={address} aria-current={name === current ? 'page' : undefined}>
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
