import { Option } from 'commander';
import type { Role } from '../../domain/actor.js';
import { formatTable } from '../shell/output.js';
import { option, type AddCommand } from '../shell/shell.js';

/** `user list`: every login with its role and status. */

export const addUserList: AddCommand = (user, shell) => {
  user
    .command('list')
    .description('list the logins')
    .addOption(
      new Option('--role <role>', 'of this role only').choices(['admin', 'agent', 'customer']),
    )
    .addOption(option.json())
    .action(
      shell.run<{ role?: Role }>(async (session, { role }) => {
        const context = await session.context();
        const { listUsers } = await import('../../services/accounts/reads.js');
        const users = await listUsers(context, await session.actorOrSystem(), { role });
        session.print(
          users,
          formatTable(
            ['username', 'role', 'status', 'email', 'second factor', 'last login'],
            users.map(({ username, role: has, status, email, hasSecondFactor, lastLogin }) => [
              username,
              has,
              status,
              email,
              hasSecondFactor ? 'on' : '',
              lastLogin,
            ]),
          ),
        );
        return undefined;
      }),
    );
};
