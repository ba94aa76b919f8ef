import { message } from '../../messages/message.js';
import type { AddCommand } from '../shell/shell.js';

/** `data-key rotate`: encrypts every value with the newest key, so that an old key can be dropped. */

export const addDataKeyCommands: AddCommand = (program, shell) => {
  const dataKey = program.command('data-key').description(shell.say(message('commands.data_key')));
  dataKey
    .command('rotate')
    .description(shell.say(message('commands.data_key_rotate')))
    .addOption(shell.option.as())
    .addOption(shell.option.json())
    .action(
      shell.run(async (session) => {
        const context = await session.context();
        const { reencryptColumns } = await import('../../services/encryption/keys.js');
        const written = await reencryptColumns(context, await session.actorOrSystem());
        await session.print({ written }, []);
        await session.note(message('commands.data_key_rotated', { values: written }));
        return undefined;
      }),
    );
};
