import React from 'react';
import { useText } from '../requests/use-text.js';
import { useTitle } from '../requests/use-title.js';
import { FormField } from '../ui/form-field.js';
import { joinValues, splitValues } from './operators.js';

/** A referenced row by its title, or by its id where the role may not see the title. */
export function ReferenceTitle(props: { resourceId: string; id: string }): React.JSX.Element {
  return <>{useTitle(props.resourceId, props.id) ?? props.id}</>;
}

/** Several referenced rows by their titles. */
export function ReferenceTitles(props: { resourceId: string; ids: string }): React.JSX.Element {
  const { resourceId, ids } = props;
  return (
    <>
      {splitValues(ids).map((id, index) => (
        <React.Fragment key={id}>
          {index > 0 && ', '}
          <ReferenceTitle resourceId={resourceId} id={id} />
        </React.Fragment>
      ))}
    </>
  );
}

interface Props {
  resourceId: string;
  name: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
}

/** A search that adds referenced rows, any of which matches, each with a button that removes it. */
export function FilterReferences(props: Props): React.JSX.Element {
  const { resourceId, name, label, value, onChange } = props;
  const text = useText();
  const ids = splitValues(value);
  return (
    <div className="filter-references">
      <ul className="chips">
        {ids.map((id) => (
          <li key={id}>
            <ReferenceTitle resourceId={resourceId} id={id} />
            <button
              type="button"
              aria-label={text('Filter.removeValue', { value: id })}
              onClick={() => onChange(joinValues(ids.filter((one) => one !== id)))}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
      <FormField
        key={ids.length}
        field={{ name, label, resourceId, type: 'reference', placeholder: text('Form.search') }}
        value=""
        onChange={(id) => {
          if (id !== '' && !ids.includes(id)) onChange(joinValues([...ids, id]));
        }}
      />
    </div>
  );
}
