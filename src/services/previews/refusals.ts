import type { Context } from '../../context.js';
import { commitBatch, inList, type Query } from '../../db/batch.js';
import type { Actor } from '../../domain/actor.js';
import type { Refusal } from '../../domain/decision.js';
import type { TransactionVerb } from '../../domain/transaction.js';
import type { WagerVerb } from '../../domain/wager.js';
import { DomainError } from '../../errors.js';
import { decideTransactionChanges, requireTransactionVerb } from '../transactions/changes.js';
import { selectTransactions, type TransactionColumns } from '../transactions/reads.js';
import { decideWagers, requireWagerVerb, resultsOf } from '../wagers/changes.js';
import { selectWagers, type WagerColumns } from '../wagers/reads.js';
import { parseKind, type OperationKind } from './preview.js';

/** Reasons why operations do not apply to a row as it is now. Writes nothing. */

/** Reads the rows of a query; a caller may send it together with others. */
export type ReadRows = <Columns>(query: Query<Columns>) => Promise<Columns[]>;

async function readAlone<Columns>({ database }: Context, query: Query<Columns>) {
  const [found] = await commitBatch(database, [query]);
  return found;
}

/** A reason that an administrator may type to accept a wager beyond a limit. */
const SOME_REASON = '-';

/**
 * Decides on one row for several operations on its table, as each would: null where it would take
 * effect with some input of its form. It assumes the confirmations that the form offers.
 */
export async function refusalsOf<Kind extends OperationKind>(
  context: Context,
  actor: Actor,
  kinds: readonly Kind[],
  id: string,
  read: ReadRows = (query) => readAlone(context, query),
): Promise<Map<Kind, Refusal | null>> {
  const parsed = kinds.map((kind) => ({ kind, ...parseKind(kind) }));
  const asked = parsed.map(({ table }) => table);
  const confirmed = { ...actor, carriesClock: true };
  const [wagers, transactions] = await Promise.all([
    asked.includes('wagers') ? read(selectWagers(inList([id]))) : [],
    asked.includes('transactions') ? read(selectTransactions(inList([id]))) : [],
  ]);
  return new Map(
    parsed.map((one): [Kind, Refusal | null] => [
      one.kind,
      one.table === 'wagers'
        ? refuseWager(context, confirmed, one.verb, id, wagers)
        : refuseTransaction(context, confirmed, one.verb, id, transactions),
    ]),
  );
}

function refuseWager(
  context: Context,
  actor: Actor,
  verb: WagerVerb,
  id: string,
  rows: readonly WagerColumns[],
): Refusal | null {
  const missing = withoutRole(() => requireWagerVerb(actor, verb));
  if (missing) return missing;
  const request = { verb, ids: [id], reason: SOME_REASON, expectedVersions: {} };
  const refusals = resultsOf(verb).map((result) => {
    const [decided] = decideWagers(context, actor, { ...request, result }, rows);
    return decided === undefined || decided.decision.ok ? null : decided.decision.refusal;
  });
  return refusals.includes(null) ? null : (refusals[0] ?? null);
}

function refuseTransaction(
  context: Context,
  actor: Actor,
  verb: TransactionVerb,
  id: string,
  rows: readonly TransactionColumns[],
): Refusal | null {
  const missing = withoutRole(() => requireTransactionVerb(actor, verb));
  if (missing) return missing;
  const request = { verb, ids: [id], reason: null, expectedVersions: {} };
  const [decided] = decideTransactionChanges(context, actor, request, rows);
  return decided === undefined || decided.decision.ok ? null : decided.decision.refusal;
}

/** Turns the service's refusal of a role into one of the row; null where the role has the verb. */
function withoutRole(require: () => void): Refusal | null {
  try {
    require();
    return null;
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'forbidden') throw error;
    return { kind: error.said, message: error.said };
  }
}
