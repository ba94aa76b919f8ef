import { MachineError, writesAreStopped } from '../../errors.js';

/**
 * Stops writes once SQLite has found damage: a write would allocate pages by a damaged list of free
 * ones, and money would rest on rows that nobody can read. Reads go on, so that people see what is
 * there and copies are compared. Only a restart ends it.
 */
export class Damage {
  readonly #onFound: (failure: MachineError) => void;
  #refusal: MachineError | null = null;

  /** @param onFound is called once, with the refusal of every later write */
  constructor(onFound: (failure: MachineError) => void = () => undefined) {
    this.#onFound = onFound;
  }

  /** The refusal of every write; null while no damage was found. */
  get refusal(): MachineError | null {
    return this.#refusal;
  }

  /** @throws MachineError once damage was found */
  refuse(): void {
    if (this.#refusal) throw this.#refusal;
  }

  /** Looks at an error of a statement on the book's own file. */
  note(error: unknown): void {
    if (this.#refusal || !(error instanceof MachineError)) return;
    if (error.fault !== 'damaged' && error.fault !== 'not_database') return;
    this.#refusal = writesAreStopped(error);
    this.#onFound(this.#refusal);
  }
}
