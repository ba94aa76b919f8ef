import { message } from '../../messages/message.js';
import type { AddCommand } from '../shell/shell.js';

/** `user reset-second-factor`: the way in after a lost phone. */

export const addUserResetSecondFactor: AddCommand = (user, shell) => {
  const { option, say } = shell;
  user
    .command('reset-second-factor')
    .argument('<user>', say(message('commands.login')))
    .description(say(message('accounts.help_reset_second_factor')))
    .addOption(option.as())
    .addOption(option.yes())
    .action(
      shell.run<object, [string]>(async (session, _options, name) => {
        const context = await session.context();
        const actor = await session.actorOrSystem();
        const { findUser } = await import('../../services/accounts/reads.js');
        const { removeSecondFactor } = await import('../../services/accounts/second-factor.js');
        const { id, username } = await findUser(context, name);
        await session.confirm(
          message('accounts.password_alone', { username }),
          message('accounts.remove_second_factor_question'),
        );
        await removeSecondFactor(context, actor, id);
        await session.note(message('accounts.second_factor_removed', { username }));
        return undefined;
      }),
    );
};
