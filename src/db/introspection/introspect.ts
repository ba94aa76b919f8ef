import type { D1Database } from '../types.js';
import { readCatalog, type CatalogTable } from './catalog.js';
import { readCheck, type Bound } from './checks.js';
import { parseCreateTable, type TableText } from './ddl.js';

/**
 * The schema as plain data, from which the panels are generated. Reads any SQLite schema; lists an
 * unreadable table with the reason and never drops it.
 */

export type { Bound } from './checks.js';

export type Affinity = 'text' | 'integer' | 'real' | 'numeric' | 'blob';

export interface ColumnInfo {
  name: string;
  position: number;
  declaredType: string;
  affinity: Affinity;
  notNull: boolean;
  /** The DEFAULT as written, an expression; null without one. */
  defaultExpression: string | null;
  /** Place in the primary key, from 1; 0 outside of it. */
  keyPosition: number;
  isGenerated: boolean;
  /** The only values that a CHECK allows. */
  values: (string | number)[] | null;
  isJson: boolean;
  bounds: Bound[];
}

export interface ForeignKey {
  columns: string[];
  /** Real names; null when the table or a column does not exist. */
  table: string | null;
  references: string[] | null;
}

export interface CheckInfo {
  /** Name in the engine's errors: the constraint's name, or its expression. */
  name: string;
  columns: string[];
}

export interface TableInfo {
  name: string;
  kind: 'table' | 'view' | 'virtual' | 'shadow';
  columns: ColumnInfo[];
  /** In the order of the key; empty without a key. */
  primaryKey: string[];
  foreignKeys: ForeignKey[];
  /** Columns of each unique index that covers all rows. */
  uniques: string[][];
  /** Columns of each index of all rows, in their order, up to the first expression. */
  indexes: string[][];
  checks: CheckInfo[];
  strict: boolean;
  withoutRowid: boolean;
  /** Reason for unreadable columns; null for a readable table. */
  problem: string | null;
}

/** Reads every table and view, by name, except the engine's own. */
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
    // https://www.sqlite.org/stricttables.html#the_any_datatype: values are stored unconverted
    const affinity = text.strict && isAny(column.type) ? 'blob' : affinityOf(column.type);
    const lists = own.flatMap(({ values }) => (values ? [values] : []));
    return {
      name: column.name,
      position: column.cid,
      declaredType: column.type,
      affinity,
      notNull: column.notnull === 1,
      defaultExpression: column.dflt_value,
      keyPosition: column.pk,
      isGenerated: column.hidden === 2 || column.hidden === 3,
      values: intersect(lists.map((list) => list.map((value) => comparedAs(affinity, value)))),
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

/** Compares names as SQLite does: ASCII letters without regard to case. */
export function sameName(left: string, right: string): boolean {
  if (left.length !== right.length) return false;
  const fold = (name: string) => name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  return left === right || fold(left) === fold(right);
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

/** Affinity by SQLite's rules: https://www.sqlite.org/datatype3.html#determination_of_column_affinity */
export function affinityOf(declaredType: string): Affinity {
  const type = declaredType.toUpperCase();
  if (type.includes('INT')) return 'integer';
  if (/CHAR|CLOB|TEXT/.test(type)) return 'text';
  if (type === '' || type.includes('BLOB')) return 'blob';
  if (/REAL|FLOA|DOUB/.test(type)) return 'real';
  return 'numeric';
}

/**
 * Converts a literal of a CHECK as SQLite compares the column with it: `1` is the text `1` in a
 * column of texts. https://www.sqlite.org/datatype3.html#type_conversions_prior_to_comparison
 */
function comparedAs(affinity: Affinity, literal: string | number): string | number {
  if (affinity === 'text') return String(literal);
  if (affinity === 'blob' || typeof literal === 'number') return literal;
  return /^\s*[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?\s*$/i.test(literal) ? Number(literal) : literal;
}

function intersect(lists: readonly (string | number)[][]): (string | number)[] | null {
  const [first, ...others] = lists;
  if (!first) return null;
  return first.filter((value) => others.every((list) => list.includes(value)));
}
