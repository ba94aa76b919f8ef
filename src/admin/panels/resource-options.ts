import type { Action, ActionResponse, PropertyOptions, ResourceOptions } from 'adminjs';
import type { Config } from '../../config.js';
import { later } from '../../messages/later.js';
import { message, type Message } from '../../messages/message.js';
import { bulkCustom, bulkHandler } from '../bulk/handler.js';
import { componentNames } from '../contract/component-names.js';
import type { PropertyCustom } from '../contract/panel.js';
import type { BulkDeclaration, OperationDeclaration } from '../declaration/actions.js';
import { exportHandler } from '../export/export.js';
import { importHandler } from '../import/import.js';
import { listHandler, searchHandler } from '../lists/handlers.js';
import { viewsHandler } from '../lists/views.js';
import { operationCustom, isAvailable, operationHandler } from '../operations/handler.js';
import { actorValue } from '../query/scope.js';
import { rootPath } from '../request/addresses.js';
import type { PanelUser } from '../request/user.js';
import { editHandler, newHandler, showHandler } from '../rows/handlers.js';
import { knownColumns } from '../rows/metadata.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import { viewHandler } from '../rows/views.js';
import { titleOfValue } from '../tables/names.js';
import type { PanelColumn, PanelTable } from '../tables/panel-table.js';
import { translationsOf } from './texts.js';

/** Builds a resource's options for AdminJS from its declaration and the role's access. */

/** Builds the options of one table for one role. */
export function toResourceOptions(resource: ScopedResource): ResourceOptions {
  const { table, access, context } = resource;
  const known = knownColumns(table, access);
  const readable = known.filter(({ name }) => access.read.has(name));
  const paths = (names: readonly string[], columns: readonly PanelColumn[]) =>
    names.flatMap((name) => columns.find((column) => column.name === name)?.path ?? []);
  const sortPath = paths(table.sort ? [table.sort.column] : [], readable)[0];
  const [titlePath] = paths(table.title, readable);
  const isInMenu = access.actions.has('list') || hasOwnRecord(resource);
  const forms = known.filter(({ name }) => access.create.has(name) || access.edit.has(name));
  return {
    id: table.id,
    navigation: isInMenu ? navigationOf(resource) : false,
    ...(access.actions.has('list') ? {} : { href: ownRecordHref(resource) }),
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
    translations: { en: translationsOf(resource, known) },
  };
}

function navigationOf({ table }: ScopedResource): NonNullable<ResourceOptions['navigation']> {
  const icon = table.declaration?.navigation?.icon ?? 'Table';
  return { name: groupOf(table), icon };
}

/** Returns the title of the menu's group that has the table. */
export function groupOf({ declaration }: PanelTable): string {
  return declaration?.navigation?.group ?? 'More tables';
}

/**
 * Returns true for a scope of the actor's own row, which has a record page in the place of a list.
 */
function hasOwnRecord({ access, table }: ScopedResource): boolean {
  const { rows } = access;
  return (
    access.actions.has('show') &&
    rows !== 'all' &&
    'equals' in rows &&
    rows.column === table.key?.column
  );
}

/** Returns the address of a login's own row, in the place of a list. */
export function ownRecordHref(resource: ScopedResource) {
  return ({ currentAdmin }: { currentAdmin?: unknown }): string => {
    const { rows } = resource.access;
    const user = currentAdmin as PanelUser | undefined;
    const id =
      user && rows !== 'all' && 'equals' in rows
        ? actorValue(rows.equals, { ...user, userId: user.id })
        : null;
    return id === null
      ? rootPath
      : `${rootPath}/resources/${resource.id()}/records/${encodeURIComponent(id)}/show`;
  };
}

/** Returns false for JSON, and for a reference to a table that the role cannot search. */
function isFilterable(resource: ScopedResource, column: PanelColumn): boolean {
  if (column.references === null) return column.kind !== 'json';
  return resource.resourceOf(column.references)?.access.actions.has('search') ?? true;
}

function propertyOptions(
  resource: ScopedResource,
  column: PanelColumn,
  config: Config,
): PropertyOptions {
  const { access, table } = resource;
  const isForm = access.create.has(column.name) || access.edit.has(column.name);
  const isReadable = access.read.has(column.name);
  return {
    isVisible: {
      list: isReadable && table.list.includes(column.name),
      show: isReadable,
      edit: isForm,
      filter: isReadable && access.filter.has(column.name),
    },
    isSortable: access.sort.has(column.name),
    isRequired: column.isRequired,
    components: { list: componentNames.ValueCell, show: componentNames.ValueCell },
    custom: customOfColumn(resource, column, config),
    ...(column.kind === 'enum'
      ? {
          availableValues: (column.info.values ?? []).map((value) => ({
            value,
            label: later(
              message('value', {
                value: { table: table.id, title: titleOfValue(value, column.info.values) },
              }),
            ),
          })),
        }
      : {}),
    ...(column.hint === null ? {} : { description: later(column.hint) }),
  };
}

function customOfColumn(
  resource: ScopedResource,
  column: PanelColumn,
  config: Config,
): PropertyCustom<Message> & { forms: string[] } {
  const { access, table } = resource;
  const isId = column.name === table.key?.column;
  const isResolved = column.references !== null && resource.resourceOf(column.references);
  const kind = isId ? 'id' : column.kind === 'reference' && !isResolved ? 'text' : column.kind;
  return {
    kind,
    ...(kind === 'money' ? { currency: config.currency } : {}),
    ...(kind === 'datetime' || kind === 'date' ? { timezone: config.bookTimezone } : {}),
    ...customOfFormat(column),
    ...(column.isOdds ? { odds: config.oddsFormat } : {}),
    ...(Object.keys(column.tones).length > 0 ? { tones: column.tones } : {}),
    ...(column.hint === null ? {} : { hint: column.hint }),
    ...(column.readOnlyReason === null ? {} : { readOnlyReason: column.readOnlyReason }),
    ...(column.encrypted === null ? {} : { isWhole: true }),
    ...(isResolved && access.actions.has('list') && access.filter.has(column.name)
      ? { isRelation: true }
      : {}),
    // AdminJS has one list of inputs for both forms; `forms` names those that have this input.
    forms: [
      ...(access.create.has(column.name) ? ['new'] : []),
      ...(access.edit.has(column.name) ? ['edit'] : []),
    ],
  };
}

/** Describes the format of a column's values, and which of them its inputs tell apart. */
function customOfFormat(column: PanelColumn): Partial<PropertyCustom<Message>> {
  const { format, info, kind, mayBeEmpty } = column;
  const isTicked = kind === 'boolean' && isYes(info.defaultExpression, format.flags?.[1]);
  return {
    ...(format.places === undefined ? {} : { places: format.places }),
    ...(format.isUngrouped === true ? { isUngrouped: true } : {}),
    ...(mayBeEmpty && !info.notNull ? { isNullApart: true } : {}),
    ...(kind === 'boolean' && !info.notNull ? { isNullable: true } : {}),
    ...(isTicked ? { initial: 'true' } : {}),
  };
}

/** Recognises a default that is the column's value of yes. */
function isYes(expression: string | null, yes: string | number = 1): boolean {
  if (expression === null) return false;
  const text = expression.replace(/^\((.*)\)$/, '$1');
  return /^true$/i.test(text) ? yes === 1 : text.replace(/^'(.*)'$/, '$1') === String(yes);
}

type Actions = Record<string, Partial<Action<ActionResponse>>>;

function actionOptions(resource: ScopedResource): Actions {
  const { access, table } = resource;
  const own: Actions = {
    list: { handler: listHandler(resource), actionType: 'resource' },
    show: { handler: showHandler(resource), actionType: 'record' },
    new: { handler: newHandler(resource), actionType: 'resource' },
    edit: { handler: editHandler(resource), actionType: 'record' },
    search: { handler: searchHandler(resource), actionType: 'resource' },
    // The list's own component requests it; it has no button.
    views: { handler: viewsHandler(resource), actionType: 'resource', isVisible: false },
  };
  const declared: Actions = Object.fromEntries(
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
  const views: Actions = Object.fromEntries(
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
  const files: Actions = {
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
  const all = { ...own, ...declared, ...views, ...files };
  return Object.fromEntries(Object.entries(all).filter(([name]) => access.actions.has(name)));
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
    custom: operationCustom(declaration, resource.access.role),
  };
}
