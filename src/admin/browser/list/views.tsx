import React, { useState } from 'react';
import { type ResourceJSON } from 'adminjs';
import { useSelector } from 'react-redux';
import { Link, useLocation, useNavigate } from 'react-router-dom';
import type { ViewLink } from '../../contract/list.js';
import type { State } from '../requests/state.js';
import { useText } from '../requests/use-text.js';
import { Disclosure } from '../ui/disclosure.js';
import { FormField } from '../inputs/form-field.js';
import { usePostSetting } from './use-post-setting.js';

/** Saved views of a list: open one, save the present list under a name, remove one. */
export function ListViews(props: {
  resource: ResourceJSON;
  views: ViewLink[];
  /** paths of the shown columns, where they are a choice */
  columns: string[] | null;
}): React.JSX.Element {
  const { resource, views, columns } = props;
  const text = useText();
  const { current, save, remove } = useSavedViews(resource.id, columns);
  const opened = views.find(({ id }) => id === current);
  return (
    <Disclosure
      label={opened ? `${text('Views.view')}: ${opened.name}` : text('Views.views')}
      testId="views"
    >
      {(close) => (
        <>
          {views.length === 0 && <p className="disclosure-note">{text('Views.none')}</p>}
          <ul className="disclosure-list" hidden={views.length === 0}>
            {views.map((view) => (
              <ViewItem
                key={view.id}
                view={view}
                isCurrent={view.id === current}
                onOpen={close}
                onRemove={() => void remove(view.id)}
              />
            ))}
          </ul>
          <SaveForm
            key={opened?.id ?? ''}
            name={opened?.isOwn === true ? opened.name : ''}
            sharedWith={opened?.isOwn === true ? (opened.sharedWith ?? '') : ''}
            onSave={async (name, sharedWith) => {
              const problem = await save(name, sharedWith);
              if (problem === undefined) close();
              return problem;
            }}
          />
        </>
      )}
    </Disclosure>
  );
}

/** Saves and removes views, and keeps the address at the view that is open. */
function useSavedViews(resourceId: string, columns: string[] | null) {
  const { search } = useLocation();
  const navigate = useNavigate();
  const post = usePostSetting(resourceId);
  const save = async (name: string, sharedWith: string): Promise<string | undefined> => {
    const kept = new URLSearchParams(search);
    if (columns !== null) kept.set('columns', columns.join(','));
    const fields = { step: 'save', name, sharedWith, search: kept.toString() };
    const { id, problem } = await post(fields);
    if (id !== undefined) {
      kept.set('view', id);
      navigate({ search: kept.toString() });
    }
    return problem;
  };
  const remove = async (id: string): Promise<void> => {
    const { problem } = await post({ step: 'remove', id });
    if (problem !== undefined) return;
    const kept = new URLSearchParams(search);
    if (kept.get('view') === id) kept.delete('view');
    navigate({ search: kept.toString() }, { replace: true });
  };
  return { current: new URLSearchParams(search).get('view'), save, remove };
}

function ViewItem(props: {
  view: ViewLink;
  isCurrent: boolean;
  onOpen: () => void;
  onRemove: () => void;
}): React.JSX.Element {
  const { view, isCurrent, onOpen, onRemove } = props;
  const text = useText();
  return (
    <li>
      <Link
        to={{ search: view.search }}
        aria-current={isCurrent ? 'true' : undefined}
        onClick={onOpen}
      >
        {view.name}
        {view.sharedWith !== null && (
          <span className="disclosure-note">{text(`Views.shared.${view.sharedWith}`)}</span>
        )}
      </Link>
      {view.isOwn && (
        <button
          type="button"
          className="icon-button"
          aria-label={text('Views.remove', { name: view.name })}
          onClick={onRemove}
        >
          ×
        </button>
      )}
    </li>
  );
}

function SaveForm(props: {
  name: string;
  sharedWith: string;
  onSave: (name: string, sharedWith: string) => Promise<string | undefined>;
}): React.JSX.Element {
  const text = useText();
  const isAdmin = useSelector((state: State) => state.session?.role === 'admin');
  const [name, setName] = useState(props.name);
  const [sharedWith, setSharedWith] = useState(props.sharedWith);
  const [problem, setProblem] = useState<string>();
  return (
    <form
      className="disclosure-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void props.onSave(name, sharedWith).then(setProblem);
      }}
    >
      <FormField
        field={{ name: 'view-name', label: text('Views.name'), type: 'text', required: true }}
        value={name}
        error={problem}
        onChange={setName}
      />
      {isAdmin && (
        <FormField
          field={{
            ...{ name: 'view-shared', label: text('Views.shareWith'), type: 'select' },
            placeholder: text('Views.nobody'),
            options: (['admin', 'agent', 'customer'] as const).map((role) => ({
              ...{ value: role, label: text(`Views.roles.${role}`) },
            })),
          }}
          value={sharedWith}
          onChange={setSharedWith}
        />
      )}
      <button type="submit" className="button button-main">
        {text('Views.save')}
      </button>
    </form>
  );
}
