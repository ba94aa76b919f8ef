import React from 'react';
import {
  BasePropertyComponent,
  useTranslation,
  type ActionProps,
  type BasePropertyJSON,
  type ResourceJSON,
} from 'adminjs';
import { useListAddress } from '../operation/list-address.js';
import { useText } from '../requests/use-text.js';
import { useFocusOnWrong } from '../inputs/use-focus-on-wrong.js';
import { RowsForm } from './rows-form.js';
import { useEdit, type EditState } from './use-edit.js';

/** One form for many rows: the fields that are ticked get the typed values in all of them. */
export default function BulkEdit(props: ActionProps): React.JSX.Element {
  const { resource } = props;
  const home = useListAddress(props);
  const text = useText();
  const form = useEdit(props, home);
  const fields = useFocusOnWrong<HTMLFieldSetElement>(form.attempt);
  return (
    <RowsForm action={props} form={form} home={home}>
      <fieldset ref={fields} className="edit-fields">
        <legend>{text('BulkEdit.tick')}</legend>
        {form.properties.map((property) => (
          <EditField key={property.propertyPath} {...{ property, resource, form }} />
        ))}
      </fieldset>
    </RowsForm>
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
