import { MachineError } from '../../db/errors.js';
import type { AddedObject } from '../../ops/added-objects.js';
import { message } from '../../messages/message.js';
import { EXIT } from '../shell/session.js';
import type { Table } from '../shell/output.js';
import type { AddCommand } from '../shell/shell.js';

/** `db check`: runs on any state of the database, because it is there to find problems. */

export const addDbCheck: AddCommand = (db, shell) => {
  db.command('check')
    .description(shell.say(message('commands.db_check')))
    .addOption(shell.option.json())
    .action(
      shell.run(async (session) => {
        const { checkDatabase } = await import('../../ops/check.js');
        const { listAddedObjects } = await import('../../ops/added-objects.js');
        const { appliedOf } = await import('../../ops/schema-check.js');
        const { migrationStatus, readMigrations } = await import('../../db/migrations/migrator.js');
        const { migrationsFolder } = await import('../../paths.js');
        const context = await session.anyContext();
        const migrations = readMigrations(migrationsFolder);
        const problems = await checkDatabase(context, migrations);
        // Beside damage, the history may not be readable.
        const listAdded = async () => {
          const status = await migrationStatus(context.database, migrations);
          return listAddedObjects(context, appliedOf(migrations, status));
        };
        const added = await listAdded().catch((error: unknown) => {
          if (problems.length > 0 && error instanceof MachineError) return [];
          throw error;
        });
        const { location } = context.engine;
        await session.print({ ok: problems.length === 0, problems, added }, [
          ...problems.map((problem) => message('commands.db_problem', { problem })),
          ...(added.length > 0 ? [tableOf(added)] : []),
        ]);
        await session.note(
          problems.length === 0
            ? message('commands.db_sound', { location })
            : message('commands.db_unsound', { problems: problems.length, location }),
        );
        return problems.length === 0 ? EXIT.done : EXIT.failed;
      }),
    );
};

function tableOf(added: readonly AddedObject[]): Table {
  return {
    head: [
      message('adoption.column_object'),
      message('adoption.column_name'),
      message('adoption.column_origin'),
    ],
    rows: added.map(({ type, name, origin }) => [
      message('commands.word', { word: `object.${type}` }),
      name,
      message(`adoption.${origin}`),
    ]),
  };
}
