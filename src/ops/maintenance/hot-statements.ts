/**
 * The statements that a busy book runs all day: at every request, on the lists that people open
 * first, at each wager, and on the first page. `db plans` shows their plans, and tests hold these
 * texts to those that the server sends.
 */

/** Columns of the list of wagers. */
const WAGER_LIST = `SELECT "id" AS "__key0", "wager_number" AS "wager_number", "customer_id" AS "customer_id",
  "amount" AS "amount", "status" AS "status", "odds" AS "odds", "potential_win" AS
  "potential_win", "created_at" AS "created_at", "result" AS "result", CASE
  typeof("wagers"."created_at") WHEN 'text' THEN 't' || "wagers"."created_at" WHEN
  'integer' THEN 'i' || "wagers"."created_at" ELSE "wagers"."created_at" END AS "__sorted"`;

/** Hot statements, in the order in which people meet them. White space is not that of the server. */
export const hotStatements = [
  {
    name: 'session',
    sql: `select "sessions"."data", "sessions"."last_seen_at", "sessions"."user_id",
        (SELECT count(*) FROM account_notices
        WHERE user_id = "sessions"."user_id" AND acknowledged_at IS NULL), "users"."id",
        "users"."username", "users"."email", "users"."role", "users"."status",
        "users"."agent_id", "agents"."status", "users"."customer_id", "customers"."status",
        "users"."must_change_password", "users"."totp_enabled_at"
      from "sessions"
      left join "users" on "users"."id" = "sessions"."user_id"
      left join "agents" on "agents"."id" = "users"."agent_id"
      left join "customers" on "customers"."id" = "users"."customer_id"
      where ("sessions"."id_hash" = ? and (("sessions"."expires_at" > ? and
        "sessions"."last_seen_at" > ?)))`,
  },
  {
    name: 'wagers_newest',
    sql: `${WAGER_LIST}
      FROM "wagers"
      WHERE 1 AND 1 AND 1
      ORDER BY "wagers"."created_at" DESC, "wagers"."id" DESC
      LIMIT ?`,
  },
  {
    name: 'wagers_status',
    sql: `${WAGER_LIST}
      FROM "wagers"
      WHERE 1 AND 1 AND "status" = ? AND 1
      ORDER BY "wagers"."created_at" DESC, "wagers"."id" DESC
      LIMIT ?`,
  },
  {
    name: 'wagers_count',
    sql: `SELECT count(*) AS total
      FROM (SELECT 1
      FROM "wagers"
      WHERE 1 AND 1 AND "status" = ?
      LIMIT ?)`,
  },
  {
    name: 'wagers_week',
    sql: `${WAGER_LIST}
      FROM "wagers"
      WHERE 1 AND 1 AND "created_at" >= ? AND "created_at" < ? AND 1
      ORDER BY "wagers"."created_at" DESC, "wagers"."id" DESC
      LIMIT ?`,
  },
  {
    name: 'wagers_agent',
    sql: `${WAGER_LIST}
      FROM "wagers"
      WHERE "agent_id" = ? AND 1 AND 1
      ORDER BY "wagers"."created_at" DESC, "wagers"."id" DESC
      LIMIT ?`,
  },
  {
    name: 'wagers_agent_status',
    sql: `${WAGER_LIST}
      FROM "wagers"
      WHERE "agent_id" = ? AND 1 AND "status" = ? AND 1
      ORDER BY "wagers"."created_at" DESC, "wagers"."id" DESC
      LIMIT ?`,
  },
  {
    name: 'wager_record',
    sql: `SELECT "id" AS "__key0", "id" AS "id", "wager_number" AS "wager_number", "customer_id" AS
        "customer_id", "agent_id" AS "agent_id", "amount" AS "amount", "description" AS
        "description", "status" AS "status", "odds" AS "odds", "potential_win" AS
        "potential_win", "created_at" AS "created_at", "updated_at" AS "updated_at",
        "settled_at" AS "settled_at", "result" AS "result", CASE typeof("version") WHEN
        'text' THEN 't' || "version" WHEN 'integer' THEN 'i' || "version" ELSE "version" END
        AS "version", "operation_id" AS "operation_id", "event_starts_at" AS "event_starts_at"
      FROM "wagers"
      WHERE 1 AND "id" = ?
      LIMIT 1`,
  },
  {
    name: 'customer_transactions',
    sql: `SELECT "id" AS "__key0", "type" AS "type", "customer_id" AS "customer_id", "amount" AS
        "amount", "status" AS "status", "reference" AS "reference", "description" AS
        "description", "created_at" AS "created_at", CASE typeof("transactions"."created_at")
        WHEN 'text' THEN 't' || "transactions"."created_at" WHEN 'integer' THEN 'i' ||
        "transactions"."created_at" ELSE "transactions"."created_at" END AS "__sorted"
      FROM "transactions"
      WHERE 1 AND 1 AND "customer_id" = ? AND 1
      ORDER BY "transactions"."created_at" DESC, "transactions"."id" DESC
      LIMIT ?`,
  },
  {
    name: 'customer_titles',
    sql: `SELECT "id" AS "__key0", "name" AS "name"
      FROM "customers"
      WHERE "id" IN (SELECT CASE json_type(value, '$[0]') WHEN 'object' THEN
        unhex(json_extract(value, '$[0].x')) WHEN 'array' THEN CAST(json_extract(value,
        '$[0][0]') AS REAL) * pow(2, json_extract(value, '$[0][1]')) ELSE json_extract(value,
        '$[0]') END
      FROM json_each(?)) AND CASE WHEN 1 THEN 1 ELSE 0 END
      LIMIT ?`,
  },
  {
    name: 'place_customer',
    sql: `SELECT c.id AS id, c.name AS name, c.status AS status, c.balance AS balance, c.betting_limit
        AS betting_limit, c.last_activity AS last_activity, c.agent_id AS agent_id, a.status
        AS agent_status, (SELECT json_group_array(json_object('id', r.id, 'name', r.name, 'scope', r.scope,
        'by', r.placed_by, 'least', r.least_stake, 'stake', r.greatest_stake, 'win', r.greatest_win,
        'odds', r.greatest_odds, 'most', r.greatest_open_stakes, 'open',
        coalesce((SELECT o.open_cents
      FROM open_stakes o
      WHERE o.scope = r.scope AND o.owner_id = coalesce(r.customer_id, r.agent_id, '')), 0)))
      FROM limit_rules r
      WHERE r.status = 'active' AND r.id IN (SELECT id FROM limit_rules INDEXED BY idx_limit_rules_scope WHERE scope = 'book' UNION ALL SELECT id FROM limit_rules INDEXED BY idx_limit_rules_agent WHERE agent_id = c.agent_id UNION ALL SELECT id FROM limit_rules INDEXED BY idx_limit_rules_customer WHERE customer_id = c.id)) AS limits
      FROM customers c
      LEFT JOIN agents a ON a.id = c.agent_id
      WHERE c.id = ?`,
  },
  {
    name: 'place_wager',
    sql: `INSERT INTO wagers (id, wager_number, customer_id, agent_id, amount, description, status,
        odds, potential_win, event_starts_at, created_at, updated_at, operation_id) SELECT (j.value ->>
        '$.id'), coalesce((j.value ->> '$.n'), 'W-' || (( SELECT
        coalesce(max(CAST(substr(wager_number, 3) AS INTEGER)), 1000) + 1
      FROM wagers INDEXED BY idx_wagers_number_sequence
      WHERE wager_number GLOB 'W-[0-9]*' AND length(wager_number) <= 15) + j.key)), c.id,
        c.agent_id, round((j.value ->> '$.a') / 100.0, 2), (j.value ->> '$.d'), (j.value ->>
        '$.s'), (j.value ->> '$.o'), round((j.value ->> '$.p') / 100.0, 2), (j.value ->>
        '$.e'), (j.value ->> '$.t'), (j.value ->> '$.t'), ?
      FROM json_each(?) AS j
      CROSS JOIN customers AS c ON c.id = (j.value ->> '$.c')
      ORDER BY j.key`,
  },
  {
    name: 'place_guard',
    sql: `INSERT INTO guards (code, ok) SELECT ?, coalesce(((SELECT count(*)
      FROM wagers INDEXED BY idx_wagers_operation
      WHERE operation_id = ?) = ?), 0)`,
  },
  {
    name: 'place_limits',
    sql: `INSERT INTO guards (code, ok) SELECT ?, coalesce(((SELECT count(*)
      FROM json_each(?) AS j
      CROSS JOIN wagers w ON w.id = (j.value ->> '$.id')
      CROSS JOIN limit_rules r ON r.id IN (SELECT id FROM limit_rules INDEXED BY idx_limit_rules_scope WHERE scope = 'book' UNION ALL SELECT id FROM limit_rules INDEXED BY idx_limit_rules_agent WHERE agent_id = w.agent_id UNION ALL SELECT id FROM limit_rules INDEXED BY idx_limit_rules_customer WHERE customer_id = w.customer_id)
      WHERE r.status = 'active' AND r.placed_by IN ('anybody', ?) AND (w.amount < r.least_stake
        OR w.amount > r.greatest_stake OR w.potential_win > r.greatest_win OR (j.value ->> '$.p') >
        r.greatest_odds + ? OR coalesce((SELECT o.open_cents
      FROM open_stakes o
      WHERE o.scope = r.scope AND o.owner_id = coalesce(r.customer_id, r.agent_id, '')), 0) >
        CAST(round(r.greatest_open_stakes * 100) AS INTEGER))) = ?), 0)`,
  },
  {
    name: 'settle_read',
    sql: `SELECT w.id AS id, w.wager_number AS number, w.status AS status, w.result AS result, w.amount
        AS amount, w.potential_win AS potential_win, w.version AS version, w.odds AS odds, w.event_starts_at AS event_starts_at, CASE
        w.status WHEN 'pending' THEN (SELECT json_group_array(json_object('id', r.id, 'name', r.name, 'scope', r.scope,
        'by', r.placed_by, 'least', r.least_stake, 'stake', r.greatest_stake, 'win', r.greatest_win,
        'odds', r.greatest_odds, 'most', r.greatest_open_stakes, 'open',
        coalesce((SELECT o.open_cents
      FROM open_stakes o
      WHERE o.scope = r.scope AND o.owner_id = coalesce(r.customer_id, r.agent_id, '')), 0)))
      FROM limit_rules r
      WHERE r.status = 'active' AND r.id IN (SELECT id FROM limit_rules INDEXED BY idx_limit_rules_scope WHERE scope = 'book' UNION ALL SELECT id FROM limit_rules INDEXED BY idx_limit_rules_agent WHERE agent_id = w.agent_id UNION ALL SELECT id FROM limit_rules INDEXED BY idx_limit_rules_customer WHERE customer_id = w.customer_id)) END AS limits, CASE WHEN w.status
        IN ('settled', 'voided') THEN (SELECT g.from_status
      FROM gradings g
      WHERE g.wager_id = w.id AND g.from_status IN ('pending', 'active')
      ORDER BY g.wager_version DESC
      LIMIT 1) END AS open_status, CASE WHEN w.status IN ('settled', 'voided') THEN (SELECT
        g.from_status
      FROM gradings g
      WHERE g.wager_id = w.id
      ORDER BY g.wager_version DESC
      LIMIT 1) END AS graded_from, w.settled_at AS settled_at, max(w.updated_at,
        coalesce(c.last_activity, '')) AS seen_at, w.customer_id AS customer_id, c.name AS
        customer_name, c.status AS customer_status, c.balance AS balance, c.betting_limit AS
        betting_limit, w.agent_id AS agent_id, a.name AS agent_name, a.status AS agent_status
      FROM wagers w
      LEFT JOIN customers c ON c.id = w.customer_id
      LEFT JOIN agents a ON a.id = w.agent_id
      WHERE w.id IN (SELECT value
      FROM json_each(?))`,
  },
  {
    name: 'settle_write',
    sql: `UPDATE wagers SET status = (j.value ->> '$.s'), result = (j.value ->> '$.r'), settled_at =
        (j.value ->> '$.e'), updated_at = (j.value ->> '$.t'), version = version + 1,
        operation_id = ?
      FROM json_each(?) AS j
      WHERE wagers.id = (j.value ->> '$.id') AND wagers.version = (j.value ->> '$.v')`,
  },
  {
    name: 'open_liability',
    sql: `SELECT coalesce(sum(CAST(round(coalesce(potential_win, 0) * 100) AS INTEGER)), 0) AS changeCents
      FROM wagers INDEXED BY idx_wagers_open
      WHERE status IN ('pending', 'active')`,
  },
  {
    name: 'week_stakes',
    sql: `SELECT p.key AS span, w.agent_id AS owner, sum(CAST(round(w.amount * 100) AS INTEGER)) AS
        volumeCents, coalesce(sum(CAST(round(w.amount * 100) AS INTEGER)) FILTER (WHERE
        w.status NOT IN ('cancelled', 'voided')), 0) AS handleCents, count(*) FILTER (WHERE
        w.status NOT IN ('cancelled', 'voided')) AS bets, count(DISTINCT w.customer_id)
        FILTER (WHERE w.status NOT IN ('cancelled', 'voided')) AS activeCustomers
      FROM json_each(?) AS p
      CROSS JOIN wagers AS w ON w.created_at >= (p.value ->> '$.a') AND w.created_at <
        (p.value ->> '$.b')
      WHERE 1
      GROUP BY 1, 2`,
  },
  {
    name: 'week_gradings',
    sql: `SELECT p.key AS span, w.customer_id AS owner, sum(CAST(round(coalesce(g.win_delta, 0) * 100)
        AS INTEGER)) AS cents, sum(((g.to_status IN ('pending', 'active')) - (g.from_status
        IN ('pending', 'active'))) * CAST(round(coalesce(w.amount, 0) * 100) AS INTEGER)) AS
        openCents
      FROM json_each(?) AS p
      CROSS JOIN gradings AS g ON g.created_at >= (p.value ->> '$.a') AND g.created_at <
        (p.value ->> '$.b')
      CROSS JOIN wagers AS w ON w.id = g.wager_id
      WHERE 1
      GROUP BY 1, 2`,
  },
  {
    name: 'week_payments',
    sql: `SELECT p.key AS span, t.customer_id AS owner, sum(CASE t.type WHEN 'deposit' THEN 1 ELSE -1
        END * CAST(round(coalesce(t.amount, 0) * 100) AS INTEGER)) AS cents
      FROM json_each(?) AS p
      CROSS JOIN transactions AS t INDEXED BY idx_transactions_payments ON t.processed_at >=
        (p.value ->> '$.a') AND t.processed_at < (p.value ->> '$.b') AND t.status =
        'completed' AND t.type IN ('deposit', 'withdrawal')
      CROSS JOIN customers AS c ON c.id = t.customer_id
      WHERE 1
      GROUP BY 1, 2`,
  },
  {
    name: 'last_report',
    sql: `SELECT after AS after
      FROM audit_log
      WHERE table_name = ? AND record_id = ?
      ORDER BY seq DESC
      LIMIT 1`,
  },
] as const;

export type HotName = (typeof hotStatements)[number]['name'];
