import { count, formatTable } from '../shell/output.js';
import { option, type AddCommand } from '../shell/shell.js';

/** `user sessions`: lists and ends sessions, also those of other logins. */

export const addUserSessions: AddCommand = (user, shell) => {
  const sessions = user.command('sessions').description('where logins are signed in');

  sessions
    .command('list')
    .argument('[user]', 'username, email address or id; everybody unless given')
    .description('list the sessions in use')
    .addOption(option.json())
    .action(
      shell.run<object, [string | undefined]>(async (session, _options, name) => {
        const context = await session.context();
        const { listSessions } = await import('../../services/accounts/sessions.js');
        const { findUser } = await import('../../services/accounts/reads.js');
        const userId = name === undefined ? undefined : (await findUser(context, name)).id;
        const rows = await listSessions(context, await session.actorOrSystem(), { userId });
        session.print(
          rows,
          formatTable(
            ['username', 'address', 'signed in', 'last used', 'ends at'],
            rows.map(({ username, address, createdAt, lastSeenAt, expiresAt }) => [
              username,
              address,
              createdAt,
              lastSeenAt,
              expiresAt,
            ]),
          ),
        );
        return undefined;
      }),
    );

  sessions
    .command('end')
    .argument('<user>', 'username, email address or id')
    .description('sign a login out everywhere')
    .addOption(option.as())
    .action(
      shell.run<object, [string]>(async (session, _options, name) => {
        const context = await session.context();
        const actor = await session.actorOrSystem();
        const { endSessionsOf } = await import('../../services/accounts/sessions.js');
        const { findUser } = await import('../../services/accounts/reads.js');
        const { id, username } = await findUser(context, name);
        const ended = await endSessionsOf(context, actor, id);
        session.note(`${count(ended, 'session')} of ${username} ended`);
        return undefined;
      }),
    );
};
