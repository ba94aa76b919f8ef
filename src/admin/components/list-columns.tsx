import React, { useState } from 'react';
import { useTranslation, type BasePropertyJSON, type ResourceJSON } from 'adminjs';
import { useLocation, useNavigate } from 'react-router-dom';
import { Disclosure } from './disclosure.js';
import type { ListReply } from './list-contract.js';
import { usePost } from './list-views.js';

/** The columns of a list: which of them are shown, kept for whoever is signed in. */
export function ListColumns(props: {
  resource: ResourceJSON;
  setting: ListReply;
}): React.JSX.Element {
  const { translateComponent: text } = useTranslation();
  return (
    <Disclosure label={text('Columns.columns')} testId="columns">
      {(close) => <Choice {...props} close={close} />}
    </Disclosure>
  );
}

function Choice({
  resource,
  setting,
  close,
}: {
  resource: ResourceJSON;
  setting: ListReply;
  close: () => void;
}): React.JSX.Element {
  const { translateComponent: text, translateProperty } = useTranslation();
  const { search } = useLocation();
  const navigate = useNavigate();
  const post = usePost(resource.id);
  const [chosen, setChosen] = useState(setting.columns);
  // Those that are shown keep their order; others follow.
  const ordered = [...new Set([...setting.columns, ...setting.choosable])];
  const keep = async (columns: string[]) => {
    const { problem } = await post({ step: 'columns', columns: columns.join(',') });
    if (problem !== undefined) return;
    close();
    const query = new URLSearchParams(search);
    query.delete('columns');
    navigate({ search: query.toString() }, { replace: true });
  };
  return (
    <form
      className="disclosure-form"
      onSubmit={(event) => {
        event.preventDefault();
        void keep(ordered.filter((path) => chosen.includes(path)));
      }}
    >
      <fieldset className="column-choice">
        <legend>{text('Columns.shown')}</legend>
        {propertiesOf(resource, ordered).map(({ propertyPath: path, label }) => (
          <label key={path}>
            <input
              type="checkbox"
              checked={chosen.includes(path)}
              onChange={(event) =>
                setChosen((now) =>
                  event.target.checked ? [...now, path] : now.filter((one) => one !== path),
                )
              }
            />
            {translateProperty(label, resource.id)}
          </label>
        ))}
      </fieldset>
      <div className="form-buttons">
        <button type="submit" className="button button-main" disabled={chosen.length === 0}>
          {text('Columns.show')}
        </button>
        {setting.isOwnChoice && (
          <button type="button" className="button" onClick={() => void keep([])}>
            {text('Columns.reset')}
          </button>
        )}
      </div>
    </form>
  );
}

/** Columns by their paths, as far as the page has described them. */
export function propertiesOf(resource: ResourceJSON, paths: string[]): BasePropertyJSON[] {
  const described = [
    ...resource.listProperties,
    ...resource.showProperties,
    ...Object.values(resource.properties),
  ];
  return paths.flatMap((path) => described.find((one) => one.propertyPath === path) ?? []);
}
