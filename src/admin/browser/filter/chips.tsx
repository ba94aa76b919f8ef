import React from 'react';
import { useTranslation, type BasePropertyJSON, type ResourceJSON } from 'adminjs';
import { Link, useLocation } from 'react-router-dom';
import { useText, type SayText } from '../requests/use-text.js';
import { useTitle } from '../requests/use-title.js';
import {
  customOfProperty,
  readAddressFilters,
  shownValue,
  splitKey,
  withFilters,
} from './address.js';
import { comparisonsOf, isNo, operatorWords, relativeDates, splitValues } from './operators.js';
import { ReferenceTitles } from './references.js';

/** The filters in force, above the list, each with a link that removes it. */
export function FilterChips({ resource }: { resource: ResourceJSON }): React.JSX.Element | null {
  const { search } = useLocation();
  const { translateProperty } = useTranslation();
  const text = useText();
  const filters = readAddressFilters(search);
  const keys = Object.keys(filters);
  if (keys.length === 0) return null;
  return (
    <ul className="chips" aria-label={text('Filter.active')}>
      {keys.map((key) => {
        const { [key]: value = '', ...others } = filters;
        return (
          <li key={key}>
            <ChipText resource={resource} filterKey={key} value={value} />
            <Link
              to={{ search: withFilters(search, others) }}
              aria-label={text('Filter.remove', {
                column: translateProperty(columnLabelOf(resource, key), resource.id),
              })}
            >
              ×
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

function ChipText(props: {
  resource: ResourceJSON;
  filterKey: string;
  value: string;
}): React.JSX.Element {
  const { resource, filterKey, value } = props;
  const { translateProperty } = useTranslation();
  const text = useText();
  const { path, operator } = splitKey(filterKey);
  const property = propertyOf(resource, path);
  const reference = property?.reference ?? null;
  const by = property && customOfProperty(property).referenceBy;
  const title = useTitle(operator === 'in' ? null : reference, value, by);
  const label = property ? translateProperty(property.label, property.resourceId) : path;
  const day = operator === 'during' ? relativeDates.find((one) => one === value) : undefined;
  const several =
    operator === 'in' && reference !== null ? (
      <ReferenceTitles resourceId={reference} ids={value} by={by} />
    ) : undefined;
  const shown =
    several ??
    title ??
    (day ? text(`Filter.dates.${day}`) : shownIn(property, filterKey, value, text));
  const isText = property !== undefined && comparisonsOf(property)[0] === 'contains';
  const isFilled = operator === 'empty' && isNo(value);
  const asked = isFilled ? 'filled' : (operator ?? (isText ? 'contains' : 'eq'));
  const word = operatorWords.find((one) => one === asked) ?? 'eq';
  return (
    <span>
      {label} {text(`Filter.operators.${word}`)} {operator !== 'empty' && <strong>{shown}</strong>}
    </span>
  );
}

function shownIn(
  property: BasePropertyJSON | undefined,
  key: string,
  value: string,
  text: SayText,
): string {
  if (!property) return value;
  if (splitKey(key).operator !== 'in') return shownValue(property, value, text);
  return splitValues(value)
    .map((one) => shownValue(property, one, text))
    .join(', ');
}

function columnLabelOf(resource: ResourceJSON, key: string): string {
  const { path } = splitKey(key);
  return propertyOf(resource, path)?.label ?? path;
}

function propertyOf(resource: ResourceJSON, path: string): BasePropertyJSON | undefined {
  return resource.filterProperties.find(({ propertyPath }) => propertyPath === path);
}
