import type { ExactValue } from '../values/exact-value.js';
import type { StoredRow } from '../stored-rows/rows.js';

/**
 * Orders the deletes of chosen rows that refer to each other by RESTRICT, which the engine checks
 * row by row: the referring ones go first.
 * https://www.sqlite.org/foreignkeys.html#fk_actions
 */

interface DeleteOrder {
  /** Rows of each DELETE, in their order. */
  steps: StoredRow[][];
  /** Rows that refer to each other in a circle: no order deletes them. */
  circles: StoredRow[];
}

/** Orders rows of one table. */
export function orderDeletes(chosen: readonly StoredRow[]): DeleteOrder {
  const parents = parentsByRow(chosen);
  const steps: StoredRow[][] = [];
  let left = [...chosen];
  while (left.length > 0) {
    const held = new Set(left.flatMap((row) => [...(parents.get(row) ?? [])]));
    const free = left.filter((row) => !held.has(row));
    if (free.length === 0) break;
    steps.push(free);
    left = left.filter((row) => held.has(row));
  }
  return { steps, circles: left };
}

/** Finds the other chosen rows to which each one refers by RESTRICT. */
function parentsByRow(chosen: readonly StoredRow[]): Map<StoredRow, Set<StoredRow>> {
  const found = new Map<StoredRow, Set<StoredRow>>();
  for (const { table, foreignKey } of chosen[0]?.table.referrers ?? []) {
    const { columns, references, onDelete } = foreignKey;
    if (table !== chosen[0]?.table || onDelete !== 'restrict' || references === null) continue;
    const byKey = new Map(chosen.map((row) => [keyOf(row, references), row]));
    for (const row of chosen) {
      const parent = byKey.get(keyOf(row, columns));
      if (parent === undefined || parent === row) continue;
      found.set(row, (found.get(row) ?? new Set<StoredRow>()).add(parent));
    }
  }
  return found;
}

function keyOf({ values }: StoredRow, names: readonly string[]): string {
  return JSON.stringify(names.map((name) => textOf(values.get(name) ?? null)));
}

/** Writes a value so that two of different storage classes differ. */
function textOf(value: ExactValue): string {
  if (value instanceof Uint8Array) return `blob ${Buffer.from(value).toString('hex')}`;
  return `${typeof value} ${String(value)}`;
}
