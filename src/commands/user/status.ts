import { option, type AddCommand } from '../shell/shell.js';

/** `user deactivate` and `user activate`: take effect at the login's next request. */

export const addUserStatus: AddCommand = (user, shell) => {
  user
    .command('deactivate')
    .argument('<user>', 'username, email address or id')
    .description('end a login’s access at once')
    .option('--suspend', 'for a while: suspended instead of inactive')
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
        session.note(`${username} is ${status} and signed out everywhere`);
        return undefined;
      }),
    );

  user
    .command('activate')
    .argument('<user>', 'username, email address or id')
    .description('give a login its access back')
    .addOption(option.as())
    .action(
      shell.run<object, [string]>(async (session, _options, name) => {
        const context = await session.context();
        const actor = await session.actorOrSystem();
        const { findUser } = await import('../../services/accounts/reads.js');
        const { activateUser } = await import('../../services/accounts/users.js');
        const { id, username } = await findUser(context, name);
        await activateUser(context, actor, id);
        session.note(`${username} is active`);
        return undefined;
      }),
    );
};
