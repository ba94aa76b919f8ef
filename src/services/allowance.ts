import type { SQL } from 'drizzle-orm';
import type { Row, Write } from '../db/batch.js';
import type { SqlValue } from '../db/types.js';
import type { Refusal } from '../domain/decision.js';

/** Values of a row by column, before a write and after it. */
export interface RowValues {
  before: Readonly<Record<string, SqlValue>>;
  after: Readonly<Record<string, SqlValue>>;
}

/** Takes what a row needs from what is left, or refuses the row. */
export type TakeAllowance = (row: RowValues) => Refusal | null;

/**
 * A bound that the rows of one login share, such as the credit of an agent. A write reads what is
 * left, decides row by row, and holds the decision by a guard within its batch.
 */
export interface Allowance {
  /** The column beside whose field a refusal stands. */
  column: string;
  /** Returns true for a row that takes from it. */
  concerns: (row: RowValues) => boolean;
  read: Write;
  /** Starts from the rows of `read`. */
  start: (rows: readonly Row[]) => TakeAllowance;
  /** Aborts the batch when its writes took more than was left. */
  guard: SQL;
}
