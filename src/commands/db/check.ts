import { message } from '../../messages/message.js';
import { EXIT } from '../shell/session.js';
import type { AddCommand } from '../shell/shell.js';

/** `db check`: runs on any state of the database, because it is there to find problems. */

export const addDbCheck: AddCommand = (db, shell) => {
  db.command('check')
    .description(shell.say(message('commands.db_check')))
    .addOption(shell.option.json())
    .action(
      shell.run(async (session) => {
        const { checkDatabase } = await import('../../ops/check.js');
        const { readMigrations } = await import('../../db/migrations/migrator.js');
        const { migrationsFolder } = await import('../../paths.js');
        const context = await session.anyContext();
        const problems = await checkDatabase(context, readMigrations(migrationsFolder));
        const { location } = context.engine;
        await session.print(
          { ok: problems.length === 0, problems },
          problems.map((problem) => message('commands.db_problem', { problem })),
        );
        await session.note(
          problems.length === 0
            ? message('commands.db_sound', { location })
            : message('commands.db_unsound', { problems: problems.length, location }),
        );
        return problems.length === 0 ? EXIT.done : EXIT.failed;
      }),
    );
};
