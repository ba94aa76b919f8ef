import { EXIT } from '../shell/session.js';
import { option, type AddCommand } from '../shell/shell.js';

/** `db check`: runs on any state of the database, because it is there to find problems. */

export const addDbCheck: AddCommand = (db, shell) => {
  db.command('check')
    .description('check migrations, the structure of the file and references between rows')
    .addOption(option.json())
    .action(
      shell.run(async (session) => {
        const { checkDatabase } = await import('../../ops/check.js');
        const { readMigrations } = await import('../../db/migrations/migrator.js');
        const { migrationsFolder } = await import('../../paths.js');
        const context = await session.anyContext();
        const problems = await checkDatabase(context, readMigrations(migrationsFolder));
        session.print(
          { ok: problems.length === 0, problems },
          problems.map((problem) => `- ${problem}`).join('\n'),
        );
        session.note(
          problems.length === 0
            ? `nothing wrong with ${context.engine.location}`
            : `${problems.length} problems in ${context.engine.location}`,
        );
        return problems.length === 0 ? EXIT.done : EXIT.failed;
      }),
    );
};
