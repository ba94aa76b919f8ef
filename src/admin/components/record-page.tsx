import React from 'react';
import { BasePropertyComponent, useTranslation, type ActionProps } from 'adminjs';
import { RecordTabs } from './record-tabs.js';

/** A record's page: every column that the role may read, with its label. */
export function RecordPage({ resource, record }: ActionProps): React.JSX.Element {
  const { translateProperty } = useTranslation();
  return (
    <>
      {record && <RecordTabs resource={resource} record={record} current="show" />}
      <dl className="record">
        {resource.showProperties.map((property) => (
          <div key={property.propertyPath}>
            <dt>{translateProperty(property.label, resource.id)}</dt>
            <dd>
              <BasePropertyComponent
                where="show"
                property={property}
                resource={resource}
                {...(record && { record })}
              />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
