import path from 'node:path';
import type { Config } from '../../config.js';
import { message } from '../../messages/message.js';
import type { RestorePlan } from '../../ops/restore/plan.js';
import type { RestoreReport } from '../../ops/restore/restore.js';
import { folderOption, type FolderOptions } from '../shell/folder.js';
import { UsageError, type Session } from '../shell/session.js';
import type { AddCommand } from '../shell/shell.js';
import { runDrill } from './drill.js';
import { planText } from './plan-text.js';
import { showTimeTravel } from './time-travel.js';

/** `restore`: shows what a restore would do and lose, asks, and does it. */

interface RestoreCommandOptions extends FolderOptions {
  at?: string;
  to?: string;
  drill?: boolean;
}

export const addRestore: AddCommand = (program, shell) => {
  program
    .command('restore')
    .description(shell.say(message('restore.help')))
    .option('--at <time>', shell.say(message('restore.help_at')))
    .option('--to <file>', shell.say(message('restore.help_to')))
    .option('--drill', shell.say(message('restore.help_drill')))
    .option('--folder <path>', shell.say(message('backup.help_folder')))
    .addOption(shell.option.dryRun())
    .addOption(shell.option.yes())
    .addOption(shell.option.json())
    .action(
      shell.run<RestoreCommandOptions>(async (session, options) => {
        if (options.drill && options.to !== undefined) {
          const flags = { drill: '--drill', file: '--to' };
          throw new UsageError(message('restore.drill_or_file', flags));
        }
        const config = await session.settings();
        const at =
          options.at === undefined ? undefined : await readTime(session, config, options.at);
        if (isOnD1(config) && !options.drill && options.to === undefined) {
          await showTimeTravel(session, config, { at, folder: options.folder });
          return undefined;
        }
        const folder = await folderOption(config, options);
        const { planRestore } = await import('../../ops/restore/plan.js');
        // A drill has a file of its own, and D1 has none to compare it with.
        const to = options.drill && isOnD1(config) ? path.join(folder, 'drill.db') : options.to;
        const plan = planRestore(config, { folder, at, to });
        if (options.drill) return runDrill(session, { folder, plan, config });
        await restoreTo(session, config, plan);
        return undefined;
      }),
    );
};

type OnD1 = Config & { database: { engine: 'd1' } };

const isOnD1 = (config: Config): config is OnD1 => config.database.engine === 'd1';

async function restoreTo(session: Session, config: Config, plan: RestorePlan): Promise<void> {
  const text = planText(plan);
  if (session.options.dryRun) {
    await session.print(plan, text);
    return;
  }
  // Also with `--yes`: the log of a script then says what was lost.
  if (session.options.yes) await session.note(text);
  await session.confirm(text, message('restore.question'));
  const { restoreBook } = await import('../../ops/restore/restore.js');
  const report = await restoreBook(plan, config, {
    now: session.now(),
    onStep: (step) => session.progress(step),
  });
  await session.print(report, []);
  await noteReport(session, plan, report);
}

async function noteReport(
  session: Session,
  { isBook }: RestorePlan,
  report: RestoreReport,
): Promise<void> {
  await session.note([
    message('restore.done', {
      ...{ target: report.target, sessions: report.sessionsEnded },
      at: report.at.slice(0, 19).replace('T', ' '),
      seconds: Math.ceil(report.tookMs / 1000),
    }),
    ...(report.aside.length > 0 ? [message('restore.aside', { files: report.aside })] : []),
    ...(report.reconciled ? [] : [message('restore.unproven')]),
    ...(report.brokenRows > 0 ? [message('backup.breaks_rules_hint')] : []),
    message('backup.keys'),
    ...(isBook ? [message('restore.next')] : []),
  ]);
}

/**
 * Reads the time of `--at`, in the book's time zone unless it names its own.
 * @throws UsageError
 */
async function readTime(session: Session, config: Config, text: string): Promise<Date> {
  const { DateTime } = await import('luxon');
  const zone = config.bookTimezone;
  const iso = DateTime.fromISO(text.trim().replace(' ', 'T'), { zone });
  if (!iso.isValid) {
    throw new UsageError(
      message('restore.wrong_time', { text }),
      message('restore.wrong_time_hint'),
    );
  }
  if (iso.toJSDate() > session.now()) {
    throw new UsageError(message('restore.future', { at: text }));
  }
  return iso.toJSDate();
}
