import { Cron } from 'croner';
import type { Context } from '../../context.js';
import { DomainError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';
import { backupFolder } from '../../paths.js';
import { searchIndexes, searchIndexState } from '../../services/lists/search-index.js';
import { listCopies, usableCopies, type ListedCopy } from '../backup/folder.js';
import type { Copy } from '../backup/manifest.js';
import {
  readDrillFailure,
  readDrillReport,
  type DrillFailure,
  type DrillReport,
} from '../restore/drill-report.js';
import { readCheckReport, type CheckReport } from './check-report.js';
import type { Maintainer } from './maintainer.js';
import { newestResults, type NewestResults } from './results.js';
import { measureFile, type FileSize } from './sizes.js';

/** The newest result of every kind of maintenance, and what is overdue. */

export interface Overview {
  /** Null without BACKUP_FOLDER. */
  copies: CopiesState | null;
  results: NewestResults;
  /** Null on an engine without a file. */
  file: FileSize | null;
  warnings: Message[];
}

export interface CopiesState {
  folder: string;
  /** Newest first. */
  listed: ListedCopy[];
  newest: Copy | null;
  /** Time whose changes may be in no copy; null without a copy. */
  lostMs: number | null;
  check: CheckReport | null;
  drill: DrillReport | null;
  drillFailure: DrillFailure | null;
}

const MINUTE_MS = 60_000;
/** Time after which scheduled work counts as overdue: a large book takes long. */
const GRACE_MS = 2 * 60 * MINUTE_MS;
/** Increments that may fail before somebody should look. */
const MISSED_INCREMENTS = 3;
/** Age at which a drill without a schedule says little about tonight. */
const OLD_DRILL_MS = 30 * 24 * 60 * MINUTE_MS;

/** Reads the newest results, and names what is overdue or missing. */
export async function readOverview(context: Context, maintainer: Maintainer): Promise<Overview> {
  const { config, engine } = context;
  const warnings: Message[] = [];
  const folder = backupFolder(config);
  const copies = folder === null ? null : readCopies(context, maintainer, folder, warnings);
  if (engine.copyTo !== null && folder === null) warnings.push(message('maintenance.warn_no_folder')); // prettier-ignore
  for (const index of searchIndexes) {
    if ((await searchIndexState(context, index)) !== 'unfinished') continue;
    warnings.push(message('maintenance.warn_unfinished_index', { table: index.table }));
  }
  return { copies, warnings, results: await newestResults(context), file: measureFile(context) };
}

function readCopies(
  context: Context,
  { keeper }: Maintainer,
  folder: string,
  warnings: Message[],
): CopiesState {
  const now = context.clock.now().getTime();
  const problem = keeper?.problem() ?? null;
  if (problem) warnings.push(message('maintenance.warn_copy_failed', { problem }));
  const listed = listIn(folder, problem === null ? warnings : []);
  const usable = usableCopies(listed);
  const newest = usable.at(-1) ?? null;
  // The keeper knows that nothing was written since its last copy, not that this one still exists.
  const isWhole = newest !== null && listed.at(-1)?.name === newest.name;
  const kept = (isWhole && keeper?.copiedUntil()?.getTime()) || 0;
  const until = newest && Math.max(kept, Date.parse(newest.at));
  const state: CopiesState = {
    folder,
    newest,
    listed: listed.toReversed(),
    lostMs: until === null ? null : Math.max(0, now - until),
    check: readCheckReport(folder),
    drill: readDrillReport(folder),
    drillFailure: readDrillFailure(folder),
  };
  warnings.push(...copyWarnings(context, state, usable), ...proofWarnings(context, state, usable));
  return state;
}

function listIn(folder: string, warnings: Message[]): ListedCopy[] {
  try {
    return listCopies(folder);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    warnings.push(error.whole);
    return [];
  }
}

/** Names what is wrong with the copies themselves. */
function copyWarnings(
  context: Context,
  { listed, newest, lostMs }: CopiesState,
  usable: readonly Copy[],
): Message[] {
  const { backupEveryMinutes, backupSchedule } = context.config;
  const damaged = listed.length - usable.length;
  const full = usable.findLast(({ kind }) => kind === 'full');
  const brokenRows = newest?.proven.brokenRows ?? 0;
  // On D1 there are full copies alone: Time Travel has the minutes between them.
  const hasIncrements = context.engine.copyTo !== null;
  const isLate =
    hasIncrements && (lostMs ?? 0) > MISSED_INCREMENTS * backupEveryMinutes * MINUTE_MS;
  return [
    ...(newest ? [] : [message('maintenance.warn_no_copy')]),
    ...(damaged > 0 ? [message('maintenance.warn_damaged', { copies: damaged })] : []),
    ...(brokenRows > 0 ? [message('maintenance.warn_broken', { rows: brokenRows })] : []),
    ...(isLate ? [message('maintenance.warn_late', { minutes: minutesIn(lostMs) })] : []),
    ...(full && isOverdue(context, backupSchedule, full.at)
      ? [message('maintenance.warn_no_full')]
      : []),
  ];
}

/** Names proofs that failed or are overdue. */
function proofWarnings(
  context: Context,
  { newest, check, drill, drillFailure }: CopiesState,
  [first]: readonly Copy[],
): Message[] {
  if (!newest || !first) return [];
  const { maintenanceSchedule, drillSchedule } = context.config;
  const drilledAt = drill?.drilledAt ?? first.at;
  const age = context.clock.now().getTime() - Date.parse(drilledAt);
  const isDrillDue =
    drillSchedule === null ? age > OLD_DRILL_MS : isOverdue(context, drillSchedule, drilledAt);
  return [
    ...(check?.problem
      ? [message('maintenance.warn_check', { name: check.copy, problem: check.problem })]
      : []),
    ...(isOverdue(context, maintenanceSchedule, check?.checkedAt ?? first.at)
      ? [message('maintenance.warn_no_check')]
      : []),
    ...(drillFailure ? [message('maintenance.warn_drill', { problem: drillFailure.problem })] : []),
    ...(isDrillDue ? [message('maintenance.warn_no_drill')] : []),
    ...(!drill && !drillFailure && !isDrillDue && drillSchedule === null
      ? [message('maintenance.warn_never_drilled')]
      : []),
  ];
}

function isOverdue({ config, clock }: Context, schedule: string, last: string): boolean {
  const cron = new Cron(schedule, { timezone: config.bookTimezone, paused: true });
  const next = cron.nextRun(new Date(last));
  return next !== null && clock.now().getTime() > next.getTime() + GRACE_MS;
}

/** Returns whole minutes, a begun one counted. */
export function minutesIn(ms: number | null): number {
  return Math.ceil((ms ?? 0) / MINUTE_MS);
}
