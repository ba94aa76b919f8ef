import { message, type Message } from '../../messages/message.js';
import type { HotName } from '../../ops/maintenance/hot-statements.js';
import type { PlanReport } from '../../ops/maintenance/plans.js';
import type { Text } from '../shell/output.js';
import { EXIT } from '../shell/session.js';
import type { AddCommand } from '../shell/shell.js';

/** `db plans`: fails when a busy query walks through a whole table. */

export const addDbPlans: AddCommand = (db, shell) => {
  db.command('plans')
    .description(shell.say(message('maintenance.help_plans')))
    .addOption(shell.option.json())
    .action(
      shell.run(async (session) => {
        const { readPlans } = await import('../../ops/maintenance/plans.js');
        const report = await readPlans(await session.context());
        await session.print(report, textOf(report));
        const scanning = report.plans.filter(({ scans }) => scans.length > 0);
        const unused = report.indexes.filter(({ usedBy }) => usedBy.length === 0);
        await session.note([
          message('maintenance.unused_indexes', { indexes: unused.length }),
          scanning.length === 0
            ? message('maintenance.no_scans')
            : message('maintenance.scans', { queries: scanning.map(({ name }) => titleOf(name)) }),
        ]);
        return scanning.length === 0 ? EXIT.done : EXIT.failed;
      }),
    );
};

function titleOf(name: HotName): Message {
  return message(`hot.${name}`);
}

function textOf({ plans, indexes }: PlanReport): Text {
  return [
    {
      head: [message('maintenance.column_query'), message('maintenance.column_plan')],
      rows: plans.flatMap(({ name, steps }) =>
        steps.map((step, position) => [position === 0 ? titleOf(name) : null, step]),
      ),
    },
    {
      head: [
        message('commands.word', { word: 'object.index' }),
        message('maintenance.column_of'),
        message('maintenance.column_used_by'),
      ],
      rows: indexes.map(({ name, table, usedBy }) => [name, table, usedBy.length]),
    },
  ];
}
