import type { Context } from '../../context.js';
import type { Actor } from '../../domain/actor.js';
import { DomainError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';
import { commitBatch } from '../../db/batch.js';
import { backupFolder } from '../../paths.js';
import { auditWrite } from '../../services/audit.js';
import { copyByOwner } from '../backup/requests.js';
import { checkInProcess, checkOrder, type CheckCopy } from './check-copy.js';
import { drillInProcess, type Drill } from './drill-process.js';
import { optimiseBook } from './statistics.js';

/** The jobs that are safe beside users. Each ends with a sentence about its outcome. */

export const jobNames = ['copy', 'check', 'optimize', 'drill'] as const;
export type JobName = (typeof jobNames)[number];

/** For tests: work that a server gives to processes of its own. */
export interface JobProcesses {
  check?: CheckCopy;
  drill?: Drill;
}

const AUDITED = {
  copy: 'book.copied',
  check: 'book.copy_checked',
  drill: 'book.restore_drilled',
} as const;

/**
 * Does a job, and notes it in the audit trail. Returns its outcome.
 * @throws DomainError with the way out
 */
export async function doJob(
  context: Context,
  actor: Actor,
  job: JobName,
  {
    check = checkInProcess,
    drill = drillInProcess,
    signal,
  }: JobProcesses & { signal: AbortSignal },
): Promise<Message> {
  if (job === 'optimize') {
    const { analysed } = await optimiseBook(context, actor);
    return analysed.length === 0
      ? message('maintenance.optimized_none')
      : message('maintenance.optimized_count', { tables: analysed.length });
  }
  const folder = folderOf(context);
  switch (job) {
    case 'copy': {
      const { name, isUnchanged } = await copyByOwner(
        context,
        { folder, kind: 'increment' },
        { signal },
      );
      await note(context, actor, job, { copy: name });
      return isUnchanged ? message('backup.unchanged', { name }) : message('maintenance.copied', { name }); // prettier-ignore
    }
    case 'check': {
      const report = await check(checkOrder(folder, context.clock.now(), context.config), signal);
      const { copy, problem, brokenRows } = report;
      await note(context, actor, job, { copy, isSound: problem === null, brokenRows });
      if (problem) throw new DomainError('conflict', message('backup.verify_broken', { name: copy, problem })); // prettier-ignore
      return brokenRows > 0
        ? message('maintenance.checked_broken', { rows: brokenRows })
        : message('maintenance.checked', { name: copy });
    }
    case 'drill':
      await drill(folder, signal);
      await note(context, actor, job, {});
      return message('maintenance.drilled');
  }
}

/** @throws DomainError `configuration` without a folder */
function folderOf({ config }: Context): string {
  const folder = backupFolder(config);
  if (folder !== null) return folder;
  throw new DomainError('configuration', message('backup.no_folder'), {
    hint: message('maintenance.no_folder_hint'),
  });
}

async function note(
  context: Context,
  actor: Actor,
  job: keyof typeof AUDITED,
  after: Record<string, unknown>,
): Promise<void> {
  const entry = { action: AUDITED[job], tableName: 'book', recordId: job, after };
  await commitBatch(context.database, [auditWrite(context, actor, entry)]);
}
