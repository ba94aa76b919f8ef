import type { Context } from '../../context.js';
import type { MeasuredObject } from '../../db/copies/table-sizes.js';
import { message, verbatim, type Message } from '../../messages/message.js';
import type { ListedCopy } from '../../ops/backup/folder.js';
import type { Maintainer } from '../../ops/maintenance/maintainer.js';
import type { CopiesState, Overview } from '../../ops/maintenance/overview.js';
import type {
  MaintenanceCopy,
  MaintenanceData,
  MaintenanceJob,
  MaintenanceResult,
  MaintenanceSize,
} from '../contract/maintenance.js';

/** The results of the maintenance page in words. */

const SHOWN_TABLES = 12;
const MEGABYTE = 1e6;

type Result = MaintenanceResult<Message>;
/** A result without the state of its job. */
type Found = Pick<Result, 'at' | 'text' | 'tone'>;

const never: Found = { text: message('maintenance.never'), tone: 'none' };

/** Describes the newest result of everything that the engine can do. */
export function describeResults(
  context: Context,
  { copies, results }: Overview,
  maintainer: Maintainer,
): Result[] {
  const withJob = (job: MaintenanceJob, found: Found): Result => {
    const { isRunning, outcome, problem } = maintainer.state(job);
    return {
      ...{ name: job, job, isRunning, label: message(`maintenance.label_${job}`) },
      ...found,
      ...(outcome === null ? {} : { outcome }),
      ...(problem === null ? {} : { problem }),
    };
  };
  const alone = (name: 'copy' | 'analyze' | 'vacuum', found: Found): Result => {
    return { name, isRunning: false, label: message(`maintenance.label_${name}`), ...found };
  };
  return [
    ...(copies === null
      ? []
      : [
          // A copy of D1 holds writes: no button beside users.
          context.engine.copyTo === null
            ? alone('copy', newestCopy(copies))
            : withJob('copy', newestCopy(copies)),
          withJob('check', newestCheck(copies)),
          withJob('drill', newestDrill(copies)),
        ]),
    withJob('optimize', newestOptimize(results.optimize)),
    alone('analyze', newestAnalyze(results.analyze)),
    ...(context.engine.copyTo === null ? [] : [alone('vacuum', newestVacuum(results.vacuum))]),
  ];
}

function newestCopy({ newest }: CopiesState): Found {
  if (!newest) return { text: message('maintenance.no_copy'), tone: 'bad' };
  const { kind, pages, changedPages: changed, proven } = newest;
  const facts = { kind: `copy.${kind}` as const, changed, pages, ms: proven.tookMs };
  const isBroken = proven.brokenRows > 0;
  return { at: newest.at, text: message('maintenance.copy', facts), tone: isBroken ? 'warn' : 'good' }; // prettier-ignore
}

function newestCheck({ check, listed }: CopiesState): Found {
  if (!check) return never;
  const { checkedAt: at, brokenRows, copy: name, tookMs } = check;
  // A sound copy may have been lost or damaged since its check.
  const problem = check.problem ?? listed.find((copy) => copy.name === name)?.problem;
  if (problem) {
    return { at, text: message('backup.verify_broken', { name, problem }), tone: 'bad' };
  }
  return brokenRows > 0
    ? { at, text: message('maintenance.checked_broken', { rows: brokenRows }), tone: 'warn' }
    : { at, text: message('maintenance.check', { name, seconds: secondsIn(tookMs) }), tone: 'good' }; // prettier-ignore
}

function newestDrill({ drill, drillFailure }: CopiesState): Found {
  if (drillFailure) {
    const { failedAt: at, problem } = drillFailure;
    return { at, text: message('maintenance.drill_failed', { problem }), tone: 'bad' };
  }
  if (!drill) return never;
  const times = {
    seconds: secondsIn(drill.tookMs),
    building: secondsIn(drill.buildMs + drill.proveMs),
    starting: secondsIn(drill.startMs),
  };
  return { at: drill.drilledAt, text: message('maintenance.drill', times), tone: 'good' };
}

function newestOptimize(result: Overview['results']['optimize']): Found {
  if (!result) return never;
  const { at, analysed } = result;
  const text =
    analysed.length === 0
      ? message('maintenance.optimized_none')
      : message('maintenance.optimized_count', { tables: analysed.length });
  return { at, text, tone: 'good' };
}

function newestAnalyze(result: Overview['results']['analyze']): Found {
  if (!result) return { ...never, text: message('maintenance.never_analyzed') };
  const { at, tables, tookMs: ms } = result;
  return { at, text: message('maintenance.analyzed', { tables, ms }), tone: 'good' };
}

function newestVacuum(result: Overview['results']['vacuum']): Found {
  if (!result) return { ...never, text: message('maintenance.never_vacuumed') };
  const { at, bytesBefore, bytesAfter } = result;
  const sizes = {
    before: Math.ceil(bytesBefore / MEGABYTE),
    after: Math.ceil(bytesAfter / MEGABYTE),
  };
  return { at, text: message('maintenance.vacuum', sizes), tone: 'good' };
}

/** Says what the engine does in another way, and who makes the copies. */
export function engineNotes({ engine, config }: Context, { keeper }: Maintainer): Message[] {
  if (engine.copyTo === null) {
    return [
      message('maintenance.note_d1_copies'),
      message('maintenance.note_d1_vacuum'),
      message('maintenance.d1_sizes'),
    ];
  }
  const isOther = config.backupFolder !== null && keeper?.isOwner() === false;
  return isOther ? [message('maintenance.note_other_owner')] : [];
}

/** Describes a copy of the folder. */
export function describeCopy({ name, copy, problem }: ListedCopy): MaintenanceCopy<Message> {
  if (!copy || problem) {
    return { name, state: problem ?? message('backup.manifest_unreadable'), tone: 'bad' };
  }
  const { at, kind, bytes, proven } = copy;
  const isBroken = proven.brokenRows > 0;
  return {
    ...{ name, at, bytes },
    kind: message('commands.word', { word: `copy.${kind}` }),
    state: isBroken
      ? message('backup.state_broken', { rows: proven.brokenRows })
      : message('backup.state_proven'),
    tone: isBroken ? 'warn' : 'good',
  };
}

/** Adds the indexes of each table to it, and keeps the largest. */
export function describeSizes(
  objects: readonly MeasuredObject[],
): MaintenanceData<Message>['sizes'] {
  const sizes = new Map<string, MaintenanceSize<Message>>();
  for (const { name, isIndex, bytes, rows, isEstimate } of objects) {
    if (isIndex) continue;
    const counted = message(isEstimate ? 'maintenance.estimated' : 'maintenance.exact');
    sizes.set(name, { name, bytes, rows, counted: rows === null ? verbatim('') : counted });
  }
  for (const { table, isIndex, bytes } of objects) {
    const size = sizes.get(table);
    if (isIndex && size && bytes !== null) size.bytes = (size.bytes ?? 0) + bytes;
  }
  const all = [...sizes.values()];
  return all.sort((one, other) => (other.bytes ?? 0) - (one.bytes ?? 0)).slice(0, SHOWN_TABLES);
}

const secondsIn = (ms: number) => Math.ceil(ms / 1000);
