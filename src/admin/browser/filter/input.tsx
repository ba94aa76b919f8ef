import React, { useState } from 'react';
import { useTranslation, type BasePropertyJSON } from 'adminjs';
import { formatLabel } from '../../contract/format.js';
import type { PropertyCustom } from '../../contract/panel.js';
import { useText, type SayText } from '../requests/use-text.js';
import { useTitle } from '../requests/use-title.js';
import type { FieldDescription } from '../inputs/field.js';
import { FormField } from '../inputs/form-field.js';
import {
  boundToDay,
  customOfProperty,
  dayToBound,
  isRange,
  rangeKey,
  type Filters,
} from './address.js';
import {
  comparisonIn,
  comparisonsOf,
  joinValues,
  filterKeyOf,
  relativeDates,
  splitValues,
  without,
  type Comparison,
} from './operators.js';
import { FilterReferences } from './references.js';

interface InputProps {
  property: BasePropertyJSON;
  filters: Filters;
  onChange: (change: (filters: Filters) => Filters) => void;
}

interface ValueProps extends InputProps {
  label: string;
  comparison: Comparison;
}

/** One column of the filter: its comparison, and the value to compare with. */
export function FilterInput(props: InputProps): React.JSX.Element {
  const { property, filters, onChange } = props;
  const { translateProperty } = useTranslation();
  const text = useText();
  const [chosen, setChosen] = useState<Comparison>();
  const { propertyPath: path } = property;
  const label = translateProperty(property.label, property.resourceId);
  const comparison = chosen ?? comparisonIn(property, filters);
  const choose = (next: Comparison) => {
    setChosen(next);
    onChange((all) => {
      const others = without(all, path);
      const holds = next === 'empty' || next === 'filled';
      return holds
        ? { ...others, [filterKeyOf(path, next)]: next === 'empty' ? '1' : '0' }
        : others;
    });
  };
  return (
    <fieldset className="filter-field">
      <legend>{label}</legend>
      <select
        aria-label={text('Filter.comparison')}
        value={comparison}
        onChange={(event) => choose(event.target.value as Comparison)}
      >
        {comparisonsOf(property).map((one) => (
          <option key={one} value={one}>
            {text(`Filter.comparisons.${one}`)}
          </option>
        ))}
      </select>
      <Value {...props} label={label} comparison={comparison} />
    </fieldset>
  );
}

function Value(props: ValueProps): React.JSX.Element | null {
  switch (props.comparison) {
    case 'empty':
    case 'filled':
      return null;
    case 'between':
      return <Range {...props} />;
    case 'in':
      if (props.property.reference !== null) return <References {...props} />;
      return props.property.availableValues === null ? (
        <Single {...props} />
      ) : (
        <Several {...props} />
      );
    case 'during':
    case 'is':
    case 'contains':
    case 'starts':
    case 'eq':
    case 'ne':
      return <Single {...props} />;
  }
}

function References({ property, filters, onChange, label }: ValueProps): React.JSX.Element {
  const key = filterKeyOf(property.propertyPath, 'in');
  return (
    <FilterReferences
      resourceId={property.reference ?? ''}
      by={customOfProperty(property).referenceBy}
      name={`filter-${key}`}
      label={label}
      value={filters[key] ?? ''}
      onChange={(value) => onChange((all) => ({ ...all, [key]: value }))}
    />
  );
}

function Single(props: ValueProps): React.JSX.Element {
  const { property, filters, onChange, label, comparison } = props;
  const text = useText();
  const [chosenTitle, setChosenTitle] = useState<string>();
  const key = filterKeyOf(property.propertyPath, comparison);
  const value = filters[key] ?? '';
  const { referenceBy: by } = customOfProperty(property);
  const stored = useTitle(property.reference, value, by);
  const title = chosenTitle ?? stored;
  const options = optionsOf(property, comparison, text);
  const field: FieldDescription = {
    name: `filter-${key}`,
    label,
    type: property.reference !== null ? 'reference' : options ? 'select' : fieldTypeOf(property),
    placeholder: property.reference === null ? '' : text('Form.search'),
    ...(property.reference !== null && { resourceId: property.reference }),
    ...(by !== undefined && { searchBy: by }),
    ...(options && { options }),
    ...(comparison === 'in' && { hint: text('Filter.commas') }),
  };
  return (
    <FormField
      field={field}
      value={value}
      {...(title !== undefined && { title })}
      onChange={(typed, chosen) => {
        setChosenTitle(chosen);
        onChange((all) => ({ ...all, [key]: typed }));
      }}
    />
  );
}

function fieldTypeOf(property: BasePropertyJSON): FieldDescription['type'] {
  if (!isRange(property)) return 'text';
  return endType(customOfProperty(property).kind);
}

function optionsOf(
  property: BasePropertyJSON,
  comparison: Comparison,
  text: SayText,
): FieldDescription['options'] {
  if (comparison === 'during') {
    return relativeDates.map((value) => ({ value, label: text(`Filter.dates.${value}`) }));
  }
  if (customOfProperty(property).kind === 'boolean') {
    return [
      { value: 'true', label: text('Value.yes') },
      { value: 'false', label: text('Value.no') },
    ];
  }
  return property.availableValues?.map(({ value, label }) => ({
    value: String(value),
    label: label ?? formatLabel(String(value)),
  }));
}

/** A box for each of a few values, any of which matches. */
function Several({ property, filters, onChange, comparison }: ValueProps): React.JSX.Element {
  const text = useText();
  const key = filterKeyOf(property.propertyPath, comparison);
  const chosen = splitValues(filters[key] ?? '');
  const change = (value: string, isChosen: boolean) => {
    const next = isChosen ? [...chosen, value] : chosen.filter((one) => one !== value);
    onChange((all) => ({ ...all, [key]: joinValues(next) }));
  };
  return (
    <div className="column-choice">
      {(optionsOf(property, comparison, text) ?? []).map(({ value, label }) => (
        <label key={value}>
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={(event) => change(value, event.target.checked)}
          />
          {label}
        </label>
      ))}
    </div>
  );
}

/** Returns the input of one end of a range. */
function endType(kind: PropertyCustom['kind'] | undefined): FieldDescription['type'] {
  if (kind === 'date' || kind === 'datetime') return 'date';
  return kind === 'money' || kind === 'time' ? kind : 'number';
}

function Range({ property, filters, onChange }: ValueProps): React.JSX.Element {
  const { translateProperty } = useTranslation();
  const { kind, timezone = 'UTC' } = customOfProperty(property);
  const isMoment = kind === 'datetime';
  return (
    <div className="range">
      {(['from', 'to'] as const).map((end) => {
        const key = rangeKey(property.propertyPath, end);
        const value = filters[key] ?? '';
        return (
          <FormField
            key={end}
            field={{
              name: `filter-${key}`,
              label: translateProperty(end),
              type: endType(kind),
            }}
            value={isMoment ? boundToDay(value, timezone) : value}
            onChange={(typed) =>
              onChange((all) => ({
                ...all,
                [key]: isMoment ? dayToBound(typed, end, timezone) : typed,
              }))
            }
          />
        );
      })}
    </div>
  );
}
