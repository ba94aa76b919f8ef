import { message, type Message } from '../../messages/message.js';
import type { Context } from '../../context.js';
import { UsageError, type Session, type Terminal } from '../shell/session.js';
import type { AddCommand } from '../shell/shell.js';

/** `db copy`: the way from one engine to the other. */

interface CopyOptions {
  from?: string;
  to?: string;
}

export const addDbCopy: AddCommand = (db, shell) => {
  db.command('copy')
    .description(shell.say(message('commands.db_copy')))
    .requiredOption('--from <url>', shell.say(message('commands.db_copy_from')))
    .requiredOption('--to <url>', shell.say(message('commands.db_copy_to')))
    .addOption(shell.option.yes())
    .addOption(shell.option.json())
    .action(
      shell.run<CopyOptions>(async (session, { from = '', to = '' }) => {
        const [{ checkSource, copyBook }, targets, { readMigrations }, { migrationsFolder }] =
          await Promise.all([
            import('../../ops/copy.js'),
            import('../../ops/copy-target.js'),
            import('../../db/migrations/migrator.js'),
            import('../../paths.js'),
          ]);
        const open = opener(session);
        const source = await open(from, true);
        let target: Context | undefined;
        const options = {
          migrations: readMigrations(migrationsFolder),
          onProgress: (step: Message) => session.progress(step),
        };
        const location = to.replace(/^file:|^d1\+https?:\/\//, '');
        try {
          const place = { location, isD1: to.startsWith('d1+') };
          const added = await checkSource(source, place, options);
          // A new file is made when it is opened, which nobody has confirmed yet.
          if (!place.isD1 && targets.isNewFile(location)) targets.refuseUnmakable(location);
          else {
            target = await open(to, true);
            await targets.checkTarget(source, target, options.migrations);
          }
          await session.confirm(
            [
              message('commands.db_copy_plan', {
                source: source.engine.location,
                target: location,
              }),
              message('commands.db_copy_warning'),
            ],
            message('commands.db_copy_question'),
          );
          target ??= await open(to, false);
          const report = await copyBook(source, target, { ...options, added });
          const rows = report.tables.reduce((total, table) => total + table.rows, 0);
          await session.print(report, {
            head: [message('commands.table'), message('commands.rows')],
            rows: report.tables.map((table) => [table.name, table.rows]),
          });
          await session.note([
            message('commands.db_copied', { rows, source: report.from, target: report.to }),
            message('commands.db_copy_key'),
          ]);
        } finally {
          await source.close();
          await target?.close();
        }
        return undefined;
      }),
    );
};

function opener({ terminal }: Session): NonNullable<Terminal['openContextAt']> {
  const { openContextAt } = terminal;
  if (openContextAt) return openContextAt;
  throw new UsageError(message('commands.no_other_database'));
}
