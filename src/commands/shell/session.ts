import type { Context } from '../../context.js';
import type { Actor } from '../../domain/actor.js';
import { DomainError } from '../../errors.js';

/** What a command runs with: its context, who acts, and where its output goes. */

export interface Terminal {
  /** Data: stdout. */
  write(text: string): void;
  /** Everything else: stderr. */
  note(text: string): void;
  /** Null where nobody can answer. */
  ask: ((question: string) => Promise<boolean>) | null;
  /** Asks for a line that is not shown; only where somebody can type. */
  readSecret?: ((question: string) => Promise<string>) | undefined;
  /** The first line of stdin; undefined when there is none. */
  readLine?: (() => Promise<string | undefined>) | undefined;
  openContext(): Promise<Context>;
  /** A context on the database at a URL instead of the configured one. */
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

/** The command line itself is wrong: exit 2. */
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

  /** The context on a database that is exactly at this code's migrations. */
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

  /** The context whatever the state of the database: for the commands that migrate it. */
  anyContext(): Promise<Context> {
    this.#context ??= this.terminal.openContext();
    return this.#context;
  }

  /**
   * The login that the command acts as (`--as`).
   * @throws UsageError without `--as`; DomainError when there is no such login or it is not active
   */
  async actor(): Promise<Actor> {
    const { as } = this.options;
    if (as === undefined) {
      throw new UsageError('--as USER is missing', 'every change is made in the name of a login');
    }
    const { findActor } = await import('../../services/accounts/actors.js');
    return findActor(await this.context(), as);
  }

  /** As `actor`, but the book's own `system` login where `--as` is not given. */
  async actorOrSystem(): Promise<Actor> {
    if (this.options.as !== undefined) return this.actor();
    const { systemActor } = await import('../../services/accounts/actors.js');
    return systemActor(await this.context());
  }

  /** Data to stdout: as JSON with `--json`, otherwise as text for people. */
  print(data: unknown, text: string): void {
    const output = this.options.json ? JSON.stringify(data, null, 2) : text;
    if (output !== '') this.terminal.write(`${output}\n`);
  }

  note(text: string): void {
    this.terminal.note(`${text}\n`);
  }

  /** @throws UsageError unless `--yes` is given or somebody says yes */
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
