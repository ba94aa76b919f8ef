import React from 'react';
import { useTranslation, ViewHelpers, type RecordJSON, type ResourceJSON } from 'adminjs';
import { Link, useLocation } from 'react-router-dom';

const paths = new ViewHelpers();

/** The pages about one record: its columns, and its views. Nothing where there is only one. */
export function RecordTabs(props: {
  resource: ResourceJSON;
  record: RecordJSON;
  current: string;
}): React.JSX.Element | null {
  const { resource, record, current } = props;
  const { translateAction, translateComponent } = useTranslation();
  const { search } = useLocation();
  const query = new URLSearchParams(search);
  query.delete('before');
  const kept = query.toString() === '' ? '' : `?${query.toString()}`;
  const views = record.recordActions.filter(
    ({ name, custom }) => name !== 'show' && custom['isView'] === true,
  );
  if (views.length === 0) return null;
  const tabs = [
    { name: 'show', label: translateComponent('RecordTabs.details') },
    ...views.map(({ name, label }) => ({ name, label: translateAction(label, resource.id) })),
  ];
  return (
    <nav className="tabs" aria-label={translateComponent('RecordTabs.pages')}>
      <ul>
        {tabs.map(({ name, label }) => (
          <li key={name}>
            <Link
              to={`${paths.recordActionUrl({ resourceId: resource.id, recordId: record.id, actionName: name })}${kept}`}
              aria-current={name === current ? 'page' : undefined}
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
