/** Tells tables, views, virtual tables and the tables of their modules apart. */

/** A table as `sqlite_schema` states it. */
interface StatedTable {
  name: string;
  type: 'table' | 'view';
  sql: string | null;
}

export interface TableKind {
  kind: 'table' | 'view' | 'virtual' | 'shadow';
  /** Virtual table that keeps its rows in this one; null for every other table. */
  parent: string | null;
}

/** Returns the module of a virtual table, in lower case; null for another table. */
export function moduleOf({ sql }: StatedTable): string | null {
  const using = /^\s*CREATE\s+VIRTUAL\s[\s\S]*?\bUSING\s+["`[]?(\w+)/i.exec(sql ?? '');
  return using?.[1]?.toLowerCase() ?? null;
}

const FTS3 = 'content|segments|segdir';
const RTREE = 'node|parent|rowid';

/**
 * Suffixes of the tables in which the modules keep their rows (`search_data`, `search_idx`, …).
 * `PRAGMA table_list` does not know those of a missing module.
 */
const shadowSuffixes = new Map([
  ['fts5', 'data|idx|content|docsize|config'],
  ['fts3', FTS3],
  ['fts4', `${FTS3}|docsize|stat`],
  ['rtree', RTREE],
  ['rtree_i32', RTREE],
  ['geopoly', RTREE],
  ['fts5vocab', ''],
  ['fts4aux', ''],
]);
/** For other modules: also those of sqlite-vec and spellfix1. */
const OTHERS =
  'data|idx|content|docsize|config|segments|segdir|stat|node|parent|rowid|rowids|chunks|info|vocab|auxiliary|vector_chunks\\d+|metadata\\w+';

/**
 * Tells what a table is, and the virtual table whose module keeps its rows in it.
 * @param virtual the virtual tables of the schema
 */
export function tableKind(table: StatedTable, virtual: readonly StatedTable[]): TableKind {
  if (table.type === 'view') return { kind: 'view', parent: null };
  if (moduleOf(table) !== null) return { kind: 'virtual', parent: null };
  const parent = virtual.find((other) => {
    const module = moduleOf(other);
    if (module === null) return false;
    const prefix = `${other.name}_`.toLowerCase();
    const name = table.name.toLowerCase();
    const suffixes = new RegExp(`^(${shadowSuffixes.get(module) ?? OTHERS})$`);
    return name.startsWith(prefix) && suffixes.test(name.slice(prefix.length));
  });
  return parent ? { kind: 'shadow', parent: parent.name } : { kind: 'table', parent: null };
}
