import { sql } from 'drizzle-orm';
import type { Context } from '../../context.js';

/** Commission rates of agents by day. */

/** Returns the rate of an agent that is in force on a day of the book. */
export type RateOn = (agentId: string, date: string) => number;

/** Reads all rates. An agent's first dated rate holds before its date too; without any, the present one. */
export async function readRates(context: Context): Promise<RateOn> {
  const dated = await context.longDb.all<{ agentId: string; rate: number; from: string }>(
    sql`SELECT agent_id AS agentId, rate, effective_from AS "from" FROM commission_rates
      ORDER BY agent_id, effective_from`,
  );
  const present = await context.longDb.all<{ id: string; rate: number }>(
    sql`SELECT id, commission_rate AS rate FROM agents`,
  );
  const rates = new Map<string, { rate: number; from: string }[]>(
    present.map(({ id, rate }) => [id, [{ rate, from: '' }]]),
  );
  for (const { agentId, rate, from } of dated) rates.get(agentId)?.push({ rate, from });
  return (agentId, date) => {
    const [today, ...own] = rates.get(agentId) ?? [];
    const inForce = own.findLast(({ from }) => from <= date) ?? own[0] ?? today;
    return inForce?.rate ?? 0;
  };
}
