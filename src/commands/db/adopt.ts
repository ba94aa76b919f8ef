import { message } from '../../messages/message.js';
import type { Engine } from '../../db/types.js';
import type { AdoptionPlan } from '../../ops/adopt/plan.js';
import type { Text } from '../shell/output.js';
import type { AddCommand } from '../shell/shell.js';

/** `db adopt`: brings the tables of another program's file into the book's database. */

interface AdoptOptions {
  skip?: string[];
  prefix?: string;
}

const all = (name: string, before: string[] = []): string[] => [...before, name];

export const addDbAdopt: AddCommand = (db, shell) => {
  db.command('adopt')
    .description(shell.say(message('adoption.help')))
    .argument('<file>', shell.say(message('adoption.help_file')))
    .option('--skip <name>', shell.say(message('adoption.help_skip')), all)
    .option('--prefix <text>', shell.say(message('adoption.help_prefix')))
    .addOption(shell.option.dryRun())
    .addOption(shell.option.yes())
    .addOption(shell.option.as())
    .addOption(shell.option.json())
    .action(
      shell.run<AdoptOptions, [string]>(
        async (session, { skip = [], prefix = '', dryRun }, path) => {
          const [{ openForeignFile }, { planAdoption }, { adoptFile }] = await Promise.all([
            import('../../db/engines/embedded/foreign-file.js'),
            import('../../ops/adopt/plan.js'),
            import('../../ops/adopt/adopt.js'),
          ]);
          const context = await session.context();
          const file = openForeignFile(path);
          try {
            const plan = await planAdoption(context, file, { skip, prefix });
            const text = planText(plan, context.engine);
            if (dryRun) {
              await session.print(planData(plan), text);
              return undefined;
            }
            await session.confirm(text, message('adoption.question'));
            const actor = await session.actorOrSystem();
            const report = await adoptFile(context, actor, plan, (step) => session.progress(step));
            const rows = report.tables.reduce((total, table) => total + table.rows, 0);
            await session.print(report, {
              head: [message('commands.table'), message('commands.rows')],
              rows: report.tables.map((table) => [table.name, table.rows]),
            });
            await session.note(message('adoption.done', { rows, file: report.file }));
          } finally {
            file.close();
          }
          return undefined;
        },
      ),
    );
};

function planText(plan: AdoptionPlan, { location, withFile }: Engine): Text {
  const isOnD1 = withFile === null;
  const { tables, skipped, notices } = plan;
  const { objects, ...counts } = planData(plan);
  const numberOf = (type: string) => objects.filter((object) => object.type === type).length;
  return [
    message('adoption.plan', { file: plan.file, location }),
    {
      head: [message('commands.table'), message('commands.rows')],
      rows: tables.map(({ as, rows }) => [as, rows]),
    },
    message('adoption.plan_objects', {
      tables: tables.length,
      indexes: numberOf('index'),
      views: numberOf('view'),
      triggers: numberOf('trigger'),
      rows: counts.rows,
    }),
    ...(skipped.length > 0 ? [message('adoption.plan_skipped', { names: skipped })] : []),
    ...notices,
    message(isOnD1 ? 'adoption.plan_d1' : 'adoption.plan_warning'),
  ];
}

function planData({ file, objects, tables, skipped, notices }: AdoptionPlan) {
  return {
    file,
    objects: objects.map(({ type, name, as }) => ({ type, name, as })),
    tables: tables.map(({ name, as, rows }) => ({ name, as, rows })),
    rows: tables.reduce((total, { rows }) => total + (rows ?? 0), 0),
    skipped,
    notices,
  };
}
