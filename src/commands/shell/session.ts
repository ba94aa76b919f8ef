import type { Context } from '../../context.js';
import type { Actor } from '../../domain/actor.js';
import { DomainError } from '../../errors.js';

/** The session of one command: its context, its acting login, its output. */

export interface Terminal {
  /** Writes data to stdout. */
  write(text: string): void;
  /** Writes everything else to stderr. */
  note(text: string): void;
  /** Asks yes or no; null without a terminal. */
  ask: ((question: string) => Promise<boolean>) | null;
  /** Asks for a line without showing it; undefined without a terminal. */
  readSecret?: ((question: string) => Promise<string>) | undefined;
  /** Reads the first line of stdin; undefined when stdin is empty. */
  readLine?: (() => Promise<string | undefined>) | undefined;
  openContext(): Promise<Context>;
  /** Opens a context on the database at a URL instead of the configured one. */
  openContextAt?: ((databaseUrl: string, mustExist: boolean) => Promise<Context>) | undefined;
}

/** Options that mean the same on every command that has them. */
export interface CommonOptions {
  json?: boolean;
  dryRun?: boolean;
  yes?: boolean;
  as?: string;
}

export const EXIT = { done: 0, failed: 1, wrongUse: 2 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** A wrong command line: exit 2. */
export class UsageError extends DomainError {
  override readonly name = 'UsageError';

  constructor(message: string, hint?: string) {
    super('invalid', message, { hint });
  }
}

export class Session {
  #context: Promise<Context> | undefined;

  constructor(
    readonly terminal: Terminal,
    readonly options: CommonOptions,
  ) {}

  /** Opens the context; requires a database that is exactly at this code's migrations. */
  async context(): Promise<Context> {
    const context = await this.anyContext();
    const [{ readMigrations, refuseUnmigrated }, { migrationsFolder }, { verifyDataKeys }] =
      await Promise.all([
        import('../../db/migrations/migrator.js'),
        import('../../paths.js'),
        import('../../services/encryption/keys.js'),
      ]);
    await refuseUnmigrated(context.database, readMigrations(migrationsFolder));
    await verifyDataKeys(context);
    return context;
  }

  /** Opens the context on a database in any state, for the commands that migrate it. */
  anyContext(): Promise<Context> {
    this.#context ??= this.terminal.openContext();
    return this.#context;
  }

  /**
   * Finds the login of `--as`, as which the command acts.
   * @throws UsageError without `--as`; DomainError when the login does not exist or is not active
   */
  async actor(): Promise<Actor> {
    const { as } = this.options;
    if (as === undefined) {
      throw new UsageError('--as USER is missing', 'every change is made in the name of a login');
    }
    const { findActor } = await import('../../services/accounts/actors.js');
    return findActor(await this.context(), as);
  }

  /** Finds the login of `--as`; without `--as` the book's own `system` login. */
  async actorOrSystem(): Promise<Actor> {
    if (this.options.as !== undefined) return this.actor();
    const { systemActor } = await import('../../services/accounts/actors.js');
    return systemActor(await this.context());
  }

  /** Prints to stdout: `data` as JSON with `--json`, otherwise `text`. */
  print(data: unknown, text: string): void {
    const output = this.options.json ? JSON.stringify(data, null, 2) : text;
    if (output !== '') this.terminal.write(`${output}\n`);
  }

  note(text: string): void {
    this.terminal.note(`${text}\n`);
  }

  /**
   * Shows a plan and asks, unless `--yes` is given.
   * @throws UsageError when the answer is no, or without a terminal
   */
  async confirm(plan: string, question: string): Promise<void> {
    if (this.options.yes) return;
    this.note(plan);
    if (!this.terminal.ask) throw new UsageError('nothing was changed', 'add --yes to do this');
    if (!(await this.terminal.ask(question))) throw new UsageError('nothing was changed');
  }

  async close(): Promise<void> {
    const context = await this.#context?.catch(() => undefined);
    await context?.close();
  }
}
