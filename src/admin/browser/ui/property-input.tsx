import React, { useRef } from 'react';
import { useTranslation, type EditPropertyProps, type PropertyJSON } from 'adminjs';
import { toLineFeeds } from '../../../domain/text.js';
import { asText, formatJson, formatLabel, isEmpty } from '../../contract/format.js';
import type { PropertyCustom } from '../../contract/panel.js';
import { plainAmount } from './amount.js';
import { FormField, type FieldDescription } from './form-field.js';
import { fromZonedInput, toZonedInput } from './zoned-time.js';

/** A property in a record form: every kind of column has the same labelled input. */
export default function PropertyInput(props: EditPropertyProps): React.JSX.Element {
  const { property, record, onChange } = props;
  const { translateProperty, translateMessage } = useTranslation();
  const custom = property.custom as Partial<PropertyCustom>;
  const stored: unknown = record.params[property.path];
  // A text that once had a line break keeps an input of several lines, whatever is deleted from it.
  const hasLines = useRef(false);
  hasLines.current ||= /[\r\n]/.test(asText(stored));
  const type = inputType(property, custom, hasLines.current);
  const zone = custom.timezone ?? 'UTC';
  const error = record.errors[property.path]?.message;
  const label = translateProperty(property.label, property.resourceId);
  const field: FieldDescription = {
    name: property.path,
    label: type === 'datetime' ? `${label} (${zone})` : label,
    type,
    required: property.isRequired,
    disabled: property.isDisabled,
    ...(property.availableValues && {
      options: property.availableValues.map(({ value, label: name }) => ({
        value: String(value),
        label: name ?? formatLabel(String(value)),
      })),
    }),
    ...(property.reference !== null && { resourceId: property.reference }),
    ...(custom.currency !== undefined && { currency: custom.currency }),
    ...((custom.hint ?? property.description) !== undefined && {
      hint: custom.hint ?? property.description ?? '',
    }),
  };
  const title = record.populated[property.path]?.title;
  return (
    <FormField
      field={field}
      value={type === 'datetime' ? toZonedInput(stored, zone) : shown(stored, type)}
      {...(title !== undefined && { title })}
      error={error === undefined ? undefined : translateMessage(error, property.resourceId)}
      onChange={(value, chosen) => {
        const next = type === 'datetime' && value !== '' ? fromZonedInput(value, zone) : value;
        onChange(property.path, next, chosen === undefined ? undefined : titled(next, chosen));
      }}
    />
  );
}

/** Returns the text that a form posts for a value. */
export function typedValue(property: Pick<PropertyJSON, 'custom'>, value: unknown): string {
  const custom = property.custom as Partial<PropertyCustom>;
  // A browser's inputs have line feeds only: without this, a text with others would count as changed.
  const text = toLineFeeds(asText(value));
  return custom.kind === 'money' ? plainAmount(text) : text;
}

function inputType(
  property: PropertyJSON,
  custom: Partial<PropertyCustom>,
  hasLines: boolean,
): FieldDescription['type'] {
  if (property.reference !== null) return 'reference';
  if (property.availableValues !== null) return 'select';
  const kind = custom.kind ?? 'text';
  switch (kind) {
    case 'money':
    case 'number':
    case 'date':
    case 'datetime':
    case 'json':
      return kind;
    case 'percent':
      return 'number';
    case 'integer':
      return 'number';
    case 'long_text':
      return 'textarea';
    case 'boolean':
      return 'checkbox';
    case 'text':
    case 'id':
    case 'blob':
    case 'enum':
    case 'reference':
      if (property.type === 'textarea' || property.type === 'password') return property.type;
      return hasLines ? 'textarea' : 'text';
  }
}

function shown(value: unknown, type: FieldDescription['type']): string {
  return type === 'json' && !isEmpty(value) ? formatJson(value) : asText(value);
}

/** Makes the record that AdminJS keeps beside a reference's value; only its title matters. */
function titled(id: string, title: string) {
  return {
    id,
    title,
    params: {},
    populated: {},
    errors: {},
    baseError: null,
    recordActions: [],
    bulkActions: [],
  };
}
