import { message } from '../../messages/message.js';
import { UsageError } from '../shell/session.js';
import type { AddCommand } from '../shell/shell.js';

/** `backup export`: Cloudflare's export of D1 as SQL, with the search indexes out of its way. */

interface ExportCommandOptions {
  output?: string;
}

export const addBackupExport: AddCommand = (backup, shell) => {
  backup
    .command('export')
    .description(shell.say(message('backup.help_export')))
    .requiredOption('--output <file>', shell.say(message('backup.help_output')))
    .addOption(shell.option.yes())
    .addOption(shell.option.json())
    .action(
      shell.run<ExportCommandOptions>(async (session, { output = '' }) => {
        const context = await session.context();
        if (context.engine.copyTo) {
          throw new UsageError(message('backup.export_file'), message('backup.export_file_hint'));
        }
        const [{ exportDatabase }, { exportByWrangler }, { databaseName }] = await Promise.all([
          import('../../ops/d1/export.js'),
          import('../../ops/d1/wrangler.js'),
          import('../../ops/d1/database-name.js'),
        ]);
        await session.confirm(
          message('backup.export_plan', { database: databaseName(), file: output }),
          message('backup.export_question'),
        );
        // Control-C ends wrangler; the indexes come back before this command ends.
        const stop = new AbortController();
        const onInterrupt = () => stop.abort();
        process.once('SIGINT', onInterrupt);
        try {
          const report = await exportDatabase(context, {
            output,
            run: session.terminal.exportD1 ?? exportByWrangler,
            signal: stop.signal,
            onStep: (step) => session.progress(step),
          });
          await session.print(report, []);
          const { file, bytes, indexes, tookMs } = report;
          await session.note([
            message('backup.exported', {
              ...{ file, ms: tookMs },
              kilobytes: Math.ceil(bytes / 1000),
            }),
            ...(indexes.length > 0
              ? [message('backup.export_indexes_back', { tables: indexes })]
              : []),
            message('backup.keys'),
          ]);
        } finally {
          process.removeListener('SIGINT', onInterrupt);
        }
        return undefined;
      }),
    );
};
