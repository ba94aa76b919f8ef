import React, { useRef } from 'react';
import type { EditPropertyProps, RecordJSON } from 'adminjs';
import { asText } from '../../contract/format.js';
import type { JointCustom } from '../../contract/panel.js';
import { titleOnly } from '../../contract/titled-record.js';
import type { FieldDescription } from './field.js';
import { FormField } from './form-field.js';

interface Props {
  field: FieldDescription;
  record: RecordJSON;
  joint: JointCustom;
  error: string | undefined;
  onChange: EditPropertyProps['onChange'];
}

/** The input of a reference of several columns: the chosen row fills all of them. */
export function JointInput({ field, record, joint, error, onChange }: Props): React.JSX.Element {
  const current = joint.columns.map(([own]) => asText(record.params[own]));
  // The title holds as long as nobody types another value into one of the columns.
  const titledValues = useRef(current);
  const isTitled = current.every((value, index) => value === titledValues.current[index]);
  const title = isTitled ? record.populated[field.name]?.title : undefined;
  return (
    <FormField
      field={{ ...field, type: 'reference', resourceId: joint.resourceId, searchBy: joint.by }}
      value={asText(record.params[field.name])}
      {...(title !== undefined && { title })}
      error={error}
      onChange={(value, chosen = '', values = {}) => {
        const next = joint.columns.map(([, other]) => (value === '' ? '' : asText(values[other])));
        titledValues.current = next;
        joint.columns.forEach(([own], index) => {
          const text = next[index] ?? '';
          onChange(own, text, titleOnly(text, own === field.name ? chosen : text));
        });
      }}
    />
  );
}
