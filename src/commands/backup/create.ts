import type { Context } from '../../context.js';
import { DomainError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';
import type { CopyReport } from '../../ops/backup/create.js';
import type { CopyRequest } from '../../ops/backup/requests.js';
import type { Session } from '../shell/session.js';
import type { AddCommand } from '../shell/shell.js';
import { folderOption, type FolderOptions } from '../shell/folder.js';

/** `backup create`: asks the running server for a copy, or makes it when none runs. */

interface CreateOptions extends FolderOptions {
  full?: boolean;
  acceptLoss?: boolean;
}

export const addBackupCreate: AddCommand = (backup, shell) => {
  backup
    .command('create')
    .description(shell.say(message('backup.help_create')))
    .option('--full', shell.say(message('backup.help_full')))
    .option('--accept-loss', shell.say(message('backup.help_accept_loss')))
    .option('--folder <path>', shell.say(message('backup.help_folder')))
    .addOption(shell.option.json())
    .action(
      shell.run<CreateOptions>(async (session, options) => {
        const context = await session.anyContext();
        const folder = await folderOption(context.config, options);
        if (options.acceptLoss) {
          const { acceptLostWork } = await import('../../ops/readiness/lost-work.js');
          await acceptLostWork(await session.context(), folder);
        }
        const kind = options.full || options.acceptLoss ? 'full' : 'increment';
        const report = await copyOf(session, context, { folder, kind });
        await session.print(report, []);
        await noteReport(session, report);
        return undefined;
      }),
    );
};

async function copyOf(
  session: Session,
  context: Context,
  request: CopyRequest,
): Promise<CopyReport> {
  const [{ ownCopies, ownedPath }, { makeCopy }, { askOwner }] = await Promise.all([
    import('../../ops/backup/owner.js'),
    import('../../ops/backup/create.js'),
    import('../../ops/backup/requests.js'),
  ]);
  const owned = ownedPath(context, request.folder);
  const onStep = (step: Message) => session.progress(step);
  for (;;) {
    const lock = ownCopies(owned);
    if (lock) {
      try {
        return await makeCopy(context, { ...request, onStep });
      } finally {
        lock.release();
      }
    }
    session.progress(message('backup.owner_asked'));
    try {
      return await askOwner(owned, request);
    } catch (error) {
      // The owner was a command, or a server that stops: then this command is free to copy.
      if (!(error instanceof DomainError) || error.said.key !== 'backup.owner_ended') throw error;
    }
  }
}

async function noteReport(session: Session, report: CopyReport): Promise<void> {
  const { name, kind, pages, changedPages, bytes, tookMs, instead, firstBroken } = report;
  await session.note(
    report.isUnchanged
      ? message('backup.unchanged', { name })
      : message('backup.created', {
          ...{ name, pages, changed: changedPages, ms: tookMs },
          kind: `copy.${kind}`,
          kilobytes: Math.ceil(bytes / 1000),
        }),
  );
  if (instead) await session.note(message('backup.instead', { reason: instead }));
  if (report.removed.length > 0) {
    await session.note(message('backup.removed', { copies: report.removed.length }));
  }
  if (firstBroken) {
    await session.note([
      message('backup.breaks_rules', { rows: report.brokenRows, first: firstBroken }),
      message('backup.breaks_rules_hint'),
    ]);
  }
  await session.note(message('backup.keys'));
}
