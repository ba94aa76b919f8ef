import { Option } from 'commander';
import type { Role } from '../../domain/actor.js';
import { askNewPassword } from '../shell/password-prompt.js';
import { option, type AddCommand } from '../shell/shell.js';

/** `user create`: makes a login, the first administrator included. */

interface CreateOptions {
  username: string;
  email: string;
  role: Role;
  agent?: string;
  customer?: string;
  passwordStdin?: boolean;
}

export const addUserCreate: AddCommand = (user, shell) => {
  user
    .command('create')
    .description('make a login; the password is asked for')
    .requiredOption('--username <name>', 'what it signs in with')
    .requiredOption('--email <address>', 'its email address, which signs in as well')
    .addOption(
      new Option('--role <role>', 'what it may do')
        .choices(['admin', 'agent', 'customer'])
        .default('admin'),
    )
    .option('--agent <id>', 'the agent that an agent login is')
    .option('--customer <customer>', 'id or email address of the customer of a customer login')
    .option('--password-stdin', 'read the password from stdin instead of asking')
    .addOption(option.as())
    .addOption(option.json())
    .action(
      shell.run<CreateOptions>(async (session, options) => {
        const context = await session.context();
        const actor = await session.actorOrSystem();
        const { hasActiveAdministrator } = await import('../../services/accounts/reads.js');
        const { createUser } = await import('../../services/accounts/users.js');
        const { toCustomerId } = await import('../../services/lists/references.js');
        const { username, email, role, agent, customer } = options;
        // The first administrator makes its own login, so that its password may stay.
        const isFirst = role === 'admin' && !(await hasActiveAdministrator(context));
        const id = await createUser(context, actor, {
          username,
          email,
          role,
          agentId: agent,
          customerId: customer === undefined ? undefined : await toCustomerId(context, customer),
          password: await askNewPassword(session, username, options),
          mustChangePassword: !isFirst,
        });
        session.print({ id, username, role }, id);
        session.note(
          isFirst
            ? `the first administrator is ${username}`
            : `the login ${username} was made; the password must be changed at the first sign-in`,
        );
        return undefined;
      }),
    );
};
