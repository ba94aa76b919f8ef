import { option, type AddCommand } from '../shell/shell.js';

/** `user reset-second-factor`: the way in after a lost phone. */

export const addUserResetSecondFactor: AddCommand = (user, shell) => {
  user
    .command('reset-second-factor')
    .argument('<user>', 'username, email address or id')
    .description('take a login’s second factor away, after a lost phone')
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
          `${username} will sign in with its password alone`,
          'Take the second factor away?',
        );
        await removeSecondFactor(context, actor, id);
        session.note(`the second factor of ${username} is off and its sessions ended`);
        return undefined;
      }),
    );
};
