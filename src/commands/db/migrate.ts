import { message, verbatim } from '../../messages/message.js';
import { noteBookmark } from '../shell/bookmark.js';
import type { AddCommand } from '../shell/shell.js';

/** `db migrate`: the only way to migrate in production. */

export const addDbMigrate: AddCommand = (db, shell) => {
  db.command('migrate')
    .description(shell.say(message('commands.db_migrate')))
    .addOption(shell.option.dryRun())
    .addOption(shell.option.json())
    .action(
      shell.run(async (session, options) => {
        const { migrateUp, readMigrations, tryPending } =
          await import('../../db/migrations/migrator.js');
        const { migrationsFolder } = await import('../../paths.js');
        const migrations = readMigrations(migrationsFolder);
        if (options.dryRun) {
          const { database } = await session.anyContext();
          const pending = await tryPending(database, migrations);
          await session.print({ pending }, pending.map(verbatim));
          await session.note(message('commands.db_would_apply', { migrations: pending.length }));
          return undefined;
        }
        const context = await session.newContext();
        const { database, engine } = context;
        await noteBookmark(session, context, message('bookmarks.before_migrate'));
        const applied = await migrateUp(database, migrations);
        await session.print({ applied }, applied.map(verbatim));
        const { location } = engine;
        await session.note(
          message('commands.db_applied', { migrations: applied.length, location }),
        );
        return undefined;
      }),
    );
};
