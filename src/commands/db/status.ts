import { message } from '../../messages/message.js';
import { EXIT } from '../shell/session.js';
import type { AddCommand } from '../shell/shell.js';

/** `db status`: fails on a drifted or missing migration, so that a script can check a deployment. */

export const addDbStatus: AddCommand = (db, shell) => {
  db.command('status')
    .description(shell.say(message('commands.db_status')))
    .addOption(shell.option.json())
    .action(
      shell.run(async (session) => {
        const { migrationStatus, readMigrations } = await import('../../db/migrations/migrator.js');
        const { migrationsFolder } = await import('../../paths.js');
        const { database, engine } = await session.anyContext();
        const migrations = await migrationStatus(database, readMigrations(migrationsFolder));
        await session.note(message('commands.db_location', { location: engine.location }));
        await session.print(
          { location: engine.location, migrations },
          {
            head: [
              message('commands.migration'),
              message('commands.state'),
              message('commands.applied_at'),
            ],
            rows: migrations.map(({ name, state, appliedAt }) => [
              name,
              message('commands.word', { word: `migration.${state}` }),
              appliedAt,
            ]),
          },
        );
        const broken = migrations.some(({ state }) => state === 'drifted' || state === 'missing');
        return broken ? EXIT.failed : EXIT.done;
      }),
    );
};
