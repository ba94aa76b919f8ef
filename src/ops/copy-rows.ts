import type { Context } from '../context.js';
import { DomainError } from '../errors.js';
import { message, type Message } from '../messages/message.js';
import type { CopyTable } from './copy-schema.js';
import { digestRows } from './rows/transfer.js';

/** Compares the rows of one table on both sides. */

export interface CopiedTable {
  name: string;
  rows: number;
  /** Sum of each column with fractions; of money in dollars. */
  sums: Record<string, number>;
}

/**
 * Reads the table on both sides and compares them.
 * @throws DomainError `conflict` when the sides differ: in number, in a sum, or in any value
 */
export async function compareTable(
  source: Context,
  target: Context,
  table: CopyTable,
): Promise<CopiedTable> {
  const options = { summed: table.realColumns };
  const [expected, found] = await Promise.all([
    digestRows(source.engine.longReads, table, options),
    digestRows(target.engine.longReads, table, options),
  ]);
  if (expected.rows !== found.rows) {
    const counts = { source: expected.rows, copy: found.rows };
    throw differs(message('database.copy_rows', { table: table.name, ...counts }));
  }
  for (const column of table.realColumns) {
    if (expected.sums[column] !== found.sums[column]) {
      const sums = { source: expected.sums[column] ?? 0, copy: found.sums[column] ?? 0 };
      throw differs(message('database.copy_sums', { table: table.name, column, ...sums }));
    }
  }
  if (expected.hash !== found.hash) {
    throw differs(message('database.copy_values', { table: table.name }));
  }
  return { name: table.name, rows: found.rows, sums: found.sums };
}

function differs(problem: Message): DomainError {
  return new DomainError('conflict', message('database.copy_differs', { problem }), {
    hint: message('database.copy_differs_hint'),
  });
}
