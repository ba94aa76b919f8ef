/** The tables whose rows refer to a record, as tabs of its page. */
import type { ResourceJSON } from 'adminjs';
import { customOfProperty } from '../filter/address.js';

export interface Relation {
  /** in the address: `TABLE.COLUMN` */
  tab: string;
  resource: ResourceJSON;
  /** the column that refers to the record */
  path: string;
  columnLabel: string;
  /** another column of the same table refers to the same table */
  isOneOfSeveral: boolean;
}

export function relationsOf(resources: ResourceJSON[], target: string): Relation[] {
  return resources.flatMap((resource) => {
    const columns = Object.values(resource.properties).filter(
      (property) => property.reference === target && customOfProperty(property).isRelation === true,
    );
    return columns.map(({ propertyPath: path, label }) => ({
      ...{ tab: `${resource.id}.${path}`, resource, path, columnLabel: label },
      isOneOfSeveral: columns.length > 1,
    }));
  });
}
