import React, { useEffect, useRef, useState } from 'react';
import { useTranslation, type BasePropertyJSON, type ResourceJSON } from 'adminjs';
import { useLocation, useNavigate } from 'react-router-dom';
import type { ListReply } from '../../contract/list.js';
import { Disclosure } from '../ui/disclosure.js';
import { usePost } from './views.js';

/** The columns of a list: which of them are shown, in which order, kept for whoever is signed in. */
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
  const [ordered, setOrdered] = useState([...new Set([...setting.columns, ...setting.choosable])]);
  const [moved, setMoved] = useState<{ path: string; step: Step }>();
  const list = useRef<HTMLFieldSetElement>(null);
  // A button that is moved with its row loses the focus.
  useEffect(() => {
    if (!moved) return;
    const buttons = list.current?.querySelectorAll<HTMLElement>('[data-move]') ?? [];
    const name = `${moved.path} ${moved.step}`;
    [...buttons].find(({ dataset }) => dataset['move'] === name)?.focus();
  }, [moved]);
  const move = (path: string, step: Step) => {
    setOrdered((now) => moveAmong(now, chosen, path, step));
    setMoved({ path, step });
  };
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
      <fieldset className="column-choice" ref={list}>
        <legend>{text('Columns.shown')}</legend>
        {propertiesOf(resource, ordered).map(({ propertyPath: path, label }) => {
          const name = translateProperty(label, resource.id);
          const isShown = chosen.includes(path);
          return (
            <div key={path}>
              <label>
                <input
                  type="checkbox"
                  checked={isShown}
                  onChange={({ target }) =>
                    setChosen((now) =>
                      target.checked ? [...now, path] : now.filter((one) => one !== path),
                    )
                  }
                />
                {name}
              </label>
              {isShown &&
                ([-1, 1] as const).map((step) => (
                  <button
                    key={step}
                    type="button"
                    className="icon-button"
                    data-move={`${path} ${step}`}
                    aria-label={text(step === -1 ? 'Columns.up' : 'Columns.down', { name })}
                    onClick={() => move(path, step)}
                  >
                    {step === -1 ? '↑' : '↓'}
                  </button>
                ))}
            </div>
          );
        })}
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

type Step = -1 | 1;

/** One place up or down among the columns that are shown. */
function moveAmong(ordered: string[], chosen: string[], path: string, step: Step): string[] {
  const shown = ordered.filter((one) => chosen.includes(one));
  const other = shown[shown.indexOf(path) + step];
  if (other === undefined) return ordered;
  return ordered.map((one) => (one === path ? other : one === other ? path : one));
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
