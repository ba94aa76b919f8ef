import { sql } from 'drizzle-orm';
import { commitBatch } from '../../db/batch.js';
import { ConstraintError, GuardError, SchemaError } from '../../db/errors.js';
import { message, type Message } from '../../messages/message.js';
import { constraintReason } from '../row-values/field-errors.js';
import type { ChangedRow } from './decide.js';
import type { EditTarget } from './target.js';
import { updateRows } from './writes.js';

/**
 * Tries updates and undoes them, so that the words of triggers and constraints stand beside the rows
 * that they refuse, and the other rows can change.
 */

/** Constraint that a trial breaks at its end, so that nothing of it is kept. */
const UNDOING = 'bulk_runs_status_check';

/** The updates would succeed; a row changed or its update was ignored; the words of a refusal. */
type Verdict = 'works' | 'lost' | Message;

export interface Sifted {
  good: ChangedRow[];
  refused: Map<number, Message>;
  /** Rows that changed meanwhile, or whose update a trigger ignores or alters. */
  lost: Set<number>;
  /** Rows that were not tried, because the trials were used up. */
  untried: ChangedRow[];
}

/** Number of trials that remain. */
export interface Trials {
  left: number;
}

/** Finds the rows that the database refuses: halves a list until each refused row stands alone. */
export async function siftRows(
  target: EditTarget,
  runId: string,
  rows: readonly ChangedRow[],
  trials: Trials = { left: Infinity },
): Promise<Sifted> {
  const sifted: Sifted = { good: [], refused: new Map(), lost: new Set(), untried: [] };
  const sift = async (list: readonly ChangedRow[]): Promise<void> => {
    const [only] = list;
    if (only === undefined) return;
    if (trials.left <= 0) {
      sifted.untried.push(...list);
      return;
    }
    trials.left -= 1;
    const verdict = await tryRows(target, runId, [...sifted.good, ...list]);
    if (verdict === 'works') {
      sifted.good.push(...list);
    } else if (list.length > 1) {
      const middle = Math.ceil(list.length / 2);
      await sift(list.slice(0, middle));
      await sift(list.slice(middle));
    } else if (verdict === 'lost') {
      sifted.lost.add(only.item.position);
    } else {
      sifted.refused.set(only.item.position, verdict);
    }
  };
  await sift(rows);
  return sifted;
}

async function tryRows(
  target: EditTarget,
  runId: string,
  rows: readonly ChangedRow[],
): Promise<Verdict> {
  try {
    await commitBatch(target.resource.context.database, [
      ...updateRows(target, rows),
      sql`UPDATE bulk_runs SET status = 'tried' WHERE id = ${runId}`,
    ]);
  } catch (error) {
    if (error instanceof ConstraintError && error.constraint === UNDOING) return 'works';
    if (error instanceof GuardError) return 'lost';
    const reason = refusalOf(target, error);
    if (reason !== null) return reason;
    throw error;
  }
  throw new Error('an edit was tried and not undone');
}

/** Returns the words of an error that the database has for these rows; null for any other error. */
export function refusalOf({ resource }: EditTarget, error: unknown): Message | null {
  if (error instanceof ConstraintError) {
    return isOfOwnTables(error) ? null : constraintReason(error, resource.table);
  }
  return error instanceof SchemaError ? error.whole : null;
}

/** A key of our own tables is taken when a chunk has taken effect before. */
function isOfOwnTables({ table }: ConstraintError): boolean {
  return table === 'operations' || table === 'bulk_run_items' || table === 'bulk_runs';
}

/** Says that the database did not write what it should have written. */
export const NOT_WRITTEN = message('bulk_edits.not_written');
