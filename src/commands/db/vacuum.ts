import { message, type Message } from '../../messages/message.js';
import type { VacuumPlan, VacuumReport } from '../../ops/maintenance/vacuum.js';
import type { Session } from '../shell/session.js';
import type { AddCommand } from '../shell/shell.js';

/** `db vacuum`: takes the file from everybody else, compacts it, and builds search indexes again. */

const MEGABYTE = 1e6;

export const addDbVacuum: AddCommand = (db, shell) => {
  db.command('vacuum')
    .description(shell.say(message('maintenance.help_vacuum')))
    .addOption(shell.option.dryRun())
    .addOption(shell.option.json())
    .action(
      shell.run(async (session, options) => {
        const { fileOf, planVacuum, refuseWithoutRoom, vacuumFile } =
          await import('../../ops/maintenance/vacuum.js');
        const file = fileOf(await session.settings());
        if (options.dryRun) {
          const plan = planVacuum(file);
          await session.print(plan, planText(plan));
          refuseWithoutRoom(plan);
          return undefined;
        }
        session.progress(message('maintenance.vacuuming', { file }));
        const report = vacuumFile(file);
        const indexed = await finish(session, report);
        await session.print({ ...report, indexed }, []);
        const { bytesBefore, bytesAfter, tookMs: ms } = report;
        await session.note([
          message('maintenance.vacuumed', {
            ...{ file, ms },
            before: Math.ceil(bytesBefore / 1000),
            after: Math.ceil(bytesAfter / 1000),
          }),
          ...(indexed.length > 0 ? [message('maintenance.indexed', { tables: indexed })] : []),
          message('maintenance.next_copy'),
        ]);
        return undefined;
      }),
    );
};

function planText({ file, bytes, freeBytes, needs }: VacuumPlan): Message[] {
  const megabytes = (size: number) => Math.ceil(size / MEGABYTE);
  return [
    message('maintenance.vacuum_plan', {
      file,
      megabytes: megabytes(bytes),
      free: Math.floor(freeBytes / MEGABYTE),
    }),
    ...needs.map((need) =>
      message('maintenance.vacuum_need', {
        folder: need.folder,
        needed: megabytes(need.bytes),
        free: Math.floor(need.available / MEGABYTE),
      }),
    ),
  ];
}

/** Builds the suspended search indexes again, and keeps the result. Returns their tables. */
async function finish(session: Session, report: VacuumReport): Promise<string[]> {
  const context = await session.anyContext();
  const { buildSuspended, keepVacuum } = await import('../../ops/maintenance/after-vacuum.js');
  const indexed = await buildSuspended(context, (table, done, rows) =>
    session.progress(message('commands.search_index_progress', { table, done, rows })),
  );
  await keepVacuum(context, report, indexed);
  return indexed;
}
