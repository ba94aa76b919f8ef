import type { RefusedLine } from '../../domain/decision.js';
import type { WagerResult } from '../../domain/wager.js';
import { message, verbatim, type Message } from '../../messages/message.js';
import type { OperationResult } from '../../services/operations/run.js';
import type { OperationKind, OperationPreview } from '../../services/previews/preview.js';
import type { Text } from './output.js';
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
  const { rowMessage } = await import('../../services/previews/tally.js');
  const found = await previewOperation(await session.context(), await session.actor(), input);
  const rows = found.rows.map((row) => ({ ...row, text: rowMessage(row) }));
  const preview = { ...found, rows };
  const text = writePreview(preview);
  if (dryRun) {
    await session.print(preview, text);
    return null;
  }
  await session.confirm(text, message('commands.change_rows', { rows: preview.changes }));
  return preview.expectedVersions;
}

/** Prints the changed and the refused rows; a refused row makes the command fail. */
export async function printResult(session: Session, result: OperationResult): Promise<ExitCode> {
  await session.print(
    result,
    result.done.map(({ text }) => text),
  );
  const notes = [
    ...result.refused.map(refusedRow),
    ...(result.repeated ? [message('commands.repeated')] : []),
  ];
  if (notes.length > 0) await session.note(notes);
  return result.refused.length === 0 ? EXIT.done : EXIT.failed;
}

function writePreview(preview: OperationPreview): Text {
  const { rows, refused, changes, creditedCents: credited, debitedCents: debited } = preview;
  return [
    ...rows.map(({ text }) => text),
    ...refused.map(refusedRow),
    message('commands.preview_totals', { rows: changes, credited, debited }),
  ];
}

function refusedRow({ label, reason }: RefusedLine): Message {
  return message('commands.refused_row', { row: toMessage(label), reason });
}

/** Labels are data (a wager's number) or a message. */
function toMessage(label: Message | string): Message {
  return typeof label === 'string' ? verbatim(label) : label;
}
