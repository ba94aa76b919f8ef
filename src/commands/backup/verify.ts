import { message, type Message } from '../../messages/message.js';
import type { VerifiedCopy } from '../../ops/backup/verify.js';
import { EXIT } from '../shell/session.js';
import type { AddCommand } from '../shell/shell.js';
import { folderOption, type FolderOptions } from '../shell/folder.js';

/** `backup verify`: does all of a restore but putting the file into place. */

interface VerifyOptions extends FolderOptions {
  all?: boolean;
}

export const addBackupVerify: AddCommand = (backup, shell) => {
  backup
    .command('verify')
    .description(shell.say(message('backup.help_verify')))
    .argument('[copy]', shell.say(message('backup.help_name')))
    .option('--all', shell.say(message('backup.help_all')))
    .option('--folder <path>', shell.say(message('backup.help_folder')))
    .addOption(shell.option.json())
    .action(
      shell.run<VerifyOptions, [string | undefined]>(async (session, options, name) => {
        const { verifyCopy } = await import('../../ops/backup/verify.js');
        const { listCopies } = await import('../../ops/backup/folder.js');
        const config = await session.settings();
        const folder = await folderOption(config, options);
        const names = options.all ? listCopies(folder).map((copy) => copy.name) : [];
        const verified: VerifiedCopy[] = [];
        for (const one of names.length > 0 ? names : [name]) {
          const onStep = (copy: { name: string }, step: number, steps: number) =>
            session.progress(message('backup.verifying', { step, steps, name: copy.name }));
          verified.push(await verifyCopy(folder, config, { name: one, onStep }));
        }
        await session.print(verified, verified.map(lineOf));
        return verified.every(({ problem }) => problem === null) ? EXIT.done : EXIT.failed;
      }),
    );
};

function lineOf({ name, problem, reconciled, tookMs: ms }: VerifiedCopy): Message {
  if (problem) return message('backup.verify_broken', { name, problem });
  return reconciled
    ? message('backup.verified_reconciled', { name, ms })
    : message('backup.verified', { name, ms });
}
