import { sql, type SQL } from 'drizzle-orm';

/**
 * Formulas of docs/money.md for the reconciliation alone: a check that shared them with the operations
 * would share their mistakes.
 */

/** Reads dollars of a REAL column as whole cents. */
export const cents = (dollars: SQL): SQL =>
  sql`CAST(round(coalesce(${dollars}, 0) * 100) AS INTEGER)`;

/** Effect of a completed transaction `t` on the balance in cents; 0 for any other. */
export const effect: SQL = sql`CASE WHEN t.status <> 'completed' THEN 0
  WHEN t.type IN ('withdrawal', 'wager') THEN -${cents(sql`t.amount`)}
  ELSE ${cents(sql`t.amount`)} END`;

/** Payout of wager `w` in this state, cents. */
export const payout = (status: SQL, result: SQL): SQL => sql`CASE
  WHEN ${status} IN ('cancelled', 'voided') THEN ${cents(sql`w.amount`)}
  WHEN ${status} = 'settled' AND ${result} = 'win'
    THEN ${cents(sql`w.amount`)} + ${cents(sql`w.potential_win`)}
  WHEN ${status} = 'settled' AND ${result} = 'push' THEN ${cents(sql`w.amount`)}
  ELSE 0 END`;

/** The book's recognised win on wager `w` in this state, cents. */
export const recognisedWin = (status: SQL, result: SQL): SQL => sql`CASE
  WHEN ${status} = 'settled' AND ${result} = 'win' THEN -${cents(sql`w.potential_win`)}
  WHEN ${status} = 'settled' AND ${result} = 'loss' THEN ${cents(sql`w.amount`)}
  ELSE 0 END`;
