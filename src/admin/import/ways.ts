import { message, type Message } from '../../messages/message.js';
import { listTitles } from '../../messages/series.js';
import { importWays, type ImportWay } from '../contract/import.js';
import { isFile } from '../row-values/file-columns.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import type { PanelColumn } from '../tables/panel-table.js';

/** Ways of an import into one table: what it may add and change, and the keys that find rows. */

/** Columns that find a stored row. */
export interface KeyChoice {
  id: string;
  label: Message;
  columns: readonly PanelColumn[];
}

/** Columns that an import fills in new rows: no line of a file holds another file. */
export function newColumns({ table, access }: ScopedResource): PanelColumn[] {
  return table.columns.filter((column) => access.importNew.has(column.name) && !isFile(column));
}

/** Columns that an import changes in stored rows. */
export function changeColumns({ table, access }: ScopedResource): PanelColumn[] {
  return table.columns.filter((column) => access.importEdit.has(column.name) && !isFile(column));
}

/** Lists the keys that find rows to change, the primary key first. */
export function importKeys(resource: ScopedResource): KeyChoice[] {
  const { info, key } = resource.table;
  if (key === null || changeColumns(resource).length === 0) return [];
  const candidates = [info.primaryKey, ...info.uniques].map((names) =>
    names.flatMap((name) => keyColumn(resource, name) ?? []),
  );
  const found = new Map<string, KeyChoice>();
  for (const [index, columns] of candidates.entries()) {
    const names = index === 0 ? info.primaryKey : (info.uniques[index - 1] ?? []);
    if (columns.length === 0 || columns.length < names.length) continue;
    const id = columns.map(({ path }) => path).join(',');
    if (found.has(id)) continue;
    found.set(id, { id, columns, label: listTitles(columns.map(({ label }) => label)) });
  }
  return [...found.values()];
}

/** Finds a column of a key whose values can be read, typed and compared. */
function keyColumn({ table, access }: ScopedResource, name: string): PanelColumn | null {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (!column || !access.read.has(name)) return null;
  const { kind, encrypted, isSecret, info } = column;
  const isPlain = kind !== 'blob' && encrypted === null && !isSecret && !info.isGenerated;
  return isPlain && info.missingCollation === null ? column : null;
}

/** Returns the reason why no import adds rows to the table; null where one may. */
export function newRowsProblem(resource: ScopedResource): Message | null {
  const { table, access } = resource;
  if (table.newRowProblem !== null) return table.newRowProblem;
  const file = table.columns.find((column) => isFile(column) && column.isRequired);
  if (file) return message('files.no_new_file', { column: file.label });
  return access.importNew.size > 0 ? null : message('files.no_new_rows');
}

/** Lists the ways that the role has. */
export function waysOf(resource: ScopedResource): ImportWay[] {
  const canAdd = newRowsProblem(resource) === null;
  const canChange = importKeys(resource).length > 0;
  const can: Record<ImportWay, boolean> = {
    add: canAdd,
    update: canChange,
    both: canAdd && canChange,
  };
  return importWays.filter((way) => can[way]);
}

/** Lists the columns that a file may fill in a way: those of its keys too. */
export function columnsOfWay(resource: ScopedResource, way: ImportWay): PanelColumn[] {
  const open = new Set<PanelColumn>([
    ...(way === 'update' ? [] : newColumns(resource)),
    ...(way === 'add' ? [] : changeColumns(resource)),
    ...(way === 'add' ? [] : importKeys(resource).flatMap(({ columns }) => columns)),
  ]);
  return resource.table.columns.filter((column) => open.has(column));
}
