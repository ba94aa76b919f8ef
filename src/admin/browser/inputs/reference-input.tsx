import React from 'react';
import { SelectAsync } from '@adminjs/design-system';
import { ApiClient } from 'adminjs';
import { readableId } from '../../contract/record-id.js';
import { useText } from '../requests/use-text.js';
import type { ChangeField, CommonProps, FieldDescription } from './field.js';

interface ReferenceChoice {
  value: string;
  label: string;
  values: Record<string, unknown>;
}

interface ReferenceInputProps {
  field: FieldDescription;
  value: string;
  title: string | undefined;
  common: CommonProps;
  onChange: ChangeField;
}

/** A search for a record, on the server and within the role's scope. */
export function ReferenceInput(props: ReferenceInputProps): React.JSX.Element {
  const { field, value, title, common, onChange } = props;
  const text = useText();
  const load = async (query: string): Promise<ReferenceChoice[]> => {
    const found = await new ApiClient().searchRecords({
      resourceId: field.resourceId ?? '',
      query,
      ...(field.searchBy !== undefined && { searchProperty: field.searchBy }),
    });
    return found.map(({ id, title: label, params }) => ({ value: id, label, values: params }));
  };
  return (
    <SelectAsync
      inputId={common.id}
      classNamePrefix="pick"
      aria-invalid={common['aria-invalid']}
      aria-errormessage={common['aria-describedby']}
      isDisabled={common.disabled}
      isClearable={!field.required}
      cacheOptions
      defaultOptions
      loadOptions={load}
      placeholder={field.placeholder ?? text('Form.search')}
      noOptionsMessage={() => text('Form.nothingFound')}
      loadingMessage={() => text('Form.searching')}
      screenReaderStatus={({ count }: { count: number }) => text('Form.found', { count })}
      ariaLiveMessages={{
        guidance: () => text('Form.searchHelp'),
        onFilter: ({ resultsMessage }: { resultsMessage: string }) => resultsMessage,
        onFocus: ({ label = '' }: { label?: string }) => label,
        onChange: ({ label = '' }: { label?: string }) =>
          label === '' ? '' : text('Form.chosen', { label }),
      }}
      value={value === '' ? null : { value, label: title ?? readableId(value), values: {} }}
      onChange={(choice: ReferenceChoice | null) =>
        onChange(choice?.value ?? '', choice?.label, choice?.values)
      }
    />
  );
}
