import type { Context } from '../../../src/context.js';
import { query } from './book.js';

/**
 * The invariants of a book, checked with arithmetic of their own: plain whole cents over all rows,
 * nothing shared with the services or their SQL.
 */

interface WagerRecord {
  id: string;
  wager_number: string;
  customer_id: string;
  agent_id: string;
  amount: number;
  potential_win: number;
  status: string;
  result: string | null;
  settled_at: string | null;
  created_at: string;
  version: number;
}
interface CustomerRecord {
  id: string;
  agent_id: string;
  balance: number;
  betting_limit: number;
}
interface AgentRecord {
  id: string;
  total_volume: number;
  customer_count: number;
  credit_used: number;
}
interface TransactionRecord {
  id: string;
  type: string;
  customer_id: string;
  amount: number;
  status: string;
  reference: string | null;
  processed_at: string | null;
}
interface GradingRecord {
  wager_id: string;
  from_status: string;
  from_result: string | null;
  to_status: string;
  to_result: string | null;
  win_delta: number;
  created_at: string;
  wager_version: number;
  operation_id: string;
}

const cents = (dollars: number) => Math.round(dollars * 100);
const openOr = (status: string) => (/^(pending|active)$/.test(status) ? 'open' : status);
const isGradedStatus = (status: string) => status === 'settled' || status === 'voided';
const isWholeCents = (dollars: number) => cents(dollars) / 100 === dollars;

type Check = (holds: boolean, problem: string) => void;

/** Names every breach; a sound book has no breach. */
export async function brokenInvariants(context: Context): Promise<string[]> {
  const problems: string[] = [];
  const check: Check = (holds, problem) => {
    if (!holds) problems.push(problem);
  };
  const customers = await query<CustomerRecord>(
    context,
    'SELECT id, agent_id, balance, betting_limit FROM customers',
  );
  const agents = await query<AgentRecord>(
    context,
    'SELECT id, total_volume, customer_count, credit_used FROM agents',
  );
  const wagers = await query<WagerRecord>(context, 'SELECT * FROM wagers');
  const transactions = await query<TransactionRecord>(context, 'SELECT * FROM transactions');
  const gradings = await query<GradingRecord>(
    context,
    'SELECT * FROM gradings ORDER BY wager_id, wager_version',
  );

  const movements = checkTransactions(transactions, wagers, check);
  checkCustomers(customers, movements, check);
  const agentOf = new Map(customers.map((customer) => [customer.id, customer.agent_id]));
  const chains = new Map<string, GradingRecord[]>();
  for (const grading of gradings) {
    chains.set(grading.wager_id, [...(chains.get(grading.wager_id) ?? []), grading]);
  }
  for (const wager of wagers) {
    const name = `wager ${wager.wager_number}`;
    check(wager.agent_id === agentOf.get(wager.customer_id), `${name}: agent`);
    checkWager(wager, movements, check);
    checkChain(wager, chains.get(wager.id) ?? [], check);
  }
  checkAgents(agents, customers, wagers, check);
  await checkOpenStakes(context, wagers, check);
  const leftOver = await query(context, 'SELECT * FROM balance_marker');
  check(leftOver.length === 0, 'balance_marker holds rows');
  return problems;
}

/** Whole cents that transactions have moved. */
interface Movements {
  /** By customer. */
  balances: Map<string, number>;
  /** By wager number: stake, payments and refunds. */
  moved: Map<string, number>;
  /** Count of stakes by wager number. */
  stakes: Map<string, number>;
}

function checkTransactions(
  transactions: readonly TransactionRecord[],
  wagers: readonly WagerRecord[],
  check: Check,
): Movements {
  const balances = new Map<string, number>();
  const moved = new Map<string, number>();
  const stakes = new Map<string, number>();
  const reversed = new Map<string, number>();
  const add = (sums: Map<string, number>, key: string, value: number) =>
    sums.set(key, (sums.get(key) ?? 0) + value);
  const numbers = new Set(wagers.map((wager) => wager.wager_number));
  for (const row of transactions) {
    const { id, type, status, amount } = row;
    const reference = row.reference ?? '';
    check(isWholeCents(amount), `transaction ${id}: amount ${amount} is off the cent`);
    check(type === 'settlement' ? amount !== 0 : amount > 0, `transaction ${id}: sign ${amount}`);
    check(
      (row.processed_at === null) === (status === 'pending'),
      `transaction ${id}: ${status} with processed_at ${row.processed_at ?? 'null'}`,
    );
    const isOfWager = ['wager', 'settlement', 'refund'].includes(type);
    if (isOfWager) check(numbers.has(reference), `transaction ${id}: no wager`);
    if (isOfWager) check(status === 'completed', `transaction ${id}: ${type} is ${status}`);
    if (reference.startsWith('REV-')) add(reversed, reference, 1);
    if (status !== 'completed') continue;
    const effect = ['withdrawal', 'wager'].includes(type) ? -cents(amount) : cents(amount);
    add(balances, row.customer_id, effect);
    if (isOfWager) add(moved, reference, effect);
    if (type === 'wager') add(stakes, reference, 1);
  }
  for (const [reference, count] of reversed) check(count === 1, `${reference}: ${count} times`);
  return { balances, moved, stakes };
}

function checkCustomers(
  customers: readonly CustomerRecord[],
  { balances }: Movements,
  check: Check,
): void {
  for (const { id, balance, betting_limit } of customers) {
    check(isWholeCents(balance), `customer ${id}: balance ${balance} is off the cent`);
    check(isWholeCents(betting_limit), `customer ${id}: limit is off the cent`);
    const expected = balances.get(id) ?? 0;
    check(cents(balance) === expected, `customer ${id}: balance ${balance}, rows ${expected}`);
  }
}

/** Checks a wager's state, and the money that it has moved. */
function checkWager(wager: WagerRecord, { moved, stakes }: Movements, check: Check): void {
  const name = `wager ${wager.wager_number}`;
  const stake = cents(wager.amount);
  const profit = cents(wager.potential_win);
  const { status, result } = wager;
  check(isWholeCents(wager.amount) && isWholeCents(wager.potential_win), `${name}: off the cent`);
  check(stakes.get(wager.wager_number) === 1, `${name}: not exactly one stake`);
  const isGraded = isGradedStatus(status);
  check((result !== null) === isGraded, `${name}: ${status} with result ${result ?? 'null'}`);
  check((wager.settled_at !== null) === isGraded, `${name}: ${status} and settled_at`);
  check((status === 'voided') === (result === 'void'), `${name}: ${status} and void`);
  let payout = 0;
  if (status === 'cancelled' || result === 'push' || result === 'void') payout = stake;
  if (result === 'win') payout = stake + profit;
  const found = moved.get(wager.wager_number) ?? 0;
  check(found === payout - stake, `${name}: moved ${found}, expected ${payout - stake}`);
}

/** Checks that the gradings of a wager follow one another and end at its state. */
function checkChain(wager: WagerRecord, chain: readonly GradingRecord[], check: Check): void {
  const name = `wager ${wager.wager_number}`;
  const { status, result } = wager;
  let state: [string, string | null] = ['open', null];
  let won = 0;
  let settledAt: string | null = null;
  for (const grading of chain) {
    check(
      openOr(grading.from_status) === state[0] && grading.from_result === state[1],
      `${name}: a grading from ${grading.from_status} does not follow ${state[0]}`,
    );
    state = [openOr(grading.to_status), grading.to_result];
    won += cents(grading.win_delta);
    check(isWholeCents(grading.win_delta), `${name}: win_delta is off the cent`);
    settledAt = grading.created_at;
  }
  check(
    state[0] === openOr(status) && state[1] === result,
    `${name}: gradings end at ${state.join(' ')}`,
  );
  if (isGradedStatus(status)) {
    check(settledAt === wager.settled_at, `${name}: settled_at is another time`);
  }
  const lost = result === 'loss' ? cents(wager.amount) : 0;
  const recognised = result === 'win' ? -cents(wager.potential_win) : lost;
  check(won === recognised, `${name}: win deltas ${won}, expected ${recognised}`);
}

function checkAgents(
  agents: readonly AgentRecord[],
  customers: readonly CustomerRecord[],
  wagers: readonly WagerRecord[],
  check: Check,
): void {
  for (const agent of agents) {
    const own = customers.filter(({ agent_id }) => agent_id === agent.id).length;
    check(agent.customer_count === own, `agent ${agent.id}: customer_count`);
    const limits = customers
      .filter(({ agent_id }) => agent_id === agent.id)
      .reduce((sum, { betting_limit }) => sum + cents(betting_limit), 0);
    check(agent.credit_used === limits / 100, `agent ${agent.id}: credit_used`);
    const volume = wagers
      .filter(({ agent_id }) => agent_id === agent.id)
      .reduce((sum, { amount }) => sum + cents(amount), 0);
    check(cents(agent.total_volume) === volume, `agent ${agent.id}: total_volume`);
  }
}

/** Checks the running sums of open stakes against the wagers; owners without any may have none. */
async function checkOpenStakes(
  context: Context,
  wagers: readonly WagerRecord[],
  check: Check,
): Promise<void> {
  const sums = await query<{ scope: string; owner_id: string; open_cents: number }>(
    context,
    'SELECT scope, owner_id, open_cents FROM open_stakes',
  );
  const expected = new Map<string, number>();
  for (const { amount, status, customer_id, agent_id } of wagers) {
    if (openOr(status) !== 'open') continue;
    for (const owner of ['book ', `agent ${agent_id}`, `customer ${customer_id}`]) {
      expected.set(owner, (expected.get(owner) ?? 0) + cents(amount));
    }
  }
  const stored = new Map(
    sums.map(({ scope, owner_id, open_cents }) => [`${scope} ${owner_id}`, open_cents]),
  );
  for (const owner of new Set([...expected.keys(), ...stored.keys()])) {
    check(
      (stored.get(owner) ?? 0) === (expected.get(owner) ?? 0),
      `open stakes of ${owner}: ${stored.get(owner) ?? 'none'}, wagers ${expected.get(owner) ?? 0}`,
    );
  }
}
