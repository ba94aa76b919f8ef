import { sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { formatCents } from '../../domain/money.js';
import type { KeyRange } from './key-ranges.js';
import type { Findings } from './report.js';
import { cents } from './sql.js';

/** Checks a range of transactions for wager money without a wager: invariant 3 of docs/money.md. */
export async function checkOrphans(
  context: Context,
  range: KeyRange,
  findings: Findings,
): Promise<void> {
  findings.looked(3, range.count);
  const rows = await context.longDb.all<{
    id: string;
    type: string;
    reference: string | null;
    amount: number;
  }>(sql`SELECT t.id, t.type, t.reference, ${cents(sql`t.amount`)} AS amount FROM transactions t
    WHERE ${range.of(sql`t.id`)} AND +t.type IN ('wager', 'settlement', 'refund')
      AND NOT EXISTS (SELECT 1 FROM wagers w WHERE w.wager_number = t.reference) ORDER BY t.id`);
  for (const { id, type, reference, amount } of rows) {
    findings.broken(3, {
      table: 'transactions',
      id,
      label: id,
      expected: 'the number of a wager',
      found: reference,
      text: `transaction ${id}: a ${type} of ${formatCents(amount)} whose reference is ${reference ?? 'empty'}, which is no wager`,
    });
  }
}
