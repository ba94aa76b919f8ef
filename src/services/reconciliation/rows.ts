import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../context.js';
import type { KeyRange } from './key-ranges.js';
import type { Findings } from './report.js';

/** Invariant 5 of docs/money.md: rules that each row follows by itself. */

interface Rule {
  /** SQL that is true when the row breaks the rule; never null. */
  when: SQL;
  column: string;
  expected: string | SQL;
  text: string;
}

export interface TableRules {
  table: string;
  label: SQL;
  noun: string;
  rules: Rule[];
}

const wholeCents = (column: string): Rule => ({
  when: sql.raw(`${column} IS NOT round(${column}, 2)`),
  column,
  expected: sql.raw(`round(${column}, 2)`),
  text: `${column} is not in whole cents`,
});

/** `datetime()` returns a timestamp unchanged only when it exists and has the form of all others. */
const timestampRule = (column: string): Rule => ({
  when: sql.raw(`datetime(${column}) IS NOT ${column}`),
  column,
  expected: 'YYYY-MM-DD HH:MM:SS',
  text: `${column} is not a timestamp`,
});

const wagerRules: TableRules = {
  table: 'wagers',
  noun: 'wager',
  label: sql`wager_number`,
  rules: [
    wholeCents('amount'),
    wholeCents('potential_win'),
    timestampRule('created_at'),
    timestampRule('updated_at'),
    timestampRule('settled_at'),
    {
      when: sql`(settled_at IS NOT NULL) IS NOT (status IN ('settled', 'voided'))`,
      column: 'settled_at',
      expected: sql`CASE WHEN status IN ('settled', 'voided') THEN 'a time' ELSE 'none' END`,
      text: 'settled_at does not fit the status',
    },
    {
      when: sql`(status = 'settled' AND coalesce(result, '') NOT IN ('win', 'loss', 'push'))
        OR (status = 'voided' AND result IS NOT 'void')
        OR (status IN ('pending', 'active', 'cancelled') AND result IS NOT NULL)`,
      column: 'result',
      expected: sql`CASE status WHEN 'settled' THEN 'win, loss or push' WHEN 'voided' THEN 'void'
        ELSE 'none' END`,
      text: 'the result does not fit the status',
    },
  ],
};

const transactionRules: TableRules = {
  table: 'transactions',
  noun: 'transaction',
  label: sql`id`,
  rules: [
    wholeCents('amount'),
    timestampRule('created_at'),
    timestampRule('updated_at'),
    timestampRule('processed_at'),
    {
      when: sql`amount < 0 AND type <> 'settlement'`,
      column: 'amount',
      expected: 'a positive amount',
      text: 'the amount is negative',
    },
    {
      when: sql`amount = 0`,
      column: 'amount',
      expected: 'an amount',
      text: 'the amount is zero',
    },
    {
      when: sql`(processed_at IS NULL) IS NOT (status = 'pending')`,
      column: 'processed_at',
      expected: sql`CASE status WHEN 'pending' THEN 'none' ELSE 'a time' END`,
      text: 'processed_at does not fit the status',
    },
    {
      when: sql`status <> 'completed' AND type NOT IN ('deposit', 'withdrawal')`,
      column: 'status',
      expected: 'completed',
      text: 'wager money is not completed',
    },
    {
      when: sql`type IN ('deposit', 'withdrawal') AND coalesce(reference, '') GLOB 'REV-*'
        AND NOT EXISTS (SELECT 1 FROM transactions o WHERE o.id = substr(transactions.reference, 5)
          AND o.status = 'completed' AND o.customer_id = transactions.customer_id
          AND o.amount = transactions.amount AND o.type IN ('deposit', 'withdrawal')
          AND o.type <> transactions.type)`,
      column: 'reference',
      expected: 'the opposite of a completed original',
      text: 'the reversal is not the opposite of its original',
    },
  ],
};

const customerRules: TableRules = {
  table: 'customers',
  noun: 'customer',
  label: sql`name`,
  rules: [
    wholeCents('balance'),
    wholeCents('betting_limit'),
    timestampRule('created_at'),
    timestampRule('updated_at'),
  ],
};

const agentRules: TableRules = {
  table: 'agents',
  noun: 'agent',
  label: sql`name`,
  rules: [wholeCents('total_volume'), timestampRule('created_at'), timestampRule('updated_at')],
};

const activityRules: TableRules = {
  table: 'activities',
  noun: 'activity',
  label: sql`id`,
  rules: [wholeCents('amount'), timestampRule('created_at')],
};

const gradingRules: TableRules = {
  table: 'gradings',
  noun: 'grading',
  label: sql`id`,
  rules: [wholeCents('win_delta'), timestampRule('created_at')],
};

/** The rules of each table. */
export const rowRules = {
  agents: agentRules,
  customers: customerRules,
  wagers: wagerRules,
  transactions: transactionRules,
  activities: activityRules,
  gradings: gradingRules,
};

/** Checks the rows whose `key` (the table's id, or a reference) lies in the range. */
export async function checkRowRules(
  context: Context,
  { table, label, noun, rules }: TableRules,
  range: KeyRange,
  findings: Findings,
  key: SQL = sql`id`,
): Promise<void> {
  const flags = rules.map(({ when, column, expected }, index) => {
    const value = typeof expected === 'string' ? sql`${expected}` : expected;
    return sql`(${when}) AS ${sql.raw(`broken${index}`)}, ${sql.raw(column)} AS ${sql.raw(`found${index}`)},
      ${value} AS ${sql.raw(`expected${index}`)}`;
  });
  const any = sql.join(
    rules.map((_, index) => sql.raw(`broken${index}`)),
    sql` OR `,
  );
  const rows = await context.longDb.all<
    Record<string, string | number | null> & { id: string; label: string }
  >(
    sql`SELECT * FROM (SELECT id, ${label} AS label, ${sql.join(flags, sql`, `)}
      FROM ${sql.raw(table)} WHERE ${range.of(key)}) WHERE ${any} ORDER BY +id`,
  );
  for (const row of rows) {
    for (const [index, { text }] of rules.entries()) {
      if (row[`broken${index}`] !== 1) continue;
      const found = row[`found${index}`] ?? null;
      findings.broken(5, {
        table,
        id: row.id,
        label: row.label,
        expected: row[`expected${index}`] ?? null,
        found,
        text: `${noun} ${row.label}: ${text} (${found === null ? 'none' : found})`,
      });
    }
  }
}
