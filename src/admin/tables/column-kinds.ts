import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { ColumnInfo } from '../../db/introspection/introspect.js';
import * as schema from '../../db/schema/book.js';
import * as systemSchema from '../../db/schema/system.js';
import type { ColumnKind } from '../contract/panel.js';

/**
 * Infers from the schema how a column is displayed and typed. REAL is a number unless a resource
 * file declares it as money.
 */
export function inferColumnKind(
  table: string,
  column: ColumnInfo,
  isReference: boolean,
): ColumnKind {
  const type = column.declaredType.toUpperCase();
  if (isReference) return 'reference';
  if (isBoolean(table, column)) return 'boolean';
  if (column.values !== null) return 'enum';
  if (column.isJson || type === 'JSON') return 'json';
  // The name of a numeric column proves nothing.
  if (column.affinity === 'text' && /^metadata$|_json$/i.test(column.name)) return 'json';
  if (column.affinity === 'text' || column.affinity === 'numeric') {
    const time = timeKindOf(column, type);
    if (time) return time;
  }
  switch (column.affinity) {
    case 'integer':
      return 'integer';
    case 'real':
    case 'numeric':
      return 'number';
    case 'blob':
      return type.includes('BLOB') ? 'blob' : 'text';
    case 'text':
      return /CLOB|TEXT/.test(type) && /^(notes?|description|comment|body)$/i.test(column.name)
        ? 'long_text'
        : 'text';
  }
}

function isBoolean(table: string, column: ColumnInfo): boolean {
  if (/^BOOL/i.test(column.declaredType)) return true;
  if (drizzleBooleans.has(`${table}.${column.name}`)) return true;
  const { values, bounds, affinity } = column;
  const isBetween = (operator: string, limit: number) =>
    bounds.some((bound) => bound.of === 'value' && bound.operator === operator && bound.limit === limit); // prettier-ignore
  if (affinity === 'integer' && isBetween('>=', 0) && isBetween('<=', 1)) return true;
  return values?.length === 2 && values.includes(0) && values.includes(1);
}

function timeKindOf(column: ColumnInfo, type: string): 'date' | 'datetime' | null {
  const expression = (column.defaultExpression ?? '').toUpperCase();
  if (/TIMESTAMP|DATETIME/.test(type) || /CURRENT_TIMESTAMP|DATETIME\(/.test(expression)) {
    return 'datetime';
  }
  if (/^DATE$/.test(type) || /CURRENT_DATE|^\(?DATE\(/.test(expression)) return 'date';
  if (column.affinity !== 'text') return null;
  if (/_(start|end)$|_date$|^date$/i.test(column.name)) return 'date';
  if (/_at$/i.test(column.name)) return 'datetime';
  return /^last_(?!name$|four$|digits$|step$|error$|ip$|address$)/i.test(column.name)
    ? 'datetime'
    : null;
}

const drizzleBooleans = new Set(
  [...Object.values(schema), ...Object.values(systemSchema)]
    .filter((value) => value instanceof SQLiteTable)
    .flatMap((table) => {
      const { name, columns } = getTableConfig(table);
      return columns
        .filter(({ dataType }) => dataType === 'boolean')
        .map((column) => `${name}.${column.name}`);
    }),
);
