import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { message, Message, type PlainKey } from '../../messages/message.js';
import type { KeyRange } from './key-ranges.js';
import type { Findings } from './report.js';
import { rowNames, type RowNames } from './row-names.js';

/** Invariant 5 of docs/money.md: rules that each row follows by itself. */

interface Rule {
  /** SQL that is true when the row breaks the rule; never null. */
  when: SQL;
  column: string;
  /** SQL gives a value of the row, or one of `choices`. */
  expected: Message | string | SQL;
  fault: Message;
}

export interface TableRules {
  names: RowNames;
  rules: Rule[];
}

/** Expected values that depend on the row, as its SQL gives them. */
const choices = {
  aTime: 'reconciliation.a_time',
  nothing: 'reconciliation.nothing',
  resultOfSettled: 'reconciliation.result_of_settled',
} satisfies Record<string, PlainKey>;

const wholeCents = (column: string, fault: Message): Rule => ({
  when: sql.raw(`${column} IS NOT round(${column}, 2)`),
  column,
  expected: sql.raw(`round(${column}, 2)`),
  fault,
});

const notWhole = (title: string): Message =>
  message('reconciliation.not_whole_cents', { column: title });

/** `datetime()` returns a timestamp unchanged only when it exists and has the form of all others. */
const timestampRule = (column: string, title: string): Rule => ({
  when: sql.raw(`datetime(${column}) IS NOT ${column}`),
  column,
  expected: 'YYYY-MM-DD HH:MM:SS',
  fault: message('reconciliation.not_a_timestamp', { column: title }),
});

const misfit = (title: string): Message => message('reconciliation.misfit', { column: title });

const created = timestampRule('created_at', 'Created at');
const updated = timestampRule('updated_at', 'Updated at');

const wagerRules: Rule[] = [
  wholeCents('amount', notWhole('Stake')),
  wholeCents('potential_win', notWhole('To win')),
  created,
  updated,
  timestampRule('settled_at', 'Settled at'),
  {
    when: sql`(settled_at IS NOT NULL) IS NOT (status IN ('settled', 'voided'))`,
    column: 'settled_at',
    expected: sql`CASE WHEN status IN ('settled', 'voided') THEN ${choices.aTime}
      ELSE ${choices.nothing} END`,
    fault: misfit('Settled at'),
  },
  {
    when: sql`(status = 'settled' AND coalesce(result, '') NOT IN ('win', 'loss', 'push'))
      OR (status = 'voided' AND result IS NOT 'void')
      OR (status IN ('pending', 'active', 'cancelled') AND result IS NOT NULL)`,
    column: 'result',
    expected: sql`CASE status WHEN 'settled' THEN ${choices.resultOfSettled} WHEN 'voided' THEN 'void'
      ELSE ${choices.nothing} END`,
    fault: misfit('Result'),
  },
];

const transactionRules: Rule[] = [
  wholeCents('amount', notWhole('Amount')),
  created,
  updated,
  timestampRule('processed_at', 'Processed at'),
  {
    when: sql`amount < 0 AND type <> 'settlement'`,
    column: 'amount',
    expected: message('reconciliation.a_positive_amount'),
    fault: message('reconciliation.negative_amount'),
  },
  {
    when: sql`amount = 0`,
    column: 'amount',
    expected: message('reconciliation.an_amount'),
    fault: message('reconciliation.zero_amount'),
  },
  {
    when: sql`(processed_at IS NULL) IS NOT (status = 'pending')`,
    column: 'processed_at',
    expected: sql`CASE status WHEN 'pending' THEN ${choices.nothing} ELSE ${choices.aTime} END`,
    fault: misfit('Processed at'),
  },
  {
    when: sql`status <> 'completed' AND type NOT IN ('deposit', 'withdrawal')`,
    column: 'status',
    expected: message('value', { value: { table: 'transactions', title: 'Completed' } }),
    fault: message('reconciliation.incomplete_wager_money'),
  },
  {
    when: sql`type IN ('deposit', 'withdrawal') AND coalesce(reference, '') GLOB 'REV-*'
      AND NOT EXISTS (SELECT 1 FROM transactions o WHERE o.id = substr(transactions.reference, 5)
        AND o.status = 'completed' AND o.customer_id = transactions.customer_id
        AND o.amount = transactions.amount AND o.type IN ('deposit', 'withdrawal')
        AND o.type <> transactions.type)`,
    column: 'reference',
    expected: message('reconciliation.an_opposite'),
    fault: message('reconciliation.wrong_reversal'),
  },
];

/** The rules of each table. */
export const rowRules = {
  agents: {
    names: rowNames.agents,
    rules: [
      wholeCents('total_volume', notWhole('Total volume')),
      wholeCents('credit_limit', notWhole('Credit limit')),
      {
        when: sql`credit_free IS NOT round(credit_limit - credit_used, 2)`,
        column: 'credit_free',
        expected: sql`round(credit_limit - credit_used, 2)`,
        fault: message('reconciliation.misfit_credit'),
      },
      created,
      updated,
    ],
  },
  customers: {
    names: rowNames.customers,
    rules: [
      wholeCents('balance', notWhole('Balance')),
      wholeCents('betting_limit', notWhole('Betting limit')),
      created,
      updated,
    ],
  },
  wagers: { names: rowNames.wagers, rules: wagerRules },
  transactions: { names: rowNames.transactions, rules: transactionRules },
  activities: {
    names: rowNames.activities,
    rules: [wholeCents('amount', notWhole('Amount')), created],
  },
  gradings: {
    names: rowNames.gradings,
    rules: [wholeCents('win_delta', message('reconciliation.win_not_whole_cents')), created],
  },
} satisfies Record<string, TableRules>;

/** Checks the rows whose `key` (the table's id, or a reference) lies in the range. */
export async function checkRowRules(
  context: Context,
  { names, rules }: TableRules,
  range: KeyRange,
  findings: Findings,
  key: SQL = sql`id`,
): Promise<void> {
  const flags = rules.map(({ when, column, expected }, index) => {
    const value = expected instanceof Message ? sql`NULL` : sql`${expected}`;
    return sql`(${when}) AS ${sql.raw(`broken${index}`)}, ${sql.raw(column)} AS ${sql.raw(`found${index}`)},
      ${value} AS ${sql.raw(`expected${index}`)}`;
  });
  const any = sql.join(
    rules.map((_, index) => sql.raw(`broken${index}`)),
    sql` OR `,
  );
  const rows = await context.longDb.all<Record<string, string | number | null> & { id: string }>(
    sql`SELECT * FROM (SELECT id, ${names.columns}, ${sql.join(flags, sql`, `)}
      FROM ${sql.raw(names.table)} WHERE ${range.of(key)}) WHERE ${any} ORDER BY +id`,
  );
  for (const row of rows) {
    const { name, label } = names.say(row);
    for (const [index, { expected, fault }] of rules.entries()) {
      if (row[`broken${index}`] !== 1) continue;
      const found = row[`found${index}`] ?? null;
      findings.broken(5, {
        table: names.table,
        id: row.id,
        label,
        expected:
          expected instanceof Message ? expected : sayChoice(row[`expected${index}`] ?? null),
        found,
        text:
          found === null
            ? message('reconciliation.row_fault_empty', { row: name, fault })
            : message('reconciliation.row_fault', { row: name, fault, found }),
      });
    }
  }
}

function sayChoice(value: string | number | null): Message | string | number | null {
  const key = Object.values(choices).find((choice) => choice === value);
  return key === undefined ? value : message(key);
}
