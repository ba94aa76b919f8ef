import { formatTable } from '../shell/output.js';
import { option, type AddCommand } from '../shell/shell.js';

/** `db seed`: the demo book on demand; a development server makes it by itself. */

export const addDbSeed: AddCommand = (db, shell) => {
  db.command('seed')
    .description('fill an empty database with the demo book (never in production)')
    .addOption(option.json())
    .action(
      shell.run(async (session) => {
        const { seedDemoBook } = await import('../../services/demo-book/seed.js');
        const { logins, password, counts } = await seedDemoBook(await session.context());
        session.note(
          `the demo book stands: ${counts.agents} agents, ${counts.customers} customers, ` +
            `${counts.wagers} wagers, ${counts.transactions} transactions`,
        );
        session.print(
          { password, logins, counts },
          formatTable(
            ['role', 'username', 'password'],
            logins.map(({ role, username }) => [role, username, password]),
          ),
        );
        return undefined;
      }),
    );
};
