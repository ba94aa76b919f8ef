/**
 * The large book as set-based SQL: the rows of `placeWager`, settlements and payments, without their
 * audit rows and activities. Always the same for the same sizes and last day.
 */

export interface BookSize {
  wagers: number;
  customers: number;
  agents: number;
  /** Unix seconds, just after the last wager was placed. */
  until: number;
}

/** A word in the description of very few wagers, for the search. */
export const RARE_WORD = 'quetzal';
const WEEKS = 52;

export function bookSize(wagers: number, until: Date): BookSize {
  return {
    wagers,
    customers: Math.max(20, Math.round(wagers / 50)),
    agents: Math.max(10, Math.round(wagers / 20_000)),
    until: Math.floor(until.getTime() / 1000),
  };
}

export const agentId = (number: number | string) => `'agent-' || (${number})`;
const key = (kind: number, number: string) =>
  `'019a0000-0000-700${kind}-8000-' || printf('%012x', ${number})`;

const PRIME = 2_147_483_647;

/**
 * SQL of a number from 0 to below that looks random, the same for the same row and salt. Squaring
 * twice leaves no pattern of the row's number: by multiples and shifts alone, rows at equal steps
 * drew equal numbers.
 */
export const randomBelow = (row: string, salt: number, below: number) =>
  `(${squared(squared(`((${row} + ${salt * 15_485_863}) * 48271 % ${PRIME})`, salt), 7 * salt)} % ${below})`;

/** Stays below 2^62, within SQLite's integers. */
const squared = (value: string, shift: number) =>
  `((${value} + ${shift}) * (${value} + ${shift}) % ${PRIME})`;

const numbers = (count: number) =>
  `n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ${count})`;

const pickWord = (row: string, salt: number, words: readonly string[]) =>
  `CASE ${randomBelow(row, salt, words.length)} ${words.map((word, index) => `WHEN ${index} THEN '${word}'`).join(' ')} END`;

const teams = ['Falcons', 'Harbor', 'Comets', 'Pioneers', 'Ravens', 'Summit', 'Mariners', 'Union'];
const markets = ['moneyline', 'spread -3.5', 'spread +7', 'over 44.5', 'under 210', 'first half'];

/** Writes of the whole book, in their order; none has parameters. */
export function bookWrites(size: BookSize): string[] {
  return [
    ...peopleWrites(size),
    drawWagers(size),
    ...operationWrites,
    ...wagerWrites,
    ...wagerTransactionWrites,
    paymentWrite(size),
    ...sumWrites(size),
    'DROP TABLE bench_wagers',
  ];
}

const startOf = ({ until }: BookSize) => until - WEEKS * 7 * 86_400;

/** SQL of the Unix seconds of a row, evenly over the book's weeks. */
const placedAt = (size: BookSize, row: string, count: number) =>
  `(${startOf(size)} + CAST((${row} - 1) * ${size.until - startOf(size)}.0 / ${count} AS INTEGER))`;

const storedAt = (seconds: string) => `datetime(${seconds}, 'unixepoch')`;

function peopleWrites(size: BookSize): string[] {
  const { customers, agents } = size;
  const openedAt = storedAt(String(startOf(size)));
  return [
    `INSERT INTO agents (id, name, code, commission_rate, created_at, updated_at)
      WITH RECURSIVE ${numbers(agents)}
      SELECT ${agentId('n')}, 'Agent ' || n, 'A' || n, 0.1, ${openedAt}, ${openedAt}
      FROM n`,
    `INSERT INTO commission_rates (id, agent_id, rate, effective_from, created_at)
      SELECT 'rate-' || id, id, commission_rate, date(created_at), created_at FROM agents`,
    `INSERT INTO customers (id, agent_id, name, email, betting_limit, created_at, updated_at)
      WITH RECURSIVE ${numbers(customers)}
      SELECT ${key(0, 'n')}, ${agentId(`n % ${agents} + 1`)}, 'Customer ' || n,
        'customer' || n || '@example.test', 100000, ${openedAt}, ${openedAt}
      FROM n`,
  ];
}

/** Draws stake, odds, status and result of every wager into a table for the writes after it. */
function drawWagers(size: BookSize): string {
  const { wagers, customers, until } = size;
  return `CREATE TABLE bench_wagers AS
      WITH RECURSIVE ${numbers(wagers)},
      drawn AS (SELECT n, ${randomBelow('n', 1, customers)} + 1 AS customer,
        100 + ${randomBelow('n', 2, 50_000)} AS cents, ${randomBelow('n', 3, 1000)} AS fate,
        CASE ${randomBelow('n', 4, 4)} WHEN 0 THEN -110 WHEN 1 THEN -105 WHEN 2 THEN 120 ELSE 150 END
          AS odds,
        ${placedAt(size, 'n', wagers)} AS placed FROM n)
      SELECT n, customer, cents, odds, placed,
        CAST(round(CASE WHEN odds < 0 THEN cents * 100.0 / -odds ELSE cents * odds / 100.0 END)
          AS INTEGER) AS profit,
        min(${until}, placed + 3600 + ${randomBelow('n', 5, 172_800)}) AS graded,
        CASE WHEN fate < 20 THEN 'pending' WHEN fate < 120 THEN 'active'
          WHEN fate < 130 THEN 'cancelled' WHEN fate < 150 THEN 'voided' ELSE 'settled' END
          AS status,
        CASE WHEN fate < 130 THEN NULL WHEN fate < 150 THEN 'void' WHEN fate < 560 THEN 'win'
          WHEN fate < 960 THEN 'loss' ELSE 'push' END AS result
      FROM drawn`;
}

/** Id of a grading's operation: one for each kind of outcome among a thousand wagers. */
const grading = `'grade-' || (n / 1000) || '-' || coalesce(result, 'cancel')`;

const operationWrites = [
  `INSERT INTO operations (id, kind, actor_user_id, request_hash, result, created_at)
    SELECT 'place-' || (n / 1000), 'wager.place', 'system', 'bench', '{"done":[],"refused":[]}',
      datetime(max(placed), 'unixepoch') FROM bench_wagers GROUP BY n / 1000`,
  `INSERT INTO operations (id, kind, actor_user_id, request_hash, result, created_at)
    SELECT ${grading}, CASE status WHEN 'cancelled' THEN 'wager.cancel' WHEN 'voided'
        THEN 'wager.void' ELSE 'wager.settle' END, 'system', 'bench', '{"done":[],"refused":[]}',
      datetime(max(graded), 'unixepoch')
    FROM bench_wagers WHERE status NOT IN ('pending', 'active') GROUP BY 1`,
];

const wagerWrites = [
  `INSERT INTO wagers (id, wager_number, customer_id, agent_id, amount, description, status,
        odds, potential_win, created_at, updated_at, settled_at, result, version, operation_id)
      SELECT ${key(1, 'b.n')}, 'W-' || (1000 + b.n), c.id, c.agent_id, round(b.cents / 100.0, 2),
        ${pickWord('b.n', 6, teams)} || ' ' || ${pickWord('b.n', 7, markets)} || ', game ' || (b.n % 997)
          || CASE WHEN b.n % 1250 = 777 THEN ' ${RARE_WORD}' ELSE '' END,
        b.status, b.odds, round(b.profit / 100.0, 2), ${storedAt('b.placed')},
        ${storedAt("CASE WHEN b.status IN ('pending', 'active') THEN b.placed ELSE b.graded END")},
        CASE WHEN b.status IN ('settled', 'voided') THEN ${storedAt('b.graded')} END, b.result,
        b.status NOT IN ('pending', 'active'),
        CASE WHEN b.status IN ('pending', 'active') THEN 'place-' || (b.n / 1000)
          ELSE ${grading} END
      FROM bench_wagers AS b CROSS JOIN customers AS c ON c.id = ${key(0, 'b.customer')}
      ORDER BY b.n`,
  `INSERT INTO gradings (id, wager_id, from_status, to_status, to_result, win_delta, created_at,
        actor_user_id, operation_id, wager_version)
      SELECT ${key(4, 'n')}, ${key(1, 'n')},
        CASE status WHEN 'cancelled' THEN 'pending' ELSE 'active' END, status, result,
        round(CASE result WHEN 'win' THEN -profit WHEN 'loss' THEN cents ELSE 0 END / 100.0, 2),
        ${storedAt('graded')}, 'system', ${grading}, 1
      FROM bench_wagers WHERE status NOT IN ('pending', 'active') ORDER BY n`,
];

const wagerTransactionWrites = [
  insertTransactions(`SELECT ${key(2, 'b.n')}, 'wager', w.customer_id, w.amount, 'completed',
        w.wager_number, 'Stake of ' || w.wager_number, w.created_at, w.created_at, w.created_at,
        0, 'place-' || (b.n / 1000)
      FROM bench_wagers AS b CROSS JOIN wagers AS w ON w.id = ${key(1, 'b.n')} ORDER BY b.n`),
  insertTransactions(`SELECT ${key(3, 'b.n')},
        CASE b.result WHEN 'win' THEN 'settlement' ELSE 'refund' END, w.customer_id,
        round((b.cents + CASE b.result WHEN 'win' THEN b.profit ELSE 0 END) / 100.0, 2),
        'completed', w.wager_number, w.wager_number || ' ' || b.status, ${storedAt('b.graded')},
        ${storedAt('b.graded')}, ${storedAt('b.graded')}, 0, w.operation_id
      FROM bench_wagers AS b CROSS JOIN wagers AS w ON w.id = ${key(1, 'b.n')}
      WHERE b.status = 'cancelled' OR b.result IN ('win', 'push', 'void') ORDER BY b.n`),
];

function paymentWrite(size: BookSize): string {
  const { wagers, customers, until } = size;
  const payments = Math.round(wagers / 2);
  return insertTransactions(`WITH RECURSIVE ${numbers(payments)},
      drawn AS (SELECT n, ${randomBelow('n', 8, customers)} + 1 AS customer,
        ${randomBelow('n', 9, 100)} AS fate, ${placedAt(size, 'n', payments)} AS made FROM n),
      paid AS (SELECT *, CASE WHEN fate < 90 THEN 'completed' WHEN fate < 94 THEN 'pending'
        WHEN fate < 97 THEN 'failed' ELSE 'cancelled' END AS status FROM drawn)
      SELECT ${key(5, 'n')}, CASE WHEN ${randomBelow('n', 10, 10)} < 7 THEN 'deposit'
          ELSE 'withdrawal' END, ${key(0, 'customer')}, 5 + ${randomBelow('n', 11, 995)}, status, NULL,
        'Payment ' || n, ${storedAt('made')}, ${storedAt('made')},
        CASE WHEN status <> 'pending' THEN ${storedAt(`min(${until}, made + 1800)`)} END,
        status <> 'pending', 'pay-' || (n / 1000) || '-' || status
      FROM paid ORDER BY n`);
}

/** Sums of the transactions and wagers: balances, and the derived columns of agents. */
function sumWrites({ until }: BookSize): string[] {
  return [
    `UPDATE customers SET balance = sums.cents / 100.0, version = sums.movements,
        last_activity = ${storedAt(String(until))}
      FROM (SELECT customer.id, coalesce(moved.cents, 0) AS cents,
          coalesce(moved.movements, 0) AS movements
        FROM customers AS customer LEFT JOIN (
          SELECT customer_id, count(*) AS movements, sum(CAST(round(amount * 100) AS INTEGER) *
            CASE WHEN type IN ('withdrawal', 'wager') THEN -1 ELSE 1 END) AS cents
          FROM transactions WHERE status = 'completed' GROUP BY customer_id) AS moved
        ON moved.customer_id = customer.id) AS sums
      WHERE sums.id = customers.id`,
    `UPDATE agents SET total_volume = sums.cents / 100.0,
        customer_count = (SELECT count(*) FROM customers WHERE agent_id = agents.id),
        credit_used = (SELECT coalesce(sum(betting_limit), 0) FROM customers
          WHERE agent_id = agents.id)
      FROM (SELECT agent_id, sum(CAST(round(amount * 100) AS INTEGER)) AS cents
        FROM wagers GROUP BY agent_id) AS sums
      WHERE sums.agent_id = agents.id`,
    ...[
      ['book', "''"],
      ['agent', 'agent_id'],
      ['customer', 'customer_id'],
    ].map(
      ([scope = '', owner = '']) => `INSERT INTO open_stakes (scope, owner_id, open_cents)
        SELECT '${scope}', ${owner}, sum(CAST(round(amount * 100) AS INTEGER)) FROM wagers
        WHERE status IN ('pending', 'active') GROUP BY 2`,
    ),
  ];
}

function insertTransactions(rows: string): string {
  return `INSERT INTO transactions (id, type, customer_id, amount, status, reference, description,
    created_at, updated_at, processed_at, version, operation_id) ${rows}`;
}
