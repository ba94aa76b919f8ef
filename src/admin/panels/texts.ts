import type { ScopedResource } from '../rows/scoped-resource.js';
import type { PanelColumn } from '../tables/panel-table.js';

/** Names a resource, its columns and its actions in the panels. */
export function translationsOf(resource: ScopedResource, columns: readonly PanelColumn[]) {
  const { table } = resource;
  return {
    // Without a list, the menu opens the actor's own row.
    labels: { [table.id]: resource.access.actions.has('list') ? table.label : table.singular },
    properties: Object.fromEntries(columns.map(({ path, label }) => [path, label])),
    actions: {
      new: `New ${table.singular.toLowerCase()}`,
      ...Object.fromEntries(
        Object.entries({ ...table.declaration?.actions, ...table.declaration?.views }).map(
          ([name, { label }]) => [name, label],
        ),
      ),
    },
  };
}
