import type { Context } from '../../context.js';
import type { RollbackPlan } from '../../db/migrations/rollback.js';
import { message, verbatim } from '../../messages/message.js';
import type { WayBack } from '../../ops/before-rollback.js';
import { noteBookmark } from '../shell/bookmark.js';
import type { Text } from '../shell/output.js';
import type { Session } from '../shell/session.js';
import type { AddCommand } from '../shell/shell.js';

/** `db rollback`: shows what goes, asks, copies the book, and takes migrations back. */

export const addDbRollback: AddCommand = (db, shell) => {
  db.command('rollback')
    .description(shell.say(message('commands.db_rollback')))
    .option('--to <name>', shell.say(message('commands.db_rollback_to')))
    .addOption(shell.option.dryRun())
    .addOption(shell.option.yes())
    .addOption(shell.option.json())
    .action(
      shell.run<{ to?: string }>(async (session, { to, dryRun }) => {
        if (dryRun) {
          await showPlan(session, to);
          return undefined;
        }
        const { takeRollbackTurn } = await import('../../ops/before-rollback.js');
        const turn = takeRollbackTurn(await session.settings());
        try {
          await takeBack(session, to, turn.copyBook);
        } finally {
          turn.release();
        }
        return undefined;
      }),
    );
};

async function showPlan(session: Session, to: string | undefined): Promise<void> {
  const context = await session.anyContext();
  const plan = await planOf(context, to);
  const { migrations, ...losses } = plan;
  await session.print({ planned: migrations, ...losses }, planText(plan, context));
  await session.note(
    message('commands.db_would_roll_back', { migrations: plan.migrations.length }),
  );
}

async function takeBack(
  session: Session,
  to: string | undefined,
  copyBook: (context: Context) => Promise<WayBack | null>,
): Promise<void> {
  const { rollback } = await import('../../db/migrations/rollback.js');
  const context = await session.anyContext();
  const plan = await planOf(context, to);
  const count = plan.migrations.length;
  let wayBack: WayBack | null = null;
  if (count > 0) {
    const text = planText(plan, context);
    // Also with `--yes`: the log of a script then says what was lost.
    if (session.options.yes) await session.note(text);
    await session.confirm(text, message('commands.db_rollback_question', { migrations: count }));
    await noteBookmark(session, context, message('bookmarks.before_rollback'));
    if (context.engine.copyTo) session.progress(message('commands.db_rollback_copying'));
    wayBack = await copyBook(context);
    await session.note(wayBackText(wayBack, session.now()));
  }
  const rolledBack = await rollback(context.database, await knownMigrations(), { to });
  const { objects, rows, values } = plan;
  await session.print(
    { rolledBack, objects, rows, values, copy: wayBack },
    rolledBack.map(verbatim),
  );
  await session.note(message('commands.db_rolled_back', { migrations: rolledBack.length }));
}

async function planOf({ database }: Context, to: string | undefined): Promise<RollbackPlan> {
  const { planRollback } = await import('../../db/migrations/rollback.js');
  return planRollback(database, await knownMigrations(), { to });
}

async function knownMigrations() {
  const { readMigrations } = await import('../../db/migrations/migrator.js');
  const { migrationsFolder } = await import('../../paths.js');
  return readMigrations(migrationsFolder);
}

function planText({ migrations, objects, rows, values }: RollbackPlan, context: Context): Text {
  const numberOf = (kind: string) => objects.filter((object) => object.kind === kind).length;
  const counts = {
    tables: numberOf('table'),
    columns: numberOf('column'),
    indexes: numberOf('index'),
    triggers: numberOf('trigger'),
    views: numberOf('view'),
  };
  const losses = [
    ...rows.map(({ table, rows: all, remaining }) => [table, all - remaining] as const),
    ...values.map(({ table, column, count }) => [`${table}.${column}`, count] as const),
  ];
  return [
    message('commands.db_rollback_plan', { location: context.engine.location }),
    ...migrations.map((name) => message('commands.indented', { name })),
    message('commands.db_rollback_objects', counts),
    ...(losses.length === 0
      ? [message('commands.db_rollback_no_rows')]
      : [{ head: [message('commands.table'), message('commands.rows_lost')], rows: losses }]),
    ...(context.engine.copyTo ? [] : [message('commands.db_rollback_elsewhere')]),
  ];
}

function wayBackText(wayBack: WayBack | null, now: Date): Text {
  if (wayBack) return message('commands.db_rollback_copy', { ...wayBack });
  // Without files of its own the database is D1's: its means take a time instead of a copy.
  return message('commands.db_rollback_time_travel', { time: now.toISOString() });
}
