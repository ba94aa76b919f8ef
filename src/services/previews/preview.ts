import type { Context } from '../../context.js';
import { commitBatch, inList } from '../../db/batch.js';
import type { Actor } from '../../domain/actor.js';
import type { RefusedLine } from '../../domain/decision.js';
import { transactionVerbs, type TransactionVerb } from '../../domain/transaction.js';
import { wagerVerbs, type WagerResult, type WagerVerb } from '../../domain/wager.js';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';
import { parseIds, parseText } from '../operations/inputs.js';
import { decideTransactionChanges, requireTransactionVerb } from '../transactions/changes.js';
import { selectTransactions } from '../transactions/reads.js';
import { decideWagers, parseResult, requireWagerVerb } from '../wagers/changes.js';
import { selectWagers } from '../wagers/reads.js';
import { Tally, type PreviewRow, type PreviewTotals } from './tally.js';

/** Previews for confirmation dialogs: the effect of an operation if it ran now. Writes nothing. */

export type OperationKind = `wager.${WagerVerb}` | `transaction.${TransactionVerb}`;

export interface PreviewInput {
  kind: OperationKind;
  ids: readonly string[];
  result?: WagerResult | undefined;
  /** An administrator's, to accept beyond a limit or after the start of the event. */
  reason?: string | null | undefined;
}

export interface OperationPreview extends PreviewTotals {
  kind: OperationKind;
  /** Changes, row by row. */
  rows: PreviewRow[];
  refused: RefusedLine[];
  /** Versions to confirm with: a row changed since is refused by name. */
  expectedVersions: Record<string, number>;
}

export type ParsedKind =
  { table: 'wagers'; verb: WagerVerb } | { table: 'transactions'; verb: TransactionVerb };

/**
 * Decides on the chosen rows as the operation would, without writing.
 * @throws DomainError `invalid` on a field, `forbidden`
 */
export async function previewOperation(
  context: Context,
  actor: Actor,
  input: PreviewInput,
): Promise<OperationPreview> {
  const parsed = parseKind(input.kind);
  const tally = new Tally(Infinity);
  if (parsed.table === 'wagers') {
    const { verb } = parsed;
    requireWagerVerb(actor, verb);
    const ids = parseIds(input.ids);
    const result = parseResult(verb, input.result);
    const reason = parseText(input.reason, 'reason', { required: false });
    const request = { verb, ids, result, reason, expectedVersions: {} };
    const [wagers] = await commitBatch(context.database, [selectWagers(inList(ids))]);
    for (const decided of decideWagers(context, actor, request, wagers)) {
      tally.addWager(decided, verb);
    }
  } else {
    const { verb } = parsed;
    requireTransactionVerb(actor, verb);
    const ids = parseIds(input.ids);
    const request = { verb, ids, reason: null, expectedVersions: {} };
    const [transactions] = await commitBatch(context.database, [selectTransactions(inList(ids))]);
    for (const decided of decideTransactionChanges(context, actor, request, transactions)) {
      tally.addTransaction(decided, verb);
    }
  }
  return {
    kind: input.kind,
    ...tally.totals(),
    rows: tally.rows,
    refused: tally.refused,
    expectedVersions: Object.fromEntries(tally.rows.map(({ id, version }) => [id, version])),
  };
}

/**
 * Splits `wager.settle` into its table and its verb.
 * @throws DomainError `invalid` on `kind`
 */
export function parseKind(kind: string): ParsedKind {
  const wagerVerb = wagerVerbs.find((verb) => kind === `wager.${verb}`);
  if (wagerVerb) return { table: 'wagers', verb: wagerVerb };
  const transactionVerb = transactionVerbs.find((verb) => kind === `transaction.${verb}`);
  if (transactionVerb) return { table: 'transactions', verb: transactionVerb };
  throw new DomainError('invalid', message('operations.no_kind'), { field: 'kind' });
}
