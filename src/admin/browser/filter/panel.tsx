import React, { useEffect, useRef, useState } from 'react';
import { useFilterDrawer, useTranslation, type BasePropertyJSON, type ResourceJSON } from 'adminjs';
import { useLocation, useNavigate } from 'react-router-dom';
import { customOfProperty, readAddressFilters, withFilters, type Filters } from './address.js';
import { FilterInput } from './input.js';

/** The filter of a list: a comparison for each column that the role may filter by. */
export function FilterPanel({ resource }: { resource: ResourceJSON }): React.JSX.Element | null {
  const { isVisible, close } = useFilterDrawer();
  const { translateLabel, translateButton } = useTranslation();
  const { search } = useLocation();
  const navigate = useNavigate();
  const panel = useRef<HTMLFormElement>(null);
  const [filters, setFilters] = useState<Filters>({});
  useEffect(() => setFilters(readAddressFilters(search)), [search, resource.id]);
  useEffect(() => {
    if (isVisible) panel.current?.querySelector<HTMLElement>('.field :is(input, select)')?.focus();
  }, [isVisible]);
  useEffect(() => close, [resource.id]);
  if (!isVisible) return null;

  const leave = () => {
    close();
    document.querySelector<HTMLElement>('[aria-controls="filter-panel"]')?.focus();
  };
  const apply = (next: Filters) => {
    navigate({ search: withFilters(search, next) });
    leave();
  };
  return (
    <form
      ref={panel}
      id="filter-panel"
      className="filter-panel"
      aria-label={translateLabel('filters')}
      onSubmit={(event) => {
        event.preventDefault();
        apply(filters);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') leave();
      }}
    >
      <h2>{translateLabel('filters')}</h2>
      <div className="fields">
        {inListOrder(resource).map((property) => (
          <FilterInput
            key={property.propertyPath}
            property={property}
            filters={filters}
            onChange={setFilters}
          />
        ))}
      </div>
      <div className="form-buttons">
        <button type="submit" className="button button-main" data-testid="filter-apply">
          {translateButton('applyChanges')}
        </button>
        <button type="button" className="button" onClick={() => apply({})}>
          {translateButton('resetFilter')}
        </button>
        <button type="button" className="button" onClick={leave}>
          {translateButton('cancel')}
        </button>
      </div>
    </form>
  );
}

/** Orders the columns as the list shows them, ids last. */
function inListOrder({ filterProperties, listProperties }: ResourceJSON): BasePropertyJSON[] {
  const shown = listProperties.map(({ propertyPath }) => propertyPath);
  const rank = (property: BasePropertyJSON) => {
    if (customOfProperty(property).kind === 'id') return shown.length + 1;
    const index = shown.indexOf(property.propertyPath);
    return index === -1 ? shown.length : index;
  };
  return [...filterProperties].sort((left, right) => rank(left) - rank(right));
}
