import type { RawWrites } from './raw-server.js';
import { settlement } from './raw-settlement.js';

/**
 * Bare SQL of the measured writes, one transaction each: the same rows as the book's own operations,
 * without their guards, and on a copy without the triggers.
 */

/** Named parameters; each write uses some of them. */
export interface WriteParams {
  /** Id of the operation, and of its new row. */
  operation: string;
  at: string;
  customer: string;
  agent: string;
  /** JSON: ids of the wagers to settle. */
  ids: string;
}

export const STAKE = 10;
export const ODDS = -110;
export const TO_WIN = 9.09;
export const BET = 'Falcons moneyline';

const theWager = 'wagers AS w WHERE w.id = @operation';

export const rawWrites = {
  place: [
    `INSERT INTO operations (id, kind, actor_user_id, request_hash, result, created_at)
      VALUES (@operation, 'wager.place', 'system', 'raw', '{"done":[],"refused":[]}', @at)`,
    `INSERT INTO wagers (id, wager_number, customer_id, agent_id, amount, description, status, odds,
        potential_win, created_at, updated_at, operation_id)
      SELECT @operation, 'W-' || (SELECT max(CAST(substr(wager_number, 3) AS INTEGER)) + 1
          FROM wagers INDEXED BY idx_wagers_number_sequence
          WHERE wager_number GLOB 'W-[0-9]*' AND length(wager_number) <= 15),
        id, agent_id, ${STAKE}, '${BET}', 'active', ${ODDS}, ${TO_WIN}, @at, @at, @operation
      FROM customers WHERE id = @customer`,
    `INSERT INTO transactions (id, type, customer_id, amount, status, reference, description,
        created_at, updated_at, processed_at, operation_id)
      SELECT 't-' || w.id, 'wager', w.customer_id, w.amount, 'completed', w.wager_number,
        'Stake of ' || w.wager_number, @at, @at, @at, @operation FROM ${theWager}`,
    `UPDATE customers SET balance = round(balance - ${STAKE}, 2), version = version + 1,
        updated_at = @at, last_activity = @at WHERE id = @customer`,
    `UPDATE agents SET total_volume = round(total_volume + ${STAKE}, 2)
      WHERE id = (SELECT agent_id FROM customers WHERE id = @customer)`,
    `INSERT INTO activities (id, user_id, type, action, amount, metadata, created_at)
      SELECT 'a-' || w.id, 'system', 'wager_placed', 'placed', w.amount,
        json_object('wager', w.wager_number), @at FROM ${theWager}`,
    `INSERT INTO audit_log (created_at, actor_user_id, action, table_name, record_id, operation_id,
        after)
      SELECT @at, 'system', 'wager.placed', 'wagers', w.id, @operation,
        json_object('wager_number', w.wager_number, 'customer_id', w.customer_id,
          'amount', w.amount, 'odds', w.odds, 'status', w.status) FROM ${theWager}`,
  ],
  settle: settlement,
  create: [
    `INSERT INTO customers (id, agent_id, name, email, created_at, updated_at)
      VALUES (@operation, @agent, 'Customer ' || @operation, @operation || '@example.test', @at, @at)`,
    'UPDATE agents SET customer_count = customer_count + 1 WHERE id = @agent',
    `INSERT INTO audit_log (created_at, actor_user_id, action, table_name, record_id, after)
      SELECT @at, 'system', 'customer.created', 'customers', id,
        json_object('id', id, 'agent_id', agent_id, 'name', name, 'email', email, 'created_at', @at)
      FROM customers WHERE id = @operation`,
  ],
} satisfies RawWrites;

export type BenchWrite = keyof typeof rawWrites;
