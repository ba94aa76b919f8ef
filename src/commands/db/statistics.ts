import { message } from '../../messages/message.js';
import type { AddCommand } from '../shell/shell.js';

/** `db analyze` and `db optimize`: statistics for the planner, beside a running server. */

export const addDbStatistics: AddCommand = (db, shell) => {
  db.command('analyze')
    .description(shell.say(message('maintenance.help_analyze')))
    .addOption(shell.option.as())
    .addOption(shell.option.json())
    .action(
      shell.run(async (session) => {
        const { analyseBook } = await import('../../ops/maintenance/statistics.js');
        const context = await session.context();
        const result = await analyseBook(context, await session.actorOrSystem());
        await session.print(result, []);
        const { tables, tookMs: ms } = result;
        await session.note(message('maintenance.analyzed', { tables, ms }));
        return undefined;
      }),
    );
  db.command('optimize')
    .description(shell.say(message('maintenance.help_optimize')))
    .addOption(shell.option.as())
    .addOption(shell.option.json())
    .action(
      shell.run(async (session) => {
        const { optimiseBook } = await import('../../ops/maintenance/statistics.js');
        const context = await session.context();
        const result = await optimiseBook(context, await session.actorOrSystem());
        await session.print(result, []);
        await session.note(
          result.analysed.length === 0
            ? message('maintenance.optimized_none')
            : message('maintenance.optimized', { tables: result.analysed }),
        );
        return undefined;
      }),
    );
};
