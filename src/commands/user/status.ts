import { message } from '../../messages/message.js';
import type { AddCommand } from '../shell/shell.js';

/** `user deactivate` and `user activate`: take effect at the login's next request. */

export const addUserStatus: AddCommand = (user, shell) => {
  const { option, say } = shell;
  user
    .command('deactivate')
    .argument('<user>', say(message('commands.login')))
    .description(say(message('accounts.help_deactivate')))
    .option('--suspend', say(message('accounts.help_suspend')))
    .addOption(option.as())
    .action(
      shell.run<{ suspend?: boolean }, [string]>(async (session, { suspend = false }, name) => {
        const context = await session.context();
        const actor = await session.actorOrSystem();
        const { findUser } = await import('../../services/accounts/reads.js');
        const { deactivateUser } = await import('../../services/accounts/users.js');
        const { id, username } = await findUser(context, name);
        const status = suspend ? 'suspended' : 'inactive';
        await deactivateUser(context, actor, id, status);
        await session.note(
          message('accounts.deactivated', { username, status: `login.${status}` }),
        );
        return undefined;
      }),
    );

  user
    .command('activate')
    .argument('<user>', say(message('commands.login')))
    .description(say(message('accounts.help_activate')))
    .addOption(option.as())
    .action(
      shell.run<object, [string]>(async (session, _options, name) => {
        const context = await session.context();
        const actor = await session.actorOrSystem();
        const { findUser } = await import('../../services/accounts/reads.js');
        const { activateUser } = await import('../../services/accounts/users.js');
        const { id, username } = await findUser(context, name);
        await activateUser(context, actor, id);
        await session.note(message('accounts.activated', { username }));
        return undefined;
      }),
    );
};
