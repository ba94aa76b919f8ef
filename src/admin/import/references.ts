import type { ActionContext } from 'adminjs';
import { PanelFilter } from '../query/filter.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import type { PanelColumn, PanelTable } from '../tables/panel-table.js';
import type { ImportFileRow } from '../import-files/file.js';

/** Finds the rows that cells of a file name: by key, by a unique column, or by title. */

/** Longest name, in UTF-16 units. */
const LONGEST_NAME = 2_000;
/** Rows of one query. */
const LARGEST_READ = 500;
/** Names of one query. */
const AT_ONCE = 200;
/** Names of referenced rows to remember while a file is read. */
const MOST_REMEMBERED = 5_000;

/** A column of the table in the file. */
export interface ColumnInFile {
  column: PanelColumn;
  /** Position in the file; -1 where the file lacks it. */
  index: number;
}

/**
 * Keys by the names that the file gives to their rows; null where several rows have the name,
 * undefined where no row has it.
 */
export type References = Map<string, Names>;
type Names = Map<string, string | null | undefined>;

/** Returns the name in a cell; empty where the row is too short. */
export function cellName(cells: readonly string[], index: number): string {
  return (cells[index] ?? '').trim();
}

/** Looks up the names of referenced rows, unless they are remembered. */
export async function readReferences(
  resource: ScopedResource,
  rows: readonly ImportFileRow[],
  columns: readonly ColumnInFile[],
  references: References,
  call: ActionContext,
): Promise<void> {
  for (const { column, index } of columns) {
    const target = column.references === null ? null : resource.resourceOf(column.references);
    if (!target || index < 0) continue;
    const known = references.get(column.path) ?? (new Map() as Names);
    references.set(column.path, known);
    if (known.size > MOST_REMEMBERED) known.clear();
    const texts = [...new Set(rows.map(({ cells }) => cellName(cells, index)))].filter(
      (text) => text !== '' && text.length <= LONGEST_NAME && !known.has(text),
    );
    const names = nameColumns(target);
    for (let start = 0; start < texts.length; start += AT_ONCE) {
      const some = texts.slice(start, start + AT_ONCE);
      // A file of ours has the ids of references, which are the keys in addresses.
      const byId = await target.titles(some, call, column.referencedKey);
      for (const id of byId.keys()) if (!known.has(id)) known.set(id, id);
      for (const name of names) await findNamed(target, name, some, known, { column, call });
      for (const text of some) if (!known.has(text)) known.set(text, undefined);
    }
  }
}

/**
 * Returns the columns by which a file may name a row: its key first, then unique ones, then its
 * title.
 */
function nameColumns({ table, access }: ScopedResource): string[] {
  const uniques = table.info.uniques.flatMap((unique) => (unique.length === 1 ? unique : []));
  const names = [
    ...(table.key?.column == null ? [] : [table.key.column]),
    ...uniques,
    ...namesOfTitle(table),
  ];
  return [...new Set(names)].filter((name) => access.filter.has(name));
}

/** Columns of the title, unless each is a part of a name only, or the key of another row. */
function namesOfTitle({ title, titleForm }: PanelTable): string[] {
  const isWhole =
    titleForm.key === 'never' || (title.length === 1 && titleForm.parents.length === 0);
  return isWhole ? title : [];
}

async function findNamed(
  target: ScopedResource,
  name: string,
  texts: readonly string[],
  found: Names,
  { column, call }: { column: PanelColumn; call: ActionContext },
): Promise<void> {
  const wanted = texts.filter((text) => !found.has(text));
  const path = target.table.columns.find((one) => one.name === name)?.path;
  if (path === undefined || wanted.length === 0) return;
  const filter = new PanelFilter(target, [{ column: name, operator: 'in', values: wanted }]);
  const key = column.referencedKey;
  const isOwn = key === null || key === target.table.key;
  const limit = LARGEST_READ;
  const options = { columns: [name], limit, ...(isOwn ? {} : { keys: [key] }) };
  const records = await target.find(filter, options, call);
  if (records.length === limit && wanted.length > 1) {
    // Names of many rows: the others may be among those that were not read.
    const middle = wanted.length >> 1;
    await findNamed(target, name, wanted.slice(0, middle), found, { column, call });
    await findNamed(target, name, wanted.slice(middle), found, { column, call });
    return;
  }
  const here = new Map<string, string | null>();
  for (const record of records) {
    const called = String(record.params[path] ?? record.id());
    const id = isOwn ? record.id() : (record.ids.get(key) ?? null);
    here.set(called, here.has(called) ? null : id);
  }
  for (const [called, id] of here) found.set(called, id);
  // The database has found rows in the collation of the column: `sm` may name `SM`.
  for (const text of wanted) {
    const alike = [...here].filter(([called]) => folded(called) === folded(text));
    const [only] = alike;
    if (!found.has(text) && only) found.set(text, alike.length === 1 ? only[1] : null);
  }
}

const folded = (text: string) => text.toLowerCase().trimEnd();
