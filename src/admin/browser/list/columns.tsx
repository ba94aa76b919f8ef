import React, { useEffect, useRef, useState } from 'react';
import { useTranslation, type BasePropertyJSON, type ResourceJSON } from 'adminjs';
import { useLocation, useNavigate } from 'react-router-dom';
import type { ListReply } from '../../contract/list.js';
import { useText } from '../requests/use-text.js';
import { Disclosure } from '../ui/disclosure.js';
import { usePostSetting } from './use-post-setting.js';

interface ColumnsProps {
  resource: ResourceJSON;
  setting: ListReply;
}

/** The choice and the order of a list's columns, kept for the login. */
export function ListColumns(props: ColumnsProps): React.JSX.Element {
  const text = useText();
  return (
    <Disclosure label={text('Columns.columns')} testId="columns">
      {(close) => <ColumnsForm {...props} close={close} />}
    </Disclosure>
  );
}

function ColumnsForm(props: ColumnsProps & { close: () => void }): React.JSX.Element {
  const { resource, setting, close } = props;
  const text = useText();
  const { chosen, ordered, show, move, list } = useColumnChoice(setting);
  const keep = useKeptColumns(resource.id, close);
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
        {propertiesOf(resource, ordered).map((property) => (
          <ColumnChoice
            key={property.propertyPath}
            resource={resource}
            property={property}
            isShown={chosen.includes(property.propertyPath)}
            onShow={(isShown) => show(property.propertyPath, isShown)}
            onMove={(step) => move(property.propertyPath, step)}
          />
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

type Step = -1 | 1;

/** Keeps a choice of columns while it is made. A moved button keeps the focus. */
function useColumnChoice(setting: ListReply) {
  const [chosen, setChosen] = useState(setting.columns);
  const [ordered, setOrdered] = useState([...new Set([...setting.columns, ...setting.choosable])]);
  const [moved, setMoved] = useState<{ path: string; step: Step }>();
  const list = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    if (!moved) return;
    const buttons = list.current?.querySelectorAll<HTMLElement>('[data-move]') ?? [];
    const name = `${moved.path} ${moved.step}`;
    [...buttons].find(({ dataset }) => dataset['move'] === name)?.focus();
  }, [moved]);
  const show = (path: string, isShown: boolean) => {
    setChosen((now) => (isShown ? [...now, path] : now.filter((one) => one !== path)));
  };
  const move = (path: string, step: Step) => {
    setOrdered((now) => moveAmong(now, chosen, path, step));
    setMoved({ path, step });
  };
  return { chosen, ordered, show, move, list };
}

/** Saves a choice of columns and shows the list with it; an empty one resets them. */
function useKeptColumns(resourceId: string, close: () => void) {
  const { search } = useLocation();
  const navigate = useNavigate();
  const post = usePostSetting(resourceId);
  return async (columns: string[]): Promise<void> => {
    const { problem } = await post({ step: 'columns', columns: columns.join(',') });
    if (problem !== undefined) return;
    close();
    const query = new URLSearchParams(search);
    query.delete('columns');
    navigate({ search: query.toString() }, { replace: true });
  };
}

/** One column: shown or not, and buttons that move a shown one. */
function ColumnChoice(props: {
  resource: ResourceJSON;
  property: BasePropertyJSON;
  isShown: boolean;
  onShow: (isShown: boolean) => void;
  onMove: (step: Step) => void;
}): React.JSX.Element {
  const { resource, property, isShown, onShow, onMove } = props;
  const { translateProperty } = useTranslation();
  const text = useText();
  const name = translateProperty(property.label, resource.id);
  return (
    <div>
      <label>
        <input
          type="checkbox"
          checked={isShown}
          onChange={({ target }) => onShow(target.checked)}
        />
        {name}
      </label>
      {isShown &&
        ([-1, 1] as const).map((step) => (
          <button
            key={step}
            type="button"
            className="icon-button"
            data-move={`${property.propertyPath} ${step}`}
            aria-label={text(step === -1 ? 'Columns.up' : 'Columns.down', { name })}
            onClick={() => onMove(step)}
          >
            {step === -1 ? '↑' : '↓'}
          </button>
        ))}
    </div>
  );
}

/** Moves a column one place up or down among the shown ones. */
function moveAmong(ordered: string[], chosen: string[], path: string, step: Step): string[] {
  const shown = ordered.filter((one) => chosen.includes(one));
  const other = shown[shown.indexOf(path) + step];
  if (other === undefined) return ordered;
  return ordered.map((one) => (one === path ? other : one === other ? path : one));
}

/** Finds columns by their paths, as far as the page has described them. */
export function propertiesOf(resource: ResourceJSON, paths: string[]): BasePropertyJSON[] {
  const described = [
    ...resource.listProperties,
    ...resource.showProperties,
    ...Object.values(resource.properties),
  ];
  return paths.flatMap((path) => described.find((one) => one.propertyPath === path) ?? []);
}
