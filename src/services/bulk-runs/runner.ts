import { sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch, rows } from '../../db/batch.js';
import { DomainError } from '../../errors.js';
import type { Message } from '../../messages/message.js';
import { askAs } from '../../shares/asker.js';
import { MAX_IDS } from '../operations/inputs.js';
import {
  byStatus,
  LEASE_SECONDS,
  releaseLeases,
  runNextChunk,
  takeLease,
  type ChunkOutcome,
} from './chunks.js';
import { EDIT_KIND, type RunKind } from './records.js';

/**
 * Runs confirmed bulk runs in the background, chunk by chunk. It takes over the runs of a process
 * that ended: at start, and then at every interval.
 */

export interface BulkRunner {
  /** Takes every run without a runner: call it at start, and after `startRun`. */
  resume(): Promise<void>;
  /** Reason for which a run of this process waits to be taken up again; null without one. */
  problemOf(runId: string): Message | null;
  /** Resolves when no run is under way. */
  idle(): Promise<void>;
  /** Ends after the chunks under way. */
  stop(): Promise<void>;
}

/** Runs the next chunk of a run whose lease the owner holds. */
export type RunChunk = (runId: string, owner: string, size?: number) => Promise<ChunkOutcome>;

export interface BulkRunnerOptions {
  /** Returns what edits rows; undefined until the tables are known, and edits wait so long. */
  editor?: () => RunChunk | undefined;
  /** The most rows of a chunk. */
  chunkRows?: number;
  /** Pause between chunks, so that other writers get their turn. */
  pauseMs?: number;
  /** Awaited between chunks too, so that readers get the processor. */
  giveWay?: () => Promise<void>;
  /** Interval of the search for runs that other processes left; 0 never searches. */
  lookEveryMs?: number;
}

/** A chunk of an edit that takes longer, in ms, is halved: on D1 all other reads wait for its batch. */
const LONG_CHUNK_MS = 100;
/** Rows of the first chunk of an edit, and of the smallest one. */
const FEWEST_ROWS = 100;

/**
 * Chooses the rows of an edit's next chunk by the time that the latest one took.
 * @param most the most rows of a chunk
 */
export function nextChunkRows(rows: number, tookMs: number, most: number): number {
  if (tookMs > LONG_CHUNK_MS) return Math.min(most, Math.max(FEWEST_ROWS, Math.floor(rows / 2)));
  return tookMs < LONG_CHUNK_MS / 4 ? Math.min(most, rows * 2) : rows;
}

/** Starts the interval and returns the runner of this process. */
export function createBulkRunner(context: Context, options: BulkRunnerOptions = {}): BulkRunner {
  const { chunkRows = MAX_IDS, pauseMs = 5, lookEveryMs = (LEASE_SECONDS * 1000) / 2 } = options;
  const { giveWay, editor } = options;
  const owner = context.newId();
  const running = new Map<string, Promise<void>>();
  const problems = new Map<string, Message>();
  let isStopped = false;

  const runMoney: RunChunk = (runId) => runNextChunk(context, runId, owner, chunkRows);

  const run = async (runId: string, runChunk: RunChunk) => {
    try {
      while (!isStopped && (await runChunk(runId, owner)) === 'more') {
        problems.delete(runId);
        await pause(pauseMs);
        await giveWay?.();
      }
      problems.delete(runId);
    } catch (error) {
      if (error instanceof DomainError) problems.set(runId, error.whole);
      // The finished chunks stand; the next search takes the run up again.
      context.log.warn({ err: error, bulkRun: runId }, 'a bulk run stopped and will be resumed');
    } finally {
      running.delete(runId);
    }
  };

  const resume = async () => {
    const [runs] = await commitBatch(context.database, [
      rows<{ id: string; kind: RunKind }>(
        sql`SELECT id, kind FROM bulk_runs ${byStatus} WHERE status = 'running' ORDER BY started_at, id`,
      ),
    ]);
    for (const { id: runId, kind } of runs) {
      const runChunk = kind === EDIT_KIND ? sizedByTime(editor?.(), chunkRows) : runMoney;
      if (isStopped || running.has(runId) || runChunk === undefined) continue;
      try {
        if (!(await takeLease(context, runId, owner))) continue;
        // The run is nobody's request: its login may leave, and has other work.
        running.set(
          runId,
          askAs(undefined, () => run(runId, runChunk)),
        );
      } catch (error) {
        context.log.warn({ err: error, bulkRun: runId }, 'a bulk run could not be taken up');
      }
    }
  };

  const noteFailure = (error: unknown) =>
    context.log.warn({ err: error }, 'could not look for bulk runs');
  const timer = repeatEvery(lookEveryMs, () => void resume().catch(noteFailure));

  const idle = async () => {
    while (running.size > 0) await Promise.all(running.values());
  };

  return {
    resume,
    problemOf: (runId) => problems.get(runId) ?? null,
    idle,
    stop: async () => {
      isStopped = true;
      clearInterval(timer);
      await idle();
      await releaseLeases(context, owner);
    },
  };
}

/** Repeats work without keeping the process alive; never with an interval of 0 ms. */
function repeatEvery(ms: number, work: () => void): NodeJS.Timeout | undefined {
  return ms === 0 ? undefined : setInterval(work, ms).unref();
}

/** Runs chunks that grow and shrink with the time that they take. */
function sizedByTime(runChunk: RunChunk | undefined, most: number): RunChunk | undefined {
  if (runChunk === undefined) return undefined;
  let size = Math.min(FEWEST_ROWS, most);
  return async (runId, owner) => {
    const begun = performance.now();
    const outcome = await runChunk(runId, owner, size);
    size = nextChunkRows(size, performance.now() - begun, most);
    return outcome;
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
