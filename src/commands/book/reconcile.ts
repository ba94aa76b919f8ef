import type { ReconciliationReport, RepairedValue } from '../../domain/reconciliation.js';
import { DomainError } from '../../errors.js';
import { count, formatTable } from '../shell/output.js';
import { EXIT, type Session } from '../shell/session.js';
import { option, type AddCommand } from '../shell/shell.js';

/** `reconcile`: proves the book's invariants, and repairs derived columns on demand. */

export const addReconcile: AddCommand = (program, shell) => {
  program
    .command('reconcile')
    .description('check the invariants of the book and name every row that breaks one')
    .option('--repair', 'put derived columns of agents right first (customer_count, total_volume)')
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
          onProgress: (step) => session.note(`checking ${step} …`),
        });
        if (!session.options.dryRun) await recordReport(session, report);
        session.print({ ...report, repairs }, formatChecks(report));
        for (const warning of report.warnings) session.note(`warning: ${warning}`);
        const broken = report.checks.reduce((sum, check) => sum + check.broken.length, 0);
        session.note(broken === 0 ? 'all invariants hold' : `${count(broken, 'row')} to look at`);
        return report.ok ? EXIT.done : EXIT.failed;
      }),
    );
};

/** Keeps the report for the panels' first page; a refusal to keep it does not hide the report. */
async function recordReport(session: Session, report: ReconciliationReport): Promise<void> {
  const { recordReconciliation } = await import('../../services/reconciliation/record.js');
  try {
    const actor = await session.actorOrSystem();
    await recordReconciliation(await session.context(), actor, report);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    session.note(`the result could not be kept: ${error.text}`);
  }
}

async function repair(session: Session): Promise<RepairedValue[]> {
  const { planRepair, repairDerivedColumns } =
    await import('../../services/reconciliation/repair.js');
  const context = await session.context();
  const plan = await planRepair(context);
  const table = formatTable(
    ['agent', 'column', 'is', 'becomes'],
    plan.map(({ name, column, before, after }) => [name, column, before, after]),
  );
  if (plan.length === 0 || session.options.dryRun) {
    session.note(plan.length === 0 ? 'nothing to repair' : `would be repaired:\n${table}`);
    return [];
  }
  await session.confirm(table, `Repair ${count(plan.length, 'value')}?`);
  const repaired = await repairDerivedColumns(context, await session.actorOrSystem());
  session.note(`${count(repaired.length, 'value')} repaired`);
  return repaired;
}

function formatChecks({ checks }: ReconciliationReport): string {
  return checks
    .flatMap(({ invariant, title, checked, broken }) => [
      `${invariant}. ${title}: ${count(checked, 'row')} checked, ${broken.length === 0 ? 'all right' : `${broken.length} broken`}`,
      ...broken.map(
        ({ text, expected, found }) =>
          `   - ${text} [expected ${String(expected)}, found ${String(found)}]`,
      ),
    ])
    .join('\n');
}
