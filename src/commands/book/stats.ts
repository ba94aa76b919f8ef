import { message, type Message } from '../../messages/message.js';
import type { RecomputeRange } from '../../services/stats/recompute.js';
import type { FigureChange } from '../../services/stats/stored-periods.js';
import type { Text } from '../shell/output.js';
import { UsageError } from '../shell/session.js';
import type { AddCommand } from '../shell/shell.js';

/** `stats recompute`: shows the changes of stored figures, asks, and stores them. */

interface RecomputeOptions {
  from?: string;
  to?: string;
  all?: boolean;
}

export const addStatsCommands: AddCommand = (program, shell) => {
  const { option, say } = shell;
  const stats = program.command('stats').description(say(message('figures.group_help')));
  stats
    .command('recompute')
    .description(say(message('figures.recompute_help')))
    .option('--from <date>', say(message('figures.from_help')))
    .option('--to <date>', say(message('figures.to_help')))
    .option('--all', say(message('figures.all_help')))
    .addOption(option.as())
    .addOption(option.dryRun())
    .addOption(option.yes())
    .addOption(option.json())
    .action(
      shell.run<RecomputeOptions>(async (session, options) => {
        const context = await session.context();
        const service = await import('../../services/stats/recompute.js');
        const { dateOf } = await import('../../domain/period.js');
        const { bookCalendar } = await import('../../services/calendar.js');
        const today = dateOf(bookCalendar(context), context.clock.now());
        const range = readRangeOptions(options, today);
        const actor = await session.actorOrSystem();
        if (options.dryRun || !options.yes) {
          const preview = await service.previewRecompute(context, actor, range);
          const changes = preview.changes.length;
          if (options.dryRun) {
            await session.print(preview, changeTable(preview.changes));
            await session.note(message('figures.would_change', { changes }));
            return undefined;
          }
          if (changes > 0) {
            const plan = changeTable(preview.changes);
            await session.confirm(plan, message('figures.ask_to_store', { changes }));
          }
        }
        const report = await service.recomputeStats(context, actor, range);
        await session.print(report, changeTable(report.changes));
        await session.note(
          message('figures.looked_at', {
            periods: report.periods,
            changes: report.changes.length,
          }),
        );
        return undefined;
      }),
    );
};

function readRangeOptions({ from, to, all }: RecomputeOptions, today: string): RecomputeRange {
  if (all === true) {
    if (from !== undefined || to !== undefined) {
      throw new UsageError(message('figures.all_or_range', { all: '--all' }));
    }
    return 'all';
  }
  if (from === undefined) {
    throw new UsageError(
      message('figures.missing_range'),
      message('figures.give_range', { first: '--from', last: '--to', all: '--all' }),
    );
  }
  return { from, to: to ?? today };
}

const head: readonly Message[] = [
  message('figures.column_table'),
  message('figures.column_period'),
  message('figures.column_from'),
  message('figures.column_figure'),
  message('figures.column_old'),
  message('figures.column_new'),
];

/** Lists changes by the names of the database, which `--json` has too. */
function changeTable(changes: readonly FigureChange[]): Text {
  if (changes.length === 0) return [];
  return {
    head,
    rows: changes.map(({ table, period, periodStart, name, before, after }) => [
      table,
      period,
      periodStart,
      name,
      before,
      after,
    ]),
  };
}
