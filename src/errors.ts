/**
 * Errors with a message for users. Services refuse by a DomainError; every other error is a defect or
 * an outage, of which a browser learns only the request id.
 */

export type ErrorCode =
  /** the input breaks a rule; `field` names the input */
  | 'invalid'
  | 'not_found'
  | 'forbidden'
  /** the row's state does not allow this, or somebody else changed the row first */
  | 'conflict'
  /** a constraint or trigger of the database refused it */
  | 'constraint'
  /** not signed in, or not any more */
  | 'unauthenticated'
  /** too many attempts */
  | 'throttled'
  /** the database cannot be reached; nothing was written */
  | 'unavailable'
  /** the reply was lost: it may or may not have been written; safe to repeat with the same id */
  | 'unknown_outcome'
  /** the set-up is wrong: environment, files, declarations */
  | 'configuration';

export interface ErrorDetails {
  /** The input or column that the message belongs to. */
  field?: string | undefined;
  /** The way out. */
  hint?: string | undefined;
  /** Id of the row that the message is about. */
  recordId?: string | undefined;
  cause?: unknown;
}

export class DomainError extends Error {
  override readonly name: string = 'DomainError';
  readonly code: ErrorCode;
  readonly field: string | undefined;
  readonly hint: string | undefined;
  readonly recordId: string | undefined;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.field = details.field;
    this.hint = details.hint;
    this.recordId = details.recordId;
  }

  /** Message and way out in one line, for users. */
  get text(): string {
    return this.hint === undefined ? this.message : `${this.message}; ${this.hint}`;
  }
}

/** Several problems at once (configuration, declarations), one line each. */
export class ProblemsError extends DomainError {
  override readonly name = 'ProblemsError';

  constructor(
    title: string,
    readonly problems: readonly string[],
  ) {
    super('configuration', `${title}\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

/** Marks the last branch of an exhaustive switch. */
export function unreachable(value: never): never {
  throw new Error(`unexpected value: ${String(value)}`);
}
