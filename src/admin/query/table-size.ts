import { sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch, rows } from '../../db/batch.js';
import { SchemaError } from '../../db/errors.js';
import type { PanelTable } from '../tables/panel-table.js';
import { selectCount } from './select.js';

/**
 * Tells small tables from large ones, for the choice of the thread that reads them: a small one is
 * read at once, a large one behind other long reads.
 */

/** Rows that are sorted or searched while other requests wait: a few milliseconds of work. */
export const FEW_ROWS = 2_000;

/** Tables that were large: they are not counted again. */
const large = new WeakMap<Context['engine'], Set<string>>();

/**
 * Returns true for a table with more than `FEW_ROWS` rows, and for a view, whose rows may take long
 * to compute however few they are.
 */
export async function isLargeTable(
  { engine, database }: Context,
  table: PanelTable,
): Promise<boolean> {
  const { info } = table;
  // Without a thread of its own for long reads there is nothing to choose.
  if (info.kind === 'view' || engine.longReads === database) return true;
  const known = large.get(engine) ?? new Set();
  large.set(engine, known);
  if (known.has(info.name)) return true;
  try {
    const [[row]] = await commitBatch(database, [
      rows<{ total: number }>(selectCount(table, null, sql`1`, FEW_ROWS + 1)),
    ]);
    const isLarge = (row?.total ?? 0) > FEW_ROWS;
    if (isLarge) known.add(info.name);
    return isLarge;
  } catch (error) {
    if (error instanceof SchemaError) return false;
    throw error;
  }
}
