import type { MeasuredObject } from '../../db/copies/table-sizes.js';
import { message, type Message } from '../../messages/message.js';
import type { SizeReport } from '../../ops/maintenance/sizes.js';
import type { AddCommand } from '../shell/shell.js';

/** `db sizes`: tables and indexes, the largest first. */

export const addDbSizes: AddCommand = (db, shell) => {
  db.command('sizes')
    .description(shell.say(message('maintenance.help_sizes')))
    .addOption(shell.option.json())
    .action(
      shell.run(async (session) => {
        const { measureSizes } = await import('../../ops/maintenance/sizes.js');
        const report = await measureSizes(await session.anyContext());
        await session.print(report, { head: HEAD, rows: report.objects.map(rowOf) });
        await session.note(notesOf(report));
        return undefined;
      }),
    );
};

const HEAD = [
  message('maintenance.column_object'),
  message('maintenance.column_of'),
  message('backup.column_kilobytes'),
  message('maintenance.column_rows'),
  message('maintenance.column_counted'),
];

function rowOf({ name, table, isIndex, bytes, rows, isEstimate }: MeasuredObject) {
  return [
    name,
    isIndex ? table : null,
    bytes === null ? null : Math.ceil(bytes / 1000),
    rows,
    rows === null ? null : message(isEstimate ? 'maintenance.estimated' : 'maintenance.exact'),
  ];
}

function notesOf({ location, file, objects }: SizeReport): Message[] {
  if (file === null) return [message('maintenance.d1_sizes')];
  const kilobytes = (bytes: number) => Math.ceil(bytes / 1000);
  return [
    message('maintenance.file_size', {
      file: location,
      kilobytes: kilobytes(file.bytes),
      free: kilobytes(file.freeBytes),
      log: kilobytes(file.logBytes),
    }),
    ...(objects.some(({ bytes }) => bytes === null) ? [message('maintenance.no_dbstat')] : []),
  ];
}
