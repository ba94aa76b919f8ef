/** The tables whose rows refer to a record, as tabs of its page. */
import type { ResourceJSON } from 'adminjs';
import { customOfProperty } from '../filter/address.js';

/** A column whose rows refer to the record. */
export interface Relation {
  /** name of the tab in the address: `TABLE.COLUMN` */
  tab: string;
  resource: ResourceJSON;
  /** path of the column */
  path: string;
  columnLabel: string;
  /** true where another column of the same table refers to it too */
  isOneOfSeveral: boolean;
}

/** Finds the columns that refer to rows of a table and that have a tab there. */
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
