import type { RecomputeRange } from '../../services/stats/recompute.js';
import type { FigureChange } from '../../services/stats/stored-periods.js';
import { count, formatTable } from '../shell/output.js';
import { UsageError } from '../shell/session.js';
import { option, type AddCommand } from '../shell/shell.js';

/** `stats recompute`: shows the changes of stored figures, asks, and stores them. */

interface RecomputeOptions {
  from?: string;
  to?: string;
  all?: boolean;
}

export const addStatsCommands: AddCommand = (program, shell) => {
  const stats = program.command('stats').description('weekly figures and key figures');
  stats
    .command('recompute')
    .description('recompute weekly_stats and kpi_metrics; run again, it changes nothing')
    .option('--from <date>', 'first day, YYYY-MM-DD in the book’s time zone')
    .option('--to <date>', 'last day; today when not given')
    .option('--all', 'from the first day of the book up to today')
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
          if (options.dryRun) {
            session.print(preview, formatChanges(preview.changes));
            session.note(`${count(preview.changes.length, 'value')} would change`);
            return undefined;
          }
          if (preview.changes.length > 0) {
            const plan = formatChanges(preview.changes);
            await session.confirm(plan, `Store ${count(preview.changes.length, 'value')}?`);
          }
        }
        const report = await service.recomputeStats(context, actor, range);
        session.print(report, formatChanges(report.changes));
        session.note(
          `${count(report.periods, 'period')} looked at, ${count(report.changes.length, 'value')} changed`,
        );
        return undefined;
      }),
    );
};

function readRangeOptions({ from, to, all }: RecomputeOptions, today: string): RecomputeRange {
  if (all === true) {
    if (from !== undefined || to !== undefined) {
      throw new UsageError('--all and a range exclude each other');
    }
    return 'all';
  }
  if (from === undefined) throw new UsageError('which days?', 'give --from and --to, or --all');
  return { from, to: to ?? today };
}

function formatChanges(changes: readonly FigureChange[]): string {
  if (changes.length === 0) return '';
  return formatTable(
    ['table', 'period', 'from', 'figure', 'old', 'new'],
    changes.map(({ table, period, periodStart, name, before, after }) => [
      table,
      period,
      periodStart,
      name,
      before,
      after,
    ]),
  );
}
