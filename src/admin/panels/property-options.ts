import type { PropertyOptions } from 'adminjs';
import type { Config } from '../../config.js';
import { later } from '../../messages/later.js';
import { message, type Message } from '../../messages/message.js';
import { componentNames } from '../contract/component-names.js';
import type { JointCustom, PropertyCustom } from '../contract/panel.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import { titleOrder } from '../records/title-order.js';
import { titleOfValue } from '../names/names.js';
import { isDefaultFlag, newHintOf } from '../tables/hints.js';
import { pathsOf, type PanelColumn } from '../tables/panel-table.js';

/** Describes the columns of a table to AdminJS and to the browser's components. */

/** Builds the options of a column for AdminJS. */
export function propertyOptions(
  resource: ScopedResource,
  column: PanelColumn,
  config: Config,
): PropertyOptions {
  const { access, table } = resource;
  const isForm = access.create.has(column.name) || access.edit.has(column.name);
  const isReadable = access.read.has(column.name);
  const custom = customOfColumn(resource, column, config);
  return {
    isVisible: {
      list: isReadable && table.list.includes(column.name),
      show: isReadable,
      edit: isForm,
      filter: isReadable && access.filter.has(column.name),
    },
    // The order of keys is not what a reference shows.
    isSortable: access.sort.has(column.name) && custom.kind !== 'reference',
    isRequired: column.isRequired,
    components: { list: componentNames.ValueCell, show: componentNames.ValueCell },
    custom,
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
  const isBinaryKey = column.isKey && column.kind === 'blob';
  const isId = column.name === table.key?.column || isBinaryKey;
  const target = column.references === null ? undefined : resource.resourceOf(column.references);
  const ownKind = column.kind === 'reference' ? 'text' : column.kind;
  const kind = target ? 'reference' : isId ? 'id' : ownKind;
  const joint = jointOf(resource, column);
  const newHint = newHintOf(access, column);
  return {
    kind,
    ...(kind === 'money' ? { currency: config.currency } : {}),
    ...(kind === 'datetime' || kind === 'date' ? { timezone: config.bookTimezone } : {}),
    ...customOfFormat(column),
    ...(column.isOdds ? { odds: config.oddsFormat } : {}),
    ...(Object.keys(column.tones).length > 0 ? { tones: column.tones } : {}),
    ...(column.hint === null ? {} : { hint: column.hint }),
    ...(newHint === null ? {} : { newHint }),
    ...readOnlyReasons(resource, column),
    ...(column.encrypted === null ? {} : { isWhole: true }),
    ...(target?.access.actions.has('show') ? { hasPage: true } : {}),
    ...(target && access.sort.has(column.name) && titleOrder(resource, column) !== null
      ? { sortsByTitle: true }
      : {}),
    ...(target && column.referencedPaths !== null
      ? { referenceBy: column.referencedPaths.join() }
      : {}),
    ...(joint === null ? {} : { joint }),
    // AdminJS has one list of inputs for both forms; `forms` names those that have this input.
    forms: [
      ...(access.create.has(column.name) ? ['new'] : []),
      ...(access.edit.has(column.name) ? ['edit'] : []),
      ...(access.bulkEdit.has(column.name) ? ['bulkEdit'] : []),
    ],
  };
}

/** Says why no form writes a column, and why the role's form for a row shows it only. */
function readOnlyReasons(
  { access, table }: ScopedResource,
  { name, readOnlyReason: reason }: PanelColumn,
): Pick<PropertyCustom<Message>, 'readOnlyReason' | 'formReason'> {
  const { columns = {}, access: roles = {} } = table.declaration ?? {};
  const isShownInForm = access.edit.size > 0 && access.read.has(name) && !access.edit.has(name);
  const isOfAdmins = roles.admin?.write?.edit?.includes(name) === true;
  const formReason = reason ?? (isOfAdmins ? message('tables.admins_change') : null);
  return {
    // A declared reason stands in forms only: a record's page is for reading.
    ...(reason === null || columns[name]?.readOnly ? {} : { readOnlyReason: reason }),
    ...(isShownInForm && formReason !== null ? { formReason } : {}),
  };
}

/** Describes the format of a column's values, and which of them its inputs tell apart. */
function customOfFormat(column: PanelColumn): Partial<PropertyCustom<Message>> {
  const { format, info, kind, mayBeEmpty } = column;
  const isTicked = kind === 'boolean' && isDefaultFlag(info, 'yes', format);
  return {
    ...(format.places === undefined ? {} : { places: format.places }),
    ...(format.isUngrouped === true ? { isUngrouped: true } : {}),
    ...(mayBeEmpty && !info.notNull ? { isNullApart: true } : {}),
    ...(kind === 'boolean' && !info.notNull ? { isNullable: true } : {}),
    ...(isTicked ? { initial: 'true' } : {}),
  };
}

/**
 * Describes the first reference that the column makes together with others; a column with a
 * reference of its own links to that row.
 */
function jointOf(resource: ScopedResource, column: PanelColumn): JointCustom | null {
  const { table, access } = resource;
  const { name, references } = column;
  const joint = table.joint.find(({ columns }) => columns.includes(name));
  const target = joint && resource.resourceOf(joint.table);
  const isIn = (names: ReadonlySet<string>) => joint?.columns.every((one) => names.has(one));
  if (!target || references !== null || isIn(access.read) !== true) return null;
  const linked = joint.columns.find((own) =>
    table.columns.some((one) => one.name === own && one.references === null),
  );
  const isFirst = linked === name;
  const isChooser = joint.chooser === name && target.access.actions.has('search');
  const own = pathsOf(table, joint.columns);
  return {
    resourceId: target.id(),
    by: joint.paths.join(),
    columns: own.map((path, index): [string, string] => [path, joint.paths[index] ?? '']),
    isFirst,
    hasPage: target.access.actions.has('show'),
    chooses: [
      ...(isChooser && isIn(access.create) === true ? ['new'] : []),
      ...(isChooser && isIn(access.edit) === true ? ['edit'] : []),
    ],
  };
}
