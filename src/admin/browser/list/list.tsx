import React, { useEffect, useState } from 'react';
import {
  useTranslation,
  ViewHelpers,
  type ActionProps,
  type BasePropertyJSON,
  type RecordJSON,
  type ResourceJSON,
} from 'adminjs';
import { Link, useLocation } from 'react-router-dom';
import { formatNumber } from '../../contract/format.js';
import { customOf } from '../filter/address.js';
import { FilterChips } from '../filter/chips.js';
import { asSearch, isFixed, listQuery, NOT_FIXED, type Fixed } from '../ui/place.js';
import { AllActions, BulkChoice } from './bulk-choice.js';
import { ListColumns, propertiesOf } from './columns.js';
import { EmptyList } from './empty.js';
import { Pager } from './pager.js';
import { RecordsTable } from './table.js';
import { useList } from './use-list.js';
import { useTotals } from './use-totals.js';
import { ListViews } from './views.js';

const paths = new ViewHelpers();

/** The page of a list. */
export function RecordList({ resource, setTag }: ActionProps): React.JSX.Element {
  return <ListOf resource={resource} fixed={NOT_FIXED} {...(setTag && { setTag })} />;
}

/** A list with its filter, its order and what can be done with chosen rows. */
export function ListOf(props: {
  resource: ResourceJSON;
  fixed: Fixed;
  setTag?: (tag: string) => void;
  /** further buttons above it */
  children?: React.ReactNode;
}): React.JSX.Element {
  const { resource, fixed, setTag, children } = props;
  const { records, meta, setting, loading, problem } = useList(resource, fixed);
  const [chosen, setChosen] = useState<RecordJSON[]>([]);
  const [isAll, setAll] = useState(false);
  const { translateMessage } = useTranslation();
  const { search } = useLocation();
  const total = meta && `${formatNumber(meta.total)}${meta.isCapped ? '+' : ''}`;
  useEffect(() => setTag?.(total ?? ''), [total]);
  useEffect(() => setChosen([]), [resource.id, search]);
  useEffect(() => setAll(false), [chosen]);
  const isFiltered = search.includes('filters.');
  const isPage = fixed === NOT_FIXED;
  const query = listQuery(search, fixed);
  const properties = propertiesOf(resource, setting?.columns ?? []).filter(
    // what is the same in every row is not shown unless somebody asks for it
    ({ propertyPath }) => setting?.isOwnChoice === true || !isFixed(fixed, propertyPath),
  );
  const totals = useTotals(resource.id, query, {
    isWanted: meta !== undefined && meta.total > 0 && properties.some(isMoney),
    isOrdered: meta?.isCapped === true,
  });

  return (
    <section className="list" aria-busy={loading} data-testid={`list-${resource.id}`}>
      {setting && (
        <div className="list-tools">
          {children}
          {isPage && (
            <ListViews
              resource={resource}
              views={setting.views}
              columns={setting.isOwnChoice ? setting.columns : null}
            />
          )}
          <ListColumns key={setting.columns.join()} resource={resource} setting={setting} />
        </div>
      )}
      {setting?.note !== undefined && <p className="list-note">{setting.note}</p>}
      <FilterChips resource={resource} />
      {chosen.length > 0 && (
        <Chosen
          records={chosen}
          clear={() => setChosen([])}
          {...(isAll && { all: <AllActions resource={resource} /> })}
        />
      )}
      {meta && isPage && (
        <BulkChoice
          resource={resource}
          records={records}
          chosen={chosen}
          meta={meta}
          isAll={isAll}
          onAll={setAll}
        />
      )}
      {problem !== undefined && (
        <p className="alert alert-bad" role="alert">
          {problem}
        </p>
      )}
      {records.length > 0 && (
        <RecordsTable
          resource={resource}
          records={records}
          properties={properties}
          totals={totals}
          search={asSearch(query)}
          sortBy={meta?.sortBy}
          direction={meta?.direction}
          chosen={chosen}
          onChoose={setChosen}
        />
      )}
      {meta && records.length === 0 && !loading && (
        <EmptyList resource={resource} isFiltered={isFiltered} isBeyond={meta.total > 0} />
      )}
      {!meta && loading && <p className="list-empty">{translateMessage('loading')}</p>}
      {meta && meta.total > 0 && <Pager {...meta} shown={records.length} />}
    </section>
  );
}

const isMoney = (property: BasePropertyJSON) => customOf(property).kind === 'money';

/** What can be done with the chosen rows: every action that at least one of them has. */
function Chosen({
  records,
  clear,
  all,
}: {
  records: RecordJSON[];
  clear: () => void;
  /** in the place of theirs: the actions on all rows that match */
  all?: React.JSX.Element;
}): React.JSX.Element {
  const { translateComponent: text, translateAction } = useTranslation();
  const { search } = useLocation();
  const actions = new Map(
    records.flatMap(({ bulkActions }) => bulkActions).map((action) => [action.name, action]),
  );
  return (
    <div className="chosen" role="region" aria-label={text('List.chosenRows')}>
      <span role="status">
        {all ? text('BulkChoice.everything') : text('List.chosen', { count: records.length })}
      </span>
      {all ??
        [...actions.values()].map((action) => (
          <Link
            key={action.name}
            className={`button${action.variant === 'danger' ? ' button-danger' : ''}`}
            data-testid={`bulk-${action.name}`}
            to={paths.bulkActionUrl({
              resourceId: action.resourceId,
              actionName: action.name,
              recordIds: records
                .filter(({ bulkActions }) => bulkActions.some(({ name }) => name === action.name))
                .map(({ id }) => id),
              search,
            })}
          >
            {translateAction(action.label, action.resourceId)}
          </Link>
        ))}
      <button type="button" className="button" onClick={clear}>
        {text('List.clear')}
      </button>
    </div>
  );
}
