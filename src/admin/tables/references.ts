import type { ColumnInfo, ForeignKey, TableInfo } from '../../db/introspection/introspect.js';
import { message, type Message } from '../../messages/message.js';
import { columnKey, type RecordKey } from '../keys/column-key.js';
import type { ColumnReading } from '../columns/column-reading.js';
import { pathsOf, type AlternateKey, type PanelColumn, type PanelTable } from './panel-table.js';

/**
 * Links foreign keys to the rows that they refer to: by the key of their table, by other unique
 * columns, or by several columns at once. A column whose foreign key no write can satisfy is read
 * only, and says why.
 */

/** Returns how a column is read where it is no reference. */
type ReadColumn = (table: TableInfo, column: ColumnInfo) => ColumnReading;

/** Links the foreign keys of all tables. */
export function linkReferences(tables: readonly PanelTable[], readColumn: ReadColumn): void {
  for (const table of tables) {
    for (const column of table.columns) linkColumn(table, column, tables, readColumn);
    for (const foreignKey of table.info.foreignKeys) {
      linkColumns(table, foreignKey, tables);
      const target = tables.find(({ info }) => info.name === foreignKey.table);
      target?.referrers.push({ table, foreignKey });
    }
  }
}

/** Table of the foreign key that consists of this column alone. */
export function referenceOf(info: TableInfo, column: string): string | null {
  return foreignKeyOf(info, column)?.table ?? null;
}

function foreignKeyOf(info: TableInfo, column: string): ForeignKey | undefined {
  return info.foreignKeys.find(({ columns }) => columns.length === 1 && columns[0] === column);
}

function linkColumn(
  table: PanelTable,
  column: PanelColumn,
  tables: readonly PanelTable[],
  readColumn: ReadColumn,
): void {
  const foreignKey = foreignKeyOf(table.info, column.name);
  if (foreignKey === undefined) return;
  const found = referenceTarget(foreignKey, tables);
  if ('problem' in found) refuseWrites(table, column, found.problem);
  const [name] = foreignKey.references ?? [];
  if (column.references === null) return;
  if ('target' in found && found.key !== null) {
    column.referencedKey = found.key;
    column.referencedPaths = found.paths;
    return;
  }
  column.references = null;
  const { kind, format } = readColumn(table.info, column.info);
  Object.assign(column, { kind, format });
  if ('problem' in found) return;
  column.hint ??= message('tables.key_of_row', {
    column: name ?? column.name,
    table: found.target.label,
  });
}

/** Links the columns of a foreign key that has several. */
function linkColumns(
  table: PanelTable,
  foreignKey: ForeignKey,
  tables: readonly PanelTable[],
): void {
  if (foreignKey.columns.length < 2) return;
  const columns = foreignKey.columns.flatMap(
    (name) => table.columns.find((column) => column.name === name) ?? [],
  );
  const found = referenceTarget(foreignKey, tables);
  if ('problem' in found) {
    for (const column of columns) refuseWrites(table, column, found.problem);
    return;
  }
  const { key, paths, target } = found;
  for (const column of columns) {
    column.hint ??= message('tables.part_of_reference', { table: target.label });
  }
  const isReadable = columns.every(({ isSecret, encrypted }) => !isSecret && encrypted === null);
  if (key === null || !isReadable) return;
  table.joint.push({
    table: target.info.name,
    columns: columns.map(({ name }) => name),
    chooser: chooserOf(table, columns),
    key,
    paths: paths ?? pathsOf(target, foreignKey.references ?? []),
  });
}

/**
 * Picks the column whose input chooses the row: one that belongs to no other foreign key, since the
 * choice of another row would replace its value.
 */
function chooserOf({ info }: PanelTable, columns: readonly PanelColumn[]): string | null {
  const uses = (name: string) =>
    info.foreignKeys.filter((foreignKey) => foreignKey.columns.includes(name)).length;
  return columns.find(({ name, kind }) => uses(name) === 1 && kind !== 'blob')?.name ?? null;
}

type Found =
  | { target: PanelTable; key: RecordKey | null; paths: string[] | null }
  /** The database refuses every row that refers to the table. */
  | { problem: Message };

/**
 * Finds the table of a foreign key, with the key that identifies its rows by the columns that are
 * referred to; without a key where no panel may read them.
 */
function referenceTarget(
  { references, table, target: written }: ForeignKey,
  tables: readonly PanelTable[],
): Found {
  const target = tables.find(({ info }) => info.name === table);
  if (!target) return { problem: message('tables.refers_to_nothing', { table: written }) };
  const name = target.label;
  if (target.info.kind === 'view')
    return { problem: message('tables.refers_to_view', { table: name }) };
  if (target.info.problem !== null)
    return { problem: message('tables.refers_to_unreadable', { table: name }) };
  if (references === null || !isUnique(target.info, references)) {
    return { problem: message('tables.refers_to_no_key', { table: name }) };
  }
  const columns = references.flatMap(
    (column) => target.columns.find((candidate) => candidate.name === column) ?? [],
  );
  const isReadable = columns.every(({ isSecret, encrypted }) => !isSecret && encrypted === null);
  if (target.key === null || !isReadable) return { target, key: null, paths: null };
  if (isSameList(target.key.names, references)) return { target, key: target.key, paths: null };
  const { key, paths } = alternateOf(target, references);
  return { target, key, paths: [...paths] };
}

/** Returns the key of these columns of a table, which every reference to them shares. */
function alternateOf(target: PanelTable, names: readonly string[]): AlternateKey {
  const known = target.alternates.find(({ key }) => isSameList(key.names, names));
  if (known) return known;
  const infos = names.flatMap((name) => target.info.columns.find((one) => one.name === name) ?? []);
  const key = columnKey(target.info.name, infos, null, `__by${target.alternates.length}_`);
  const made = { key, paths: pathsOf(target, names) };
  target.alternates.push(made);
  return made;
}

/** SQLite takes a foreign key only where its columns are the primary key, or unique together. */
function isUnique(info: TableInfo, names: readonly string[]): boolean {
  const sorted = [...names].sort();
  return [info.primaryKey, ...info.uniques].some((key) => isSameList([...key].sort(), sorted));
}

function refuseWrites(table: PanelTable, column: PanelColumn, problem: Message): void {
  if (table.declaration !== null) return;
  column.readOnlyReason ??= problem;
  column.isRequired = false;
  table.newRowProblem ??= message('tables.no_new_reference', {
    column: column.label,
    problem,
  });
}

const isSameList = (left: readonly string[], right: readonly string[]) =>
  left.length === right.length && left.every((name, index) => name === right[index]);
