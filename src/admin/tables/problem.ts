import { explainFault } from '../../db/errors.js';
import type { TableInfo } from '../../db/introspection/introspect.js';
import { message, type Message } from '../../messages/message.js';

/**
 * Explains why a table cannot be read; null for a readable one. A table without rowid is the index
 * of its key: without the key's collation nothing can walk it, and the engine's words do not say so.
 */
export function problemOf({ problem, columns, withoutRowid }: TableInfo): Message | null {
  if (problem === null) return null;
  const keyColumn = columns.find(
    ({ keyPosition, missingCollation }) => keyPosition > 0 && missingCollation !== null,
  );
  const name = withoutRowid ? keyColumn?.missingCollation : null;
  return name == null ? explainFault(problem) : message('database.no_collation', { name });
}
