import { message } from '../../messages/message.js';
import type { AddCommand } from '../shell/shell.js';

/** `user sessions`: lists and ends sessions, also those of other logins. */

const head = [
  message('accounts.column_username'),
  message('accounts.column_address'),
  message('accounts.column_signed_in'),
  message('accounts.column_last_used'),
  message('accounts.column_ends_at'),
];

export const addUserSessions: AddCommand = (user, shell) => {
  const { option, say } = shell;
  const sessions = user.command('sessions').description(say(message('accounts.help_sessions')));

  sessions
    .command('list')
    .argument('[user]', say(message('accounts.help_any_login')))
    .description(say(message('accounts.help_sessions_list')))
    .addOption(option.json())
    .action(
      shell.run<object, [string | undefined]>(async (session, _options, name) => {
        const context = await session.context();
        const { listSessions } = await import('../../services/accounts/sessions.js');
        const { findUser } = await import('../../services/accounts/reads.js');
        const userId = name === undefined ? undefined : (await findUser(context, name)).id;
        const rows = await listSessions(context, await session.actorOrSystem(), { userId });
        await session.print(rows, {
          head,
          rows: rows.map(({ username, address, createdAt, lastSeenAt, expiresAt }) => [
            username,
            address,
            createdAt,
            lastSeenAt,
            expiresAt,
          ]),
        });
        return undefined;
      }),
    );

  sessions
    .command('end')
    .argument('<user>', say(message('commands.login')))
    .description(say(message('accounts.help_sessions_end')))
    .addOption(option.as())
    .action(
      shell.run<object, [string]>(async (session, _options, name) => {
        const context = await session.context();
        const actor = await session.actorOrSystem();
        const { endSessionsOf } = await import('../../services/accounts/sessions.js');
        const { findUser } = await import('../../services/accounts/reads.js');
        const { id, username } = await findUser(context, name);
        const ended = await endSessionsOf(context, actor, id);
        await session.note(message('accounts.sessions_of_ended', { count: ended, username }));
        return undefined;
      }),
    );
};
