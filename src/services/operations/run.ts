import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch, type Write } from '../../db/batch.js';
import { ConstraintError, GuardError } from '../../db/errors.js';
import { toTimestamp } from '../../db/ids.js';
import type { Actor } from '../../domain/actor.js';
import { DomainError } from '../../errors.js';

/**
 * Every operation on money: read, decide, one guarded atomic batch that begins with its row in
 * `operations`. The caller's id makes it exactly once, whatever is repeated or lost on the way.
 */

export interface DoneLine {
  id: string;
  /** What people call the row: a wager's number, a transaction's type, amount and id. */
  label: string;
  text: string;
}

export interface RefusedLine {
  id: string;
  label: string;
  reason: string;
}

export interface OperationOutcome {
  done: DoneLine[];
  refused: RefusedLine[];
}

export interface OperationResult extends OperationOutcome {
  operationId: string;
  kind: string;
  /** This id had taken effect before; this is what it did then. */
  repeated: boolean;
}

export type Row = Record<string, unknown>;

export interface OperationPlan {
  outcome: OperationOutcome;
  /** All guarded. None: nothing is to be written, and the operation leaves no trace. */
  writes: readonly Write[];
}

export interface Operation {
  id: string;
  kind: string;
  /** What was asked for, in plain values: the same id with another request is refused. */
  request: Record<string, unknown>;
  /** Reads of one snapshot, which also holds the look-up of the id. */
  read: readonly Write[];
  /** Decides what to write from the rows of `read`; throws what cannot be done at all. */
  plan: (rows: Row[][]) => OperationPlan;
  /** SQL replaces this in the stored outcome: a value that exists only inside the batch. */
  placeholder?: { token: string; value: ReturnType<typeof sql> } | undefined;
}

const ATTEMPTS = 8;
const OPERATION_ID = /^[A-Za-z0-9][A-Za-z0-9:_.-]{0,99}$/;

/**
 * Runs the operation once. A guard that fails means that somebody else was faster: it reads and
 * decides again, so that the refusal names what the row is now. A lost reply is looked up.
 * @throws DomainError of `plan`; `conflict` when the id was used for another request
 */
export async function runOperation(
  context: Context,
  actor: Actor,
  operation: Operation,
): Promise<OperationResult> {
  const { id, kind } = operation;
  requireOperationId(id);
  const requestHash = hashRequest({ kind, actor: actor.userId, request: operation.request });
  let isOutcomeUnknown = false;
  for (let attempt = 1; ; attempt += 1) {
    const [stored = [], ...rows] = await commitBatch(context.database, [
      selectOperation(id),
      ...operation.read,
    ]);
    if (stored[0]) {
      const outcome = storedOutcome(stored[0], requestHash);
      return { operationId: id, kind, ...outcome, repeated: !isOutcomeUnknown };
    }
    const { outcome, writes } = operation.plan(rows);
    if (writes.length === 0) return { operationId: id, kind, ...outcome, repeated: false };
    try {
      const results = await commitBatch(context.database, [
        insertOperation(context, actor, operation, requestHash, outcome),
        ...writes,
        ...(operation.placeholder ? [selectOperation(id)] : []),
      ]);
      const written = operation.placeholder ? results.at(-1)?.[0] : undefined;
      return {
        operationId: id,
        kind,
        ...(written ? storedOutcome(written, requestHash) : outcome),
        repeated: false,
      };
    } catch (error) {
      if (attempt === ATTEMPTS || !isWorthRepeating(error)) throw error;
      isOutcomeUnknown ||= (error as DomainError).code === 'unknown_outcome';
    }
  }
}

/** @throws DomainError `invalid` unless the id can stand in the operations' table */
export function requireOperationId(id: unknown): asserts id is string {
  if (typeof id !== 'string' || !OPERATION_ID.test(id)) {
    throw new DomainError('invalid', 'the operation id is missing or malformed', {
      field: 'operationId',
      hint: 'send letters, digits and - _ . : only, at most 100',
    });
  }
}

export function selectOperation(id: string) {
  return sql`SELECT request_hash, result FROM operations WHERE id = ${id}`;
}

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
    throw new DomainError('conflict', 'this operation id was used for another request before', {
      field: 'operationId',
      hint: 'reload the page and enter it again',
    });
  }
  return JSON.parse(String(row['result'])) as OperationOutcome;
}

/** Lost a race (a guard, or a key that somebody else took first), or does not know how it ended. */
export function isWorthRepeating(error: unknown): boolean {
  if (error instanceof GuardError) return true;
  if (error instanceof ConstraintError) return error.kind === 'unique';
  return error instanceof DomainError && error.code === 'unknown_outcome';
}
