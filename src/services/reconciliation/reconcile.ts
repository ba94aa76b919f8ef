import { sql } from 'drizzle-orm';
import { inBackground, type Context } from '../../context.js';
import { toTimestamp } from '../../db/ids.js';
import type { ReconciliationReport } from '../../domain/reconciliation.js';
import { message, type Message, type PlainKey } from '../../messages/message.js';
import { checkAgentTotals } from './agents.js';
import { checkBalances } from './customers.js';
import { checkStoredFigures } from './figures.js';
import { checkGradings } from './gradings.js';
import { keyRanges } from './key-ranges.js';
import { checkOpenStakes } from './open-stakes.js';
import { Findings } from './report.js';
import { checkRowRules, rowRules } from './rows.js';
import { checkOrphans } from './transactions.js';
import { checkGradingMoney, checkWagerAgents, checkWagerMoney } from './wagers.js';

/** The reconciliation: proves that balances, wagers and stored figures follow from their rows. */

const ROWS_A_QUERY = 2000;

export interface ReconciliationOptions {
  /** Called before each step, to show the progress. */
  onProgress?: (step: Message) => void;
}

type StepKey = Extract<
  PlainKey,
  | `reconciliation.${'balances' | 'wagers' | 'transactions'}`
  | `reconciliation.${'people_and_activities' | 'stored_figures'}`
>;

/**
 * Checks the eight invariants of docs/money.md over the whole book and names every row that breaks
 * one. It only reads, in ranges of primary keys, so that the book stays in use.
 */
export async function reconcile(
  people: Context,
  options: ReconciliationOptions = {},
): Promise<ReconciliationReport<Message>> {
  const context = inBackground(people);
  const at = toTimestamp(context.clock.now());
  const findings = new Findings();
  const step = (key: StepKey) => options.onProgress?.(message(key));
  step('reconciliation.balances');
  const customers = await checkBalances(context, findings);
  step('reconciliation.wagers');
  const stakes = await checkWagers(context, findings);
  step('reconciliation.transactions');
  for await (const range of keyRanges(context, 'transactions', ROWS_A_QUERY)) {
    findings.looked(5, range.count);
    await checkOrphans(context, range, findings);
    await checkRowRules(context, rowRules.transactions, range, findings);
  }
  step('reconciliation.people_and_activities');
  for (const table of ['agents', 'customers', 'activities'] as const) {
    for await (const range of keyRanges(context, table, ROWS_A_QUERY)) {
      findings.looked(5, range.count);
      await checkRowRules(context, rowRules[table], range, findings);
    }
  }
  await checkAgentTotals(context, { customers, stakes }, findings);
  await checkOpenStakes(context, findings);
  step('reconciliation.stored_figures');
  await checkStoredFigures(context, findings);
  return findings.report(at);
}

async function checkWagers(context: Context, findings: Findings): Promise<Map<string, number>> {
  const stakesByAgent = new Map<string, number>();
  for await (const range of keyRanges(context, 'wagers', ROWS_A_QUERY)) {
    findings.looked(5, range.count);
    await checkWagerMoney(context, range, findings);
    await checkGradingMoney(context, range, findings);
    for (const { agentId, stakes } of await checkWagerAgents(context, range, findings)) {
      stakesByAgent.set(agentId, (stakesByAgent.get(agentId) ?? 0) + stakes);
    }
    await checkRowRules(context, rowRules.wagers, range, findings);
    await checkGradings(context, range, findings);
    await checkRowRules(context, rowRules.gradings, range, findings, sql`wager_id`);
  }
  return stakesByAgent;
}
