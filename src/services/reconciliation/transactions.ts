import { sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import type { TransactionType } from '../../domain/transaction.js';
import { message } from '../../messages/message.js';
import type { KeyRange } from './key-ranges.js';
import type { Findings } from './report.js';
import { sayTransaction } from './row-names.js';
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
    type: TransactionType;
    reference: string | null;
    amount: number;
    customerId: string | null;
    customer: string | null;
  }>(sql`SELECT t.id, t.type, t.reference, ${cents(sql`t.amount`)} AS amount,
      t.customer_id AS customerId, c.name AS customer
    FROM transactions t LEFT JOIN customers c ON c.id = t.customer_id
    WHERE ${range.of(sql`t.id`)} AND +t.type IN ('wager', 'settlement', 'refund')
      AND NOT EXISTS (SELECT 1 FROM wagers w WHERE w.wager_number = t.reference) ORDER BY t.id`);
  for (const { id, reference, ...transaction } of rows) {
    const row = sayTransaction(transaction);
    findings.broken(3, {
      table: 'transactions',
      id,
      label: row,
      expected: message('reconciliation.a_wager_number'),
      found: reference,
      text:
        reference === null
          ? message('reconciliation.no_reference', { row })
          : message('reconciliation.unknown_wager', { row, reference }),
    });
  }
}
