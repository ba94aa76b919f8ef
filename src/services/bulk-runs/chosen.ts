import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { rows, type Query } from '../../db/batch.js';
import type { Actor } from '../../domain/actor.js';
import type { TransactionVerb } from '../../domain/transaction.js';
import type { WagerVerb } from '../../domain/wager.js';
import { parseKind } from '../previews/preview.js';
import {
  decideTransactionChanges,
  type DecidedTransaction,
  type TransactionChangeRequest,
} from '../transactions/changes.js';
import { selectTransactions, type TransactionColumns } from '../transactions/reads.js';
import { decideWagers, type DecidedWager, type WagerChangeRequest } from '../wagers/changes.js';
import { selectWagers, type WagerColumns } from '../wagers/reads.js';
import type { MoneyRun } from './records.js';

/** The chosen rows of a run and the decision on each, so that preview and chunk decide alike. */

/** A row of `bulk_run_items`: a chosen record, with the version that it had then. */
export interface ChosenRow {
  position: number;
  record_id: string;
  expected_version: number;
}

/** A record of the table that the run changes. */
export type ChosenRecord = WagerColumns | TransactionColumns;

/** Reads the run's own rows and the records that they name. */
export function selectChosen(
  run: Pick<MoneyRun, 'id' | 'kind'>,
  which: SQL,
): [Query<ChosenRow>, Query<ChosenRecord>] {
  const chosen = sql`FROM bulk_run_items WHERE run_id = ${run.id} AND ${which}`;
  const ids = sql`(SELECT record_id ${chosen})`;
  return [
    rows(sql`SELECT position AS position, record_id AS record_id, expected_version AS expected_version
      ${chosen} ORDER BY position`),
    parseKind(run.kind).table === 'wagers' ? selectWagers(ids) : selectTransactions(ids),
  ];
}

export type DecidedRows =
  | { table: 'wagers'; verb: WagerVerb; request: WagerChangeRequest; decided: DecidedWager[] }
  | {
      table: 'transactions';
      verb: TransactionVerb;
      request: TransactionChangeRequest;
      decided: DecidedTransaction[];
    };

/**
 * Decides on the chosen rows by the rules of a single operation.
 * @param balances cents that earlier parts of the run would leave, by customer
 */
export function decideChosen(
  context: Context,
  actor: Actor,
  run: MoneyRun,
  chosen: readonly ChosenRow[],
  records: readonly ChosenRecord[],
  balances?: ReadonlyMap<string, number>,
): DecidedRows {
  const parsed = parseKind(run.kind);
  const { reason } = run;
  const ids = chosen.map(({ record_id }) => record_id);
  const expectedVersions = Object.fromEntries(
    chosen.map(({ record_id, expected_version }) => [record_id, expected_version]),
  );
  if (parsed.table === 'wagers') {
    const { table, verb } = parsed;
    const request = { verb, ids, result: run.result, reason, expectedVersions };
    const decided = decideWagers(context, actor, request, records.filter(isWager));
    return { table, verb, request, decided };
  }
  const { table, verb } = parsed;
  const request = { verb, ids, reason, expectedVersions };
  const transactions = records.flatMap((record) => (isWager(record) ? [] : record));
  const decided = decideTransactionChanges(context, actor, request, transactions, balances);
  return { table, verb, request, decided };
}

function isWager(record: ChosenRecord): record is WagerColumns {
  return 'number' in record;
}
