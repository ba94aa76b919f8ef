import { databaseWasReplaced, type DatabaseError } from '../../errors.js';
import { FileReplaced } from './file-watch.js';
import type { Thread } from './thread.js';

/** A replaced file ends the engine: nothing that it writes could be found again. */

const LOOK_EVERY_MS = 1_000;

export interface ReplacementOptions {
  /** Called once, when the file was replaced. */
  onFailure?: ((failure: DatabaseError) => void) | undefined;
  /** Time between two looks while nobody writes. */
  lookEveryMs?: number | undefined;
}

/** Asks the writer to look at its file once a second, and remembers that it was replaced. */
export class Replacement {
  readonly #writer: Pick<Thread, 'look'>;
  readonly #onFailure: (failure: DatabaseError) => void;
  readonly #timer: NodeJS.Timeout;
  #failure: DatabaseError | null = null;
  #looking: Promise<void> | undefined;

  constructor(writer: Pick<Thread, 'look'>, options: ReplacementOptions) {
    const { onFailure = () => undefined, lookEveryMs = LOOK_EVERY_MS } = options;
    this.#writer = writer;
    this.#onFailure = onFailure;
    this.#timer = setInterval(() => void this.look(), lookEveryMs).unref();
  }

  /** The refusal of every call; null while the file is the right one. */
  get failure(): DatabaseError | null {
    return this.#failure;
  }

  /** @throws DatabaseError once the file was replaced */
  refuse(): void {
    if (this.#failure) throw this.#failure;
  }

  /** Looks at the file, one look at a time; a busy writer has just looked. */
  look(): Promise<void> {
    return (this.#looking ??= this.#writer
      .look()
      .catch((error: unknown) => {
        if (error instanceof FileReplaced) this.fail(error);
      })
      .finally(() => (this.#looking = undefined)));
  }

  /** Remembers the failure, and returns the error of the call that noticed it. */
  fail({ path, isAfterWrite }: FileReplaced): DatabaseError {
    if (!this.#failure) {
      this.#failure = databaseWasReplaced(path);
      this.stop();
      this.#onFailure(this.#failure);
    }
    return isAfterWrite ? databaseWasReplaced(path, 'unknown_outcome') : this.#failure;
  }

  /** Ends the regular looks. */
  stop(): void {
    clearInterval(this.#timer);
  }
}
