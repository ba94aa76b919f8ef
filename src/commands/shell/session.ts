import type { ResourceDeclaration } from '../../admin/declaration/resource.js';
import type { Config } from '../../config.js';
import type { Context } from '../../context.js';
import type { Actor } from '../../domain/actor.js';
import { DomainError } from '../../errors.js';
import type { Language } from '../../messages/language.js';
import { message, type Message } from '../../messages/message.js';
import { render, type NameOf } from '../../messages/render.js';
import { personsIn, sayAll } from '../../messages/say-all.js';
import { writeText, type Text } from './output.js';
import { toVisible, toVisibleJson } from './visible.js';

/** The session of one command: its context, its acting login, its output. */

export interface Terminal {
  /** Language of everything that the operator reads; English unless given. */
  language?: Language;
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
  /** Opens the configured database, and refuses a file that does not exist where one must. */
  openContext(options: { mustExist: boolean }): Promise<Context>;
  /** Reads the settings without opening the database, which may be lost. */
  readSettings(): Promise<Config>;
  /** Node's arguments that start the server of a drill; the built server unless given. */
  serverProgram?: readonly string[] | undefined;
  /** Runs D1's export into a file; Cloudflare's wrangler unless given. */
  exportD1?: ((file: string, signal?: AbortSignal) => Promise<void>) | undefined;
  /** Loads the resource files, for a command that explains what they open. */
  loadResources?: (() => Promise<readonly ResourceDeclaration[]>) | undefined;
  /** The time; the machine's unless given. */
  now?: (() => Date) | undefined;
  /** Opens a context on the database at a URL instead of the configured one. */
  openContextAt?: ((databaseUrl: string, mustExist: boolean) => Promise<Context>) | undefined;
}

/** Options that mean the same on every command that has them. */
export interface CommonOptions {
  json?: boolean;
  dryRun?: boolean;
  yes?: boolean;
  as?: string;
  carryClock?: boolean;
}

export const EXIT = { done: 0, failed: 1, wrongUse: 2 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** A wrong command line: exit 2. */
export class UsageError extends DomainError {
  override readonly name = 'UsageError';

  constructor(said: Message, hint?: Message) {
    super('invalid', said, { hint });
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

  /** Opens the context on an existing database in any state, for the commands that migrate it. */
  anyContext(): Promise<Context> {
    this.#context ??= this.terminal.openContext({ mustExist: true });
    return this.#context;
  }

  /** Opens the context on a database in any state, and makes the file when it does not exist. */
  newContext(): Promise<Context> {
    this.#context ??= this.terminal.openContext({ mustExist: false });
    return this.#context;
  }

  /** Reads the settings, for a command on copies: the database may be lost. */
  settings(): Promise<Config> {
    return this.terminal.readSettings();
  }

  now(): Date {
    return this.terminal.now?.() ?? new Date();
  }

  /**
   * Finds the login of `--as`, as which the command acts.
   * @throws UsageError without `--as`; DomainError when the login does not exist or is not active
   */
  async actor(): Promise<Actor> {
    const { as } = this.options;
    if (as === undefined) {
      throw new UsageError(
        message('commands.option_missing', { flags: '--as <user>' }),
        message('commands.as_missing_hint'),
      );
    }
    const { findActor } = await import('../../services/accounts/actors.js');
    const actor = await findActor(await this.context(), as);
    return { ...actor, carriesClock: this.options.carryClock };
  }

  /** Finds the login of `--as`; without `--as` the book's own `system` login. */
  async actorOrSystem(): Promise<Actor> {
    if (this.options.as !== undefined) return this.actor();
    const { systemActor } = await import('../../services/accounts/actors.js');
    return systemActor(await this.context());
  }

  /** Writes a message in the language of the operator, without looking names up. */
  say(said: Message): string {
    return render(said, this.#language);
  }

  /**
   * Prints to stdout: `data` as JSON with `--json`, otherwise `text`. JSON holds codes, keys and data,
   * and its sentences in English, so that a script reads the same in every locale.
   */
  async print(data: unknown, text: Text): Promise<void> {
    const json = this.options.json === true;
    const nameOf = await this.#namesIn(json ? data : text);
    const output = json
      ? toVisibleJson(JSON.stringify(sayAll(data, 'en', nameOf), null, 2))
      : writeText(text, this.#language, nameOf);
    if (output !== '') this.terminal.write(`${output}\n`);
  }

  /** Writes a text for the operator to stderr. */
  async note(text: Text): Promise<void> {
    const nameOf = await this.#namesIn(text);
    this.terminal.note(`${writeText(text, this.#language, nameOf)}\n`);
  }

  /** Writes a step of long work to stderr, at once: its message names no person. */
  progress(step: Message): void {
    this.terminal.note(`${toVisible(this.say(step))}\n`);
  }

  /**
   * Shows a plan and asks, unless `--yes` is given.
   * @throws UsageError when the answer is no, or without a terminal
   */
  async confirm(plan: Text, question: Message): Promise<void> {
    if (this.options.yes) return;
    await this.note(plan);
    const unchanged = message('shared.nothing_changed');
    if (!this.terminal.ask) throw new UsageError(unchanged, message('commands.yes_missing'));
    const asked = toVisible(this.say(message('commands.yes_or_no', { question })));
    if (!(await this.terminal.ask(asked))) throw new UsageError(unchanged);
  }

  /** Looks up the names that the acting login may see; a text without them says "a customer". */
  async #namesIn(data: unknown): Promise<NameOf | undefined> {
    const persons = personsIn(data);
    if (persons.length === 0) return undefined;
    const { loadNames } = await import('../../services/names.js');
    try {
      return await loadNames(await this.context(), await this.actorOrSystem(), persons);
    } catch (error) {
      if (error instanceof DomainError) return undefined;
      throw error;
    }
  }

  get #language(): Language {
    return this.terminal.language ?? 'en';
  }

  async close(): Promise<void> {
    const context = await this.#context?.catch(() => undefined);
    await context?.close();
  }
}
