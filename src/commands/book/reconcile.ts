import type {
  BrokenRow,
  InvariantCheck,
  ReconciliationReport,
  RepairedValue,
} from '../../domain/reconciliation.js';
import { DomainError } from '../../errors.js';
import { message, verbatim, Message } from '../../messages/message.js';
import type { Table } from '../shell/output.js';
import { EXIT, type Session } from '../shell/session.js';
import type { AddCommand } from '../shell/shell.js';

/** `reconcile`: proves the book's invariants, and repairs derived columns on demand. */

type Report = ReconciliationReport<Message>;

export const addReconcile: AddCommand = (program, shell) => {
  const { option, say } = shell;
  program
    .command('reconcile')
    .description(say(message('reconciliation.command_help')))
    .option('--repair', say(message('reconciliation.repair_help')))
    .addOption(option.as())
    .addOption(option.dryRun())
    .addOption(option.yes())
    .addOption(option.json())
    .action(
      shell.run<{ repair?: boolean }>(async (session, options) => {
        const context = await session.context();
        const repairs = options.repair ? await repair(session) : [];
        const { reconcile } = await import('../../services/reconciliation/reconcile.js');
        const report = await reconcile(context, {
          onProgress: (part) => session.progress(message('reconciliation.checking', { part })),
        });
        if (!session.options.dryRun) await recordReport(session, report);
        await session.print({ ...report, repairs }, report.checks.flatMap(checkLines));
        for (const warning of report.warnings) {
          await session.note(message('reconciliation.warning', { warning }));
        }
        const broken = report.checks.reduce((sum, check) => sum + check.broken.length, 0);
        await session.note(
          broken === 0
            ? message('reconciliation.all_hold')
            : message('reconciliation.rows_to_look_at', { rows: broken }),
        );
        return report.ok ? EXIT.done : EXIT.failed;
      }),
    );
};

/** Keeps the report for the panels' first page; a refusal to keep it does not hide the report. */
async function recordReport(session: Session, report: Report): Promise<void> {
  const { recordReconciliation } = await import('../../services/reconciliation/record.js');
  try {
    const actor = await session.actorOrSystem();
    await recordReconciliation(await session.context(), actor, report);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    await session.note(message('reconciliation.not_kept', { reason: error.whole }));
  }
}

async function repair(session: Session): Promise<RepairedValue[]> {
  const { planRepair, repairDerivedColumns } =
    await import('../../services/reconciliation/repair.js');
  const context = await session.context();
  const plan = await planRepair(context);
  if (plan.length === 0) {
    await session.note(message('reconciliation.nothing_to_repair'));
    return [];
  }
  const table = planTable(plan);
  if (session.options.dryRun) {
    await session.note([message('reconciliation.repair_plan'), table]);
    return [];
  }
  await session.confirm(table, message('reconciliation.ask_to_repair', { values: plan.length }));
  const repaired = await repairDerivedColumns(context, await session.actorOrSystem());
  await session.note(message('reconciliation.repaired', { values: repaired.length }));
  return repaired;
}

/** Lists values by the names of the database, which `--json` has too. */
function planTable(plan: readonly RepairedValue[]): Table {
  return {
    head: [
      message('reconciliation.column_agent'),
      message('reconciliation.column_column'),
      message('reconciliation.column_is'),
      message('reconciliation.column_becomes'),
    ],
    rows: plan.map(({ name, column, before, after }) => [
      name ?? message('reconciliation.the_book'),
      ...[column, before, after],
    ]),
  };
}

function checkLines({ invariant, title, checked, broken }: InvariantCheck<Message>): Message[] {
  const check = { invariant, title, rows: checked };
  const line =
    broken.length === 0
      ? message('reconciliation.check_holds', check)
      : message('reconciliation.check_broken', { ...check, broken: broken.length });
  return [
    line,
    ...broken.map(({ text, expected, found }) =>
      message('reconciliation.finding', {
        text,
        expected: sayValue(expected),
        found: sayValue(found),
      }),
    ),
  ];
}

function sayValue(value: BrokenRow<Message>['expected']): Message {
  if (value === null) return message('reconciliation.nothing');
  return value instanceof Message ? value : verbatim(String(value));
}
