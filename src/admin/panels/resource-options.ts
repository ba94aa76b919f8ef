import type { ResourceOptions } from 'adminjs';
import { knownColumns } from '../rows/metadata.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import type { PanelColumn } from '../tables/panel-table.js';
import { actionOptions } from './action-options.js';
import { propertyOptions } from './property-options.js';

/** Builds a resource's options for AdminJS from its declaration and the role's access. */

/** Builds the options of one table for one role. */
export function toResourceOptions(resource: ScopedResource): ResourceOptions {
  const { table, access, context } = resource;
  const known = knownColumns(table, access);
  const readable = known.filter(({ name }) => access.read.has(name));
  const paths = (names: readonly string[], columns: readonly PanelColumn[]) =>
    names.flatMap((name) => columns.find((column) => column.name === name)?.path ?? []);
  const sortPath = paths(table.sort ? [table.sort.column] : [], readable)[0];
  // A list links its rows in this column: it names them and links no other row.
  const ownTitle = readable.filter(
    ({ name, references }) => references === null && table.title.includes(name),
  );
  const [titlePath] = paths(table.title, ownTitle);
  const forms = known.filter(({ name }) => access.create.has(name) || access.edit.has(name));
  return {
    id: table.id,
    ...(sortPath && table.sort
      ? { sort: { sortBy: sortPath, direction: table.sort.direction } }
      : {}),
    ...(titlePath === undefined ? {} : { titleProperty: titlePath }),
    listProperties: paths(table.list, readable),
    showProperties: paths(table.show ?? readable.map(({ name }) => name), readable),
    editProperties: forms.map(({ path }) => path),
    filterProperties: readable
      .filter((column) => access.filter.has(column.name) && isFilterable(resource, column))
      .map(({ path }) => path),
    properties: Object.fromEntries(
      known.map((column) => [column.path, propertyOptions(resource, column, context.config)]),
    ),
    actions: actionOptions(resource),
  };
}

/** Returns false for JSON, and for a reference to a table that the role cannot search. */
function isFilterable(resource: ScopedResource, column: PanelColumn): boolean {
  if (column.references === null) return column.kind !== 'json';
  return resource.resourceOf(column.references)?.access.actions.has('search') ?? true;
}
