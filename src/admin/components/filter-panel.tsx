import React, { useEffect, useRef, useState } from 'react';
import { useFilterDrawer, useTranslation, type BasePropertyJSON, type ResourceJSON } from 'adminjs';
import { useLocation, useNavigate } from 'react-router-dom';
import { FormField, type FieldDescription } from './form-field.js';
import { formatLabel } from './format.js';
import {
  boundToDay,
  customOf,
  dayToBound,
  isRange,
  rangeKey,
  readFilters,
  withFilters,
  type Filters,
} from './list-filters.js';
import { useTitle } from './use-title.js';

/** What a list shows: one input for each column that may be filtered, two for a range. */
export function FilterPanel({ resource }: { resource: ResourceJSON }): React.JSX.Element | null {
  const { isVisible, close } = useFilterDrawer();
  const { translateLabel, translateButton } = useTranslation();
  const { search } = useLocation();
  const navigate = useNavigate();
  const panel = useRef<HTMLFormElement>(null);
  const [filters, setFilters] = useState<Filters>({});
  useEffect(() => setFilters(readFilters(search)), [search, resource.id]);
  useEffect(() => {
    if (isVisible) panel.current?.querySelector<HTMLElement>('input, select')?.focus();
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
            onChange={(key, value) => setFilters((all) => ({ ...all, [key]: value }))}
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

/** The columns that one sees first, ids last. */
function inListOrder({ filterProperties, listProperties }: ResourceJSON): BasePropertyJSON[] {
  const shown = listProperties.map(({ propertyPath }) => propertyPath);
  const rank = (property: BasePropertyJSON) => {
    if (customOf(property).kind === 'id') return shown.length + 1;
    const index = shown.indexOf(property.propertyPath);
    return index === -1 ? shown.length : index;
  };
  return [...filterProperties].sort((left, right) => rank(left) - rank(right));
}

interface InputProps {
  property: BasePropertyJSON;
  filters: Filters;
  onChange: (key: string, value: string) => void;
}

function FilterInput(props: InputProps): React.JSX.Element {
  const { property, filters, onChange } = props;
  const { translateProperty, translateComponent } = useTranslation();
  const [chosenTitle, setChosenTitle] = useState<string>();
  const path = property.propertyPath;
  const stored = useTitle(property.reference, filters[path] ?? '');
  const title = chosenTitle ?? stored;
  const label = translateProperty(property.label, property.resourceId);
  if (isRange(property)) return <RangeInput {...props} label={label} />;
  const isYesNo = customOf(property).kind === 'boolean';
  const field: FieldDescription = {
    name: `filter-${path}`,
    label,
    type:
      property.reference !== null
        ? 'reference'
        : property.availableValues !== null || isYesNo
          ? 'select'
          : 'text',
    placeholder: property.reference === null ? '' : translateComponent('Form.search'),
    ...(property.reference !== null && { resourceId: property.reference }),
    ...(isYesNo && {
      options: [
        { value: 'true', label: translateComponent('Value.yes') },
        { value: 'false', label: translateComponent('Value.no') },
      ],
    }),
    ...(property.availableValues !== null && {
      options: property.availableValues.map(({ value, label: text }) => ({
        value: String(value),
        label: text ?? formatLabel(String(value)),
      })),
    }),
  };
  return (
    <FormField
      field={field}
      value={filters[path] ?? ''}
      {...(title !== undefined && { title })}
      onChange={(value, chosen) => {
        setChosenTitle(chosen);
        onChange(path, value);
      }}
    />
  );
}

function RangeInput({
  property,
  filters,
  onChange,
  label,
}: InputProps & { label: string }): React.JSX.Element {
  const { translateProperty } = useTranslation();
  const { kind, timezone = 'UTC' } = customOf(property);
  const isDay = kind === 'date' || kind === 'datetime';
  const isMoment = kind === 'datetime';
  return (
    <fieldset className="range">
      <legend>{label}</legend>
      {(['from', 'to'] as const).map((end) => {
        const key = rangeKey(property.propertyPath, end);
        const value = filters[key] ?? '';
        return (
          <FormField
            key={end}
            field={{
              name: `filter-${key}`,
              label: translateProperty(end),
              type: isDay ? 'date' : kind === 'money' ? 'money' : 'number',
            }}
            value={isMoment ? boundToDay(value, timezone) : value}
            onChange={(typed) => onChange(key, isMoment ? dayToBound(typed, end, timezone) : typed)}
          />
        );
      })}
    </fieldset>
  );
}
