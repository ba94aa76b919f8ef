import Sqlite from 'better-sqlite3';

/**
 * A settlement as bare set-based SQL in one transaction: the same rows as the book's own operation,
 * without its guards, and on a copy without its triggers.
 */

/** The newest active wagers: `count`, and all others of the last one's second. */
export function newestActive(file: string, count: number): { ids: string[]; since: string } {
  const sqlite = new Sqlite(file, { readonly: true });
  try {
    const rows = sqlite
      .prepare(
        `SELECT id, created_at AS at FROM wagers WHERE status = 'active'
        ORDER BY created_at DESC, id DESC`,
      )
      .all() as { id: string; at: string }[];
    const since = rows[Math.min(count, rows.length) - 1]?.at ?? '';
    return { since, ids: rows.filter(({ at }) => at >= since).map(({ id }) => id) };
  } finally {
    sqlite.close();
  }
}

/**
 * Settles wagers as won; returns the time, ms.
 * @throws Error when the file lacks one of them
 */
export function settleRaw(file: string, ids: readonly string[]): number {
  const sqlite = new Sqlite(file);
  try {
    sqlite.pragma('synchronous = FULL');
    sqlite.pragma('cache_size = -32000');
    sqlite.pragma('temp_store = MEMORY');
    dropTriggers(sqlite);
    const prepared = settlement.map((sql) => sqlite.prepare(sql));
    const params = { ids: JSON.stringify(ids), at: currentTimestamp(), operation: 'raw' };
    const start = performance.now();
    const changes = sqlite.transaction(() => prepared.map((each) => each.run(params).changes))();
    const ms = performance.now() - start;
    if (changes[1] !== ids.length) throw new Error(`${file} holds ${changes[1]} of ${ids.length} wagers`); // prettier-ignore
    return ms;
  } finally {
    sqlite.close();
  }
}

export function dropTriggers(sqlite: Sqlite.Database): void {
  const names = sqlite
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'trigger'`)
    .pluck()
    .all() as string[];
  for (const name of names) sqlite.exec(`DROP TRIGGER "${name}"`);
}

/** The current time in the book's format. */
export function currentTimestamp(): string {
  return new Date().toISOString().slice(0, 19).replace('T', ' ');
}

const chosen = `json_each(@ids) AS j CROSS JOIN wagers AS w ON w.id = j.value`;

/** Parameters: `ids` (JSON), `at`, `operation`. */
export const settlement = [
  `INSERT INTO operations (id, kind, actor_user_id, request_hash, result, created_at)
    SELECT @operation, 'wager.settle', 'system', 'raw', @ids, @at`,
  `INSERT INTO gradings (id, wager_id, from_status, from_result, to_status, to_result, win_delta,
      created_at, actor_user_id, operation_id, wager_version)
    SELECT 'g-' || w.id, w.id, w.status, w.result, 'settled', 'win', -w.potential_win, @at,
      'system', @operation, w.version + 1 FROM ${chosen}`,
  `INSERT INTO transactions (id, type, customer_id, amount, status, reference, description,
      created_at, updated_at, processed_at, operation_id)
    SELECT 't-' || w.id, 'settlement', w.customer_id, round(w.amount + w.potential_win, 2),
      'completed', w.wager_number, w.wager_number || ' settled as win', @at, @at, @at, @operation
    FROM ${chosen}`,
  `UPDATE customers SET balance = round(balance + p.paid, 2), version = version + p.count,
      updated_at = @at, last_activity = @at
    FROM (SELECT w.customer_id, sum(w.amount + w.potential_win) AS paid, count(*) AS count
      FROM ${chosen} GROUP BY w.customer_id) AS p WHERE p.customer_id = customers.id`,
  `UPDATE wagers SET status = 'settled', result = 'win', settled_at = @at, updated_at = @at,
      version = version + 1, operation_id = @operation
    WHERE id IN (SELECT value FROM json_each(@ids))`,
  `INSERT INTO activities (id, user_id, type, action, amount, metadata, created_at)
    SELECT 'a-' || w.id, 'system', 'wager_settled', 'settled', w.amount + w.potential_win,
      json_object('wager', w.wager_number), @at FROM ${chosen}`,
  `INSERT INTO audit_log (created_at, actor_user_id, action, table_name, record_id, operation_id,
      before, after)
    SELECT @at, 'system', 'wager.settled', 'wagers', w.id, @operation,
      json_object('status', 'active', 'result', NULL, 'settled_at', NULL),
      json_object('status', w.status, 'result', w.result, 'settled_at', w.settled_at)
    FROM ${chosen}`,
];
