import React from 'react';
import { readableId } from '../../contract/record-id.js';
import { useText } from '../requests/use-text.js';
import { useTitle } from '../requests/use-title.js';
import { FormField } from '../inputs/form-field.js';
import { joinValues, splitValues } from './operators.js';

/** A referenced row by its title, or by its id where the role may not see the title. */
export function ReferenceTitle(props: {
  resourceId: string;
  id: string;
  by: string | undefined;
}): React.JSX.Element {
  const { resourceId, id, by } = props;
  return <>{useTitle(resourceId, id, by) ?? readableId(id)}</>;
}

/** Several referenced rows by their titles. */
export function ReferenceTitles(props: {
  resourceId: string;
  ids: string;
  by: string | undefined;
}): React.JSX.Element {
  const { resourceId, ids, by } = props;
  return (
    <>
      {splitValues(ids).map((id, index) => (
        <React.Fragment key={id}>
          {index > 0 && ', '}
          <ReferenceTitle resourceId={resourceId} id={id} by={by} />
        </React.Fragment>
      ))}
    </>
  );
}

interface Props {
  resourceId: string;
  /** columns that the references refer to, where they are not the key */
  by: string | undefined;
  name: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
}

/** A search that adds referenced rows, any of which matches, each with a button that removes it. */
export function FilterReferences(props: Props): React.JSX.Element {
  const { resourceId, by, name, label, value, onChange } = props;
  const text = useText();
  const ids = splitValues(value);
  return (
    <div className="filter-references">
      <ul className="chips">
        {ids.map((id) => (
          <li key={id}>
            <ReferenceTitle resourceId={resourceId} id={id} by={by} />
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
        field={{
          ...{ name, label, resourceId, type: 'reference', placeholder: text('Form.search') },
          ...(by !== undefined && { searchBy: by }),
        }}
        value=""
        onChange={(id) => {
          if (id !== '' && !ids.includes(id)) onChange(joinValues([...ids, id]));
        }}
      />
    </div>
  );
}
