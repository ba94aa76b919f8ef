import { message } from '../../messages/message.js';
import type { AddCommand } from '../shell/shell.js';

/** `user unlock`: the way in for a login that strangers' failures make wait. */

export const addUserUnlock: AddCommand = (user, shell) => {
  const { option, say } = shell;
  user
    .command('unlock')
    .argument('<user>', say(message('commands.login')))
    .description(say(message('accounts.help_unlock')))
    .option('--address <address>', say(message('accounts.help_unlock_address')))
    .addOption(option.as())
    .addOption(option.dryRun())
    .addOption(option.json())
    .action(
      shell.run<{ address?: string }, [string]>(async (session, { address, dryRun }, name) => {
        const context = await session.context();
        const actor = await session.actorOrSystem();
        const { findUser } = await import('../../services/accounts/reads.js');
        const { planUnlock, unlockUser } = await import('../../services/sign-in/unlock.js');
        const input = { userId: (await findUser(context, name)).id, address };
        const unlock = dryRun ? planUnlock : unlockUser;
        const { username, failures, ...rest } = await unlock(context, actor, input);
        await session.print({ username, failures, ...rest }, []);
        await session.note(
          dryRun
            ? message('accounts.would_unlock', { username, failures })
            : message('accounts.unlocked', { username, failures }),
        );
        return undefined;
      }),
    );
};
