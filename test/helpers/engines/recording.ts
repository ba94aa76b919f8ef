import type { Context } from '../../../src/context.js';
import type { D1Database } from '../../../src/db/types.js';

/** Records the statements of a context, whichever thread runs them, and shows their plans. */

export interface Recorded {
  sql: string;
  params: unknown[];
}

export interface PlanStep {
  parent: number;
  detail: string;
}

export interface Recording {
  /** The same context, recorded. */
  context: Context;
  statements: Recorded[];
}

export function record(plain: Context): Recording {
  const statements: Recorded[] = [];
  const recorded = (database: D1Database): D1Database => {
    const prepare = (sql: string) => {
      const statement = database.prepare(sql);
      const bind = statement.bind.bind(statement);
      statement.bind = (...params) => {
        statements.push({ sql, params });
        return bind(...params);
      };
      return statement;
    };
    return { batch: database.batch.bind(database), prepare } as unknown as D1Database;
  };
  const { engine } = plain;
  const database = recorded(plain.database);
  const longReads = recorded(engine.longReads);
  const backgroundReads = recorded(engine.backgroundReads);
  return {
    context: { ...plain, database, engine: { ...engine, database, longReads, backgroundReads } },
    statements,
  };
}

export async function planOf(database: D1Database, { sql, params }: Recorded): Promise<PlanStep[]> {
  const plan = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).bind(...params);
  return (await plan.all<PlanStep>()).results;
}

const PLANS_A_TRIP = 50;

/** The plans of many statements, in their order, in few round trips. */
export async function plansOf(
  database: D1Database,
  statements: readonly Recorded[],
): Promise<PlanStep[][]> {
  const plans: PlanStep[][] = [];
  for (let start = 0; start < statements.length; start += PLANS_A_TRIP) {
    const some = statements.slice(start, start + PLANS_A_TRIP);
    const explained = await database.batch<PlanStep>(
      some.map(({ sql, params }) => database.prepare(`EXPLAIN QUERY PLAN ${sql}`).bind(...params)),
    );
    plans.push(...explained.map(({ results }) => results));
  }
  return plans;
}
