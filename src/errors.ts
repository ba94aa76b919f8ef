import { message, type Message } from './messages/message.js';
import { render } from './messages/render.js';

/**
 * Errors with a message for users. Services refuse by a DomainError; every other error is a defect or
 * an outage: a browser learns only its request id.
 */

export type ErrorCode =
  /** the input breaks a rule; `field` names the input */
  | 'invalid'
  | 'not_found'
  | 'forbidden'
  /** the session needs a step-up: password and code again */
  | 'step_up'
  /** the row's state does not allow this, or somebody else changed the row first */
  | 'conflict'
  /** a constraint or trigger of the database refused it */
  | 'constraint'
  /** not signed in, or not any more */
  | 'unauthenticated'
  /** too many attempts, or more work at a time than the login's share */
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
  hint?: Message | undefined;
  /** Id of the row that the message is about. */
  recordId?: string | undefined;
  /** Seconds after which another try has a chance. */
  retryAfterS?: number | undefined;
  cause?: unknown;
}

export class DomainError extends Error {
  override readonly name: string = 'DomainError';
  readonly code: ErrorCode;
  readonly field: string | undefined;
  /** Message by key; `message` is its English text. */
  readonly said: Message;
  /** Way out by key; `hint` is its English text. */
  readonly wayOut: Message | undefined;
  readonly recordId: string | undefined;
  readonly retryAfterS: number | undefined;

  constructor(code: ErrorCode, said: Message, details: ErrorDetails = {}) {
    super(render(said, 'en'), details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.said = said;
    this.field = details.field;
    this.wayOut = details.hint;
    this.recordId = details.recordId;
    this.retryAfterS = details.retryAfterS;
  }

  /** The way out in English. */
  get hint(): string | undefined {
    return this.wayOut && render(this.wayOut, 'en');
  }

  /** Message and way out as one message. */
  get whole(): Message {
    const { said, wayOut } = this;
    return wayOut === undefined ? said : message('withHint', { message: said, hint: wayOut });
  }

  /** Message and way out in English. */
  get text(): string {
    return render(this.whole, 'en');
  }
}

/** The session has no step-up, or had it for one operation that is done. Nothing was written. */
export class StepUpError extends DomainError {
  override readonly name = 'StepUpError';

  /** @param needsCode true for a login with a second factor */
  constructor(readonly needsCode: boolean) {
    super('step_up', message(needsCode ? 'step_up.needed_with_code' : 'step_up.needed'));
  }
}

/** Several problems at once (configuration, declarations), one line each. */
export class ProblemsError extends DomainError {
  override readonly name = 'ProblemsError';

  constructor(
    title: Message,
    readonly problems: readonly Message[],
  ) {
    super(
      'configuration',
      problems.reduce((before, problem) => message('setup.problem', { before, problem }), title),
    );
  }
}

/** Marks the last branch of an exhaustive switch. */
export function unreachable(value: never): never {
  throw new Error(`unexpected value: ${String(value)}`);
}
