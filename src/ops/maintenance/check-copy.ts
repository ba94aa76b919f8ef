import path from 'node:path';
import type { Config } from '../../config.js';
import { integrityCheck } from '../../db/copies/snapshot-facts.js';
import { measureObjects } from '../../db/copies/table-sizes.js';
import { DomainError } from '../../errors.js';
import { message, verbatim, type Message } from '../../messages/message.js';
import { chainOf, listCopies, usableCopies } from '../backup/folder.js';
import type { Copy } from '../backup/manifest.js';
import { proofSettings, proveBook } from '../backup/prove.js';
import { rebuild } from '../backup/rebuild.js';
import { runProcess } from '../processes/run-process.js';
import { inScratch, noCopies } from '../backup/verify.js';
import { keepCheckReport, type CheckReport } from './check-report.js';

/**
 * The nightly check: rebuilds the newest copy and compares every index with its table, which takes
 * too long beside the users of the live file. It measures the tables on the way.
 */

export interface CheckOrder {
  folder: string;
  /** ISO 8601, UTC. */
  now: string;
  settings: Config;
}

export type CheckCopy = (order: CheckOrder, signal?: AbortSignal) => Promise<CheckReport>;

/** Returns the order for a check; the settings go to another process, without a secret. */
export function checkOrder(folder: string, now: Date, config: Config): CheckOrder {
  return { folder, now: now.toISOString(), settings: proofSettings(config) };
}

/** Checks the newest copy in a process of its own, which ends with this one. */
export async function checkInProcess(
  order: CheckOrder,
  signal?: AbortSignal,
): Promise<CheckReport> {
  const script = new URL('./check-process.js', import.meta.url);
  return (await runProcess(script, order, signal)) as CheckReport;
}

/**
 * Checks the newest copy, and keeps the report in the folder: also that of a damaged copy.
 * @throws DomainError when the folder cannot be read or has no copy
 */
export async function checkNewestCopy({ folder, now, settings }: CheckOrder): Promise<CheckReport> {
  const startedAt = Date.now();
  const usable = usableCopies(listCopies(folder));
  const copy = usable.at(-1);
  if (!copy) throw noCopies(folder);
  const found = await inScratch(folder, (scratch) =>
    examine(usable, copy, path.join(scratch, 'check.db'), settings),
  );
  const report: CheckReport = {
    ...found,
    copy: copy.name,
    at: copy.at,
    checkedAt: now,
    tookMs: Date.now() - startedAt,
  };
  keepCheckReport(folder, report);
  return report;
}

type Found = Omit<CheckReport, 'copy' | 'at' | 'checkedAt' | 'tookMs'>;

async function examine(
  usable: readonly Copy[],
  copy: Copy,
  file: string,
  settings: Config,
): Promise<Found> {
  const damaged = (problem: Message): Found => {
    return { problem, reconciled: false, brokenRows: 0, objects: [] };
  };
  try {
    await rebuild(chainOf(usable, copy), file);
    const { reconciled, brokenRows } = await proveBook(file, settings, copy.at);
    const [problem] = integrityCheck(file);
    if (problem !== undefined) {
      return damaged(message('backup.not_sound', { problem: verbatim(problem) }));
    }
    return { problem: null, reconciled, brokenRows, objects: measureObjects(file) };
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'conflict') throw error;
    return damaged(error.said);
  }
}
