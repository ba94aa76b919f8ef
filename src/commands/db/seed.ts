import { message } from '../../messages/message.js';
import type { AddCommand } from '../shell/shell.js';

/** `db seed`: the demo book on demand; a development server makes it by itself. */

export const addDbSeed: AddCommand = (db, shell) => {
  db.command('seed')
    .description(shell.say(message('commands.db_seed')))
    .addOption(shell.option.json())
    .action(
      shell.run(async (session) => {
        const { seedDemoBook } = await import('../../services/demo-book/seed.js');
        const { logins, password, counts } = await seedDemoBook(await session.context());
        await session.note(
          message('commands.db_seeded', {
            agents: counts.agents,
            customers: counts.customers,
            wagers: counts.wagers,
            transactions: counts.transactions,
          }),
        );
        await session.print(
          { password, logins, counts },
          {
            head: [
              message('accounts.column_role'),
              message('accounts.column_username'),
              message('commands.password'),
            ],
            rows: logins.map(({ role, username }) => [
              message('commands.word', { word: `role.${role}` }),
              username,
              password,
            ]),
          },
        );
        return undefined;
      }),
    );
};
