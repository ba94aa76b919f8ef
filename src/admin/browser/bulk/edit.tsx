import React, { useEffect, useRef } from 'react';
import {
  BasePropertyComponent,
  useTranslation,
  ViewHelpers,
  type ActionProps,
  type BasePropertyJSON,
  type ResourceJSON,
} from 'adminjs';
import { Link, useLocation } from 'react-router-dom';
import type { BulkActionCustom } from '../../contract/bulk.js';
import type { ActionCustom } from '../../contract/panel.js';
import { useText } from '../requests/use-text.js';
import { Problem } from '../ui/problem.js';
import { fitsOneRun, Subject, useSubject } from './action.js';
import { useEdit, type EditState } from './use-edit.js';

const paths = new ViewHelpers();

/** One form for many rows: the fields that are ticked get the typed values in all of them. */
export default function BulkEdit(props: ActionProps): React.JSX.Element {
  const { action, records, resource } = props;
  const custom = action.custom as ActionCustom & BulkActionCustom;
  const text = useText();
  const { search } = useLocation();
  const query = new URLSearchParams(search);
  query.delete('recordIds');
  const home = paths.resourceUrl({
    resourceId: resource.id,
    search: query.toString() === '' ? '' : `?${query.toString()}`,
  });
  const form = useEdit(props, home);
  const { subject, problem } = useSubject(props, custom);
  const mayGo = custom.bulk === 'chosen' || (subject !== undefined && fitsOneRun(subject));
  const element = useRef<HTMLFormElement>(null);
  useEffect(() => {
    element.current
      ?.querySelector<HTMLElement>('.field-wrong :is(input, select, textarea)')
      ?.focus();
  }, [form.attempt]);
  return (
    <form
      ref={element}
      className="confirm"
      aria-labelledby="confirm-title"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (mayGo && !form.sending) void form.submit();
      }}
    >
      <h1 id="confirm-title">{custom.title}</h1>
      {custom.bulk === 'chosen' ? (
        <p className="confirm-subject">
          {text('ConfirmAction.chosen', { count: records?.length ?? 0 })}
        </p>
      ) : (
        <Subject subject={subject} />
      )}
      <fieldset className="edit-fields">
        <legend>{text('BulkEdit.tick')}</legend>
        {form.properties.map((property) => (
          <EditField key={property.propertyPath} {...{ property, resource, form }} />
        ))}
      </fieldset>
      <Problem text={form.problem ?? problem}>
        {form.unknown && text('ConfirmAction.safeToRepeat')}
      </Problem>
      <p className="field-hint">{text('BulkAction.nothingYet')}</p>
      <div className="form-buttons">
        <button
          type="submit"
          className="button button-main"
          disabled={form.sending || !mayGo}
          data-testid="bulk-preview"
        >
          {text(form.sending ? 'BulkAction.looking' : 'BulkAction.preview')}
        </button>
        <Link className="button" to={home}>
          {text('ConfirmAction.back')}
        </Link>
      </div>
    </form>
  );
}

/** A column with its box; its input appears once the box is ticked. */
function EditField(props: {
  property: BasePropertyJSON;
  resource: ResourceJSON;
  form: EditState;
}): React.JSX.Element {
  const { property, resource, form } = props;
  const { translateProperty } = useTranslation();
  const text = useText();
  const { propertyPath: path } = property;
  const isTicked = form.ticked.has(path);
  const label = translateProperty(property.label, property.resourceId);
  const id = `edit-${path}`;
  return (
    <div className="edit-field" data-testid={`edit-${path}`}>
      <input
        id={id}
        className="edit-tick"
        type="checkbox"
        aria-label={text('BulkEdit.change', { column: label })}
        checked={isTicked}
        onChange={(event) => form.tick(path, event.target.checked)}
      />
      {!isTicked && <label htmlFor={id}>{label}</label>}
      {isTicked && (
        <BasePropertyComponent
          where="edit"
          property={property}
          resource={resource}
          record={form.record}
          onChange={form.change}
        />
      )}
    </div>
  );
}
