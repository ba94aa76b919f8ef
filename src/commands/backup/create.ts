import { message, type Message } from '../../messages/message.js';
import type { CopyReport } from '../../ops/backup/create.js';
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
        const { copyByOwner } = await import('../../ops/backup/requests.js');
        const kind = options.full || options.acceptLoss ? 'full' : 'increment';
        const report = await copyByOwner(
          context,
          { folder, kind },
          {
            onAsked: () => session.progress(message('backup.owner_asked')),
            onStep: (step: Message) => session.progress(step),
          },
        );
        await session.print(report, []);
        await noteReport(session, report);
        return undefined;
      }),
    );
};

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
