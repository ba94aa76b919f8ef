import React from 'react';
import { BasePropertyComponent, type ActionProps } from 'adminjs';

/** A record's page: every column that the role may read, with its label. */
export function RecordPage({ resource, record }: ActionProps): React.JSX.Element {
  return (
    <dl className="record">
      {resource.showProperties.map((property) => (
        <BasePropertyComponent
          key={property.propertyPath}
          where="show"
          property={property}
          resource={resource}
          {...(record && { record })}
        />
      ))}
    </dl>
  );
}
