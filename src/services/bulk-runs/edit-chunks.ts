import { eq, sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch, guard, rows, type Query, type Write } from '../../db/batch.js';
import { users } from '../../db/schema/book.js';
import type { Actor } from '../../domain/actor.js';
import type { Message } from '../../messages/message.js';
import { accessProblem, findAccount, toActor } from '../accounts/account.js';
import { hashRequest, insertOperation } from '../operations/run.js';
import { leaseEnd } from './chunks.js';
import { EDIT_KIND, selectRun, toRun, type BulkRun, type EditEffect } from './records.js';

/**
 * One chunk of an edit is one batch: the changed rows, their audit rows, the outcome of each row, the
 * run's progress and the lease. Its operation id follows from run and position, and the guard on
 * the run's progress fails for a chunk that took effect before.
 */

/** A kept row of an edit. */
export interface EditItem {
  position: number;
  recordId: string;
  expectedHash: string;
  /** JSON of the values that an undo gives back. */
  targetValues: string | null;
}

export interface EditChunk {
  run: BulkRun;
  leaseOwner: string | null;
  /** Null when the login that confirmed the run may not use the product any more. */
  actor: Actor | null;
  items: EditItem[];
}

/** Outcome of one row. */
export interface EditOutcome {
  position: number;
  outcome: 'done' | 'refused';
  effect: EditEffect | null;
  reason: Message | null;
  /** JSON of the replaced values, and the hash of those that the row is left with: of changed rows. */
  changed: { beforeValues: string; leftHash: string } | null;
}

/** Reads the next undecided rows, with the run and its actor as they are now. */
export async function readEditChunk(
  context: Context,
  runId: string,
  size: number,
): Promise<EditChunk | null> {
  const next = sql`(SELECT done + refused FROM bulk_runs WHERE id = ${runId})`;
  const [[row], items] = await commitBatch(context.database, [
    selectRun(runId),
    selectItems(runId, sql`position > ${next} AND position <= ${next} + ${size}`),
  ]);
  if (!row) return null;
  const run = toRun(row);
  return {
    run,
    leaseOwner: row.lease_owner,
    actor: await readActor(context, run),
    items,
  };
}

/** Reads kept rows by their positions, for the preview. */
export async function readEditItems(
  context: Context,
  runId: string,
  from: number,
  size: number,
): Promise<EditItem[]> {
  const [items] = await commitBatch(context.engine.backgroundReads, [
    selectItems(runId, sql`position >= ${from} AND position < ${from + size}`),
  ]);
  return items;
}

function selectItems(runId: string, which: SQL): Query<EditItem> {
  return rows<EditItem>(sql`SELECT position AS position, record_id AS recordId,
      expected_hash AS expectedHash, target_values AS targetValues
    FROM bulk_run_items WHERE run_id = ${runId} AND ${which} ORDER BY position`);
}

/** Loads the login that confirmed the run, with its role and scope of now. */
async function readActor(context: Context, run: BulkRun): Promise<Actor | null> {
  const account = await findAccount(context, eq(users.id, run.actorUserId));
  if (!account || accessProblem(account) !== null) return null;
  return toActor(account, { requestId: run.requestId ?? undefined });
}

/** Returns the id of the operation that changes a chunk's rows. */
export function chunkOperationId(run: BulkRun, items: readonly EditItem[]): string {
  return `${run.id}:${items[0]?.position ?? 0}`;
}

/** Outcomes of one parameter, in characters. */
const PIECE_LENGTH = 400_000;

/** Commits a chunk. */
export async function commitEditChunk(
  context: Context,
  actor: Actor,
  {
    run,
    owner,
    outcomes,
    writes,
  }: { run: BulkRun; owner: string; outcomes: readonly EditOutcome[]; writes: readonly Write[] },
): Promise<void> {
  const operationId = `${run.id}:${outcomes[0]?.position ?? 0}`;
  const count = (is: (outcome: EditOutcome) => boolean) => outcomes.filter(is).length;
  const done = count(({ outcome }) => outcome === 'done');
  const refused = outcomes.length - done;
  const unchanged = count(({ effect }) => effect === 'unchanged');
  const conflicts = count(({ effect }) => effect === 'conflict');
  const last = outcomes.at(-1)?.position ?? 0;
  await commitBatch(context.database, [
    ...(writes.length === 0
      ? []
      : [
          insertOperation(
            context,
            actor,
            { id: operationId, kind: EDIT_KIND, placeholder: undefined },
            hashRequest({ run: run.id, chunk: operationId }),
            { run: run.id, done: done - unchanged, refused },
          ),
        ]),
    ...writes,
    ...piecesOf(outcomes).map((json) => updateItems(run.id, operationId, json)),
    sql`UPDATE bulk_runs SET done = done + ${done}, refused = refused + ${refused},
        unchanged = unchanged + ${unchanged}, conflicts = conflicts + ${conflicts},
        lease_until = ${leaseEnd(context)}
      WHERE id = ${run.id}`,
    guard(
      'run',
      sql`EXISTS (SELECT 1 FROM bulk_runs WHERE id = ${run.id} AND status = 'running'
        AND lease_owner = ${owner} AND done + refused = ${last})`,
    ),
  ]);
}

/** Writes outcomes; materialized, or the planner reads the whole list for each row of the run. */
function updateItems(runId: string, operationId: string, json: string): SQL {
  return sql`WITH j AS MATERIALIZED (
      SELECT value ->> '$.p' AS position, value ->> '$.o' AS outcome, value ->> '$.e' AS effect,
        value ->> '$.r' AS reason, value ->> '$.b' AS before_values, value ->> '$.l' AS left_hash
      FROM json_each(${json}))
    UPDATE bulk_run_items SET outcome = j.outcome, effect = j.effect, reason = j.reason,
      before_values = j.before_values, left_hash = j.left_hash,
      operation_id = CASE WHEN j.left_hash IS NOT NULL THEN ${operationId} END
    FROM j
    WHERE run_id = ${runId} AND bulk_run_items.position = j.position
      AND bulk_run_items.outcome IS NULL`;
}

/** Cuts the outcomes into lists that each fit one parameter. */
function piecesOf(outcomes: readonly EditOutcome[]): string[] {
  const pieces: string[][] = [];
  let left = 0;
  for (const { position, outcome, effect, reason, changed } of outcomes) {
    const json = JSON.stringify({
      p: position,
      o: outcome,
      e: effect,
      r: reason === null ? null : JSON.stringify(reason),
      b: changed?.beforeValues ?? null,
      l: changed?.leftHash ?? null,
    });
    if (json.length > left) {
      pieces.push([]);
      left = PIECE_LENGTH;
    }
    pieces.at(-1)?.push(json);
    left -= json.length;
  }
  return pieces.map((piece) => `[${piece.join(',')}]`);
}
