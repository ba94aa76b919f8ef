/** The tables whose rows refer to a record, as tabs of its page. */
import type { RecordJSON, ResourceJSON } from 'adminjs';
import { asText } from '../../contract/format.js';
import type { Relation } from '../../contract/page-state.js';
import type { Table } from '../requests/tables.js';

/** Finds the relations of a record that rows can have: none refers to a value that is NULL. */
export function relationsOf(resource: ResourceJSON, record: RecordJSON): Relation[] {
  const { relations = [] } = resource as Table;
  return relations.filter((relation) => relatedFilters(relation, record) !== null);
}

/** Returns the filters that find the rows of a record; null where no row can refer to it. */
export function relatedFilters(
  { columns }: Relation,
  { id, params }: RecordJSON,
): Record<string, string> | null {
  const filters = columns.map(([path, param]): [string, string] => [
    `${path}~~eq`,
    param === null ? id : asText(params[param]),
  ]);
  return filters.every(([, value]) => value !== '') ? Object.fromEntries(filters) : null;
}
