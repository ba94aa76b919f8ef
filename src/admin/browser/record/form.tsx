import React from 'react';
import { BasePropertyComponent, useTranslation, type ActionProps } from 'adminjs';
import { useNavigate } from 'react-router-dom';
import { useText } from '../requests/use-text.js';
import { Problem } from '../ui/problem.js';
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
