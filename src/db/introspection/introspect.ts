import type { D1Database } from '../types.js';
import { readCatalog, type CatalogTable } from './catalog.js';
import { readCheck, type Bound } from './checks.js';
import { parseCreateTable, type TableText } from './ddl.js';

/**
 * The schema as plain data: what the panels are generated from. It holds for any SQLite schema;
 * what cannot be read is listed with the reason, never dropped.
 */

export type { Bound } from './checks.js';

export type Affinity = 'text' | 'integer' | 'real' | 'numeric' | 'blob';

export interface ColumnInfo {
  name: string;
  position: number;
  declaredType: string;
  affinity: Affinity;
  notNull: boolean;
  /** The DEFAULT as written, an expression; null where there is none. */
  defaultExpression: string | null;
  /** 1-based place in the primary key; 0 outside of it. */
  keyPosition: number;
  isGenerated: boolean;
  /** The only values that a CHECK allows. */
  values: (string | number)[] | null;
  isJson: boolean;
  bounds: Bound[];
}

export interface ForeignKey {
  columns: string[];
  /** Real names; null where the table or a column does not exist. */
  table: string | null;
  references: string[] | null;
}

export interface CheckInfo {
  /** As the engine names it in an error: the constraint's name, or its expression. */
  name: string;
  columns: string[];
}

export interface TableInfo {
  name: string;
  kind: 'table' | 'view' | 'virtual' | 'shadow';
  columns: ColumnInfo[];
  /** In the order of the key; empty where there is none. */
  primaryKey: string[];
  foreignKeys: ForeignKey[];
  /** Columns of each unique index that covers all rows. */
  uniques: string[][];
  /** Columns of each index of all rows, in their order, up to the first expression. */
  indexes: string[][];
  checks: CheckInfo[];
  strict: boolean;
  withoutRowid: boolean;
  /** Why its columns could not be read; null when they could. */
  problem: string | null;
}

/** Every table and view, by name, without those of the engine itself. */
export async function introspect(database: D1Database): Promise<TableInfo[]> {
  const catalog = await readCatalog(database);
  return catalog.map((table) => toTableInfo(table, catalog));
}

function toTableInfo(table: CatalogTable, catalog: readonly CatalogTable[]): TableInfo {
  const text: TableText =
    table.kind === 'table'
      ? parseCreateTable(table.sql ?? '')
      : { checks: [], strict: false, withoutRowid: false };
  const find = (name: string) => findName(table, name);
  const facts = text.checks.flatMap(({ expression }) => readCheck(expression, find));
  const columns = table.columns.map((column): ColumnInfo => {
    const own = facts.filter((fact) => fact.column === column.name);
    return {
      name: column.name,
      position: column.cid,
      declaredType: column.type,
      // https://www.sqlite.org/stricttables.html#the_any_datatype: what is stored is not converted
      affinity: text.strict && isAny(column.type) ? 'blob' : affinityOf(column.type),
      notNull: column.notnull === 1,
      defaultExpression: column.dflt_value,
      keyPosition: column.pk,
      isGenerated: column.hidden === 2 || column.hidden === 3,
      values: intersect(own.flatMap(({ values }) => (values ? [values] : []))),
      isJson: own.some(({ isJson }) => isJson),
      bounds: own.flatMap(({ bounds }) => bounds ?? []),
    };
  });
  return {
    name: table.name,
    kind: table.kind,
    columns,
    primaryKey: columns
      .filter(({ keyPosition }) => keyPosition > 0)
      .sort((left, right) => left.keyPosition - right.keyPosition)
      .map(({ name }) => name),
    foreignKeys: table.foreignKeys.map((key) => resolveForeignKey(table, key, catalog)),
    uniques: table.uniques,
    indexes: table.indexes,
    checks: text.checks.map(({ name, expression }) => ({
      name,
      columns: [
        ...new Set(
          expression
            .filter(({ kind }) => kind === 'word' || kind === 'identifier')
            .flatMap((token) => find(token.text) ?? []),
        ),
      ],
    })),
    strict: text.strict,
    withoutRowid: text.withoutRowid,
    problem: table.problem,
  };
}

/** Names are compared as SQLite does: ASCII letters without regard to case. */
export function sameName(left: string, right: string): boolean {
  const fold = (name: string) => name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  return fold(left) === fold(right);
}

function findName(table: CatalogTable, name: string): string | undefined {
  return table.columns.find((column) => sameName(column.name, name))?.name;
}

function resolveForeignKey(
  table: CatalogTable,
  key: CatalogTable['foreignKeys'][number],
  catalog: readonly CatalogTable[],
): ForeignKey {
  const columns = key.columns.map((column) => findName(table, column) ?? column);
  const target = catalog.find(({ name }) => sameName(name, key.table));
  if (!target) return { columns, table: null, references: null };
  const targetKey = target.columns
    .filter(({ pk }) => pk > 0)
    .sort((left, right) => left.pk - right.pk)
    .map(({ name }) => name);
  const references = key.references.map((column, index) =>
    column === null ? targetKey[index] : findName(target, column),
  );
  const isResolved = references.every((column) => column !== undefined);
  return { columns, table: target.name, references: isResolved ? references : null };
}

const isAny = (declaredType: string) => declaredType.toUpperCase() === 'ANY';

/** https://www.sqlite.org/datatype3.html#determination_of_column_affinity */
export function affinityOf(declaredType: string): Affinity {
  const type = declaredType.toUpperCase();
  if (type.includes('INT')) return 'integer';
  if (/CHAR|CLOB|TEXT/.test(type)) return 'text';
  if (type === '' || type.includes('BLOB')) return 'blob';
  if (/REAL|FLOA|DOUB/.test(type)) return 'real';
  return 'numeric';
}

function intersect(lists: readonly (string | number)[][]): (string | number)[] | null {
  const [first, ...others] = lists;
  if (!first) return null;
  return first.filter((value) => others.every((list) => list.includes(value)));
}
