import { message } from '../../messages/message.js';
import { askNewPassword } from '../shell/password-prompt.js';
import type { AddCommand } from '../shell/shell.js';

/** `user set-password`: replaces a forgotten password, which no email resets. */

export const addUserSetPassword: AddCommand = (user, shell) => {
  const { option, say } = shell;
  user
    .command('set-password')
    .argument('<user>', say(message('commands.login')))
    .description(say(message('accounts.help_set_password')))
    .option('--password-stdin', say(message('commands.password_stdin')))
    .addOption(option.as())
    .action(
      shell.run<{ passwordStdin?: boolean }, [string]>(async (session, options, name) => {
        const context = await session.context();
        const actor = await session.actorOrSystem();
        const { findUser } = await import('../../services/accounts/reads.js');
        const { setPassword } = await import('../../services/accounts/change-password.js');
        const { lastDayOfFirstPassword } = await import('../../services/sign-in/first-password.js');
        const { id: userId, username } = await findUser(context, name);
        const password = await askNewPassword(session, username, options);
        await setPassword(context, actor, { userId, password });
        await session.note(
          message('accounts.password_set', { username, day: lastDayOfFirstPassword(context) }),
        );
        return undefined;
      }),
    );
};
