import { Option } from 'commander';
import type { Role } from '../../domain/actor.js';
import { message } from '../../messages/message.js';
import type { AddCommand } from '../shell/shell.js';

/** `user list`: every login with its role and status. */

const head = [
  message('accounts.column_username'),
  message('accounts.column_role'),
  message('accounts.column_status'),
  message('accounts.column_email'),
  message('accounts.column_second_factor'),
  message('accounts.column_last_login'),
];

export const addUserList: AddCommand = (user, shell) => {
  const { option, say } = shell;
  user
    .command('list')
    .description(say(message('accounts.help_list')))
    .addOption(
      new Option('--role <role>', say(message('accounts.help_list_role'))).choices([
        'admin',
        'agent',
        'customer',
      ]),
    )
    .addOption(option.json())
    .action(
      shell.run<{ role?: Role }>(async (session, { role }) => {
        const context = await session.context();
        const { listUsers } = await import('../../services/accounts/reads.js');
        const users = await listUsers(context, await session.actorOrSystem(), { role });
        await session.print(users, {
          head,
          rows: users.map(({ username, role: has, status, email, hasSecondFactor, lastLogin }) => [
            username,
            has,
            status,
            email,
            hasSecondFactor ? message('accounts.on') : '',
            lastLogin,
          ]),
        });
        return undefined;
      }),
    );
};
