import { count } from '../shell/output.js';
import { option, type AddCommand } from '../shell/shell.js';

/** `data-key rotate`: encrypts every value with the newest key, so that an old key can be dropped. */

export const addDataKeyCommands: AddCommand = (program, shell) => {
  const dataKey = program.command('data-key').description('the key that encrypts at rest');
  dataKey
    .command('rotate')
    .description('encrypt everything with the first key of DATA_KEY, plain values too')
    .addOption(option.as())
    .addOption(option.json())
    .action(
      shell.run(async (session) => {
        const context = await session.context();
        const { reencryptColumns } = await import('../../services/encryption/keys.js');
        const written = await reencryptColumns(context, await session.actorOrSystem());
        session.print({ written }, '');
        session.note(`${count(written, 'value')} encrypted with the first key`);
        return undefined;
      }),
    );
};
