import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch, type BatchRows, type Row, type Write } from '../../db/batch.js';
import { ConstraintError, GuardError } from '../../db/errors.js';
import { toTimestamp } from '../../db/ids.js';
import type { Actor } from '../../domain/actor.js';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';
import type { StepUpNeed } from '../step-up/need.js';
import { permit } from '../step-up/permit.js';
import { fillToken, readOutcome, type OperationOutcome } from './outcome.js';

export type { DoneLine, OperationOutcome } from './outcome.js';

/**
 * Every operation on money: read, decide, one guarded atomic batch that begins with its row in
 * `operations`. The caller's id makes it take effect once, even when a request is sent twice or a
 * reply is lost.
 */

export interface OperationResult extends OperationOutcome {
  operationId: string;
  kind: string;
  /** The id had taken effect before, and this is the outcome of that time. */
  repeated: boolean;
}

export interface OperationPlan {
  outcome: OperationOutcome;
  /** Guarded writes. An operation without any leaves no trace. */
  writes: readonly Write[];
  /** Effects that may need a step-up; none unless given. */
  needs?: StepUpNeed | undefined;
}

export interface Operation<Reads extends readonly Write[] = readonly Write[]> {
  id: string;
  kind: string;
  /** The request in plain values: the same id with another request is refused. */
  request: Record<string, unknown>;
  /** Reads of one snapshot, which also holds the look-up of the id. */
  read: Reads;
  /** Decides on the writes from the rows of each read; throws the refusal of the whole operation. */
  plan: (rows: BatchRows<Reads>) => OperationPlan;
  /**
   * Token that SQL replaces in the stored outcome by a value that only the batch knows; the label of
   * one row is the token.
   */
  placeholder?: { token: string; value: ReturnType<typeof sql> } | undefined;
}

const ATTEMPTS = 8;
const OPERATION_ID = /^[A-Za-z0-9][A-Za-z0-9:_.-]{0,99}$/;

/**
 * Runs the operation once. A guard fails when another writer was faster: the operation then reads
 * and decides again, so that a refusal names the row's state of now. A lost reply is looked up.
 * @throws DomainError of `plan`; `conflict` when the id was used for another request; StepUpError
 */
export async function runOperation<const Reads extends readonly Write[]>(
  context: Context,
  actor: Actor,
  operation: Operation<Reads>,
): Promise<OperationResult> {
  const { id, kind } = operation;
  requireOperationId(id);
  const requestHash = hashRequest({ kind, actor: actor.userId, request: operation.request });
  let isOutcomeUnknown = false;
  for (let attempt = 1; ; attempt += 1) {
    const [stored, ...rows] = await commitBatch(context.database, [
      selectOperation(id),
      ...operation.read,
    ]);
    if (stored[0]) {
      const outcome = storedOutcome(stored[0], requestHash);
      return { operationId: id, kind, ...outcome, repeated: !isOutcomeUnknown };
    }
    const { outcome, writes, needs = {} } = operation.plan(rows);
    if (writes.length === 0) return { operationId: id, kind, ...outcome, repeated: false };
    const carriesClock = { always: actor.carriesClock === true };
    const permitted = await permit(context, actor, [needs, carriesClock]);
    try {
      const results = await commitBatch(context.database, [
        ...permitted.writes,
        insertOperation(context, actor, operation, requestHash, outcome),
        ...writes,
        ...(operation.placeholder ? [selectOperation(id)] : []),
      ]);
      permitted.settle();
      const written = operation.placeholder ? results.at(-1)?.[0] : undefined;
      const filled =
        operation.placeholder && written
          ? fillToken(outcome, storedOutcome(written, requestHash), operation.placeholder.token)
          : outcome;
      return { operationId: id, kind, ...filled, repeated: false };
    } catch (error) {
      if (attempt === ATTEMPTS || !isWorthRepeating(error)) throw error;
      isOutcomeUnknown ||= error instanceof DomainError && error.code === 'unknown_outcome';
    }
  }
}

/**
 * Checks the form of an operation id that a caller sent.
 * @throws DomainError `invalid` on `operationId`
 */
export function requireOperationId(id: unknown): asserts id is string {
  if (typeof id !== 'string' || !OPERATION_ID.test(id)) {
    throw new DomainError('invalid', message('inputs.operation_id'), {
      field: 'operationId',
      hint: message('inputs.operation_id_form'),
    });
  }
}

/** Reads an operation's stored outcome and the hash of its request. */
export function selectOperation(id: string) {
  return sql`SELECT request_hash, result FROM operations WHERE id = ${id}`;
}

/** Writes the operation's row, whose key refuses the same id a second time. */
export function insertOperation(
  context: Context,
  actor: Actor,
  { id, kind, placeholder }: Pick<Operation, 'id' | 'kind' | 'placeholder'>,
  requestHash: string,
  outcome: unknown,
) {
  const text = JSON.stringify(outcome);
  const result = placeholder
    ? sql`replace(${text}, ${placeholder.token}, ${placeholder.value})`
    : sql`${text}`;
  return sql`INSERT INTO operations
      (id, kind, actor_user_id, request_hash, result, request_id, created_at)
    VALUES (${id}, ${kind}, ${actor.userId}, ${requestHash}, ${result}, ${actor.requestId ?? null},
      ${toTimestamp(context.clock.now())})`;
}

/** Returns the SHA-256 of a request, whatever the order of its keys. */
export function hashRequest(request: Record<string, unknown>): string {
  return createHash('sha256').update(canonicalJson(request)).digest('hex');
}

function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const entries = Object.entries(value)
    .filter(([, entry]) => entry !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${canonicalJson(entry)}`).join(',')}}`;
}

function storedOutcome(row: Row, requestHash: string): OperationOutcome {
  if (row['request_hash'] !== requestHash) {
    throw new DomainError('conflict', message('operations.id_used'), {
      field: 'operationId',
      hint: message('operations.reload'),
    });
  }
  return readOutcome(String(row['result']));
}

/** Returns true after a lost race (a failed guard, a key already taken) and after a lost reply. */
export function isWorthRepeating(error: unknown): boolean {
  if (error instanceof GuardError) return true;
  if (error instanceof ConstraintError) return error.kind === 'unique';
  return error instanceof DomainError && error.code === 'unknown_outcome';
}
