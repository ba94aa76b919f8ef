import React from 'react';
import { useFilterDrawer, useTranslation, type RecordJSON, type ResourceJSON } from 'adminjs';
import { tabName, type Relation } from '../../contract/page-state.js';
import { relatedFilters } from './related-filters.js';
import { FilterPanel } from '../filter/panel.js';
import { ListOf } from '../list/list.js';
import { useTable } from '../requests/use-table.js';
import { TableToCome } from '../ui/table-to-come.js';

/** The rows that refer to a record, as a list with every tool of a list. */
export function RelatedList(props: { relation: Relation; record: RecordJSON }): React.JSX.Element {
  const { relation, record } = props;
  const { table, failure, retry } = useTable(relation.resourceId);
  if (!table) return <TableToCome failure={failure} retry={retry} />;
  return (
    <RelatedRows
      tab={tabName(relation)}
      resource={table}
      fixed={relatedFilters(relation, record) ?? {}}
    />
  );
}

function RelatedRows(props: {
  tab: string;
  resource: ResourceJSON;
  fixed: Record<string, string>;
}): React.JSX.Element {
  const { tab, resource, fixed } = props;
  const { isVisible, toggleFilter } = useFilterDrawer();
  const { translateButton } = useTranslation();
  return (
    <>
      <FilterPanel resource={resource} />
      <ListOf key={tab} resource={resource} fixed={fixed}>
        <button
          type="button"
          className="button"
          aria-expanded={isVisible}
          aria-controls="filter-panel"
          data-testid="filter-button"
          onClick={toggleFilter}
        >
          {translateButton('filter', resource.id)}
        </button>
      </ListOf>
    </>
  );
}
