import { Option } from 'commander';
import type { Role } from '../../domain/actor.js';
import { message, verbatim } from '../../messages/message.js';
import { askNewPassword } from '../shell/password-prompt.js';
import type { AddCommand } from '../shell/shell.js';

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
  const { option, say } = shell;
  user
    .command('create')
    .description(say(message('accounts.help_create')))
    .requiredOption('--username <name>', say(message('accounts.help_username')))
    .requiredOption('--email <address>', say(message('accounts.help_email')))
    .addOption(
      new Option('--role <role>', say(message('accounts.help_role')))
        .choices(['admin', 'agent', 'customer'])
        .default('admin'),
    )
    .option('--agent <id>', say(message('accounts.help_agent')))
    .option('--customer <customer>', say(message('accounts.help_customer')))
    .option('--password-stdin', say(message('commands.password_stdin')))
    .addOption(option.as())
    .addOption(option.json())
    .action(
      shell.run<CreateOptions>(async (session, options) => {
        const context = await session.context();
        const actor = await session.actorOrSystem();
        const { hasActiveAdministrator } = await import('../../services/accounts/reads.js');
        const { createUser } = await import('../../services/accounts/users.js');
        const { lastDayOfFirstPassword } = await import('../../services/sign-in/first-password.js');
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
        await session.print({ id, username, role }, verbatim(id));
        const created = isFirst
          ? message('accounts.first_administrator_created', { username })
          : message('accounts.created', { username, day: lastDayOfFirstPassword(context) });
        await session.note(created);
        return undefined;
      }),
    );
};
