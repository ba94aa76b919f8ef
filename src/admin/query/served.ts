import type { PanelTable } from '../tables/panel-table.js';
import type { Condition } from './conditions.js';

/**
 * Decides by the schema whether an index leads to a page of a list: the page then costs the same
 * however large the table is. Nothing is known of the values, so that the index must give the order
 * as well: an equality may leave half of the table to be sorted.
 */

const RANGES: readonly Condition['operator'][] = ['eq', 'in', 'from', 'to', 'before'];

/** Returns true where an index leads to the rows of a filter in their order. */
export function isServed(
  table: PanelTable,
  conditions: readonly Condition[],
  sortBy: string | null,
): boolean {
  const { info } = table;
  if (info.kind === 'view') return false;
  if (conditions.some((condition) => isLookUp(table, condition))) return true;
  const isInOrder = ({ column, operator }: Condition) =>
    column === sortBy && RANGES.includes(operator);
  return isOrdered(table, sortBy) && conditions.every(isInOrder);
}

/** Recognises the condition for one row, or for the rows of a list of keys. */
function isLookUp({ info }: PanelTable, { column, operator }: Condition): boolean {
  const isWhole = (key: readonly string[]) => key.length === 1 && key[0] === column;
  const keys = info.uniques.filter((unique) => hasIndex(info.indexes, unique));
  const isKey = [...keys, ...(isKeyUsable(info) ? [info.primaryKey] : [])].some(isWhole);
  return isKey && (operator === 'eq' || operator === 'in');
}

/** Returns true where an index has the rows in the order of the column, then of their key. */
function isOrdered({ info, key }: PanelTable, sortBy: string | null): boolean {
  if (key === null) return sortBy === null;
  const isByRowid = hasRowNumbers(info);
  if (sortBy === null || sortBy === key.column) return isByRowid || isKeyUsable(info);
  if (info.missingIndexCollation !== null) return false;
  if (info.columns.some(({ name, notNull }) => name === sortBy && notNull)) {
    const isUnique = info.uniques.some((unique) => unique.length === 1 && unique[0] === sortBy);
    if (isUnique && hasIndex(info.indexes, [sortBy])) return true;
  }
  const order = isByRowid ? [sortBy] : [sortBy, ...info.primaryKey];
  return info.indexes.some((index) =>
    isByRowid ? index.length === 1 && index[0] === sortBy : hasIndex([index], order),
  );
}

const hasIndex = (indexes: readonly string[][], columns: readonly string[]) =>
  indexes.some((index) => columns.every((column, place) => index[place] === column));

/** Recognises a table whose key is its rowid: each of its indexes ends with it. */
function hasRowNumbers({ kind, withoutRowid, primaryKey, columns }: PanelTable['info']): boolean {
  if (kind === 'virtual' || (primaryKey.length === 0 && !withoutRowid)) return true;
  const [only, ...others] = columns.filter(({ name }) => primaryKey.includes(name));
  return others.length === 0 && only?.declaredType.toUpperCase() === 'INTEGER' && !withoutRowid;
}

/** `NOT INDEXED` keeps the planner from the key's own index too. */
function isKeyUsable(info: PanelTable['info']): boolean {
  return info.missingIndexCollation === null || hasRowNumbers(info);
}
