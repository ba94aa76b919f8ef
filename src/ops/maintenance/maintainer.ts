import { Cron } from 'croner';
import type { Context } from '../../context.js';
import type { Actor } from '../../domain/actor.js';
import { DomainError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';
import { backupFolder } from '../../paths.js';
import { systemActor } from '../../services/accounts/actors.js';
import type { Keeper } from '../backup/keeper.js';
import { doJob, jobNames, type JobName, type JobProcesses } from './jobs.js';

/**
 * The server's part in maintenance: every night statistics and a check of the newest copy, drills
 * where they are scheduled, and the jobs that an administrator starts. One job runs at a time.
 */

export interface JobState {
  isRunning: boolean;
  /** Outcome of the last one that this process did; null before. */
  outcome: Message | null;
  /** Reason why it failed; null when it did not. */
  problem: Message | null;
  endedAt: string | null;
}

export interface Maintainer {
  state(job: JobName): JobState;
  /** Starts a job unless it runs or waits already; its state tells the outcome. */
  start(job: JobName, actor: Actor): void;
  /** Does what the nightly schedule does; resolves when it is done or its failure is logged. */
  runNight(): Promise<void>;
  /** The keeper of the copies; null where none runs. */
  readonly keeper: Keeper | null;
  /** Ends the schedules; a job under way is given up. */
  stop(): Promise<void>;
}

export interface MaintainerOptions extends JobProcesses {
  keeper?: Keeper | null;
}

const idle: JobState = { isRunning: false, outcome: null, problem: null, endedAt: null };

const maintainers = new WeakMap<Context, Maintainer>();

/** Starts the schedules of a server, whose pages then show their jobs. */
export function startMaintainer(context: Context, options: MaintainerOptions = {}): Maintainer {
  const maintainer = new ScheduledMaintainer(context, options);
  maintainer.schedule();
  maintainers.set(context, maintainer);
  return maintainer;
}

/** Returns the maintainer of a context, without schedules where no server has started one. */
export function maintainerOf(context: Context): Maintainer {
  let maintainer = maintainers.get(context);
  if (!maintainer) {
    maintainer = new ScheduledMaintainer(context, {});
    maintainers.set(context, maintainer);
  }
  return maintainer;
}

class ScheduledMaintainer implements Maintainer {
  readonly keeper: Keeper | null;
  readonly #context: Context;
  readonly #processes: JobProcesses;
  readonly #stopping = new AbortController();
  readonly #states = new Map<JobName, JobState>(jobNames.map((job) => [job, idle]));
  readonly #crons: Cron[] = [];
  /** The jobs so far: the next one begins behind them. */
  #last: Promise<void> = Promise.resolve();

  constructor(context: Context, { keeper = null, ...processes }: MaintainerOptions) {
    this.#context = context;
    this.keeper = keeper;
    this.#processes = processes;
  }

  schedule(): void {
    const { maintenanceSchedule, drillSchedule, bookTimezone } = this.#context.config;
    const options = { timezone: bookTimezone, unref: true };
    this.#crons.push(new Cron(maintenanceSchedule, options, () => this.runNight()));
    if (drillSchedule === null || !this.#hasCopies()) return;
    this.#crons.push(new Cron(drillSchedule, options, () => this.#runScheduled('drill')));
  }

  state(job: JobName): JobState {
    return this.#states.get(job) ?? idle;
  }

  start(job: JobName, actor: Actor): void {
    if (!this.state(job).isRunning) void this.#run(job, actor);
  }

  async runNight(): Promise<void> {
    await this.#runScheduled('optimize');
    if (this.#hasCopies()) await this.#runScheduled('check');
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    for (const cron of this.#crons) cron.stop();
    await this.#last;
  }

  #hasCopies(): boolean {
    return backupFolder(this.#context.config) !== null;
  }

  /** Does a job as the book's own login, in the one server that owns the copies. */
  async #runScheduled(job: JobName): Promise<void> {
    if (this.keeper?.isOwner() === false || this.state(job).isRunning) return;
    try {
      await this.#run(job, await systemActor(this.#context));
    } catch (error) {
      this.#context.log.error({ err: error, job }, 'scheduled maintenance could not begin');
    }
  }

  #run(job: JobName, actor: Actor): Promise<void> {
    this.#states.set(job, { ...this.state(job), isRunning: true });
    const run = this.#last.then(() => this.#perform(job, actor));
    this.#last = run;
    return run;
  }

  async #perform(job: JobName, actor: Actor): Promise<void> {
    const { log, clock } = this.#context;
    const { signal } = this.#stopping;
    const end = (outcome: Message | null, problem: Message | null) => {
      const endedAt = clock.now().toISOString();
      this.#states.set(job, { isRunning: false, outcome, problem, endedAt });
    };
    try {
      signal.throwIfAborted();
      end(await doJob(this.#context, actor, job, { ...this.#processes, signal }), null);
      log.info({ job }, 'maintenance was done');
    } catch (error) {
      end(null, error instanceof DomainError ? error.whole : message('maintenance.failed'));
      if (!signal.aborted) log.error({ err: error, job }, 'maintenance failed');
    }
  }
}
