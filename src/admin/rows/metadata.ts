import { Property, ResourceMetadata } from '@adminjs/sql';
import type { PropertyType } from 'adminjs';
import type { Knex } from 'knex';
import type { AccessPlan } from '../tables/access.js';
import type { PanelColumn, PanelTable } from '../tables/panel-table.js';
import { KEY_PATH } from '../keys/record-key.js';

/** Describes a table to @adminjs/sql, with the columns that a role knows and no others. */

/** Property of a column; without a column, of the record key. */
export class PanelProperty extends Property {
  constructor(
    readonly column: PanelColumn | null,
    options: { isId: boolean; isEditable: boolean; reference: string | null; position: number },
  ) {
    super({
      name: column?.path ?? KEY_PATH,
      isId: options.isId,
      position: options.position,
      isNullable: !(column?.isRequired ?? false),
      isEditable: options.isEditable,
      type: column && !options.isId ? propertyType(column, options.reference) : 'string',
      referencedTable: options.reference,
      availableValues: column?.kind === 'enum' ? (column.info.values ?? []).map(String) : null,
    });
  }

  /** Returns false: the decorator builds titles, which may span several columns. */
  override isTitle(): boolean {
    return false;
  }
}

/** Columns that the role knows: readable ones, those of its forms, and the key. */
export function knownColumns(table: PanelTable, access: AccessPlan): PanelColumn[] {
  return table.columns.filter(
    ({ name }) =>
      access.read.has(name) ||
      access.create.has(name) ||
      access.edit.has(name) ||
      name === table.key?.column,
  );
}

/**
 * Builds the metadata of a table for one role.
 * @param referenceId resource id of a table, where the role has one for it
 */
export function toMetadata(
  table: PanelTable,
  access: AccessPlan,
  knex: Knex,
  referenceId: (table: string) => string | null,
): ResourceMetadata {
  const keyColumn = table.key?.column ?? null;
  const properties = knownColumns(table, access).map(
    (column) =>
      new PanelProperty(column, {
        isId: column.name === keyColumn,
        isEditable: access.create.has(column.name) || access.edit.has(column.name),
        reference: column.references === null ? null : referenceId(column.references),
        position: column.info.position,
      }),
  );
  if (keyColumn === null) {
    properties.unshift(
      new PanelProperty(null, { isId: true, isEditable: false, reference: null, position: -1 }),
    );
  }
  // The class knows two dialects by name; every query that would depend on it is ours.
  return new ResourceMetadata('mysql', knex, 'main', null, table.id, properties);
}

function propertyType(
  { kind, info, mayBeEmpty }: PanelColumn,
  reference: string | null,
): PropertyType {
  if (reference !== null) return 'reference';
  switch (kind) {
    case 'money':
    case 'number':
    case 'percent':
      return 'float';
    case 'integer':
      return 'number';
    case 'boolean':
      // AdminJS takes an empty input of this type for false.
      return info.notNull ? kind : 'string';
    case 'date':
    case 'datetime':
      // AdminJS takes an empty input of these types, and of a choice among strings, for NULL.
      return mayBeEmpty ? 'string' : kind;
    case 'enum':
      return mayBeEmpty ? 'textarea' : 'string';
    case 'json':
    case 'long_text':
      return 'textarea';
    case 'text':
    case 'time':
    case 'blob':
    case 'reference':
      return 'string';
  }
}
