import { onlyReads } from '../../../gateway/sql-text.js';
import type { Statement } from '../../types.js';

/**
 * Statements that may be sent a second time after a lost reply: reads; batches that begin with their
 * operation's row (its id makes a second run fail as a whole); and marked statements.
 */

/** Mark in front of a statement: to run it, or the batch that it begins, twice does no harm. */
export const REPEATABLE = '/* repeatable */';

const OPERATION = /^\s*INSERT\s+INTO\s+["`]?operations["`]?[\s(]/i;

/** Returns true when every statement only reads. */
export function isRead(statements: readonly Statement[]): boolean {
  return statements.every(({ sql }) => onlyReads(sql));
}

/** Returns true when the batch takes effect at most once, however often it is sent. */
export function isRepeatable(statements: readonly Statement[]): boolean {
  const first = statements[0]?.sql ?? '';
  return OPERATION.test(first) || first.trimStart().startsWith(REPEATABLE) || isRead(statements);
}
