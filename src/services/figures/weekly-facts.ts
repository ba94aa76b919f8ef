import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch, rows, type Query } from '../../db/batch.js';
import type { Period } from '../../domain/period.js';
import {
  isEmptyLine,
  sheetLine,
  type SheetFacts,
  type SheetLine,
} from '../../domain/weekly-sheet.js';
import { inTurns, turnsAfter } from '../in-turns.js';
import type { Named } from './scope.js';

/** The facts of the weekly page: every customer's line, as of one moment. */

export interface CustomerLine extends Named {
  line: SheetLine;
}

export interface WeeklyFacts {
  agents: Named[];
  /** Lines by agent, in the order of the customers' names, without lines of zeros. */
  customers: Map<string, CustomerLine[]>;
  /** Handle of the week by agent. */
  handles: Map<string, number>;
}

interface Customer extends Named {
  agentId: string;
  balanceCents: number;
}

interface OwnerRow {
  span: number;
  owner: string;
}

type Money = OwnerRow & { cents: number };
type Open = OwnerRow & { openCents: number };

/** Rows that take a millisecond or two; other requests get their turn in between. */
const ROWS_A_TURN = 1000;

/** Reads the facts of one agent or of all, in one batch. */
export async function readWeeklyFacts(
  context: Context,
  days: readonly Period[],
  agentId: string | null,
): Promise<WeeklyFacts> {
  const [agents, owners, open, wins, payments, placed, handles] = await commitBatch(
    context.engine.longReads,
    factQueries(days, agentId),
  );
  const turn = turnsAfter(ROWS_A_TURN);
  const found = new Map<string, Facts>();
  await inTurns(owners, turn, ({ id, balanceCents }) => {
    found.set(id, noFacts(balanceCents, days.length));
  });
  const add = <Row extends OwnerRow>(list: readonly Row[], to: (facts: Facts, row: Row) => void) =>
    inTurns(list, turn, (row) => {
      const facts = found.get(row.owner);
      if (facts) to(facts, row);
    });
  const isLater = ({ span }: OwnerRow) => span === days.length;
  await add(open, (facts, row) => (facts.openCents += row.openCents));
  await add(wins, (facts, row) => {
    if (!isLater(row)) facts.winCents[row.span] = row.cents;
    else {
      facts.later.winCents += row.cents;
      facts.later.openCents += row.openCents;
    }
  });
  await add(payments, (facts, row) => {
    (isLater(row) ? facts.later : facts).paymentCents += row.cents;
  });
  await add(placed, (facts, row) => (facts.later.openCents += row.openCents));
  const customers = new Map<string, CustomerLine[]>();
  await inTurns(owners, turn, ({ id, name, agentId: agent }) => {
    const line = sheetLine(found.get(id) ?? noFacts(0, days.length));
    if (isEmptyLine(line)) return;
    const own = customers.get(agent) ?? [];
    own.push({ id, name, line });
    customers.set(agent, own);
  });
  return {
    agents,
    customers,
    handles: new Map(handles.map(({ owner, cents: handle }) => [owner, handle])),
  };
}

type Facts = SheetFacts & { winCents: number[] };

function noFacts(balanceCents: number, days: number): Facts {
  return {
    balanceCents,
    openCents: 0,
    winCents: Array.from({ length: days }, () => 0),
    paymentCents: 0,
    later: { winCents: 0, paymentCents: 0, openCents: 0 },
  };
}

const cents = (column: string): SQL =>
  sql.raw(`CAST(round(coalesce(${column}, 0) * 100) AS INTEGER)`);
const isOpen = (column: string): SQL => sql.raw(`(${column} IN ('pending', 'active'))`);

type FactQueries = [
  agents: Query<Named>,
  customers: Query<Customer>,
  open: Query<Open>,
  wins: Query<Money & Open>,
  payments: Query<Money>,
  placed: Query<Open>,
  handles: Query<Money>,
];

/** Selects the facts. The spans are the days and, last, the time after them. */
function factQueries(days: readonly Period[], agentId: string | null): FactQueries {
  const startsAt = days[0]?.startsAt ?? '';
  const endsAt = days.at(-1)?.endsAt ?? '';
  const spans = [
    ...days.map((day) => ({ a: day.startsAt, b: day.endsAt })),
    { a: endsAt, b: '9999-12-31 23:59:59' },
  ];
  const from = sql`json_each(${JSON.stringify(spans)}) AS p`;
  const within = (column: string): SQL =>
    sql.raw(`${column} >= (p.value ->> '$.a') AND ${column} < (p.value ->> '$.b')`);
  // `+` keeps the planner on the index of the time: it narrows, the agent hardly does. Wagers have
  // an index of both.
  const own = (column: string): SQL =>
    agentId === null ? sql`1` : sql`${sql.raw(column)} = ${agentId}`;
  return [
    rows(sql`SELECT a.id AS id, a.name AS name FROM agents a WHERE ${own('a.id')}
      ORDER BY a.name COLLATE NOCASE, a.id`),
    rows(sql`SELECT c.id AS id, c.name AS name, c.agent_id AS agentId, ${cents('c.balance')} AS balanceCents
      FROM customers c WHERE ${own('c.agent_id')} ORDER BY c.name COLLATE NOCASE, c.id`),
    rows(sql`SELECT 0 AS span, w.customer_id AS owner, sum(${cents('w.amount')}) AS openCents
      FROM wagers w INDEXED BY idx_wagers_open
      WHERE w.status IN ('pending', 'active') AND ${own('w.agent_id')} GROUP BY w.customer_id`),
    rows(sql`SELECT p.key AS span, w.customer_id AS owner, sum(${cents('g.win_delta')}) AS cents,
        sum((${isOpen('g.to_status')} - ${isOpen('g.from_status')}) * ${cents('w.amount')}) AS openCents
      FROM ${from} CROSS JOIN gradings AS g ON ${within('g.created_at')}
        CROSS JOIN wagers AS w ON w.id = g.wager_id
      WHERE ${own('+w.agent_id')} GROUP BY 1, 2`),
    rows(sql`SELECT p.key AS span, t.customer_id AS owner,
        sum(CASE t.type WHEN 'deposit' THEN 1 ELSE -1 END * ${cents('t.amount')}) AS cents
      FROM ${from} CROSS JOIN transactions AS t INDEXED BY idx_transactions_payments
          ON ${within('t.processed_at')}
        AND t.status = 'completed' AND t.type IN ('deposit', 'withdrawal')
        CROSS JOIN customers AS c ON c.id = t.customer_id
      WHERE ${own('+c.agent_id')} GROUP BY 1, 2`),
    rows(sql`SELECT ${days.length} AS span, w.customer_id AS owner, sum(${cents('w.amount')}) AS openCents
      FROM wagers w WHERE w.created_at >= ${endsAt} AND ${own('w.agent_id')} GROUP BY 1, 2`),
    rows(sql`SELECT 0 AS span, w.agent_id AS owner, sum(${cents('w.amount')}) AS cents
      FROM wagers w WHERE w.created_at >= ${startsAt} AND w.created_at < ${endsAt}
        AND w.status NOT IN ('cancelled', 'voided') AND ${own('w.agent_id')} GROUP BY 2`),
  ];
}
