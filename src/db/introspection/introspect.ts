import type { D1Database } from '../types.js';
import { readCatalog, type CatalogIndex, type CatalogTable } from './catalog.js';
import { readCheck } from './checks.js';
import { noText, parseCreateTable, type TableText } from './ddl.js';
import { probeTables } from './probe.js';
import type { Affinity, ColumnInfo, ForeignKey, ReferenceAction, TableInfo } from './table-info.js';

/**
 * The schema as plain data, from which the panels are generated. Reads any SQLite schema; lists an
 * unreadable table with the reason and never drops it.
 */

export type { Bound } from './checks.js';
export type {
  Affinity,
  CheckInfo,
  ColumnInfo,
  ForeignKey,
  ReferenceAction,
  TableInfo,
} from './table-info.js';

/** Reads every table and view, by name, except the engine's own. */
export async function introspect(database: D1Database): Promise<TableInfo[]> {
  const catalog = await readCatalog(database);
  return probeTables(
    database,
    catalog.map((table) => toTableInfo(table, catalog)),
  );
}

function toTableInfo(table: CatalogTable, catalog: readonly CatalogTable[]): TableInfo {
  const text: TableText =
    table.kind === 'table' || table.kind === 'shadow' ? parseCreateTable(table.sql ?? '') : noText;
  const find = (name: string) => findName(table, name);
  const collations = new Map(
    [...text.collations].map(([column, collation]) => [find(column) ?? column, collation]),
  );
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
      missingCollation: missing(collations.get(column.name)),
      problem: null,
      values: intersect(lists.map((list) => list.map((value) => comparedAs(affinity, value)))),
      isJson: own.some(({ isJson }) => isJson),
      bounds: own.flatMap(({ bounds }) => bounds ?? []),
    };
  });
  const primaryKey = columns
    .filter(({ keyPosition }) => keyPosition > 0)
    .sort((left, right) => left.keyPosition - right.keyPosition);
  return {
    name: table.name,
    kind: table.kind,
    parent: table.parent,
    parts: catalog.filter(({ parent }) => parent === table.name).map(({ name }) => name),
    columns,
    primaryKey: primaryKey.map(({ name }) => name),
    foreignKeys: table.foreignKeys.map((key) => resolveForeignKey(table, key, catalog)),
    uniques: table.uniques,
    indexes: table.indexes.map((index) => usableColumns(index, collations)),
    missingIndexCollation:
      table.indexes.flat().flatMap(({ collation }) => missing(collation) ?? [])[0] ?? null,
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

/**
 * The collations of both engines, which have no way to add one:
 * https://www.sqlite.org/datatype3.html#collating_sequences
 */
const KNOWN_COLLATIONS = ['BINARY', 'NOCASE', 'RTRIM'];

function missing(collation: string | undefined): string | null {
  const isMissing = collation !== undefined && !KNOWN_COLLATIONS.includes(collation.toUpperCase());
  return isMissing ? collation : null;
}

/** Cuts an index at the first column that it does not order as the column itself compares. */
function usableColumns(index: CatalogIndex, collations: ReadonlyMap<string, string>): string[] {
  const isUsable = ({ column, collation }: CatalogIndex[number]) =>
    missing(collation) === null && sameName(collations.get(column) ?? 'BINARY', collation);
  const end = index.findIndex((part) => !isUsable(part));
  return (end === -1 ? index : index.slice(0, end)).map(({ column }) => column);
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
  const actions = { onUpdate: actionOf(key.onUpdate), onDelete: actionOf(key.onDelete) };
  const target = catalog.find(({ name }) => sameName(name, key.table));
  if (!target) return { columns, target: key.table, table: null, references: null, ...actions };
  const targetKey = target.columns
    .filter(({ pk }) => pk > 0)
    .sort((left, right) => left.pk - right.pk)
    .map(({ name }) => name);
  const references = key.references.map((column, index) =>
    column === null ? targetKey[index] : findName(target, column),
  );
  const isResolved = references.every((column) => column !== undefined);
  return {
    columns,
    target: key.table,
    table: target.name,
    references: isResolved ? references : null,
    ...actions,
  };
}

const ACTIONS = ['restrict', 'cascade', 'set null', 'set default'] as const;

function actionOf(written: string): ReferenceAction {
  return ACTIONS.find((action) => action === written.toLowerCase()) ?? 'no action';
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
