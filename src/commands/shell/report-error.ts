import { DomainError, ProblemsError } from '../../errors.js';
import { message, verbatim } from '../../messages/message.js';
import { EXIT, UsageError, type ExitCode, type Session } from './session.js';

/** Prints an error to stderr and returns its exit code: 2 for a wrong use, otherwise 1. */
export async function reportError(session: Session, error: unknown): Promise<ExitCode> {
  const problem =
    error instanceof DomainError
      ? error.whole
      : verbatim(error instanceof Error ? error.message : String(error));
  await session.note(message('commands.error', { label: 'label.error', problem }));
  return error instanceof UsageError || error instanceof ProblemsError
    ? EXIT.wrongUse
    : EXIT.failed;
}
