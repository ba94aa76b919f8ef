import React, { useEffect } from 'react';
import {
  useTranslation,
  type ActionProps,
  type BasePropertyJSON,
  type RecordJSON,
  type ResourceJSON,
} from 'adminjs';
import { Link, useLocation } from 'react-router-dom';
import { formatNumber } from '../../contract/format.js';
import type { ListMeta, ListReply, TableLink } from '../../contract/list.js';
import { customOfProperty } from '../filter/address.js';
import { FilterChips } from '../filter/chips.js';
import { asSearch, isFixed, listQuery, NOT_FIXED, type Fixed } from '../ui/place.js';
import { useText } from '../requests/use-text.js';
import { Problem } from '../ui/problem.js';
import { AllActions, BulkChoice } from './bulk-choice.js';
import { ChosenRows, useChosenRows } from './chosen-rows.js';
import { ListColumns, propertiesOf } from './columns.js';
import { EmptyList } from './empty.js';
import { Pager } from './pager.js';
import { RecordsTable } from './table.js';
import { useList } from './use-list.js';
import { useTotals } from './use-totals.js';
import { ListViews } from './views.js';

/** The page of a list. */
export function RecordList({ resource, setTag }: ActionProps): React.JSX.Element {
  return <ListOf resource={resource} fixed={NOT_FIXED} {...(setTag && { setTag })} />;
}

/** A list with its filter, its order and the actions on chosen rows. */
export function ListOf(props: {
  resource: ResourceJSON;
  fixed: Fixed;
  setTag?: (tag: string) => void;
  /** further buttons above the list */
  children?: React.ReactNode;
}): React.JSX.Element {
  const { resource, fixed, setTag, children } = props;
  const { records, meta, setting, loading, problem } = useList(resource, fixed);
  const { translateMessage } = useTranslation();
  const { search } = useLocation();
  const { chosen, setChosen, isAll, setAll } = useChosenRows(resource.id, search);
  const total = meta && `${formatNumber(meta.total)}${meta.isCapped ? '+' : ''}`;
  useEffect(() => setTag?.(total ?? ''), [total]);
  const isPage = fixed === NOT_FIXED;
  return (
    <section className="list" aria-busy={loading} data-testid={`list-${resource.id}`}>
      {setting && (
        <ListTools resource={resource} setting={setting} isPage={isPage}>
          {children}
        </ListTools>
      )}
      {setting?.note !== undefined && <p className="list-note">{setting.note}</p>}
      {setting?.tables && <TableLinks tables={setting.tables} />}
      <FilterChips resource={resource} />
      {chosen.length > 0 && (
        <ChosenRows
          records={chosen}
          clear={() => setChosen([])}
          {...(isAll && { all: <AllActions resource={resource} /> })}
        />
      )}
      {meta && isPage && (
        <BulkChoice {...{ resource, records, chosen, meta, isAll }} onAll={setAll} />
      )}
      <Problem text={problem} />
      <ListedRows {...{ resource, fixed, records, meta, setting, chosen }} onChoose={setChosen} />
      {meta && records.length === 0 && !loading && (
        <EmptyList
          resource={resource}
          isFiltered={search.includes('filters.')}
          isBeyond={meta.total > 0}
        />
      )}
      {!meta && loading && <p className="list-empty">{translateMessage('loading')}</p>}
      {meta && meta.total > 0 && <Pager {...meta} shown={records.length} />}
    </section>
  );
}

/** Above a list: its saved views, its columns, and the buttons of the page around it. */
function ListTools(props: {
  resource: ResourceJSON;
  setting: ListReply;
  isPage: boolean;
  children: React.ReactNode;
}): React.JSX.Element {
  const { resource, setting, isPage, children } = props;
  return (
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
  );
}

/** Tables that belong together with this one, and that the menu lacks. */
function TableLinks({ tables }: { tables: TableLink[] }): React.JSX.Element {
  const text = useText();
  return (
    <p className="list-note" data-testid="list-tables">
      {text('List.tables')}{' '}
      {tables.map(({ href, title }, index) => (
        <React.Fragment key={href}>
          {index > 0 && ', '}
          <Link className="value-link" to={href}>
            {title}
          </Link>
        </React.Fragment>
      ))}
    </p>
  );
}

/** The table of a list with its totals; nothing while there are no rows. */
function ListedRows(props: {
  resource: ResourceJSON;
  fixed: Fixed;
  records: RecordJSON[];
  meta: ListMeta | undefined;
  setting: ListReply | undefined;
  chosen: RecordJSON[];
  onChoose: (records: RecordJSON[]) => void;
}): React.JSX.Element | null {
  const { resource, fixed, records, meta, setting, chosen, onChoose } = props;
  const { search } = useLocation();
  const query = listQuery(search, fixed);
  const properties = propertiesOf(resource, setting?.columns ?? []).filter(
    // A column with one value in every row is hidden unless the user has chosen it.
    ({ propertyPath }) => setting?.isOwnChoice === true || !isFixed(fixed, propertyPath),
  );
  const totals = useTotals(resource.id, query, {
    isWanted: meta !== undefined && meta.total > 0 && properties.some(isMoney),
    isOrdered: meta?.isCapped === true,
  });
  if (records.length === 0) return null;
  return (
    <RecordsTable
      {...{ resource, records, properties, totals, chosen, onChoose }}
      search={asSearch(query)}
      sortBy={meta?.sortBy}
      direction={meta?.direction}
      isCapped={meta?.isCapped === true}
    />
  );
}

const isMoney = (property: BasePropertyJSON) => customOfProperty(property).kind === 'money';
