import { sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch } from '../../db/batch.js';
import { MAX_IDS } from '../operations/inputs.js';
import { byStatus, LEASE_SECONDS, releaseLeases, runNextChunk, takeLease } from './chunks.js';

/**
 * Runs confirmed bulk runs in the background, one chunk after the other, and takes over those whose
 * process ended: at start, and whenever it looks around.
 */

export interface BulkRunner {
  /** Takes every run that nobody has: call it at start, and after `startRun`. */
  resume(): Promise<void>;
  /** Resolves when nothing is being run. */
  idle(): Promise<void>;
  /** Ends after the chunks that are under way. */
  stop(): Promise<void>;
}

export interface BulkRunnerOptions {
  /** At most this many rows a chunk. */
  chunkRows?: number;
  /** Between chunks, so that other writers get in. */
  pauseMs?: number;
  /** Waited for between chunks too, so that people who read get the processor. */
  giveWay?: () => Promise<void>;
  /** How often it looks for runs that others left; 0 never. */
  lookEveryMs?: number;
}

export function createBulkRunner(context: Context, options: BulkRunnerOptions = {}): BulkRunner {
  const { chunkRows = MAX_IDS, pauseMs = 5, lookEveryMs = (LEASE_SECONDS * 1000) / 2 } = options;
  const { giveWay } = options;
  const owner = context.newId();
  const running = new Map<string, Promise<void>>();
  let isStopped = false;

  const run = async (runId: string) => {
    try {
      while (!isStopped && (await runNextChunk(context, runId, owner, chunkRows)) === 'more') {
        await pause(pauseMs);
        await giveWay?.();
      }
    } catch (error) {
      // The run stays as it is, chunk by chunk; the next look around takes it up again.
      context.log.warn({ err: error, bulkRun: runId }, 'a bulk run stopped and will be resumed');
    } finally {
      running.delete(runId);
    }
  };

  const resume = async () => {
    const [rows = []] = await commitBatch(context.database, [
      sql`SELECT id FROM bulk_runs ${byStatus} WHERE status = 'running' ORDER BY started_at, id`,
    ]);
    for (const row of rows) {
      const runId = row['id'] as string;
      if (isStopped || running.has(runId)) continue;
      try {
        if (await takeLease(context, runId, owner)) running.set(runId, run(runId));
      } catch (error) {
        context.log.warn({ err: error, bulkRun: runId }, 'a bulk run could not be taken up');
      }
    }
  };

  const timer =
    lookEveryMs === 0
      ? undefined
      : setInterval(() => {
          resume().catch((error: unknown) => {
            context.log.warn({ err: error }, 'could not look for bulk runs');
          });
        }, lookEveryMs);
  timer?.unref();

  const idle = async () => {
    while (running.size > 0) await Promise.all(running.values());
  };

  return {
    resume,
    idle,
    stop: async () => {
      isStopped = true;
      clearInterval(timer);
      await idle();
      await releaseLeases(context, owner);
    },
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
