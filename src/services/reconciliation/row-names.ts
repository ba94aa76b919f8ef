import { sql, type SQL } from 'drizzle-orm';
import type { TransactionType } from '../../domain/transaction.js';
import { message, Person, type Message } from '../../messages/message.js';
import { cents } from './sql.js';

/** Names of rows in findings, as users know the rows: never by an id. */

type Row = Readonly<Record<string, string | number | null>> & { id: string };

export interface RowNames {
  table: string;
  /** Columns of the table that `say` reads. */
  columns: SQL;
  /** Names a row, both within a message and alone. */
  say: (row: Row) => { name: Message; label: Message | string };
}

export interface NamedTransaction {
  type: TransactionType;
  /** Cents. */
  amount: number;
  customerId: string | null;
  customer: string | null;
}

/** The names of each table's rows. */
export const rowNames = {
  agents: {
    table: 'agents',
    columns: sql`name`,
    say: ({ id, name }) => {
      const agent = new Person('agents', id, text(name));
      return { name: message('reconciliation.agent_row', { agent }), label: sayPerson(agent) };
    },
  },
  customers: {
    table: 'customers',
    columns: sql`name`,
    say: ({ id, name }) => {
      const customer = new Person('customers', id, text(name));
      const row = message('reconciliation.customer_row', { customer });
      return { name: row, label: sayPerson(customer) };
    },
  },
  wagers: {
    table: 'wagers',
    columns: sql`wager_number AS number`,
    say: ({ number }) => {
      const wager = text(number);
      return { name: message('reconciliation.wager_row', { wager }), label: wager };
    },
  },
  transactions: {
    table: 'transactions',
    columns: sql`type, ${cents(sql`amount`)} AS amount, customer_id AS customerId,
      (SELECT c.name FROM customers c WHERE c.id = transactions.customer_id) AS customer`,
    say: (row) => {
      const name = sayTransaction(row as Row & NamedTransaction);
      return { name, label: name };
    },
  },
  activities: {
    table: 'activities',
    columns: sql`user_id AS userId, created_at AS at,
      (SELECT u.username FROM users u WHERE u.id = activities.user_id) AS username`,
    say: ({ userId, username, at }) => {
      const user = new Person('users', text(userId), username === null ? null : text(username));
      const name = message('reconciliation.activity_row', { user, at: text(at) });
      return { name, label: name };
    },
  },
  gradings: {
    table: 'gradings',
    columns: sql`created_at AS at,
      (SELECT w.wager_number FROM wagers w WHERE w.id = gradings.wager_id) AS number`,
    say: ({ number, at }) => {
      const name = message('reconciliation.grading_row', { wager: text(number), at: text(at) });
      return { name, label: name };
    },
  },
} satisfies Record<string, RowNames>;

/** Names a transaction by its type, its amount and its customer. */
export function sayTransaction(transaction: NamedTransaction): Message {
  const { type, amount, customerId, customer } = transaction;
  return message('reconciliation.transaction_row', {
    type: `transaction.${type}`,
    amount,
    customer: new Person('customers', customerId ?? '', customer),
  });
}

/** Names a customer, an agent or a login. */
export function sayPerson(person: Person): Message {
  return message('reconciliation.person', { person });
}

/** Writes a column as text; a broken row may have any value. */
function text(value: string | number | null | undefined): string {
  return String(value ?? '');
}
