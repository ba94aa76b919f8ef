import type { Context } from '../../context.js';
import type { Write } from '../../db/batch.js';
import { toTimestamp } from '../../db/ids.js';
import { ownsCustomer, requireRole, type Actor, type Role } from '../../domain/actor.js';
import type { Refusal } from '../../domain/decision.js';
import {
  decideTransactions,
  inProcessingOrder,
  reversalReference,
  transactionLabel,
  transactionState,
  type TransactionChange,
  type TransactionVerb,
} from '../../domain/transaction.js';
import { message } from '../../messages/message.js';
import { carriedClock, operationTime, refuseClock } from '../operations/clock.js';
import type { OperationFacts } from '../operations/facts.js';
import { parseIds, parseText, unknownRow } from '../operations/inputs.js';
import { planOutcome, type DecidedRow } from '../operations/plan.js';
import type { OperationPlan } from '../operations/run.js';
import { describeReversal, transactionDoneMessage } from './outcomes.js';
import { toTransactionRow, type TransactionColumns, type TransactionRow } from './reads.js';
import {
  newTransactionWrites,
  transactionChangeWrites,
  transactionCountGuard,
  withdrawalGuard,
} from './writes.js';

/** The one path of every change to transactions, one or many: decide each, write all. */

export interface TransactionChangeInput {
  ids: readonly string[];
  reason?: string | null | undefined;
  /** Versions of the rows when they were chosen: a row changed since is refused by name. */
  expectedVersions?: Readonly<Record<string, number>> | undefined;
}

export interface TransactionChangeRequest {
  verb: TransactionVerb;
  reason: string | null;
  ids: readonly string[];
  /** Versions of the rows when they were chosen, by id. */
  expectedVersions: Readonly<Record<string, number>>;
}

export interface DecidedTransaction extends DecidedRow<TransactionChange> {
  /** Undefined when it does not exist or is out of the actor's scope. */
  transaction: TransactionRow | undefined;
}

/** Verbs in the past, as activities and the audit trail name them. */
export const transactionPast: Record<TransactionVerb, string> = {
  process: 'processed',
  fail: 'failed',
  cancel: 'cancelled',
  reverse: 'reversed',
};

const work = {
  process: 'transactions.processing',
  fail: 'transactions.failing',
  cancel: 'transactions.cancelling',
  reverse: 'transactions.reversing',
} as const;

/** Administrators decide on transactions; a customer takes back its own requests. */
const rolesOf: Record<TransactionVerb, readonly Role[]> = {
  process: ['admin'],
  fail: ['admin'],
  cancel: ['admin', 'customer'],
  reverse: ['admin'],
};

/**
 * Checks that the actor's role has the verb.
 * @throws DomainError `forbidden`
 */
export function requireTransactionVerb(actor: Actor, verb: TransactionVerb): void {
  requireRole(actor, rolesOf[verb], message(work[verb]));
}

/**
 * Decides on each id; `process` takes deposits first, so the result may be in another order.
 * @param balances cents that earlier rows of the same set would leave, by customer: for previews in
 *   parts
 */
export function decideTransactionChanges(
  context: Context,
  actor: Actor,
  request: TransactionChangeRequest,
  rows: readonly TransactionColumns[],
  balances: ReadonlyMap<string, number> = new Map(),
): DecidedTransaction[] {
  const now = toTimestamp(context.clock.now());
  const found = new Map(
    rows
      .map(toTransactionRow)
      .map((row) => ({ ...row, balanceCents: balances.get(row.customerId) ?? row.balanceCents }))
      .filter(({ customerId, agentId }) => ownsCustomer(actor, { id: customerId, agentId }))
      .map((row) => [row.id, row]),
  );
  const refusedEarly = new Map<string, Refusal>();
  for (const id of request.ids) {
    const row = found.get(id);
    const refusal = row
      ? refuseRow(actor, request, row, now)
      : unknownRow(message('transactions.unknown'));
    if (refusal) refusedEarly.set(id, refusal);
  }
  const candidates = request.ids.flatMap((id) => {
    const row = found.get(id);
    return row && !refusedEarly.has(id) ? row : [];
  });
  const ordered = request.verb === 'process' ? inProcessingOrder(candidates) : candidates;
  return [
    ...[...refusedEarly].map(([id, refusal]): DecidedTransaction => {
      const row = found.get(id);
      const label = row ? transactionLabel(row) : id;
      return { id, label, transaction: row, decision: { ok: false, refusal } };
    }),
    ...decideTransactions(ordered, request.verb).map(({ row, decision }): DecidedTransaction => ({
      id: row.id,
      label: transactionLabel(row),
      transaction: row,
      decision,
    })),
  ];
}

/** Refuses a changed version and a clock behind, unless the state itself gives a better reason. */
function refuseRow(
  actor: Actor,
  { verb, expectedVersions }: TransactionChangeRequest,
  row: TransactionRow,
  now: string,
): Refusal | null {
  const expected = expectedVersions[row.id];
  if (expected !== undefined && expected !== row.version) {
    const [decided] = decideTransactions([row], verb);
    if (decided && !decided.decision.ok) return decided.decision.refusal;
    return {
      kind: message('operations.changed'),
      message: message('transactions.changed', {
        label: transactionLabel(row),
        state: transactionState(row.status),
      }),
      hint: message('operations.choose_again'),
    };
  }
  const what = message('transactions.named', { label: transactionLabel(row) });
  return refuseClock(actor, what, now, row.seenAt);
}

/**
 * Reads the request of a change; fail needs a reason.
 * @throws DomainError `invalid` on a field
 */
export function parseTransactionChange(
  verb: TransactionVerb,
  input: TransactionChangeInput,
): TransactionChangeRequest {
  return {
    verb,
    ids: parseIds(input.ids),
    reason: parseText(input.reason, 'reason', { required: verb === 'fail' }),
    expectedVersions: input.expectedVersions ?? {},
  };
}

/**
 * Plans a change of transactions: the accepted ones and the refused ones, each with its text.
 * @throws DomainError the refusal, when one transaction was chosen and it is refused
 */
export function planTransactionChange(
  context: Context,
  facts: OperationFacts,
  request: TransactionChangeRequest,
  decided: readonly DecidedTransaction[],
): OperationPlan {
  return planOutcome(decided, {
    isAccepted: isAcceptedTransaction,
    describe: (one) => transactionDoneMessage(one, request.verb),
    need: (accepted) => ({
      always: request.verb === 'reverse',
      cents: accepted.reduce((sum, { decision }) => sum + Math.abs(decision.change.effectCents), 0),
    }),
    write: (accepted) => writeTransactions(context, facts, request, accepted),
  });
}

export type AcceptedTransaction = DecidedTransaction & {
  transaction: TransactionRow;
  decision: { ok: true; change: TransactionChange };
};

/** Returns true when the rule allows the change. */
export function isAcceptedTransaction(decided: DecidedTransaction): decided is AcceptedTransaction {
  return decided.decision.ok;
}

/** Returns the guarded writes of the accepted transactions: all change, or the batch aborts. */
export function writeTransactions(
  context: Context,
  facts: OperationFacts,
  { verb, reason }: TransactionChangeRequest,
  accepted: readonly AcceptedTransaction[],
): Write[] {
  if (accepted.length === 0) return [];
  const at = operationTime(
    toTimestamp(context.clock.now()),
    accepted.map(({ transaction }) => transaction.seenAt),
  );
  const activityIds = accepted.map(() => context.newId());
  const trace = (index: number) => ({ at, activityId: activityIds[index] ?? '' });
  const ends = [
    transactionCountGuard(facts.operationId, accepted.length),
    ...carriedClock(context, facts, at),
  ];
  if (verb === 'reverse') {
    const rows = accepted.flatMap(({ transaction, decision }, index) =>
      decision.change.reversalType === null
        ? []
        : {
            id: context.newId(),
            type: decision.change.reversalType,
            customerId: transaction.customerId,
            amountCents: transaction.amountCents,
            status: 'completed' as const,
            reference: reversalReference(transaction.id),
            description: describeReversal(transaction.type, reason),
            ...trace(index),
          },
    );
    return [...newTransactionWrites(facts, transactionPast[verb], rows), ...ends];
  }
  const rows = accepted.map(({ transaction, decision }, index) => ({
    id: transaction.id,
    version: transaction.version,
    status: decision.change.status as 'completed' | 'failed' | 'cancelled',
    ...trace(index),
  }));
  return [
    ...transactionChangeWrites(facts, transactionPast[verb], rows),
    ...ends,
    ...(verb === 'process' ? [withdrawalGuard(facts.operationId)] : []),
  ];
}
