import React from 'react';
import {
  BasePropertyComponent,
  useTranslation,
  type ActionProps,
  type BasePropertyJSON,
  type RecordJSON,
} from 'adminjs';
import { useLocation } from 'react-router-dom';
import { tabName } from '../../contract/page-state.js';
import { customOfProperty } from '../filter/address.js';
import { tabOf } from '../ui/place.js';
import { relationsOf } from './related-filters.js';
import { RelatedList } from './related-list.js';
import { RecordTabs } from './tabs.js';
import { RecordTools } from './tools.js';

/** A record's page: its columns, as far as the role may read them, or the rows that refer to it. */
export function RecordPage({ resource, record }: ActionProps): React.JSX.Element | null {
  return record ? <Page resource={resource} record={record} /> : null;
}

function Page(props: Pick<ActionProps, 'resource'> & { record: RecordJSON }): React.JSX.Element {
  const { resource, record } = props;
  const { translateProperty } = useTranslation();
  const { search } = useLocation();
  const tab = tabOf(search);
  const relation = relationsOf(resource, record).find((one) => tabName(one) === tab);
  return (
    <>
      <RecordTools resource={resource} record={record} />
      <RecordTabs
        resource={resource}
        record={record}
        current={relation ? tabName(relation) : 'show'}
      />
      {relation ? (
        <RelatedList relation={relation} record={record} />
      ) : (
        <dl className="record">
          {resource.showProperties.map((property) => (
            <div key={property.propertyPath}>
              <dt>{translateProperty(property.label, resource.id)}</dt>
              <dd>
                <BasePropertyComponent
                  where="show"
                  property={property}
                  resource={resource}
                  record={record}
                />
                <Reason property={property} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}

/** The reason why a column is in no form. */
function Reason({ property }: { property: BasePropertyJSON }): React.JSX.Element | null {
  const { readOnlyReason } = customOfProperty(property);
  return readOnlyReason === undefined ? null : (
    <small className="field-hint">{readOnlyReason}</small>
  );
}
