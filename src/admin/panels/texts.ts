import type { ResourceOptions } from 'adminjs';
import { later } from '../../messages/later.js';
import { message } from '../../messages/message.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import type { PanelColumn } from '../tables/panel-table.js';

/** Names a resource, its columns and its actions in the panels. */
export function translationsOf(
  resource: ScopedResource,
  columns: readonly PanelColumn[],
): NonNullable<ResourceOptions['translations']>[string] {
  const { table } = resource;
  const title = (text: string) => later(message('title', { title: text }));
  return {
    // Without a list, the menu opens the actor's own row.
    labels: {
      [table.id]: title(resource.access.actions.has('list') ? table.label : table.singular),
    },
    properties: Object.fromEntries(columns.map(({ path, label }) => [path, title(label)])),
    actions: {
      new: later(message('actions.new', { table: table.singular })),
      ...Object.fromEntries(
        Object.entries({ ...table.declaration?.actions, ...table.declaration?.views }).map(
          ([name, { label }]) => [name, later(label)],
        ),
      ),
    },
  };
}
