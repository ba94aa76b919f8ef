import { count, formatTable } from '../shell/output.js';
import { UsageError, type Session, type Terminal } from '../shell/session.js';
import { option, type AddCommand } from '../shell/shell.js';

/** `db copy`: the way from one engine to the other. */

interface CopyOptions {
  from?: string;
  to?: string;
}

export const addDbCopy: AddCommand = (db, shell) => {
  db.command('copy')
    .description('copy a whole book into an empty database, of either engine')
    .requiredOption('--from <url>', 'file:PATH or d1+https://HOST')
    .requiredOption('--to <url>', 'the same; its token is D1_TOKEN')
    .addOption(option.yes())
    .addOption(option.json())
    .action(
      shell.run<CopyOptions>(async (session, { from = '', to = '' }) => {
        const [{ copyBook }, { readMigrations }, { migrationsFolder }] = await Promise.all([
          import('../../ops/copy.js'),
          import('../../db/migrations/migrator.js'),
          import('../../paths.js'),
        ]);
        const open = opener(session);
        const source = await open(from, true);
        const target = await open(to, false).catch(async (error: unknown) => {
          await source.close();
          throw error;
        });
        try {
          await session.confirm(
            `to be copied: ${source.engine.location} into ${target.engine.location}\n` +
              'stop the server on the source first: what it writes meanwhile is not in the copy',
            'Copy?',
          );
          const report = await copyBook(source, target, {
            migrations: readMigrations(migrationsFolder),
            onProgress: (step) => {
              session.note(step);
            },
          });
          const rows = report.tables.reduce((total, table) => total + table.rows, 0);
          session.print(
            report,
            formatTable(
              ['table', 'rows'],
              report.tables.map((table) => [table.name, table.rows]),
            ),
          );
          session.note(
            `${count(rows, 'row')} copied from ${report.from} to ${report.to}, compared and reconciled`,
          );
          session.note('encrypted values need the source’s DATA_KEY with the copy, too');
        } finally {
          await source.close();
          await target.close();
        }
        return undefined;
      }),
    );
};

function opener({ terminal }: Session): NonNullable<Terminal['openContextAt']> {
  const { openContextAt } = terminal;
  if (openContextAt) return openContextAt;
  throw new UsageError('databases cannot be named here');
}
