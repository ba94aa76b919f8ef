import { Cron } from 'croner';
import type { Context } from '../../context.js';
import { systemActor } from '../accounts/actors.js';
import { recomputeStats } from './recompute.js';

/** Figures recomputed at the times that STATS_SCHEDULE names, in the book's time zone. */

export interface StatsSchedule {
  /** When it runs next. */
  nextRun(): Date | null;
  /** Recomputes at once; what is under way is waited for instead of done twice. */
  runNow(): Promise<void>;
  /** Runs no more, and waits for what is under way. */
  stop(): Promise<void>;
}

/** Null where no schedule is configured: it is off by default. */
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

/** Nobody waits for it: a failure goes to the log, and the next time tries again. */
async function recompute(context: Context): Promise<void> {
  try {
    const { periods, changes } = await recomputeStats(context, await systemActor(context), 'all');
    context.log.info({ periods, changes: changes.length }, 'the figures were recomputed');
  } catch (error) {
    context.log.error({ err: error }, 'the scheduled recompute of the figures failed');
  }
}
