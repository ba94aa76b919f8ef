import { count } from '../shell/output.js';
import { option, type AddCommand } from '../shell/shell.js';

/** `db migrate`: the only way to migrate in production. */

export const addDbMigrate: AddCommand = (db, shell) => {
  db.command('migrate')
    .description('apply all pending migrations')
    .addOption(option.dryRun())
    .addOption(option.json())
    .action(
      shell.run(async (session, options) => {
        const { migrateUp, migrationStatus, readMigrations } =
          await import('../../db/migrations/migrator.js');
        const { migrationsFolder } = await import('../../paths.js');
        const { database, engine } = await session.anyContext();
        const migrations = readMigrations(migrationsFolder);
        if (options.dryRun) {
          const pending = (await migrationStatus(database, migrations))
            .filter(({ state }) => state === 'pending')
            .map(({ name }) => name);
          session.print({ pending }, pending.join('\n'));
          session.note(`${count(pending.length, 'migration')} would be applied`);
          return undefined;
        }
        const applied = await migrateUp(database, migrations);
        session.print({ applied }, applied.join('\n'));
        session.note(`${count(applied.length, 'migration')} applied to ${engine.location}`);
        return undefined;
      }),
    );
};
