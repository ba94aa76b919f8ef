import type { PanelAction, PanelRoutes } from '../../http/guard/panel-routes.js';
import { EDIT_ALL, EDIT_CHOSEN } from '../bulk-edit/handler.js';
import { FILE_BYTES } from '../contract/panel.js';
import { IMPORT_BYTES } from '../import/import.js';
import { isDelete } from '../operations/handler.js';
import type { Page } from '../pages/declaration.js';
import { isFile } from '../row-values/file-columns.js';
import { downloadsOf } from '../rows/downloads.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import { actionTypes } from './action-options.js';

/** Lists the routes that the guard allows, from the actions that AdminJS is given. */
export function routesOf(
  resources: ReadonlyMap<string, ScopedResource>,
  ownPages: readonly Page[],
): PanelRoutes {
  return {
    resources: new Map(
      [...resources.values()].map((resource) => [
        resource.id(),
        new Map<string, PanelAction>([
          ...actionTypes(resource).map(([name, type]): [string, PanelAction] => [
            name,
            {
              type,
              methods: methodsOf(resource, name),
              ...(name === 'import' ? { uploadBytes: IMPORT_BYTES } : {}),
              ...(takesFiles(resource, name) ? { formFileBytes: FILE_BYTES } : {}),
              ...shareOf(resource, name),
            },
          ]),
          ...[...downloadsOf(resource).keys()].map((name): [string, PanelAction] => [
            name,
            { type: 'record', methods: ['GET'] },
          ]),
        ]),
      ]),
    ),
    pages: new Map(ownPages.map(({ name, methods }) => [name, methods])),
  };
}

/** Returns true for a form with a column of files. */
function takesFiles({ table, access }: ScopedResource, action: string): boolean {
  const form = action === 'new' ? access.create : action === 'edit' ? access.edit : null;
  return table.columns.some((column) => isFile(column) && form?.has(column.name) === true);
}

/** Returns the share of an action that may read very many rows. */
function shareOf({ table }: ScopedResource, action: string): Pick<PanelAction, 'share'> {
  if (action === 'export') return { share: 'exports' };
  const isOfAll = table.declaration?.actions?.[action]?.on === 'all';
  const isPreviewed = [EDIT_CHOSEN, EDIT_ALL].includes(action) || isDelete(action);
  return isOfAll || isPreviewed ? { share: 'previews' } : {};
}

/** Allows GET for reads, and POST for changes, whose GET only opens the form. */
function methodsOf({ table }: ScopedResource, action: string): PanelAction['methods'] {
  const reads = [
    'list',
    'show',
    'duplicate',
    'search',
    'export',
    ...Object.keys(table.declaration?.views ?? {}),
  ];
  return reads.includes(action) ? ['GET'] : ['GET', 'POST'];
}
