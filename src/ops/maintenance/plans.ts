import { sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch, rows, type Write } from '../../db/batch.js';
import { hotStatements, type HotName } from './hot-statements.js';

/** Plans of the hot statements, and the indexes that they name. SQLite counts no use of an index. */

export interface HotPlan {
  name: HotName;
  /** Steps as SQLite words them. */
  steps: string[];
  /** Steps that walk a whole table of more than some rows, without an index. */
  scans: string[];
}

export interface IndexUse {
  name: string;
  table: string;
  /** Hot statements whose plans name the index. */
  usedBy: HotName[];
}

export interface PlanReport {
  plans: HotPlan[];
  indexes: IndexUse[];
}

/** Rows of a table that the planner rightly walks rather than look them up one by one. */
const SMALL_ROWS = 1000;

/** Reads the plans of all hot statements; nothing is executed. */
export async function readPlans(context: Context): Promise<PlanReport> {
  const explained = await commitBatch(context.database, hotStatements.map(explain));
  const steps = explained.map((plan) => plan.map((row) => String(row['detail'])));
  const scanned = hotStatements.map(({ sql: text }, position) => scansOf(text, steps[position]));
  const large = await largeTables(context, new Set(scanned.flat().map(({ table }) => table)));
  const plans = hotStatements.map(({ name }, position): HotPlan => ({
    name,
    steps: steps[position] ?? [],
    scans: (scanned[position] ?? [])
      .filter(({ table }) => large.has(table))
      .map(({ step }) => step),
  }));
  const [indexes] = await commitBatch(context.database, [
    rows<{ name: string; table: string }>(sql`SELECT name, tbl_name AS "table" FROM sqlite_schema
      WHERE type = 'index' ORDER BY tbl_name, name`),
  ]);
  return {
    plans,
    indexes: indexes.map(({ name, table }) => ({
      ...{ name, table },
      usedBy: plans
        .filter(({ steps }) => steps.some((step) => step.split(/\s+/).includes(name)))
        .map((plan) => plan.name),
    })),
  };
}

/** The values of parameters do not matter: without STAT4 the planner does not look at them. */
function explain({ sql: text }: { sql: string }): Write {
  const params = Array.from(text.matchAll(/\?/g), () => null);
  return { sql: `EXPLAIN QUERY PLAN ${text}`, params };
}

interface Scan {
  step: string;
  table: string;
}

/** Finds the walks through whole tables. A walk in the order of an index ends at the limit. */
function scansOf(text: string, steps: readonly string[] = []): Scan[] {
  return steps.flatMap((step) => {
    const [, alias] = /^SCAN (\w+)$/.exec(step) ?? [];
    const table = alias === undefined ? undefined : tablesOf(text).get(alias);
    return table === undefined ? [] : [{ step, table }];
  });
}

/** Reads the names of tables, and their aliases, out of a statement. */
function tablesOf(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, table = '', alias = table] of text.matchAll(TABLES)) {
    found.set(table, table).set(alias, table);
  }
  return found;
}

const TABLES =
  /\b(?:FROM|JOIN)\s+"?(\w+)"?(?:\s+(?:AS\s+)?(?!WHERE|ON|JOIN|LEFT|CROSS|INDEXED)(\w+))?/gi;

async function largeTables(context: Context, names: ReadonlySet<string>): Promise<Set<string>> {
  const tables = [...names];
  const counted = await commitBatch(
    context.database,
    tables.map(
      (table) => sql`SELECT count(*) AS total FROM
        (SELECT 1 FROM ${sql.identifier(table)} LIMIT ${SMALL_ROWS + 1})`,
    ),
  );
  return new Set(
    tables.filter((_, position) => Number(counted[position]?.[0]?.['total']) > SMALL_ROWS),
  );
}
