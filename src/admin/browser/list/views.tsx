import React, { useState } from 'react';
import { ApiClient, useNotice, useTranslation, type ResourceJSON } from 'adminjs';
import { useSelector } from 'react-redux';
import { Link, useLocation, useNavigate } from 'react-router-dom';
import type { ViewLink } from '../../contract/list.js';
import { failureText } from '../requests/failure.js';
import { sessionFailure } from '../requests/session.js';
import type { State } from '../requests/state.js';
import { Disclosure } from '../ui/disclosure.js';
import { FormField } from '../ui/form-field.js';

/** Saved views of a list: open one, keep what is shown under a name, remove one. */
export function ListViews(props: {
  resource: ResourceJSON;
  views: ViewLink[];
  /** paths of the columns that are shown, where they are a choice */
  columns: string[] | null;
}): React.JSX.Element {
  const { resource, views, columns } = props;
  const { translateComponent: text } = useTranslation();
  const { search } = useLocation();
  const navigate = useNavigate();
  const post = usePost(resource.id);
  const current = new URLSearchParams(search).get('view');
  const opened = views.find(({ id }) => id === current);

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
  const remove = async (id: string) => {
    const { problem } = await post({ step: 'remove', id });
    if (problem !== undefined) return;
    const kept = new URLSearchParams(search);
    if (kept.get('view') === id) kept.delete('view');
    navigate({ search: kept.toString() }, { replace: true });
  };
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
              <li key={view.id}>
                <Link
                  to={{ search: view.search }}
                  aria-current={view.id === current ? 'true' : undefined}
                  onClick={close}
                >
                  {view.name}
                  {view.sharedWith !== null && (
                    <span className="disclosure-note">
                      {text(`Views.shared.${view.sharedWith}`)}
                    </span>
                  )}
                </Link>
                {view.isOwn && (
                  <button
                    type="button"
                    className="icon-button"
                    aria-label={text('Views.remove', { name: view.name })}
                    onClick={() => void remove(view.id)}
                  >
                    ×
                  </button>
                )}
              </li>
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

function SaveForm(props: {
  name: string;
  sharedWith: string;
  onSave: (name: string, sharedWith: string) => Promise<string | undefined>;
}): React.JSX.Element {
  const { translateComponent: text } = useTranslation();
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
            options: ['admin', 'agent', 'customer'].map((role) => ({
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

/** What comes of it is said as a notice, but for what belongs beside a field. */
export function usePost(resourceId: string) {
  const addNotice = useNotice();
  const { translateComponent } = useTranslation();
  return async (fields: Record<string, string>): Promise<{ id?: string; problem?: string }> => {
    try {
      const { data } = await new ApiClient().resourceAction({
        resourceId,
        actionName: 'views',
        data: fields,
      });
      const { id, notice, field } = data as {
        id?: string;
        field?: string;
        notice?: Parameters<typeof addNotice>[0];
      };
      const problem = notice?.type === 'error' ? notice.message : undefined;
      if (notice && (problem === undefined || field === undefined)) addNotice(notice);
      return { ...(id !== undefined && { id }), ...(problem !== undefined && { problem }) };
    } catch (error) {
      const message = failureText(error, translateComponent);
      // The end of the session is said above the page already.
      if (sessionFailure(error) === undefined) addNotice({ message, type: 'error' });
      return { problem: message };
    }
  };
}
