import type { WagerResult } from '../../domain/wager.js';
import type { OperationResult } from '../../services/operations/run.js';
import type { OperationKind, OperationPreview } from '../../services/previews/preview.js';
import { count } from './output.js';
import { EXIT, type ExitCode, type Session } from './session.js';

/** Preview, confirmation and output of the commands that move money. */

export interface OperationOptions {
  operation?: string;
}

/** The id given with `--operation`, or a new one. */
export async function operationIdOf(
  session: Session,
  { operation }: OperationOptions,
): Promise<string> {
  return operation ?? (await session.context()).newId();
}

/**
 * Shows a preview, and asks before a change of more than one row. Returns the versions that the
 * preview showed; null after a dry run.
 */
export async function previewed(
  session: Session,
  input: { kind: OperationKind; ids: readonly string[]; result?: WagerResult | undefined },
): Promise<Record<string, number> | null> {
  const { dryRun, yes } = session.options;
  if (!dryRun && (yes === true || input.ids.length === 1)) return {};
  const { previewOperation } = await import('../../services/previews/preview.js');
  const preview = await previewOperation(await session.context(), await session.actor(), input);
  const text = await formatPreview(preview);
  if (dryRun) {
    session.print(preview, text);
    return null;
  }
  await session.confirm(text, `Change ${count(preview.changes, 'row')}?`);
  return preview.expectedVersions;
}

/** Prints the changed and the refused rows; a refused row makes the command fail. */
export function printResult(session: Session, result: OperationResult): ExitCode {
  session.print(result, result.done.map(({ text }) => text).join('\n'));
  for (const { label, reason } of result.refused) session.note(`refused: ${label}: ${reason}`);
  if (result.repeated) session.note('this operation had taken effect before; nothing was changed');
  return result.refused.length === 0 ? EXIT.done : EXIT.failed;
}

async function formatPreview(preview: OperationPreview): Promise<string> {
  const { formatCents } = await import('../../domain/money.js');
  const { rows, refused, changes, creditedCents, debitedCents } = preview;
  return [
    ...rows.map(({ text }) => text),
    ...refused.map(({ label, reason }) => `refused: ${label}: ${reason}`),
    `${count(changes, 'row')} would change; balances would go up by ${formatCents(creditedCents)} and down by ${formatCents(debitedCents)}`,
  ].join('\n');
}
