import { onlyReads } from '../../../gateway/sql-text.js';
import type { Statement } from '../../types.js';

/**
 * Which statements may be sent a second time when the reply to the first is lost: reads; batches
 * that begin with their operation's row (its id makes a second run fail as a whole); and what its
 * author marks.
 */

/** In front of a statement: running it, or the batch that it begins, twice does no harm. */
export const REPEATABLE = '/* repeatable */';

const OPERATION = /^\s*INSERT\s+INTO\s+["`]?operations["`]?[\s(]/i;

export function isRead(statements: readonly Statement[]): boolean {
  return statements.every(({ sql }) => onlyReads(sql));
}

export function isRepeatable(statements: readonly Statement[]): boolean {
  const first = statements[0]?.sql ?? '';
  return OPERATION.test(first) || first.trimStart().startsWith(REPEATABLE) || isRead(statements);
}
