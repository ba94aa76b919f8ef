import type { Action, ActionResponse } from 'adminjs';
import type { PanelAction } from '../../http/guard/panel-routes.js';
import { bulkCustom, bulkHandler } from '../bulk/handler.js';
import { editCustom, editManyHandler } from '../bulk-edit/handler.js';
import { componentNames } from '../contract/component-names.js';
import type { BulkDeclaration, OperationDeclaration } from '../declaration/actions.js';
import { deleteOperation } from '../deletion/operation.js';
import { exportHandler } from '../export/export.js';
import { importHandler } from '../import/import.js';
import { listHandler, searchHandler } from '../lists/handlers.js';
import { viewsHandler } from '../lists/views.js';
import { operationCustom, isAvailable, operationHandler } from '../operations/handler.js';
import { sayRefusals } from '../operations/refused-actions.js';
import { isForeignTable, versionOfReadings } from '../readings/choices.js';
import { duplicateHandler, editHandler, newHandler, showHandler } from '../rows/handlers.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import { viewHandler } from '../rows/views.js';

/** Builds the actions of a resource for AdminJS: those of every table, and the declared ones. */

/** Options of actions for AdminJS, by name. */
export type ActionOptions = Record<string, Partial<Action<ActionResponse>>>;

/** Builds the options of the actions that the role has. */
export function actionOptions(resource: ScopedResource): ActionOptions {
  const { access, table } = resource;
  // Their pages lead administrators to the page that says how the table was read.
  const custom = isForeignTable(table) ? { readings: versionOfReadings(table) } : {};
  const own: ActionOptions = {
    list: { handler: listHandler(resource), actionType: 'resource', custom },
    show: { handler: sayRefusals(resource, showHandler(resource)), actionType: 'record' },
    new: { handler: newHandler(resource), actionType: 'resource', custom },
    edit: { handler: editHandler(resource), actionType: 'record', custom },
    duplicate: {
      handler: duplicateHandler(resource),
      actionType: 'record',
      icon: 'Copy',
      component: componentNames.RecordForm,
      custom,
    },
    editChosen: editManyOptions(resource, 'chosen'),
    editAll: editManyOptions(resource, 'all'),
    delete: deleteOptions(resource, 'record'),
    deleteChosen: deleteOptions(resource, 'bulk'),
    search: { handler: searchHandler(resource), actionType: 'resource' },
    // The list's own component requests it; it has no button.
    views: { handler: viewsHandler(resource), actionType: 'resource', isVisible: false },
  };
  const declared: ActionOptions = Object.fromEntries(
    Object.entries(table.declaration?.actions ?? {}).map(([name, declaration]) => [
      name,
      {
        icon: declaration.icon,
        variant: declaration.tone === 'danger' ? 'danger' : 'default',
        ...behaviourOf(resource, declaration),
        ...(declaration.on === 'resource' || declaration.on === 'all'
          ? {}
          : {
              // Not `isAccessible`: the service answers a repeated request, and knows its own
              // earlier result and the changes of others.
              isVisible: ({ record }) => record === undefined || isAvailable(declaration, record),
            }),
      } satisfies Partial<Action<ActionResponse>>,
    ]),
  );
  const views: ActionOptions = Object.fromEntries(
    Object.entries(table.declaration?.views ?? {}).map(([name, view]) => [
      name,
      {
        actionType: 'record',
        icon: view.icon,
        component: componentNames[view.component],
        handler: viewHandler(resource, view),
        custom: { isView: true },
      } satisfies Partial<Action<ActionResponse>>,
    ]),
  );
  const all = { ...own, ...declared, ...views, ...fileOptions(resource) };
  return Object.fromEntries(Object.entries(all).filter(([name]) => access.actions.has(name)));
}

/** Builds the options of the actions that read or write files. */
function fileOptions(resource: ScopedResource): ActionOptions {
  return {
    import: {
      handler: importHandler(resource),
      actionType: 'resource',
      icon: 'Upload',
      component: componentNames.Import,
    },
    export: {
      handler: exportHandler(resource),
      actionType: 'resource',
      icon: 'Download',
      component: componentNames.Export,
      custom: { keepsSearch: true },
    },
  };
}

/** Lists the role's actions with the kind of route that each has. */
export function actionTypes(resource: ScopedResource): [name: string, PanelAction['type']][] {
  return Object.entries(actionOptions(resource)).map(([name, { actionType }]) => [
    name,
    actionType === 'bulk' || actionType === 'record' ? actionType : 'resource',
  ]);
}

/** Replaces AdminJS's own delete, which asks nothing and tells nothing. */
function deleteOptions(
  resource: ScopedResource,
  on: 'record' | 'bulk',
): Partial<Action<ActionResponse>> {
  const described = deleteOperation(resource, on);
  return {
    actionType: on,
    icon: described.icon,
    variant: 'danger',
    component: componentNames.ConfirmAction,
    handler: (request, response, call) =>
      operationHandler(resource, deleteOperation(resource, on, call))(request, response, call),
    custom: operationCustom(described, resource),
  };
}

/** Offers one form for the chosen rows of a list, or for all that match. */
function editManyOptions(
  resource: ScopedResource,
  on: 'chosen' | 'all',
): Partial<Action<ActionResponse>> {
  return {
    actionType: on === 'chosen' ? 'bulk' : 'resource',
    icon: 'Edit',
    component: componentNames.BulkEdit,
    handler: editManyHandler(resource, on),
    custom: editCustom(resource, on),
  };
}

function behaviourOf(
  resource: ScopedResource,
  declaration: OperationDeclaration | BulkDeclaration,
): Partial<Action<ActionResponse>> {
  if ('kind' in declaration) {
    return {
      actionType: declaration.on === 'chosen' ? 'bulk' : 'resource',
      component: componentNames.BulkAction,
      handler: bulkHandler(resource, declaration),
      custom: bulkCustom(declaration),
    };
  }
  return {
    actionType: declaration.on,
    component: componentNames.ConfirmAction,
    handler: operationHandler(resource, declaration),
    custom: operationCustom(declaration, resource),
  };
}
