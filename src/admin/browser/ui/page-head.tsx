import React from 'react';
import { Icon } from '@adminjs/design-system';
import {
  useFilterDrawer,
  useTranslation,
  ViewHelpers,
  type ActionHeaderProps,
  type ActionJSON,
} from 'adminjs';
import { useSelector } from 'react-redux';
import { Link, useLocation } from 'react-router-dom';
import { componentNames } from '../../contract/component-names.js';
import type { State } from '../requests/state.js';
import { useText } from '../requests/use-text.js';
import { outerQuery } from './place.js';
import { RefusedActions } from './refused-actions.js';

const paths = new ViewHelpers();

/** Pages with a heading of their own. */
const ownTitle: string[] = [
  componentNames.ConfirmAction,
  componentNames.BulkAction,
  componentNames.BulkEdit,
  componentNames.BulkRun,
];

/** The head of a page: the trail to it, its title, and the buttons of its actions. */
export function PageHead(props: ActionHeaderProps): React.JSX.Element | null {
  const { resource, action, record, tag, toggleFilter, omitActions } = props;
  const { translateAction, translateLabel } = useTranslation();
  if (action.hideActionHeader) return null;
  const name = translateLabel(resource.name, resource.id);
  const label = translateAction(action.label, resource.id);
  if (ownTitle.some((name) => name === action.component)) return <Trail {...props} last={label} />;
  const title =
    action.name === 'list'
      ? name
      : action.name === 'show' || action.custom['isView'] === true
        ? (record?.title ?? name)
        : label;
  const actions = record ? record.recordActions : resource.resourceActions;
  return (
    <header className="page-head">
      <Trail
        {...props}
        {...(action.name === 'list' ? {} : { last: action.name === 'show' ? title : label })}
      />
      <div className="page-head-row">
        <h1>
          {title}
          {action.name === 'edit' && record ? ` ${record.title}` : ''}
          {tag !== undefined && tag !== '' && <span className="count">{tag}</span>}
        </h1>
        {!omitActions && (
          <div className="page-head-actions">
            {toggleFilter !== undefined && toggleFilter !== false && (
              <FilterButton resourceId={resource.id} />
            )}
            {actions
              .filter((candidate) => candidate.name !== action.name && isButton(candidate))
              .map((candidate, index) => (
                <ActionLink
                  key={candidate.name}
                  action={candidate}
                  recordId={record?.id}
                  isMain={index === 0 && record === undefined}
                />
              ))}
          </div>
        )}
      </div>
      {action.name === 'show' && record && <RefusedActions resource={resource} record={record} />}
      {typeof action.custom['readings'] === 'string' && <ReadingsLink resourceId={resource.id} />}
    </header>
  );
}

/** Leads from a table of another program to the page that says how it was read. */
function ReadingsLink({ resourceId }: { resourceId: string }): React.JSX.Element {
  const text = useText();
  const search = new URLSearchParams({ table: resourceId }).toString();
  return (
    <Link
      className="value-link page-head-link"
      to={`${paths.pageUrl('readings')}?${search}`}
      data-testid="how-read"
    >
      {text('Readings.link')}
    </Link>
  );
}

/** Returns true for an action with a button in the head: not for tabs, inline and bulk actions. */
export function isButton({ name, custom }: ActionJSON): boolean {
  const { isView, isInline, bulk } = custom as Record<string, unknown>;
  return name !== 'list' && isView !== true && isInline !== true && bulk === undefined;
}

function Trail({
  resource,
  record,
  action,
  last,
}: ActionHeaderProps & { last?: string }): React.JSX.Element {
  const { translateLabel } = useTranslation();
  const text = useText();
  const root = useSelector((state: State) => state.paths.rootPath);
  const { search } = useLocation();
  const hasList = resource.resourceActions.some(({ name }) => name === 'list');
  const isInside = record !== undefined && action.name !== 'show';
  const list = new URLSearchParams(outerQuery(search));
  for (const key of ['recordIds', 'refresh']) list.delete(key);
  const query = list.toString() === '' ? '' : `?${list.toString()}`;
  return (
    <nav className="trail" aria-label={text('PageHead.trail')}>
      <ol>
        <li>
          <Link to={root}>{translateLabel('dashboard')}</Link>
        </li>
        {hasList && last !== undefined && (
          <li>
            <Link to={`${paths.resourceUrl({ resourceId: resource.id })}${query}`}>
              {translateLabel(resource.name, resource.id)}
            </Link>
          </li>
        )}
        {isInside && (
          <li>
            <Link to={`${recordPath(resource.id, record.id, 'show')}${search}`}>
              {record.title}
            </Link>
          </li>
        )}
        <li aria-current="page">{last ?? translateLabel(resource.name, resource.id)}</li>
      </ol>
    </nav>
  );
}

function FilterButton({ resourceId }: { resourceId: string }): React.JSX.Element {
  const { translateButton } = useTranslation();
  const { toggleFilter, isVisible, filtersCount } = useFilterDrawer();
  const text =
    filtersCount > 0
      ? translateButton('filterActive', resourceId, { count: filtersCount })
      : translateButton('filter', resourceId);
  return (
    <button
      type="button"
      className="button"
      aria-expanded={isVisible}
      aria-controls="filter-panel"
      onClick={toggleFilter}
      data-testid="filter-button"
    >
      <Icon icon="Filter" />
      {text}
    </button>
  );
}

function ActionLink({
  action,
  recordId,
  isMain,
}: {
  action: ActionJSON;
  recordId: string | undefined;
  isMain: boolean;
}): React.JSX.Element {
  const { translateAction } = useTranslation();
  const { search } = useLocation();
  const { resourceId, name, variant } = action;
  const icon: unknown = action.icon;
  const to =
    recordId === undefined
      ? `${paths.resourceActionUrl({ resourceId, actionName: name })}${action.custom['keepsSearch'] === true ? search : ''}`
      : `${recordPath(resourceId, recordId, name)}${search}`;
  const look = isMain ? ' button-main' : variant === 'danger' ? ' button-danger' : '';
  return (
    <Link className={`button${look}`} to={to} data-testid={`action-${name}`}>
      {typeof icon === 'string' && <Icon icon={icon} />}
      {translateAction(action.label, resourceId)}
    </Link>
  );
}

function recordPath(resourceId: string, recordId: string, actionName: string): string {
  return paths.recordActionUrl({ resourceId, recordId, actionName });
}
