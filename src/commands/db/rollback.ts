import { count } from '../shell/output.js';
import { option, type AddCommand } from '../shell/shell.js';

/** `db rollback`: asks first in production, because it deletes data. */

export const addDbRollback: AddCommand = (db, shell) => {
  db.command('rollback')
    .description('take back the newest migration, or every one after a name, and what they hold')
    .option('--to <name>', 'the migration to go back to; it stays applied')
    .addOption(option.dryRun())
    .addOption(option.yes())
    .addOption(option.json())
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
          session.print({ planned: plan }, plan.join('\n'));
          session.note(`${count(plan.length, 'migration')} would be taken back`);
          return undefined;
        }
        if (config.production && plan.length > 0) {
          await session.confirm(
            `to be taken back from ${engine.location}, with the data they hold:\n  ${plan.join('\n  ')}`,
            'Take them back?',
          );
        }
        const rolledBack = await rollback(database, migrations, { to });
        session.print({ rolledBack }, rolledBack.join('\n'));
        session.note(`${count(rolledBack.length, 'migration')} taken back`);
        return undefined;
      }),
    );
};
