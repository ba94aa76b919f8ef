import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch, guard, rows, type Write } from '../../db/batch.js';
import { toTimestamp } from '../../db/ids.js';
import type { Actor } from '../../domain/actor.js';
import { message } from '../../messages/message.js';
import { render } from '../../messages/render.js';
import { auditWrite } from '../audit.js';
import { MAX_IDS } from '../operations/inputs.js';
import { hashRequest, insertOperation, isWorthRepeating } from '../operations/run.js';
import { selectChosen, type ChosenRecord, type ChosenRow } from './chosen.js';
import { decideChunk } from './decisions.js';
import {
  isMoneyRun,
  requireMoneyRun,
  selectRun,
  toRun,
  type BulkRun,
  type MoneyRun,
} from './records.js';

/**
 * One chunk of a bulk run is one batch: the money, the outcome of each of its rows, the run's
 * progress and the lease. Its operation id follows from run and position, so that a chunk repeated
 * by any process takes effect once.
 */

/** A silent runner keeps a run to itself for this long. */
export const LEASE_SECONDS = 10;
/** Attempts of a chunk that loses races. */
export const ATTEMPTS = 8;

export type ChunkOutcome =
  | 'more'
  | 'finished'
  /** Cancelled, or another runner has taken it. */
  | 'stopped';

/** Takes the run for this owner; returns true when no other runner has it. */
export async function takeLease(context: Context, runId: string, owner: string): Promise<boolean> {
  const [taken] = await commitBatch(context.database, [
    sql`UPDATE bulk_runs SET lease_owner = ${owner}, lease_until = ${leaseEnd(context)}
      WHERE id = ${runId} AND status = 'running'
        AND (lease_owner IS NULL OR lease_owner = ${owner}
          OR lease_until <= ${toTimestamp(context.clock.now())})
      RETURNING id`,
  ]);
  return taken.length > 0;
}

/**
 * Names the index for the few runs of a status. Without it, the planner walks all runs once ANALYZE
 * has seen that most of them are finished.
 */
export const byStatus: SQL = sql`INDEXED BY idx_bulk_runs_status`;

/** Gives up the leases of this owner, so that other runners take its runs at once. */
export async function releaseLeases(context: Context, owner: string): Promise<void> {
  await commitBatch(context.database, [
    sql`UPDATE bulk_runs ${byStatus} SET lease_owner = NULL, lease_until = NULL
      WHERE status = 'running' AND lease_owner = ${owner}`,
  ]);
}

/**
 * Runs the next chunk of at most `size` rows; the owner holds the lease.
 * @throws DatabaseError when the chunk fails for another reason than a lost race
 */
export async function runNextChunk(
  context: Context,
  runId: string,
  owner: string,
  size = MAX_IDS,
): Promise<ChunkOutcome> {
  for (let attempt = 1; ; attempt += 1) {
    const chunk = await readChunk(context, runId, size);
    if (chunk?.run.status !== 'running' || chunk.leaseOwner !== owner) return 'stopped';
    const { run, actor, chosen, records } = chunk;
    try {
      if (actor === null) {
        await commitBatch(context.database, endRun(context, run, owner, 'cancelled'));
        return 'stopped';
      }
      if (chosen.length === 0) {
        await commitBatch(context.database, endRun(context, run, owner, 'finished'));
        return 'finished';
      }
      await commitBatch(context.database, chunkWrites(context, actor, run, owner, chosen, records));
      return 'more';
    } catch (error) {
      if (attempt === ATTEMPTS || !isWorthRepeating(error)) throw error;
    }
  }
}

interface Chunk {
  run: MoneyRun;
  leaseOwner: string | null;
  /** Null when the login that confirmed the run is no longer an active administrator. */
  actor: Actor | null;
  chosen: ChosenRow[];
  records: ChosenRecord[];
}

/** Reads the next undecided rows, with run and actor, in one snapshot; null for an unknown run. */
async function readChunk(context: Context, runId: string, size: number): Promise<Chunk | null> {
  const [[known]] = await commitBatch(context.database, [selectRun(runId)]);
  if (!known) return null;
  const next = sql`(SELECT done + refused FROM bulk_runs WHERE id = ${runId})`;
  const [[row], [login], chosen, records] = await commitBatch(context.engine.backgroundReads, [
    selectRun(runId),
    rows<{
      id: string;
      username: string;
    }>(sql`SELECT u.id AS id, u.username AS username FROM users u
      WHERE u.id = (SELECT actor_user_id FROM bulk_runs WHERE id = ${runId})
        AND u.role = 'admin' AND u.status = 'active'`),
    ...selectChosen(
      requireMoneyRun(toRun(known)),
      sql`position > ${next} AND position <= ${next} + ${size}`,
    ),
  ]);
  if (!row) return null;
  const run = requireMoneyRun(toRun(row));
  const actor: Actor | null = login
    ? {
        userId: login.id,
        username: login.username,
        role: 'admin',
        agentId: null,
        customerId: null,
        requestId: run.requestId ?? undefined,
      }
    : null;
  return { run, leaseOwner: row.lease_owner, actor, chosen, records };
}

function chunkWrites(
  context: Context,
  actor: Actor,
  run: MoneyRun,
  owner: string,
  chosen: readonly ChosenRow[],
  records: readonly ChosenRecord[],
): Write[] {
  const operationId = `${run.id}:${chosen[0]?.position ?? 0}`;
  const { outcomes, writes } = decideChunk(context, actor, run, operationId, chosen, records);
  const done = outcomes.filter(({ outcome }) => outcome === 'done').length;
  const refused = outcomes.length - done;
  const lastPosition = chosen.at(-1)?.position ?? 0;
  return [
    insertOperation(
      context,
      actor,
      { id: operationId, kind: run.kind, placeholder: undefined },
      hashRequest({ run: run.id, chunk: operationId }),
      { run: run.id, done, refused },
    ),
    ...writes,
    // Materialized, or the planner reads the whole list for each row of the run.
    sql`WITH j AS MATERIALIZED (
        SELECT value ->> '$.p' AS position, value ->> '$.o' AS outcome, value ->> '$.r' AS reason,
          value ->> '$.v' AS left_version
        FROM json_each(${JSON.stringify(
          outcomes.map(({ position, outcome, reason, leftVersion }) => ({
            p: position,
            o: outcome,
            r: reason === null ? null : JSON.stringify(reason),
            v: leftVersion,
          })),
        )}))
      UPDATE bulk_run_items SET outcome = j.outcome, reason = j.reason,
        left_version = j.left_version,
        operation_id = CASE j.outcome WHEN 'done' THEN ${operationId} END
      FROM j
      WHERE run_id = ${run.id} AND bulk_run_items.position = j.position
        AND bulk_run_items.outcome IS NULL`,
    sql`UPDATE bulk_runs SET done = done + ${done}, refused = refused + ${refused},
        lease_until = ${leaseEnd(context)}
      WHERE id = ${run.id}`,
    guard(
      'run',
      sql`EXISTS (SELECT 1 FROM bulk_runs WHERE id = ${run.id} AND status = 'running'
        AND lease_owner = ${owner} AND done + refused = ${lastPosition})`,
    ),
  ];
}

/** Ends a run that this owner holds. */
export function endRun(
  context: Context,
  run: BulkRun,
  owner: string,
  status: 'finished' | 'cancelled',
): SQL[] {
  const mine = sql`id = ${run.id} AND status = 'running' AND lease_owner = ${owner}`;
  return [
    guard('run', sql`EXISTS (SELECT 1 FROM bulk_runs WHERE ${mine})`),
    sql`UPDATE bulk_runs SET status = ${status}, lease_owner = NULL, lease_until = NULL,
        finished_at = ${toTimestamp(context.clock.now())}
      WHERE ${mine}`,
    auditWrite(
      context,
      { userId: run.actorUserId, requestId: run.requestId ?? undefined },
      {
        action: `bulk_run.${status}`,
        tableName: 'bulk_runs',
        recordId: run.id,
        reason:
          status === 'cancelled'
            ? render(
                message(isMoneyRun(run) ? 'bulk_runs.login_lost' : 'bulk_edits.login_lost'),
                'en',
              )
            : undefined,
        after: { total: run.total, done: run.done, refused: run.refused },
      },
    ),
  ];
}

/** Returns the end of a lease that begins now. */
export function leaseEnd(context: Context): string {
  return toTimestamp(new Date(context.clock.now().getTime() + LEASE_SECONDS * 1000));
}
