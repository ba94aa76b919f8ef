import React from 'react';
import type { ImportColumn } from '../../contract/import.js';
import { useText } from '../requests/use-text.js';

/** The mapping of an import: for each column of the file, the table's column that it fills. */
export function ImportMapping(props: {
  headers: string[];
  columns: ImportColumn[];
  mapping: string[];
  onChange: (mapping: string[]) => void;
  children: React.ReactNode;
}): React.JSX.Element {
  const { headers, columns, mapping, onChange, children } = props;
  const text = useText();
  return (
    <fieldset className="card import-mapping">
      <legend>{text('Import.mapping')}</legend>
      {headers.map((header, index) => (
        <div className="field" key={index}>
          <label htmlFor={`import-column-${index}`}>{header || text('Import.noHeader')}</label>
          <select
            id={`import-column-${index}`}
            aria-describedby={`import-takes-${index}`}
            value={mapping[index] ?? ''}
            onChange={({ target }) =>
              onChange(mapping.map((path, at) => (at === index ? target.value : path)))
            }
          >
            <option value="">{text('Import.leaveOut')}</option>
            {columns.map(({ path, label, isRequired }) => (
              <option key={path} value={path}>
                {isRequired ? `${label} *` : label}
              </option>
            ))}
          </select>
          <p className="card-note" id={`import-takes-${index}`}>
            {columns.find(({ path }) => path !== '' && path === mapping[index])?.takes}
          </p>
        </div>
      ))}
      {children}
    </fieldset>
  );
}
