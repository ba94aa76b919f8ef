import React from 'react';
import {
  BasePropertyComponent,
  useTranslation,
  type ActionProps,
  type RecordJSON,
  type ResourceJSON,
} from 'adminjs';
import { useNavigate } from 'react-router-dom';
import { customOfProperty } from '../filter/address.js';
import { useText } from '../requests/use-text.js';
import { Problem } from '../ui/problem.js';
import { StepUpFields } from '../inputs/step-up-fields.js';
import { useFocusOnWrong } from '../inputs/use-focus-on-wrong.js';
import { useRecordForm } from './use-form.js';
import { useLeaveWarning } from './use-leave-warning.js';

/** The form to create or edit a record: errors stand beside their fields, typed values stay. */
export default function RecordForm({ record, resource, action }: ActionProps): React.JSX.Element {
  const form = useRecordForm(record, resource, action);
  const { translateButton } = useTranslation();
  const text = useText();
  const navigate = useNavigate();
  const leave = useLeaveWarning(form.isTyped);
  const element = useFocusOnWrong<HTMLFormElement>(form.attempt);
  return (
    <form
      ref={element}
      className="panel-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit();
      }}
    >
      <Problem text={form.problem} />
      <div className="fields">
        {form.properties.map((property) => (
          <BasePropertyComponent
            key={property.propertyPath}
            where="edit"
            property={property}
            resource={resource}
            record={form.record}
            onChange={form.change}
          />
        ))}
      </div>
      {action.name === 'edit' && record && <FixedColumns resource={resource} record={record} />}
      <StepUpFields />
      <div className="form-buttons">
        <button
          type="submit"
          className="button button-main"
          disabled={form.sending}
          data-testid="button-save"
        >
          {translateButton('save', resource.id)}
        </button>
        <button type="button" className="button" onClick={() => leave(() => navigate(-1))}>
          {translateButton('cancel', resource.id)}
        </button>
        {form.sending && <span role="status">{text('Form.sending')}</span>}
      </div>
    </form>
  );
}

/** The columns that a form shows with the reason why it does not change them. */
function FixedColumns(props: {
  resource: ResourceJSON;
  record: RecordJSON;
}): React.JSX.Element | null {
  const { resource, record } = props;
  const { translateProperty } = useTranslation();
  const text = useText();
  const fixed = resource.showProperties.flatMap((property) => {
    const { formReason } = customOfProperty(property);
    return formReason === undefined ? [] : [{ property, formReason }];
  });
  if (fixed.length === 0) return null;
  return (
    <section className="form-fixed" aria-label={text('Form.fixed')} data-testid="fixed-columns">
      <h2>{text('Form.fixed')}</h2>
      <dl>
        {fixed.map(({ property, formReason }) => (
          <div key={property.propertyPath} data-testid={`fixed-${property.propertyPath}`}>
            <dt>{translateProperty(property.label, resource.id)}</dt>
            <dd>
              <BasePropertyComponent
                where="show"
                property={property}
                resource={resource}
                record={record}
              />
              <small className="field-hint">{formReason}</small>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
