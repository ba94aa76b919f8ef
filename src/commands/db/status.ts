import { formatTable } from '../shell/output.js';
import { EXIT } from '../shell/session.js';
import { option, type AddCommand } from '../shell/shell.js';

/** `db status`: fails on a drifted or missing migration, so that a script can check a deployment. */

export const addDbStatus: AddCommand = (db, shell) => {
  db.command('status')
    .description('list every migration: applied, pending, drifted or missing')
    .addOption(option.json())
    .action(
      shell.run(async (session) => {
        const { migrationStatus, readMigrations } = await import('../../db/migrations/migrator.js');
        const { migrationsFolder } = await import('../../paths.js');
        const { database, engine } = await session.anyContext();
        const migrations = await migrationStatus(database, readMigrations(migrationsFolder));
        session.note(`database: ${engine.location}`);
        session.print(
          { location: engine.location, migrations },
          formatTable(
            ['migration', 'state', 'applied at'],
            migrations.map(({ name, state, appliedAt }) => [name, state, appliedAt]),
          ),
        );
        const broken = migrations.some(({ state }) => state === 'drifted' || state === 'missing');
        return broken ? EXIT.failed : EXIT.done;
      }),
    );
};
