import React, { useState } from 'react';
import type { ActionField } from '../../contract/panel.js';
import type { FieldDescription } from '../inputs/field.js';
import { FormField } from '../inputs/form-field.js';
import { useFocusOnWrong } from '../inputs/use-focus-on-wrong.js';
import { fromZonedInput, toZonedInput } from '../inputs/zoned-time.js';

/** The inputs of an action; the first one with an error takes the focus. */
export function ActionFields({ form }: { form: FieldsForm }): React.JSX.Element {
  const element = useFocusOnWrong<HTMLDivElement>(form.fieldErrors);
  const [titles, setTitles] = useState<Record<string, string>>({});
  return (
    <div className="fields" ref={element}>
      {form.fields.map((field) => (
        <FormField
          key={field.name}
          field={shownAs(field)}
          value={shownValue(field, form.values[field.name] ?? '')}
          {...(titles[field.name] !== undefined && { title: titles[field.name] ?? '' })}
          error={form.fieldErrors[field.name]}
          onChange={(value, title) => {
            form.change(field.name, typedValue(field, value));
            if (title !== undefined) setTitles((all) => ({ ...all, [field.name]: title }));
          }}
        />
      ))}
    </div>
  );
}

/** The part of a form's state that its inputs need. */
export interface FieldsForm {
  fields: ActionField[];
  values: Record<string, string>;
  fieldErrors: Record<string, string>;
  change: (name: string, value: string) => void;
}

/** Returns the value of the input: a time in the zone of its field. */
function shownValue({ type, timezone = 'UTC' }: ActionField, value: string): string {
  return type === 'datetime' && value !== '' ? toZonedInput(value, timezone) : value;
}

/** Returns the value to post: a time in UTC. */
function typedValue({ type, timezone = 'UTC' }: ActionField, value: string): string {
  return type === 'datetime' && value !== '' ? fromZonedInput(value, timezone) : value;
}

/** Shows up to five options at once, without a list to open. */
function shownAs(field: ActionField): FieldDescription {
  if (field.type === 'datetime') {
    return { ...field, label: `${field.label} (${field.timezone ?? 'UTC'})` };
  }
  const isShort = field.type === 'select' && (field.options?.length ?? 0) <= 5;
  return isShort ? { ...field, type: 'choice' } : field;
}
