import { askNewPassword } from '../shell/password-prompt.js';
import { option, type AddCommand } from '../shell/shell.js';

/** `user set-password`: replaces a forgotten password, which no email resets. */

export const addUserSetPassword: AddCommand = (user, shell) => {
  user
    .command('set-password')
    .argument('<user>', 'username, email address or id')
    .description('give a login a new password, to be changed at its next sign-in')
    .option('--password-stdin', 'read the password from stdin instead of asking')
    .addOption(option.as())
    .action(
      shell.run<{ passwordStdin?: boolean }, [string]>(async (session, options, name) => {
        const context = await session.context();
        const actor = await session.actorOrSystem();
        const { findUser } = await import('../../services/accounts/reads.js');
        const { setPassword } = await import('../../services/accounts/change-password.js');
        const { id: userId, username } = await findUser(context, name);
        const password = await askNewPassword(session, username, options);
        await setPassword(context, actor, { userId, password });
        session.note(`the password of ${username} was set and its sessions ended`);
        return undefined;
      }),
    );
};
