import type { PropertyOptions, ResourceOptions } from 'adminjs';
import type { Config } from '../../config.js';
import { later } from '../../messages/later.js';
import { message, type Message } from '../../messages/message.js';
import { componentNames } from '../contract/component-names.js';
import type { PropertyCustom } from '../contract/panel.js';
import { knownColumns } from '../rows/metadata.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import { titleOfValue } from '../tables/names.js';
import type { PanelColumn } from '../tables/panel-table.js';
import { actionOptions } from './action-options.js';

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

/** Returns true for a reference whose rows have a tab on the page of the row that they refer to. */
export function isRelation(resource: ScopedResource, column: PanelColumn): boolean {
  const { access } = resource;
  return (
    column.references !== null &&
    resource.resourceOf(column.references) !== undefined &&
    access.actions.has('list') &&
    access.filter.has(column.name)
  );
}

function customOfColumn(
  resource: ScopedResource,
  column: PanelColumn,
  config: Config,
): PropertyCustom<Message> & { forms: string[] } {
  const { access, table } = resource;
  const isId = column.name === table.key?.column;
  const target = column.references === null ? undefined : resource.resourceOf(column.references);
  const kind = isId ? 'id' : column.kind === 'reference' && !target ? 'text' : column.kind;
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
    ...(target?.access.actions.has('show') ? { hasPage: true } : {}),
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
