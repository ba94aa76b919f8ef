import { Cron } from 'croner';
import type { Context } from '../../context.js';
import { systemActor } from '../accounts/actors.js';
import { recomputeStats } from './recompute.js';

/** Recomputes figures at the times of STATS_SCHEDULE, in the book's time zone. */

export interface StatsSchedule {
  /** Time of the next run; null when there is none. */
  nextRun(): Date | null;
  /** Recomputes at once, or waits for the recompute under way. */
  runNow(): Promise<void>;
  /** Ends the schedule and waits for the recompute under way. */
  stop(): Promise<void>;
}

/** Starts the schedule; returns null when none is configured, as by default. */
export function startStatsSchedule(context: Context): StatsSchedule | null {
  const { statsSchedule, bookTimezone } = context.config;
  if (statsSchedule === null) return null;
  let underWay: Promise<void> | null = null;
  const runNow = (): Promise<void> => {
    underWay ??= recompute(context).finally(() => {
      underWay = null;
    });
    return underWay;
  };
  const job = new Cron(statsSchedule, { timezone: bookTimezone, unref: true }, runNow);
  return {
    nextRun: () => job.nextRun(),
    runNow,
    stop: async () => {
      job.stop();
      await underWay;
    },
  };
}

/** Logs a failure, because no caller waits for the run; the next one tries again. */
async function recompute(context: Context): Promise<void> {
  try {
    const { periods, changes } = await recomputeStats(context, await systemActor(context), 'all');
    context.log.info({ periods, changes: changes.length }, 'the figures were recomputed');
  } catch (error) {
    context.log.error({ err: error }, 'the scheduled recompute of the figures failed');
  }
}
