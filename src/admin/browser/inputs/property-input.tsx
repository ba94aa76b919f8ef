import React, { useRef } from 'react';
import { useTranslation, type EditPropertyProps, type PropertyJSON } from 'adminjs';
import { toLineFeeds } from '../../../domain/text.js';
import { asText, formatJson, formatLabel, isEmpty, parseTimestamp } from '../../contract/format.js';
import type { PropertyCustom } from '../../contract/panel.js';
import { titleOnly } from '../../contract/titled-record.js';
import { useText, type SayText } from '../requests/use-text.js';
import { plainAmount } from './amount.js';
import type { FieldDescription } from './field.js';
import { FileInput } from './file-input.js';
import { FormField } from './form-field.js';
import { JointInput } from './joint-input.js';
import { fromZonedInput, toZonedInput } from './zoned-time.js';

/** AdminJS's mark for null in a form body. */
export const NULL_VALUE = '__FORM_VALUE_NULL__';

/** A property in a record form: every kind of column has the same labelled input. */
export default function PropertyInput(props: EditPropertyProps): React.JSX.Element {
  const { property, record, onChange } = props;
  const { translateProperty, translateMessage } = useTranslation();
  const custom = property.custom as Partial<PropertyCustom>;
  const stored: unknown = record.params[property.path];
  // A text that once had a line break keeps an input of several lines, whatever is deleted from it.
  const hasLines = useRef(false);
  hasLines.current ||= /[\r\n]/.test(asText(stored));
  const opened = useRef(stored);
  const type = inputType(property, custom, { hasLines: hasLines.current, stored });
  const text = useText();
  const zone = custom.timezone ?? 'UTC';
  const error = record.errors[property.path]?.message;
  const label = translateProperty(property.label, property.resourceId);
  const newHint = record.id === '' ? custom.newHint : undefined;
  const hint = newHint ?? custom.hint ?? property.description;
  const field: FieldDescription = {
    name: property.path,
    label: type === 'datetime' ? `${label} (${zone})` : label,
    type,
    required: property.isRequired,
    disabled: property.isDisabled,
    ...optionsOf(property, custom, type, text),
    ...(property.reference !== null && { resourceId: property.reference }),
    ...(custom.referenceBy !== undefined && { searchBy: custom.referenceBy }),
    ...(custom.currency !== undefined && { currency: custom.currency }),
    ...(hint !== undefined && { hint }),
  };
  if (custom.kind === 'blob')
    return (
      <FileInput
        {...{ field, record, onChange }}
        error={error === undefined ? undefined : translateMessage(error, property.resourceId)}
      />
    );
  const title = record.populated[property.path]?.title;
  if (custom.joint?.chooses.includes(record.id === '' ? 'new' : 'edit') === true) {
    return (
      <JointInput
        {...{ field, record, joint: custom.joint, onChange }}
        error={error === undefined ? undefined : translateMessage(error, property.resourceId)}
      />
    );
  }
  return (
    <FormField
      field={field}
      value={type === 'datetime' ? toZonedInput(stored, zone) : shown(stored, type)}
      {...(title !== undefined && { title })}
      error={error === undefined ? undefined : translateMessage(error, property.resourceId)}
      {...(custom.isNullApart === true && {
        noValue: {
          isChosen: stored === null || stored === undefined,
          onChoose: (isChosen: boolean) => onChange(property.path, isChosen ? null : ''),
        },
      })}
      onChange={(value, chosen) => {
        if (value === '' && custom.isNullApart === true) {
          onChange(property.path, opened.current === '' ? '' : null);
          return;
        }
        const next = type === 'datetime' && value !== '' ? fromZonedInput(value, zone) : value;
        onChange(property.path, next, chosen === undefined ? undefined : titleOnly(next, chosen));
      }}
    />
  );
}

/** Returns the options of a choice: those of the column, or yes and no. */
function optionsOf(
  property: PropertyJSON,
  { kind, isNullApart }: Partial<PropertyCustom>,
  type: FieldDescription['type'],
  text: SayText,
): Pick<FieldDescription, 'options'> {
  if (property.availableValues) {
    const options = property.availableValues.map(({ value, label }) => ({
      value: String(value),
      label: value === '' ? text('Value.emptyText') : (label ?? formatLabel(String(value))),
    }));
    // Beside NULL, the empty text is chosen by the box of the empty input.
    return { options: options.filter(({ value }) => value !== '' || isNullApart !== true) };
  }
  if (kind !== 'boolean' || type !== 'select') return {};
  const options = [
    { value: 'true', label: text('Value.yes') },
    { value: 'false', label: text('Value.no') },
  ];
  return { options };
}

/** Returns the text that a form posts for a value; null for NULL where the form tells it apart. */
export function typedValue(property: Pick<PropertyJSON, 'custom'>, value: unknown): string | null {
  const custom = property.custom as Partial<PropertyCustom>;
  if (custom.isNullApart === true && (value === null || value === undefined)) return null;
  // A browser's inputs have line feeds only: without this, a text with others would count as changed.
  const text = toLineFeeds(asText(value));
  return custom.kind === 'money' ? plainAmount(text) : text;
}

function inputType(
  property: PropertyJSON,
  custom: Partial<PropertyCustom>,
  { hasLines, stored }: { hasLines: boolean; stored: unknown },
): FieldDescription['type'] {
  if (property.reference !== null) return 'reference';
  if (property.availableValues !== null) return 'select';
  const kind = custom.kind ?? 'text';
  switch (kind) {
    case 'date':
    case 'datetime':
    case 'time':
      return timeInput(kind, asText(stored));
    case 'money':
    case 'number':
    case 'json':
      return kind;
    case 'percent':
      return 'number';
    case 'integer':
      return 'number';
    case 'long_text':
      return 'textarea';
    case 'boolean':
      // A box would show a value that is neither yes nor no as no.
      return custom.isNullable === true || !isFlag(stored) ? 'select' : 'checkbox';
    case 'text':
    case 'id':
    case 'blob':
    case 'enum':
    case 'reference':
      if (property.type === 'textarea' || property.type === 'password') return property.type;
      return hasLines ? 'textarea' : 'text';
  }
}

/** Returns true for a flag as a record, an initial value or a box has it; true for none yet. */
function isFlag(value: unknown): boolean {
  return isEmpty(value) || ['true', 'false', '1', '0'].includes(asText(value));
}

/** Returns the input of a time; a plain one for a value that a browser's own input would drop. */
function timeInput(
  kind: 'date' | 'datetime' | 'time',
  value: string,
): 'date' | 'datetime' | 'time' | 'text' {
  if (value === '') return kind;
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return kind === 'time' ? 'text' : 'date';
  if (kind === 'time') return /^\d\d:\d\d(:\d\d)?$/.test(value) ? 'time' : 'text';
  return parseTimestamp(value) === undefined ? 'text' : 'datetime';
}

function shown(value: unknown, type: FieldDescription['type']): string {
  return type === 'json' && !isEmpty(value) ? formatJson(value) : asText(value);
}
