import { Option, type Command } from 'commander';
import { message, type Message } from '../../messages/message.js';
import { render } from '../../messages/render.js';
import { reportError } from './report-error.js';
import { EXIT, Session, type CommonOptions, type ExitCode, type Terminal } from './session.js';

/**
 * The frame of every command. A command file adds one command to its parent: options first, then
 * `shell.run` with its work. Commands import services inside `run`, so that the start of one command
 * does not load the services of the others.
 */

export type Handler<Options, Args extends unknown[]> = (
  session: Session,
  options: CommonOptions & Options,
  ...args: Args
) => Promise<ExitCode | undefined>;

export interface Shell {
  /** Writes a text of the help in the language of the operator. */
  say: (said: Message) => string;
  /** Options that mean the same on every command that has them. */
  option: ReturnType<typeof createOptions>;
  /** Makes the action of a command; its exit code is 0 unless the handler returns another. */
  run<Options = object, Args extends unknown[] = []>(
    handler: Handler<Options, Args>,
  ): (...received: unknown[]) => Promise<void>;
}

export type AddCommand = (parent: Command, shell: Shell) => void;

export interface RunningShell extends Shell {
  exitCode(): ExitCode;
}

export function createShell(terminal: Terminal): RunningShell {
  let exitCode: ExitCode = EXIT.done;
  const say = (said: Message) => render(said, terminal.language ?? 'en');
  return {
    say,
    option: createOptions(say),
    exitCode: () => exitCode,
    run: <Options, Args extends unknown[]>(handler: Handler<Options, Args>) => {
      return async (...received: unknown[]) => {
        const command = received.at(-1) as Command;
        const args = received.slice(0, -2) as Args;
        const options = command.optsWithGlobals<CommonOptions & Options>();
        const session = new Session(terminal, options);
        try {
          exitCode = (await handler(session, options, ...args)) ?? EXIT.done;
        } catch (error) {
          exitCode = await reportError(session, error);
        } finally {
          await session.close();
        }
      };
    },
  };
}

function createOptions(say: (said: Message) => string) {
  return {
    json: () => new Option('--json', say(message('commands.option_json'))),
    dryRun: () => new Option('--dry-run', say(message('commands.option_dry_run'))),
    yes: () => new Option('--yes', say(message('commands.option_yes'))),
    as: () => new Option('--as <user>', say(message('commands.option_as'))),
    operation: () => new Option('--operation <id>', say(message('commands.option_operation'))),
    carryClock: () => new Option('--carry-clock', say(message('commands.option_carry_clock'))),
    reason: () => new Option('--reason <text>', say(message('commands.option_reason'))),
  };
}
