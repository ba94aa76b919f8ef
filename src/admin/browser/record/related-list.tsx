import React from 'react';
import { useFilterDrawer, useTranslation, type RecordJSON } from 'adminjs';
import { FilterPanel } from '../filter/panel.js';
import { ListOf } from '../list/list.js';
import type { Relation } from './related-records.js';

/** The rows that refer to a record, as a list with every tool of a list. */
export function RelatedList(props: { relation: Relation; record: RecordJSON }): React.JSX.Element {
  const { relation, record } = props;
  const { resource, path } = relation;
  const { isVisible, toggleFilter } = useFilterDrawer();
  const { translateButton } = useTranslation();
  return (
    <>
      <FilterPanel resource={resource} />
      <ListOf key={relation.tab} resource={resource} fixed={{ [`${path}~~eq`]: record.id }}>
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
