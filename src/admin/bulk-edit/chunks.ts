import type { Context } from '../../context.js';
import { commitBatch } from '../../db/batch.js';
import { GuardError } from '../../db/errors.js';
import type { Actor } from '../../domain/actor.js';
import { Message } from '../../messages/message.js';
import { ATTEMPTS, endRun, type ChunkOutcome } from '../../services/bulk-runs/chunks.js';
import {
  chunkOperationId,
  commitEditChunk,
  readEditChunk,
  type EditItem,
  type EditOutcome,
} from '../../services/bulk-runs/edit-chunks.js';
import type { BulkRun } from '../../services/bulk-runs/records.js';
import { MAX_IDS } from '../../services/operations/inputs.js';
import { isWorthRepeating } from '../../services/operations/run.js';
import { decideRows, refuseAll, type ChangedRow, type RowDecision } from './decide.js';
import { encodeValues, hashValues, readEditRows } from './rows.js';
import { findTarget, type EditTarget } from './target.js';
import { NOT_WRITTEN, refusalOf, siftRows } from './trial.js';
import { editWrites } from './writes.js';

/**
 * Runs an edit chunk by chunk: reads the current rows, decides on each, and commits the changed ones
 * with their outcomes. Rows that the database refuses are found by trials, and the others change.
 */

/** Size of the values of a chunk, as JSON: a batch holds them several times. */
const CHUNK_LENGTH = 2_000_000;

/**
 * Runs the next chunk of at most `size` rows; the owner holds the lease.
 * @throws DatabaseError when the chunk fails for another reason than its rows or a lost race
 */
export async function runEditChunk(
  context: Context,
  runId: string,
  owner: string,
  size = MAX_IDS,
): Promise<ChunkOutcome> {
  const known: Known = { refused: new Map(), lost: new Set(), mustSift: false, most: size };
  for (let attempt = 1; ; attempt += 1) {
    const chunk = await readEditChunk(context, runId, known.most);
    if (chunk?.run.status !== 'running' || chunk.leaseOwner !== owner) return 'stopped';
    const { run, actor, items } = chunk;
    if (actor === null || items.length === 0) {
      const end = actor === null ? 'cancelled' : 'finished';
      await commitBatch(context.database, endRun(context, run, owner, end));
      return actor === null ? 'stopped' : 'finished';
    }
    const isDone = await runItems(context, actor, { run, owner, items }, known, attempt);
    if (isDone) return 'more';
  }
}

/** Findings of earlier attempts of a chunk. */
interface Known {
  refused: Map<number, Message>;
  lost: Set<number>;
  mustSift: boolean;
  /** Rows of the chunk: fewer where only a commit shows which one is refused. */
  most: number;
}

interface Part {
  run: BulkRun;
  owner: string;
  items: EditItem[];
}

/** Runs the rows of a chunk; returns false where another attempt is needed. */
async function runItems(
  context: Context,
  actor: Actor,
  { run, owner, items }: Part,
  known: Known,
  attempt: number,
): Promise<boolean> {
  const target = await findTarget(context, actor, run);
  if (target instanceof Message) {
    const outcomes = refuseAll(items, target).map(outcomeOf);
    await commitEditChunk(context, actor, { run, owner, outcomes, writes: [] });
    return true;
  }
  const decided = withKnown(await readAndDecide(target, items), known);
  try {
    const rest = known.mustSift ? await sift(target, run, decided, known) : decided;
    if (rest === null) return false;
    const changed = changedOf(rest);
    const writes =
      changed.length === 0 ? [] : editWrites(target, chunkOperationId(run, items), changed);
    await commitEditChunk(context, actor, { run, owner, outcomes: rest.map(outcomeOf), writes });
    return true;
  } catch (error) {
    learn(target, error, decided, known, attempt);
    return false;
  }
}

/** Reads and decides rows, as many as one batch holds. */
async function readAndDecide(
  target: EditTarget,
  items: readonly EditItem[],
): Promise<RowDecision[]> {
  const { resource, actor, columns } = target;
  const { database } = resource.context;
  const ids = items.map(({ recordId }) => recordId);
  const found = await readEditRows(resource, actor, ids, columns, database);
  const decided = await decideRows(target, items, found);
  let length = 0;
  const end = decided.findIndex((one) => {
    if (one.is === 'changed') length += encodeValues([...one.before, ...one.after]).length;
    return length > CHUNK_LENGTH;
  });
  return end < 1 ? decided : decided.slice(0, end);
}

const changedOf = (decided: readonly RowDecision[]): ChangedRow[] =>
  decided.filter((one) => one.is === 'changed');

function withKnown(decided: readonly RowDecision[], { refused }: Known): RowDecision[] {
  return decided.map((one): RowDecision => {
    const reason = one.is === 'changed' ? refused.get(one.item.position) : undefined;
    return reason ? { is: 'refused', item: one.item, reason } : one;
  });
}

/** Tries the changed rows; null where some were lost, so that they are read again. */
async function sift(
  target: EditTarget,
  run: BulkRun,
  decided: readonly RowDecision[],
  known: Known,
): Promise<RowDecision[] | null> {
  const { refused, lost } = await siftRows(target, run.id, changedOf(decided));
  for (const [position, reason] of refused) known.refused.set(position, reason);
  for (const position of lost) {
    // A row that was lost, read again and lost again did not change: a trigger ignores the update.
    if (known.lost.has(position)) known.refused.set(position, NOT_WRITTEN);
    known.lost.add(position);
  }
  return lost.size > 0 ? null : withKnown(decided, known);
}

/**
 * Learns from a failed commit what the next attempt does otherwise.
 * @throws the error itself, unless another attempt may succeed
 */
function learn(
  target: EditTarget,
  error: unknown,
  decided: readonly RowDecision[],
  known: Known,
  attempt: number,
): void {
  const reason = refusalOf(target, error);
  if (reason === null) {
    if (attempt >= ATTEMPTS * 2 || !isWorthRepeating(error)) throw error;
    // The first lost race is read again; the second may be a trigger that ignores updates.
    if (error instanceof GuardError && attempt > 1) known.mustSift = true;
    return;
  }
  if (!known.mustSift) {
    known.mustSift = true;
    return;
  }
  // Only a commit checks deferred keys: fewer rows, until the refused one stands alone.
  const [first] = decided;
  if (first && decided.length === 1) known.refused.set(first.item.position, reason);
  known.most = Math.max(1, Math.floor(decided.length / 2));
}

function outcomeOf(decision: RowDecision): EditOutcome {
  const { position } = decision.item;
  const plain = { position, effect: null, reason: null, changed: null };
  switch (decision.is) {
    case 'changed':
      return {
        ...plain,
        outcome: 'done',
        changed: {
          beforeValues: encodeValues(decision.before),
          leftHash: hashValues(decision.after),
        },
      };
    case 'unchanged':
      return { ...plain, outcome: 'done', effect: 'unchanged' };
    case 'conflict':
      return { ...plain, outcome: 'refused', effect: 'conflict', reason: decision.reason };
    case 'refused':
      return { ...plain, outcome: 'refused', reason: decision.reason };
  }
}
