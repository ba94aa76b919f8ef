import { message, type Message } from '../../messages/message.js';
import { knownColumns } from '../rows/metadata.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import { titleOfTable } from './menu.js';

/** Names a resource, its columns and its actions in the panels. */
export function textsOf(resource: ScopedResource): {
  labels: Record<string, Message>;
  properties: Record<string, Message>;
  actions: Record<string, Message>;
} {
  const { table, access } = resource;
  const columns = knownColumns(table, access);
  return {
    labels: { [table.id]: titleOfTable(resource) },
    properties: Object.fromEntries(
      columns.map(({ path, label }) => [path, message('title', { title: label })]),
    ),
    actions: {
      new: message('actions.new', { table: table.singular }),
      duplicate: message('actions.duplicate'),
      delete: message('actions.delete'),
      deleteChosen: message('actions.delete'),
      editChosen: message('bulk_edits.action'),
      editAll: message('bulk_edits.action'),
      ...Object.fromEntries(
        Object.entries({ ...table.declaration?.actions, ...table.declaration?.views }).map(
          ([name, { label }]) => [name, label],
        ),
      ),
    },
  };
}
