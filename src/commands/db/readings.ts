import { message } from '../../messages/message.js';
import type { AddCommand } from '../shell/shell.js';

/** `db readings`: every stored decision on how a column is read. */

const head = [
  message('readings.column_table'),
  message('readings.column_column'),
  message('readings.column_kind'),
  message('readings.column_reason'),
  message('readings.column_sampled'),
  message('readings.column_chosen_by'),
];

export const addDbReadings: AddCommand = (db, shell) => {
  db.command('readings')
    .description(shell.say(message('readings.command_help')))
    .addOption(shell.option.json())
    .action(
      shell.run(async (session) => {
        const { listReadings } = await import('../../admin/readings/list.js');
        const { listUsers } = await import('../../services/accounts/reads.js');
        const context = await session.context();
        const readings = await listReadings(context);
        const users = await listUsers(context, await session.actorOrSystem());
        const nameOf = new Map(users.map(({ id, username }) => [id, username]));
        const named = readings.map(({ chosenBy, ...reading }) => ({
          ...reading,
          chosenBy: chosenBy === null ? null : (nameOf.get(chosenBy) ?? chosenBy),
        }));
        await session.print(named, {
          head,
          rows: named.map(({ table, column, kind, reason, sampled, chosenBy }) => [
            ...[table, column, kind, reason, String(sampled), chosenBy ?? ''],
          ]),
        });
        return undefined;
      }),
    );
};
