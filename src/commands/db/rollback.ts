import { message, verbatim } from '../../messages/message.js';
import type { AddCommand } from '../shell/shell.js';

/** `db rollback`: asks first in production, because it deletes data. */

export const addDbRollback: AddCommand = (db, shell) => {
  db.command('rollback')
    .description(shell.say(message('commands.db_rollback')))
    .option('--to <name>', shell.say(message('commands.db_rollback_to')))
    .addOption(shell.option.dryRun())
    .addOption(shell.option.yes())
    .addOption(shell.option.json())
    .action(
      shell.run<{ to?: string }>(async (session, options) => {
        const { planRollback, readMigrations, rollback } =
          await import('../../db/migrations/migrator.js');
        const { migrationsFolder } = await import('../../paths.js');
        const { config, database, engine } = await session.anyContext();
        const migrations = readMigrations(migrationsFolder);
        const { to } = options;
        const plan = (await planRollback(database, migrations, { to })).map(({ name }) => name);
        if (options.dryRun) {
          await session.print({ planned: plan }, plan.map(verbatim));
          await session.note(message('commands.db_would_roll_back', { migrations: plan.length }));
          return undefined;
        }
        if (config.production && plan.length > 0) {
          await session.confirm(
            [
              message('commands.db_rollback_plan', { location: engine.location }),
              ...plan.map((name) => message('commands.indented', { name })),
            ],
            message('commands.db_rollback_question', { migrations: plan.length }),
          );
        }
        const rolledBack = await rollback(database, migrations, { to });
        await session.print({ rolledBack }, rolledBack.map(verbatim));
        await session.note(message('commands.db_rolled_back', { migrations: rolledBack.length }));
        return undefined;
      }),
    );
};
